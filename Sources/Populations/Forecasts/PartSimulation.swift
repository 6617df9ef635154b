import Randomness

/// Draws of one method's rates and counts.
///
/// It is made only where intervals are asked for: a fit that is poor is fitted again for counts that vary more.
struct PartSimulation {
  private let part: PredictedPart
  /// The same regression for counts that vary more than Poisson counts do; nil where they do not.
  private let overdispersed: RegressionFit?

  /// Below this probability the Poisson fit is held to fail, and a negative binomial takes its place.
  static let poorFit = 0.05

  /// A drawn rate is at most so many times the one predicted, or the highest that was observed with three cases
  /// more: a fit to next to no cases knows its level so badly that draws would reach everybody.
  static let farthest = 10.0

  init(_ part: PredictedPart) {
    self.part = part
    overdispersed = part.projection.fit.flatMap { fit in
      guard fit.goodnessOfFit < Self.poorFit else { return nil }
      return try? NegativeBinomialRegression(fit.design, link: fit.link)
        .fit(counts: fit.counts, personYears: fit.personYears)
    }
  }

  /// The rates of one draw of the coefficients and of the held rates, `[age group][asked period]`.
  func rates(draw: Int, from stream: RandomStream) -> [[Double]] {
    let held = stream.substream("held")
    let drawn = part.projection.rates(with: coefficients(draw: draw, from: stream))
    let rates = part.asked(
      drawn.enumerated().map { age, row in
        let highest = part.highestRates[age]
        return zip(row, part.laterRates[age]).map { min($0, Self.farthest * max($1, highest)) }
      }
    )
    return rates.enumerated().map { age, row in
      guard case .held(let rate)? = part.projection.cells[age].first else { return row }
      // As many cases as observed, one half more so that none does not mean never.
      let shape = rate.cases + 0.5
      guard rate.cases > 0, let gamma = GammaDistribution(shape: shape, scale: 1 / rate.cases) else {
        return row
      }
      let factor = gamma.sample(from: held, draw: draw, index: age)
      return row.map { $0 * factor }
    }
  }

  /// The estimates, moved as they vary with the fit's covariance; that of the negative binomial where there is one.
  private func coefficients(draw: Int, from stream: RandomStream) -> [Double] {
    guard let fit = part.projection.fit else { return [] }
    let numbers = fit.estimates.indices.map { stream.standardNormal(draw: draw, index: $0) }
    guard let other = overdispersed else { return fit.estimates(movedBy: numbers) }
    // The forecast stays where the Poisson fit has it: only its spread is that of the other fit.
    return zip(fit.estimates, zip(other.estimates(movedBy: numbers), other.estimates)).map {
      $0 + $1.0 - $1.1
    }
  }

  /// A count about its mean.
  func count(mean: Double, draw: Int, index: Int, from stream: RandomStream) -> Double {
    CountNoise(mean: mean, size: overdispersed?.theta).quantile(stream.uniform(draw: draw, index: index))
  }
}
