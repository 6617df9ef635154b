/// The negative binomial distribution of a count more variable than Poisson, such as admissions per provider.
///
/// A Poisson count whose expectation varies itself, by a gamma distribution of shape `size`.
public struct NegativeBinomialDistribution: Distribution, Hashable {
  /// The expected count.
  public let mean: Double

  /// The size θ: the smaller, the more the count varies.
  public let size: Double

  /// A negative binomial distribution; nil unless the mean is at least 0, the size above 0, and both finite.
  public init?(mean: Double, size: Double) {
    guard mean >= 0, size > 0, (mean + size).isFinite else { return nil }
    self.mean = mean
    self.size = size
    guard variance.isFinite else { return nil }
  }

  /// mean + mean²/size.
  public var variance: Double { mean + mean / size * mean }

  /// P(X ≤ x), the regularised incomplete beta function at size/(size + mean) of size and k + 1, k the whole
  /// part of x (DLMF 8.17.24).
  public func probability(below x: Double) -> Double { tails(x).lower }

  /// P(X > x).
  public func probability(above x: Double) -> Double { tails(x).upper }

  /// The least whole number k with P(X ≤ k) ≥ p.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    return leastCount(near: guess(p), reaching: p) { probability(below: $0) }
  }

  /// The quantile of the gamma distribution if that varies more than Poisson, or Cornish and Fisher's (1938).
  private func guess(_ p: Double) -> Double {
    if mean > size, let expectation = GammaDistribution(shape: size, scale: mean / size) {
      return expectation.quantile(p)
    }
    let z = normalQuantile(p)
    let skewness = (1 + 2 * mean / size) / standardDeviation
    return mean + standardDeviation * (z + skewness * (z * z - 1) / 6)
  }

  private func tails(_ x: Double) -> Tails {
    guard x >= 0, x < .infinity, mean > 0 else { return Tails(lower: x.isNaN ? x : x < 0 ? 0 : 1) }
    return IncompleteBeta(a: size, b: x.rounded(.down) + 1).tails(size / (size + mean), mean / (size + mean))
  }
}
