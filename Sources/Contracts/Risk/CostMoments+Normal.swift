import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CostMoments {
  /// What rounding leaves of a variance of 0, in the square of a thousand-millionth of a pound.
  private static let negligible = 1.0

  /// P(X < 0) if X were normal: Φ(−mean/standard deviation).
  var normalChanceBelowZero: Double {
    guard variance > Self.negligible else { return mean < 0 ? 1 : 0 }
    return RandomStream.probability(ofNormalScore: -mean / variance.squareRoot())
  }

  /// The same with the first term of Edgeworth's series: − γ/6 (x² − 1) φ(x), kept within 0 to 1.
  var correctedChanceBelowZero: Double {
    guard variance > Self.negligible else { return normalChanceBelowZero }
    let score = -mean / variance.squareRoot()
    let density = exp(-score * score / 2) / (2 * Double.pi).squareRoot()
    let corrected = normalChanceBelowZero - skewness / 6 * (score * score - 1) * density
    return min(max(corrected, 0), 1)
  }
}
