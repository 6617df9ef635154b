#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Iteratively reweighted least squares, with the start, the steps and the stopping rule of R's `glm.fit`.
///
/// Each step solves (X'WX)·δ = X'W(z − Xβ) by Cholesky and adds δ to β: the same β as from regressing z itself,
/// but what rounding costs shrinks with δ, so the normal equations lose nothing against R's QR.
struct Scoring {
  /// The estimates, one for each estimated column.
  private(set) var coefficients: [Double]
  /// The means that go with them.
  private(set) var means: [Double]
  /// The deviance that goes with them.
  private(set) var deviance: Double
  /// How many steps were taken.
  private(set) var iterations = 0
  /// The Cholesky factor of X'WX, with the weights of the last step, as R has it.
  private(set) var factor: [Double]

  private let design: DesignMatrix
  private let link: Link
  private let variation: CountVariation
  private let counts: [Double]
  private let personYears: [Double]
  private var predictors: [Double]
  private var weights: [Double]
  private var scores: [Double]
  private var step: [Double]
  private var previous: [Double]

  static let mostIterations = 25
  private static let settled = 1e-8
  private static let epsilon = 0x1p-52

  /// Prepares a fit; `means`, when given, are where it starts.
  init(
    _ design: DesignMatrix,
    _ link: Link,
    _ variation: CountVariation,
    counts: [Double],
    personYears: [Double],
    startingAt start: [Double]? = nil
  ) {
    self.design = design
    self.link = link
    self.variation = variation
    self.counts = counts
    self.personYears = personYears
    let start = start ?? counts.map(variation.startingMean)
    predictors = zip(start, personYears).map { link.predictor($0 / $1) }
    means = start
    let columns = design.estimated.count
    coefficients = Array(repeating: 0, count: columns)
    previous = coefficients
    step = coefficients
    weights = Array(repeating: 0, count: counts.count)
    scores = weights
    factor = Array(repeating: 0, count: design.products.envelope.count)
    deviance = variation.deviance(counts, start)
  }

  /// Steps until the deviance settles.
  mutating func run() throws(RegressionFault) {
    while iterations < Self.mostIterations {
      iterations += 1
      let before = deviance
      try takeStep()
      evaluate()
      try shortenStep()
      if abs(deviance - before) / (abs(deviance) + 0.1) < Self.settled { return }
    }
    throw .notConverged(iterations: iterations)
  }

  private mutating func takeStep() throws(RegressionFault) {
    weigh()
    let envelope = design.products.envelope
    design.products.sum(weights: weights, into: &factor)
    guard envelope.factor(&factor) else { throw .singular }
    if iterations == 1 {
      // No coefficients stand behind the first predictors: the whole of z is regressed.
      for row in scores.indices { scores[row] += weights[row] * predictors[row] }
    }
    design.packed.multiplyTransposed(scores, into: &step)
    envelope.solveLower(factor, &step)
    envelope.solveUpper(factor, &step)
    for column in step.indices {
      previous[column] = coefficients[column]
      coefficients[column] += step[column]
    }
  }

  /// The weights (dμ/dη)²/V and the scores (y − μ)·(dμ/dη)/V of the rows.
  private mutating func weigh() {
    for row in counts.indices {
      let mean = means[row]
      let slope = slope(row)
      let variance =
        switch variation {
        case .poisson: mean
        case .negativeBinomial(let theta): mean + mean * mean / theta
        }
      let ratio = slope / variance
      weights[row] = slope * ratio
      scores[row] = (counts[row] - mean) * ratio
    }
  }

  /// dμ/dη
  private func slope(_ row: Int) -> Double {
    switch link {
    case .log: return means[row]
    case .identity: return personYears[row]
    case .power5:
      let square = predictors[row] * predictors[row]
      return max(Self.epsilon, 5 * personYears[row] * square * square)
    }
  }

  /// The predictors, means and deviance of the coefficients.
  private mutating func evaluate() {
    design.packed.multiply(coefficients, into: &predictors)
    switch link {
    case .log: for row in means.indices { means[row] = personYears[row] * exp(predictors[row]) }
    case .identity: for row in means.indices { means[row] = personYears[row] * predictors[row] }
    case .power5:
      for row in means.indices {
        let predictor = predictors[row]
        let square = predictor * predictor
        means[row] = max(Self.epsilon, personYears[row] * (square * square * predictor))
      }
    }
    deviance = variation.deviance(counts, means)
  }

  /// Halves a step that led where no mean can be, towards the coefficients before it.
  private mutating func shortenStep() throws(RegressionFault) {
    var halvings = 0
    while !(deviance.isFinite && areMeansPossible) {
      guard iterations > 1, halvings < Self.mostIterations else {
        throw areMeansPossible ? .deviates : .meanNotPositive
      }
      halvings += 1
      for column in coefficients.indices {
        coefficients[column] = (coefficients[column] + previous[column]) / 2
      }
      evaluate()
    }
  }

  /// Whether every mean is above zero; only the identity link can break it, the others are held there.
  private var areMeansPossible: Bool { link != .identity || means.allSatisfy { $0 > 0 } }
}
