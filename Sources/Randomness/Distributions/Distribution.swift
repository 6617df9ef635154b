/// How likely each value of an uncertain number is.
///
/// Draws are made by inversion, one uniform number for each: ``quantile(_:)`` rises with its argument, so that
/// two inputs are correlated by correlating their uniform numbers.
public protocol Distribution: Sendable {
  /// The expectation.
  var mean: Double { get }

  /// The expected square of the distance from the mean.
  var variance: Double { get }

  /// P(X ≤ x), the cumulative distribution function.
  func probability(below x: Double) -> Double

  /// P(X > x), exact in the upper tail too, where one minus the cumulative would lose its digits.
  func probability(above x: Double) -> Double

  /// The least x with P(X ≤ x) ≥ p; at 0 and 1 the ends of the range, outside them not a number.
  func quantile(_ p: Double) -> Double
}

extension Distribution {
  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// A value drawn at an address, by inversion of the uniform number found there.
  public func sample(from stream: RandomStream, draw: Int, index: Int = 0) -> Double {
    quantile(stream.uniform(draw: draw, index: index))
  }
}
