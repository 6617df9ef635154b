import Populations
import TestSupport
import Testing

struct PoissonRegressionTests {
  private static let seeds = 0..<30 as Range<UInt64>

  @Test func `one rate for all is all cases over all person-years, whatever the link`() throws {
    let design = DesignMatrix(names: ["all"], rows: Array(repeating: SparseRow(dense: [1]), count: 3))
    for link in Link.allCases {
      let fit = try PoissonRegression(design, link: link)
        .fit(counts: [3, 5, 1], personYears: [1000, 1000, 250])
      #expect(relativeError(link.rate(try #require(fit["all"])), 9.0 / 2250) < 1e-10)
      #expect(fit.degreesOfFreedom == 2)
    }
  }

  /// R 4.3: glm(c(18,17,15,20,10,20,25,13,12) ~ outcome + treatment, poisson()), the example of ?glm by Dobson.
  @Test func `Dobson's counts are fitted as the help page of R's glm shows`() throws {
    let rows = (0..<9).map { index -> SparseRow in
      let (outcome, treatment) = (index % 3, index / 3)
      return SparseRow(
        dense: [
          1, outcome == 1 ? 1 : 0, outcome == 2 ? 1 : 0, treatment == 1 ? 1 : 0, treatment == 2 ? 1 : 0,
        ]
      )
    }
    let names = ["(Intercept)", "outcome2", "outcome3", "treatment2", "treatment3"]
    let fit = try PoissonRegression(DesignMatrix(names: names, rows: rows), link: .log)
      .fit(counts: [18, 17, 15, 20, 10, 20, 25, 13, 12], personYears: Array(repeating: 1, count: 9))
    #expect(abs(try #require(fit["(Intercept)"]) - 3.045) < 0.0005)
    #expect(abs(try #require(fit["outcome2"]) + 0.4543) < 0.00005)
    #expect(abs(try #require(fit["outcome3"]) + 0.2930) < 0.00005)
    #expect(abs(try #require(fit["treatment2"])) < 1e-8)
    #expect(abs(fit.deviance - 5.1291) < 0.00005)
    #expect(abs(fit.aic - 56.76) < 0.005)
    #expect(fit.iterations == 4)
    let errors = fit.covariance.indices.map { fit.covariance[$0][$0].squareRoot() }
    for (error, printed) in zip(errors, [0.1709, 0.2022, 0.1927, 0.2, 0.2]) {
      #expect(abs(error - printed) < 0.00005)
    }
  }

  @Test(arguments: seeds)
  func `at the fit the scores of all columns are nothing`(seed: UInt64) throws {
    let regression = RandomRegression(seed)
    for link in Link.allCases {
      let fit = try regression.fit(link)
      for column in regression.names.indices {
        var (score, size) = (0.0, 0.0)
        for (row, values) in regression.rows.enumerated() {
          let (mean, people) = (fit.fitted[row], regression.personYears[row])
          let slope: Double =
            switch link {
            case .log: mean
            case .identity: people
            case .power5: 5 * mean / link.predictor(mean / people)
            }
          let part = values[column] * (regression.counts[row] - mean) * slope / mean
          score += part
          size += abs(part)
        }
        #expect(abs(score) < 1e-4 * size, "\(link)")
      }
    }
  }

  @Test(arguments: seeds)
  func `shuffled rows have the same fit`(seed: UInt64) throws {
    let regression = RandomRegression(seed)
    var shuffled = regression
    var random = Seeded(seed)
    let order = regression.rows.indices.shuffled(using: &random)
    shuffled.rows = order.map { regression.rows[$0] }
    shuffled.counts = order.map { regression.counts[$0] }
    shuffled.personYears = order.map { regression.personYears[$0] }
    for link in Link.allCases {
      let (one, other) = (try regression.fit(link), try shuffled.fit(link))
      #expect(greatestDifference([other.estimates], [one.estimates]) < 1e-8)
      #expect(relativeError(other.deviance, one.deviance) < 1e-9)
      #expect(other.iterations == one.iterations)
    }
  }

