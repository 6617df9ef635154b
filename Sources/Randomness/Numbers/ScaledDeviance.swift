#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// n(λ − 1 − ln λ) for n > 0 and a ratio λ > 0, given d = n(λ − 1) too: exact where λ is near 1, or near 0.
///
/// It is the distance in the exponent of gamma, Poisson and beta densities (the deviance part of Loader 2000,
/// *Fast and accurate computation of binomial probabilities*). For λ near 1, with μ = d/n and r = μ/(2 + μ),
/// ln λ = 2 artanh r, so that it is n r(μ − 2r² Σ r²ʲ/(2j + 3)) over j ≥ 0 (DLMF 4.6.4), without cancellation.
func scaledDeviance(_ n: Double, difference d: Double, ratio: Double) -> Double {
  guard d > -0.5 * n, d < n else { return d - n * log(ratio) }
  let excess = d / n
  let r = excess / (2 + excess)
  let square = r * r
  let series = polynomial(square < 0.01 ? artanhTermsNearZero : artanhTerms, at: square)
  return n * (r * (excess - 2 * square * series))
}

private let artanhTerms: [Double] = (0..<17).map { 1 / Double(2 * $0 + 3) }
private let artanhTermsNearZero = Array(artanhTerms.prefix(8))
