/// The normal distribution: a mean, and a standard deviation on either side of it.
public struct NormalDistribution: Distribution, Hashable {
  /// The expectation.
  public let mean: Double

  /// The standard deviation, in the units of the mean.
  public let standardDeviation: Double

  /// A normal distribution; nil unless the mean is finite and the standard deviation finite and above 0.
  public init?(mean: Double, standardDeviation: Double) {
    guard mean.isFinite, standardDeviation.isFinite, standardDeviation > 0 else { return nil }
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The square of the standard deviation.
  public var variance: Double { standardDeviation * standardDeviation }

  /// P(X ≤ x) = ½ erfc(−z/√2), with z the distance from the mean in standard deviations (DLMF 7.2.2).
  public func probability(below x: Double) -> Double {
    normalProbability(below: (x - mean) / standardDeviation)
  }

  /// P(X > x) = ½ erfc(z/√2).
  public func probability(above x: Double) -> Double {
    normalProbability(below: (mean - x) / standardDeviation)
  }

  /// The least x with P(X ≤ x) ≥ p, by algorithm AS 241.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    return mean + standardDeviation * normalQuantile(p)
  }
}
