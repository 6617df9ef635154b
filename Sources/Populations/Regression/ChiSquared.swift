import Randomness

/// The chi-squared distribution, which deviances follow when a model holds.
enum ChiSquared {
  /// How likely a value this great or greater is.
  ///
  /// - Precondition: there are degrees of freedom.
  static func probability(above value: Double, degreesOfFreedom: Int) -> Double {
    guard let distribution = GammaDistribution(shape: Double(degreesOfFreedom) / 2, scale: 2) else {
      preconditionFailure("chi-squared has degrees of freedom")
    }
    return distribution.probability(above: value)
  }
}
