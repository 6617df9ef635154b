import Populations
import Testing

/// The classic tables of the R package apc: see Reference/README.md.
struct DevianceTableTests {
  static let names = [
    "Belgian.lung.cancer", "Italian.bladder.cancer", "Japanese.breast.cancer", "US.prostate.cancer",
  ]

  static func table(_ name: String) throws -> RateTable {
    let cases = try ReferenceFile("apc/\(name)_response.csv")
    let people = try ReferenceFile("apc/\(name)_dose.csv")
    return try RateTable(
      ageStarts: cases.rows.compactMap { row in row.first?.split(separator: "-").first.flatMap { Int($0) } },
      periods: cases.header.dropFirst().compactMap { CalendarPeriod($0) },
      cases: cases.numbersByRow(),
      personYears: people.numbersByRow()
    )
  }

  @Test(arguments: names)
  func `the fifteen models have the published deviances`(name: String) throws {
    let expected = try ReferenceFile("apc/\(name)_deviance_table.csv")
    let table = try DevianceTable(Self.table(name))
    #expect(table.rows.map(\.model.rawValue) == (try expected.texts("model")))
    #expect(table.rows.count == 15)
    // Two columns have the same name: the first is of the deviance, the second of the ratio.
    let probabilities = expected.rows.map { Double($0[3]) }
    let ratios = expected.rows.map { (Double($0[4]), Int($0[5]), Double($0[6])) }
    var worst = 0.0
    let within = { (value: Double, printed: Double?) throws -> Bool in
      let printed = try #require(printed)
      worst = max(worst, abs(value - printed) / max(1, abs(printed)))
      return abs(value - printed) <= max(0.000501, 1e-6 * abs(printed))
    }
    for (index, row) in table.rows.enumerated() {
      #expect(try within(row.fit.deviance, expected.numbers("deviance")[index]), "\(row.model)")
      let degrees = try expected.numbers("df.residual")[index]
      #expect(Double(row.fit.degreesOfFreedom) == degrees, "\(row.model)")
      #expect(try within(row.fit.goodnessOfFit, probabilities[index]), "\(row.model)")
      #expect(try within(row.fit.aic, expected.numbers("aic")[index]), "\(row.model)")
      guard row.model != .agePeriodCohort else { continue }
      #expect(abs(row.likelihoodRatio - (ratios[index].0 ?? .nan)) < 0.00101, "\(row.model)")
      #expect(row.degreesOfFreedom == ratios[index].1, "\(row.model)")
      #expect(try within(try #require(row.probability), ratios[index].2), "\(row.model)")
    }
  }

  @Test func `a table of single years has no such models`() throws {
    #expect(throws: ForecastFault.unequalWidths) { try DevianceTable(RandomRates.ofWidth(1).table) }
  }
}
