#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A regression of counts that vary more than Poisson counts do: variance μ + μ²/θ.
///
/// The coefficients given θ and θ given the means are fitted by maximum likelihood in turn until both settle, as
/// `glm.nb` of the R package MASS does.
public struct NegativeBinomialRegression: Sendable {
  /// The columns.
  public let design: DesignMatrix
  /// How a rate follows from the predictor.
  public let link: Link

  private static let mostRounds = 100
  private static let settled = 1e-10

  /// A regression on a design.
  public init(_ design: DesignMatrix, link: Link) {
    self.design = design
    self.link = link
  }

  /// Fits the counts of the rows of the design and θ.
  ///
  /// - Throws: why there is no fit; `noExcessVariation` when θ has no finite best value, so that Poisson holds.
  public func fit(counts: [Double], personYears: [Double]) throws(RegressionFault) -> RegressionFit {
    let poisson = try PoissonRegression(design, link: link).fit(counts: counts, personYears: personYears)
    var means = poisson.fitted
    // The slope of the likelihood by 1/θ where 1/θ is nothing: if it does not rise there, Poisson is best.
    let excess = zip(counts, means).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) - $1.0 }
    guard excess > 0 else { throw .noExcessVariation }
    var theta = try Self.theta(of: counts, means, startingAt: Self.roughTheta(counts, means))
    for _ in 0..<Self.mostRounds {
      let fit = try fit(counts: counts, personYears: personYears, theta: theta, startingAt: means)
      means = fit.fitted
      let next = try Self.theta(of: counts, means, startingAt: theta)
      let isSettled = abs(next - theta) <= Self.settled * theta
      theta = next
      if isSettled { return fit }
    }
    throw .notConverged(iterations: Self.mostRounds)
  }

  /// Fits the counts of the rows of the design with a θ that is known.
  ///
  /// - Precondition: `theta` is above zero and finite.
  public func fit(counts: [Double], personYears: [Double], theta: Double) throws(RegressionFault)
    -> RegressionFit
  {
    try fit(counts: counts, personYears: personYears, theta: theta, startingAt: nil)
  }

  private func fit(counts: [Double], personYears: [Double], theta: Double, startingAt means: [Double]?)
    throws(RegressionFault) -> RegressionFit
  {
    precondition(theta > 0 && theta.isFinite, "θ is above zero and finite")
    try design.check(counts: counts, personYears: personYears)
    var scoring = Scoring(
      design,
      link,
      .negativeBinomial(theta: theta),
      counts: counts,
      personYears: personYears,
      startingAt: means
    )
    try scoring.run()
    return RegressionFit(scoring, design, link, theta: theta, counts: counts, personYears: personYears)
  }

  /// θ by the method of moments: the start of the search.
  private static func roughTheta(_ counts: [Double], _ means: [Double]) -> Double {
    let squares = zip(counts, means).reduce(0) { $0 + ($1.0 / $1.1 - 1) * ($1.0 / $1.1 - 1) }
    let rough = Double(counts.count) / squares
    return rough > 0 && rough.isFinite ? min(rough, 1e6) : 1
  }

  /// The θ that makes the counts likeliest given their means, by Newton's method on its logarithm.
  private static func theta(of counts: [Double], _ means: [Double], startingAt start: Double)
    throws(RegressionFault) -> Double
  {
    var theta = start
    for _ in 0..<mostRounds {
      let (score, information) = derivatives(counts, means, theta)
      let slope = theta * score
      let curve = slope - theta * theta * information
      let move = curve < 0 ? -slope / curve : (slope < 0 ? -1 : 1)
      theta *= exp(max(-2, min(2, move)))
      // So great a θ adds less than a millionth to any variance.
      guard theta.isFinite, theta < 1e6 * (1 + (means.max() ?? 0)) else { throw .noExcessVariation }
      if abs(move) < 1e-11 { return theta }
    }
    throw .notConverged(iterations: mostRounds)
  }

  /// The first derivative of the log-likelihood by θ, and the second with its sign turned.
  private static func derivatives(_ counts: [Double], _ means: [Double], _ theta: Double)
    -> (score: Double, information: Double)
  {
    let (first, second) = (DigammaFunctions.digamma(theta), DigammaFunctions.trigamma(theta))
    var (score, information) = (0.0, 0.0)
    for (count, mean) in zip(counts, means) {
      let sum = mean + theta
      score += DigammaFunctions.digamma(theta + count) - first - log1p(mean / theta) + (mean - count) / sum
      information += second - DigammaFunctions.trigamma(theta + count) - 1 / theta + 2 / sum
      information -= (count + theta) / (sum * sum)
    }
    return (score, information)
  }
}