  @Test(arguments: seeds)
  func `the covariance is symmetric, positive definite and inverts the information`(seed: UInt64) throws {
    let regression = RandomRegression(seed)
    for link in Link.allCases {
      let fit = try regression.fit(link)
      let covariance = fit.covariance
      let size = fit.estimates.count
      for row in 0..<size {
        #expect(covariance[row][row] > 0)
        for column in 0..<size {
          #expect(covariance[row][column] == covariance[column][row])
          let most = (covariance[row][row] * covariance[column][column]).squareRoot()
          #expect(row == column || abs(covariance[row][column]) < most)
        }
      }
      var random = Seeded(seed)
      let vector = (0..<size).map { _ in random.double(-1...1) }
      let product = covariance.map { zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
      #expect(zip(product, vector).reduce(0) { $0 + $1.0 * $1.1 } > 0)
      // Moved by each unit vector, the estimates move by the columns of a root of the covariance.
      let moves = (0..<size).map { index in
        zip(fit.estimates(movedBy: (0..<size).map { $0 == index ? 1 : 0 }), fit.estimates).map { $0 - $1 }
      }
      for row in 0..<size {
        for column in 0..<size {
          let sum = moves.reduce(0) { $0 + $1[row] * $1[column] }
          let most = (covariance[row][row] * covariance[column][column]).squareRoot()
          #expect(abs(sum - covariance[row][column]) < 1e-6 * most)
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `scaled person-years scale the rates and nothing else`(seed: UInt64) throws {
    let regression = RandomRegression(seed)
    var scaled = regression
    scaled.personYears = regression.personYears.map { $0 * 1000 }
    for link in Link.allCases {
      let (one, other) = (try regression.fit(link), try scaled.fit(link))
      #expect(greatestDifference([other.fitted], [one.fitted]) < 1e-8)
      #expect(relativeError(other.deviance, one.deviance) < 1e-8)
    }
  }

  private func fault(_ rows: [[Double]], _ counts: [Double], _ years: [Double], _ link: Link = .log)
    -> RegressionFault?
  {
    let names = (rows.first ?? []).indices.map { "\($0)" }
    let design = DesignMatrix(names: names, rows: rows.map { SparseRow(dense: $0) })
    do throws(RegressionFault) {
      let fit = try PoissonRegression(design, link: link).fit(counts: counts, personYears: years)
      #expect(fit.estimates.allSatisfy { estimate in estimate.isFinite })
      #expect(fit.fitted.allSatisfy { $0 > 0 && $0.isFinite })
      #expect(fit.deviance.isFinite)
      return nil
    } catch {
      #expect(!error.description.isEmpty)
      return error
    }
  }

  @Test func `what cannot be fitted is said, with the row`() {
    #expect(fault([], [], []) == .nothingToFit)
    #expect(fault([[0], [0]], [1, 2], [1, 1]) == .nothingToFit)
    #expect(fault([[1], [1]], [1], [1, 1]) == .differentLengths)
    #expect(fault([[1], [1]], [1, -1], [1, 1]) == .unusableCount(row: 1))
    #expect(fault([[1], [1]], [1, .nan], [1, 1]) == .unusableCount(row: 1))
    #expect(fault([[1], [1]], [1, 1], [0, 1]) == .withoutPersonYears(row: 0))
    #expect(fault([[1, 0], [0, 1]], [1, 1], [1, 1]) == .noDegreesOfFreedom)
  }

  @Test func `a line that would cross nothing is not fitted with the identity link`() {
    let rows: [[Double]] = (0..<6).map { [1, Double($0)] }
    let counts = [1000.0, 100, 10, 1, 0, 0]
    #expect(fault(rows, counts, Array(repeating: 1, count: 6), .identity) == .meanNotPositive)
    #expect(fault(rows, counts, Array(repeating: 1, count: 6), .log) == nil)
  }

  @Test(arguments: Link.allCases)
  func `zeros everywhere or in a group end in numbers or a typed error`(link: Link) {
    let rows: [[Double]] = (0..<8).map { [$0 < 4 ? 1 : 0, $0 < 4 ? 0 : 1, Double($0 % 4)] }
    for counts in [Array(repeating: 0.0, count: 8), [0, 0, 0, 0, 5, 6, 7, 8], [0, 0, 0, 1, 0, 0, 0, 1]] {
      _ = fault(rows, counts, Array(repeating: 1e5, count: 8), link)
    }
  }
}
