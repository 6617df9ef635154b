/// What a regression of counts found.
public struct RegressionFit: Sendable {
  /// The columns that were fitted.
  public let design: DesignMatrix
  /// How a rate follows from the predictor.
  public let link: Link
  /// How the counts vary: θ of variance μ + μ²/θ; nil for Poisson, whose variance is μ.
  public let theta: Double?
  /// The counts of the rows.
  public let counts: [Double]
  /// The person-years of the rows.
  public let personYears: [Double]
  /// The estimates, one for each estimated column of the design.
  public let estimates: [Double]
  /// The fitted mean of each row.
  public let fitted: [Double]
  /// Twice the log-likelihood lost against a model that fits every count exactly.
  public let deviance: Double
  /// How many steps the fit took, as R counts them.
  public let iterations: Int
  private let factor: [Double]

  init(
    _ scoring: Scoring,
    _ design: DesignMatrix,
    _ link: Link,
    theta: Double?,
    counts: [Double],
    personYears: [Double]
  ) {
    self.design = design
    self.link = link
    self.theta = theta
    self.counts = counts
    self.personYears = personYears
    estimates = scoring.coefficients
    fitted = scoring.means
    deviance = scoring.deviance
    iterations = scoring.iterations
    factor = scoring.factor
  }

  /// The coefficient of each column; nil where the column is aliased.
  public var coefficients: [Double?] {
    var all = [Double?](repeating: nil, count: design.names.count)
    for (place, column) in design.estimated.enumerated() { all[column] = estimates[place] }
    return all
  }

  /// The coefficient of the column of that name; nil when there is none or it is aliased.
  public subscript(name: String) -> Double? {
    guard let column = design.names.firstIndex(of: name), let place = design.place(of: column) else {
      return nil
    }
    return estimates[place]
  }

  /// Observations less estimated columns.
  public var degreesOfFreedom: Int { counts.count - estimates.count }

  /// How likely a deviance this great or greater is if the model holds: the upper tail of χ².
  public var goodnessOfFit: Double {
    ChiSquared.probability(above: deviance, degreesOfFreedom: degreesOfFreedom)
  }

  /// The log-likelihood of the counts under the fit.
  public var logLikelihood: Double { variation.logLikelihood(counts, fitted) }

  /// Akaike's criterion: twice the estimated columns less twice the log-likelihood, θ not counted, as R's `glm`.
  public var aic: Double { 2 * Double(estimates.count) - 2 * logLikelihood }

  /// The sum of (y − μ)²/variance over the degrees of freedom: about 1 when the counts vary as they should.
  public var dispersion: Double {
    var sum = 0.0
    for (count, mean) in zip(counts, fitted) {
      sum += (count - mean) * (count - mean) / (mean + (theta.map { mean * mean / $0 } ?? 0))
    }
    return sum / Double(degreesOfFreedom)
  }

  /// The covariance of the estimates, (X'WX)⁻¹; symmetric.
  ///
  /// - Complexity: O(columns³), on every call.
  public var covariance: [[Double]] { design.products.envelope.inverse(factor) }

  /// The estimates moved by independent standard normal numbers so that they vary with the covariance: one draw
  /// of the parameters, as a simulation needs it.
  ///
  /// - Precondition: there are as many numbers as estimates.
  public func estimates(movedBy standardNormals: [Double]) -> [Double] {
    precondition(standardNormals.count == estimates.count, "one number moves one estimate")
    var moves = standardNormals
    design.products.envelope.solveUpper(factor, &moves)
    return zip(estimates, moves).map { $0 + $1 }
  }

  private var variation: CountVariation { theta.map { .negativeBinomial(theta: $0) } ?? .poisson }
}
