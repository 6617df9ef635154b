/// The Poisson distribution of a count of events that come one by one, such as the new patients of a year.
public struct PoissonDistribution: Distribution, Hashable {
  /// The expected count.
  public let mean: Double

  /// A Poisson distribution; nil unless the mean is finite and at least 0.
  public init?(mean: Double) {
    guard mean >= 0, mean.isFinite else { return nil }
    self.mean = mean
  }

  /// The same as the mean.
  public var variance: Double { mean }

  /// P(X ≤ x), the regularised incomplete gamma function Q(k + 1, mean), k the whole part of x (DLMF 8.4.10).
  public func probability(below x: Double) -> Double { tails(x).lower }

  /// P(X > x).
  public func probability(above x: Double) -> Double { tails(x).upper }

  /// The least whole number k with P(X ≤ k) ≥ p.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    let z = normalQuantile(p)
    // The first terms of Cornish and Fisher (1938), for a skewness of one over the standard deviation.
    let near = mean + z * mean.squareRoot() + (z * z - 1) / 6
    return leastCount(near: near, reaching: p) { probability(below: $0) }
  }

  private func tails(_ x: Double) -> Tails {
    guard x >= 0, x < .infinity else { return Tails(lower: x.isNaN ? x : x < 0 ? 0 : 1) }
    return IncompleteGamma(shape: x.rounded(.down) + 1).tails(at: mean).swapped
  }
}
