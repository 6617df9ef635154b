import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Columns of random numbers, the same on every run.
struct PretendDraws {
  let seed: UInt64

  func normals(_ path: String, _ count: Int) -> [Double] {
    let stream = RandomStream(seed: seed, path: path)
    return (0..<count).map { stream.standardNormal(draw: $0) }
  }

  func uniforms(_ path: String, _ count: Int) -> [Double] {
    let stream = RandomStream(seed: seed, path: path)
    return (0..<count).map { stream.uniform(draw: $0) }
  }
}

/// E max(0, X) − max(0, E X) of a normal X: what it is worth to know it before choosing between it and nothing.
func normalValue(mean: Double, deviation: Double) -> Double {
  let z = abs(mean) / deviation
  let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  return deviation * density - abs(mean) * 0.5 * erfc(z / 2.0.squareRoot())
}
