import Populations
import Testing

/// Danish lung cancer by Lexis triangles, as fitted by the R package Epi: see Reference/README.md.
struct AgePeriodCohortTests {
  static func records() throws -> [LexisRecord] {
    let file = try ReferenceFile("epi/lungDK_input.csv")
    let columns = try ["Ax", "Px", "D", "Y"].map { try file.numbers($0).compactMap { $0 } }
    return file.rows.indices.map { row in
      LexisRecord(
        age: columns[0][row],
        period: columns[1][row],
        cases: columns[2][row],
        personYears: columns[3][row]
      )
    }
  }

  static let shapes: [(AgePeriodCohort.Shape, String)] = [
    (.factors, "factor"), (.splines(age: 5, period: 5, cohort: 5), "ns"),
  ]

  @Test(arguments: shapes)
  func `deviances and drifts are those of Epi`(shape: AgePeriodCohort.Shape, name: String) throws {
    let models = try AgePeriodCohort(Self.records(), shape: shape)
    let expected = try ReferenceFile("epi/lungDK_\(name)_ACP_anova.csv")
    var worst = 0.0
    for (index, title) in try expected.texts("Model").enumerated() {
      let fit = try models.fit(try #require(AgePeriodCohort.Model(rawValue: title)))
      let deviance = try #require(expected.numbers("Mod. dev.")[index])
      let aic = try #require(expected.numbers("AIC")[index])
      worst = max(worst, relativeError(fit.deviance, deviance), relativeError(fit.aic, aic))
      #expect(Double(fit.degreesOfFreedom) == (try expected.numbers("Mod. df.")[index]), "\(title)")
    }
    #expect(worst < 1e-6)
    let drifts = try ReferenceFile("epi/lungDK_\(name)_ACP_drift.csv").numbersByRow()
    let found = (try models.drift(), try models.ageDrift())
    #expect(relativeError(found.0, drifts[0][0]) < 1e-8)
    #expect(relativeError(found.1, drifts[1][0]) < 1e-8)
  }

  @Test func `knots lie where Epi puts them`() throws {
    let models = try AgePeriodCohort(Self.records(), shape: .splines(age: 5, period: 5, cohort: 5))
    let file = try ReferenceFile("epi/lungDK_ns_ACP_knots.csv")
    for (effect, term) in [(models.age, "Age"), (models.period, "Per"), (models.cohort, "Coh")] {
      guard case .spline(let spline) = effect else {
        Issue.record("\(term) is not a spline")
        continue
      }
      let expected = try zip(file.texts("term"), file.numbers("knot")).filter { $0.0 == term }.compactMap(\.1)
      #expect(spline.knots.count == 5)
      for (knot, other) in zip(spline.knots, expected) { #expect(relativeError(knot, other) < 1e-10) }
    }
  }

  @Test func `records in any order have the same fit`() throws {
    let records = try Self.records()
    for (shape, _) in Self.shapes {
      let one = try AgePeriodCohort(records, shape: shape)
      let other = try AgePeriodCohort(Array(records.reversed()), shape: shape)
      for model in AgePeriodCohort.Model.allCases {
        #expect(relativeError(try other.fit(model).deviance, try one.fit(model).deviance) < 1e-10)
      }
    }
  }

  @Test func `records without cases have no models`() {
    let record = LexisRecord(age: 50, period: 2000, cases: 0, personYears: 1000)
    #expect(throws: ForecastFault.noCases) { try AgePeriodCohort([record], shape: .factors) }
  }
}
