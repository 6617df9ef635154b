#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The distribution of a number above 0 whose logarithm is normal, such as a ratio or a unit cost.
public struct LogNormalDistribution: Distribution, Hashable {
  private let logarithm: NormalDistribution

  /// A lognormal distribution by the mean and standard deviation of ln X.
  ///
  /// Nil unless the standard deviation is above 0 and mean and variance of X are finite.
  public init?(logMean: Double, logStandardDeviation: Double) {
    guard let logarithm = NormalDistribution(mean: logMean, standardDeviation: logStandardDeviation) else {
      return nil
    }
    self.logarithm = logarithm
    guard mean.isFinite, variance.isFinite else { return nil }
  }

  /// A lognormal distribution by the mean and standard deviation of X itself; nil unless both are above 0.
  ///
  /// With c the coefficient of variation, ln X has variance ln(1 + c²) and mean ln(mean) − ½ ln(1 + c²).
  public init?(mean: Double, standardDeviation: Double) {
    guard mean > 0, standardDeviation > 0 else { return nil }
    let variation = standardDeviation / mean
    let logVariance = log1p(variation * variation)
    self.init(logMean: log(mean) - logVariance / 2, logStandardDeviation: logVariance.squareRoot())
  }

  /// The mean of ln X.
  public var logMean: Double { logarithm.mean }

  /// The standard deviation of ln X.
  public var logStandardDeviation: Double { logarithm.standardDeviation }

  /// exp(m + s²/2), with m and s the mean and standard deviation of ln X.
  public var mean: Double { exp(logMean + logarithm.variance / 2) }

  /// (exp(s²) − 1) mean².
  public var variance: Double { expm1(logarithm.variance) * exp(2 * logMean + logarithm.variance) }

  /// P(X ≤ x), that of ln x under the normal distribution.
  public func probability(below x: Double) -> Double {
    x <= 0 ? 0 : logarithm.probability(below: log(x))
  }

  /// P(X > x), that of ln x under the normal distribution.
  public func probability(above x: Double) -> Double {
    x <= 0 ? 1 : logarithm.probability(above: log(x))
  }

  /// The exponential of the normal quantile.
  public func quantile(_ p: Double) -> Double { exp(logarithm.quantile(p)) }
}
