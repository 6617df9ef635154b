import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension UncertaintyPlan.Spread {
  /// The distribution around a value; nil when there is none of that mean and width.
  ///
  /// The ends of an interval of 95 % lie 1.96 standard deviations from the mean; of a lognormal distribution, those
  /// of the logarithm.
  func distribution(around value: Double) -> (any Distribution)? {
    let mean = mean ?? value
    guard mean > 0, let deviation = deviation(of: mean) else { return nil }
    switch kind {
    case .beta:
      if case .size(let size) = width {
        return BetaDistribution(alpha: mean * size, beta: (1 - mean) * size)
      }
      return BetaDistribution(mean: mean, standardDeviation: deviation)
    case .gamma: return GammaDistribution(mean: mean, standardDeviation: deviation)
    case .logNormal: return LogNormalDistribution(mean: mean, standardDeviation: deviation)
    case .normal: return NormalDistribution(mean: mean, standardDeviation: deviation)
    case .dirichlet, .forecast: return nil
    }
  }

  private func deviation(of mean: Double) -> Double? {
    switch width {
    case .standardDeviation(let deviation): return deviation
    case .variation(let variation): return variation * mean
    case .size(let size): return (mean * (1 - mean) / (size + 1)).squareRoot()
    case .interval(let low, let high) where kind == .logNormal:
      let logarithmic = log(high / low) / Self.widthOf95
      return mean * expm1(logarithmic * logarithmic).squareRoot()
    case .interval(let low, let high): return (high - low) / Self.widthOf95
    case .ofForecast: return nil
    }
  }

  /// Between the 2.5 and 97.5 % quantiles of the standard normal distribution.
  private static let widthOf95 = 2 * 1.959963984540054

  /// In words, such as `gamma, sd over mean 0.1`.
  var words: String {
    let width =
      switch width {
      case .standardDeviation(let deviation): ", sd \(deviation)"
      case .variation(let variation): ", sd over mean \(variation)"
      case .size(let size): ", as if \(size) had been counted"
      case .interval(let low, let high): ", 95 % from \(low) to \(high)"
      case .ofForecast: ", as wide as its intervals"
      }
    return kind.rawValue + (mean.map { " with mean \($0)" } ?? "") + width
  }
}
