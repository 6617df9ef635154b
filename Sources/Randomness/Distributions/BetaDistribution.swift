/// The beta distribution of a share between 0 and 1, such as the part of patients who have surgery.
public struct BetaDistribution: Distribution, Hashable {
  /// The first shape a: as if a patients of a + b had been seen to have what the share counts.
  public let alpha: Double

  /// The second shape b: as if b had been seen not to.
  public let beta: Double

  private let standard: IncompleteBeta

  /// A beta distribution; nil unless both shapes and their sum are finite and above 0.
  public init?(alpha: Double, beta: Double) {
    guard alpha > 0, beta > 0, (alpha + beta).isFinite else { return nil }
    self.alpha = alpha
    self.beta = beta
    standard = IncompleteBeta(a: alpha, b: beta)
  }

  /// A beta distribution by mean and standard deviation; nil unless sd² is above 0 and below mean × (1 − mean).
  ///
  /// The shapes are those of the moments: a + b = mean(1 − mean)/sd² − 1, a = mean(a + b).
  public init?(mean: Double, standardDeviation: Double) {
    guard mean > 0, mean < 1, standardDeviation > 0 else { return nil }
    let size = mean * (1 - mean) / (standardDeviation * standardDeviation) - 1
    self.init(alpha: mean * size, beta: (1 - mean) * size)
  }

  /// a/(a + b).
  public var mean: Double { alpha / (alpha + beta) }

  /// mean(1 − mean)/(a + b + 1).
  public var variance: Double { mean * (beta / (alpha + beta)) / (alpha + beta + 1) }

  /// P(X ≤ x), the regularised incomplete beta function.
  public func probability(below x: Double) -> Double { standard.tails(x, 1 - x).lower }

  /// P(X > x), the regularised incomplete beta function of 1 − x with the shapes exchanged.
  public func probability(above x: Double) -> Double { standard.tails(x, 1 - x).upper }

  /// The least x with P(X ≤ x) ≥ p; 1 where no number lies between it and 1.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 || p == 1 ? p : .nan }
    return standard.quantile(p)
  }
}
