import Populations
import Testing

struct NegativeBinomialRegressionTests {
  /// Danish lung cancer on ten-level age and a trend in tens of years since 1970: far from Poisson.
  private static func denmark() throws -> (design: DesignMatrix, counts: [Double], personYears: [Double]) {
    let file = try ReferenceFile("epi/lungDK_input.csv")
    let ages = try file.numbers("A5").compactMap { $0 }
    let levels = Set(ages).sorted()
    let rows = try zip(ages, file.numbers("Px").compactMap { $0 }).map { age, period in
      SparseRow(dense: levels.map { $0 == age ? 1 : 0 } + [(period - 1970) / 10])
    }
    let names = levels.map { "age \($0)" } + ["trend"]
    return (
      DesignMatrix(names: names, rows: rows), try file.numbers("D").compactMap { $0 },
      try file.numbers("Y").compactMap { $0 }
    )
  }

  /// By statsmodels 0.15.0 (numpy 2.4.6, scipy 1.17.1) on CPython 3.11: `NegativeBinomial(D, X, offset=log Y)`
  /// fitted by BFGS, then Newton to a gradient of 2e-13; deviance and standard errors by `GLM` of family
  /// `NegativeBinomial(alpha)` at that alpha.
  @Test func `coefficients, θ, likelihood and errors are those of statsmodels`() throws {
    let (design, counts, personYears) = try Self.denmark()
    let fit = try NegativeBinomialRegression(design, link: .log).fit(counts: counts, personYears: personYears)
    let estimates = [
      -8.981910874908046, -8.039005139212861, -7.236114526740749, -6.647068885321949, -6.2600499924716395,
      -6.040170671434795, -5.923400260187533, -5.980640454413596, -6.119959850648913, -6.388519451921295,
      0.28841688675495414,
    ]
    let errors = [
      0.08872782654882894, 0.08531227637475586, 0.08402730332106045, 0.08355211086197187,
      0.08338139068345929, 0.08336291877318866, 0.08347607316774484, 0.08392551770942053,
      0.08530784787497499, 0.09081046322730103, 0.01708711670370594,
    ]
    #expect(greatestDifference([fit.estimates], [estimates]) < 1e-8)
    #expect(relativeError(try #require(fit.theta), 6.637164408317853) < 1e-8)
    #expect(relativeError(fit.logLikelihood, -1273.830906831483) < 1e-10)
    #expect(relativeError(fit.deviance, 231.74959286988235) < 1e-8)
    let own = fit.covariance.indices.map { fit.covariance[$0][$0].squareRoot() }
    #expect(greatestDifference([own], [errors]) < 1e-6)
    #expect(fit.goodnessOfFit > 0.05)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `with an ever greater θ the fit tends to Poisson's`(seed: UInt64) throws {
    let regression = RandomRegression(seed)
    for link in Link.allCases {
      let poisson = try regression.fit(link)
      var before = Double.infinity
      for theta in [1e4, 1e6, 1e8, 1e10] {
        let fit = try NegativeBinomialRegression(regression.design, link: link)
          .fit(counts: regression.counts, personYears: regression.personYears, theta: theta)
        let away = greatestDifference([fit.fitted], [poisson.fitted])
        #expect(away < max(before, 1e-6), "\(link) \(theta)")
        before = away
        #expect(fit.theta == theta)
      }
      #expect(before < 1e-6)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an estimated θ makes the counts no less likely than others near it`(seed: UInt64) throws {
    let regression = RandomRegression(seed)
    for link in Link.allCases {
      let model = NegativeBinomialRegression(regression.design, link: link)
      let best = try model.fit(counts: regression.counts, personYears: regression.personYears)
      let theta = try #require(best.theta)
      for factor in [0.5, 0.9, 1.1, 2] {
        let other = try model.fit(
          counts: regression.counts,
          personYears: regression.personYears,
          theta: theta * factor
        )
        #expect(other.logLikelihood <= best.logLikelihood + 1e-6)
      }
      #expect(best.logLikelihood > (try regression.fit(link)).logLikelihood)
      #expect(best.dispersion < 3)
    }
  }

  @Test func `counts that vary less than Poisson's have no θ`() {
    let design = DesignMatrix(names: ["all"], rows: Array(repeating: SparseRow(dense: [1]), count: 5))
    #expect(throws: RegressionFault.noExcessVariation) {
      try NegativeBinomialRegression(design, link: .log)
        .fit(counts: [100, 101, 99, 100, 100], personYears: Array(repeating: 1000, count: 5))
    }
  }
}
