#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The gamma distribution of a number above 0, such as a unit cost, a rate or a count's uncertain expectation.
///
/// With shape df/2 and scale 2 it is the chi-squared distribution of df degrees of freedom.
public struct GammaDistribution: Distribution, Hashable {
  /// The shape a: the inverse of the squared coefficient of variation.
  public let shape: Double

  /// The scale θ, in the units of the value.
  public let scale: Double

  private let standard: IncompleteGamma

  /// A gamma distribution; nil unless shape and scale, mean and variance are finite and above 0.
  public init?(shape: Double, scale: Double) {
    guard shape > 0, shape.isFinite, scale > 0, scale.isFinite else { return nil }
    self.shape = shape
    self.scale = scale
    standard = IncompleteGamma(shape: shape)
    guard variance.isFinite else { return nil }
  }

  /// A gamma distribution of shape (mean/sd)² and scale sd²/mean; nil unless both are finite and above 0.
  public init?(mean: Double, standardDeviation: Double) {
    guard mean > 0, standardDeviation > 0 else { return nil }
    let inverse = mean / standardDeviation
    self.init(shape: inverse * inverse, scale: standardDeviation / inverse)
  }

  /// Shape × scale.
  public var mean: Double { shape * scale }

  /// Shape × scale².
  public var variance: Double { shape * scale * scale }

  /// P(X ≤ x), the regularised incomplete gamma function P(shape, x/scale).
  public func probability(below x: Double) -> Double { standard.tails(at: x / scale).lower }

  /// P(X > x), the regularised incomplete gamma function Q(shape, x/scale).
  public func probability(above x: Double) -> Double { standard.tails(at: x / scale).upper }

  /// The least x with P(X ≤ x) ≥ p.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
    return scale * standard.quantile(p)
  }

  /// The logarithm of the quantile in units of the scale: finite where the quantile of a small shape is not
  /// to be told from 0.
  func logStandardQuantile(_ p: Double) -> Double { standard.logQuantile(p) }
}
