#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Φ(z) = ½ erfc(−z/√2), the probability of the standard normal distribution below z (DLMF 7.2.2).
func normalProbability(below z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }
