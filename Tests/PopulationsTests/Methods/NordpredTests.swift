import Populations
import Testing

struct NordpredTests {
  @Test func `beyond the last cut of the trend, that cut repeats`() throws {
    let (table, _) = try NordpredReferenceTests.norway()
    let short = try Nordpred(cutTrend: [0, 0.25, 0.5, 0.75]).projection(of: table, periods: 9)
    let long = try Nordpred(cutTrend: [0, 0.25, 0.5] + Array(repeating: 0.75, count: 6))
      .projection(of: table, periods: 9)
    #expect(short.rates == long.rates)
    #expect(short.periods.last?.description == "2038-2042")
  }

  @Test func `ages below the first one used hold the mean rate of the last two periods, and its cases`()
    throws
  {
    let (table, _) = try NordpredReferenceTests.norway()
    let cells = try Nordpred().projection(of: table, periods: 2).cells
    for age in 0..<5 {
      let rates = [6, 7].map { table.cases[age][$0] / table.personYears[age][$0] }
      let held = RateProjection.Cell.held(
        HeldRate(rate: (rates[0] + rates[1]) / 2, cases: table.cases[age][6] + table.cases[age][7])
      )
      #expect(cells[age] == [held, held])
    }
  }

  @Test func `one plan serves any number of tables of its shape, and no other`() throws {
    let (table, _) = try NordpredReferenceTests.norway()
    let plan = try Nordpred().plan(like: table)
    let twice = try RateTable(
      ageStarts: table.ageStarts,
      periods: table.periods,
      cases: table.cases.map { $0.map { $0 * 2 } },
      personYears: table.personYears.map { $0.map { $0 * 2 } }
    )
    #expect(try plan.estimate(twice).fit.estimates == Nordpred().estimate(twice).fit.estimates)
    #expect(throws: ForecastFault.otherTable) { try plan.estimate(RandomRates.ofWidth(5).table) }
  }

  @Test func `more forecast than estimated, or an age that is none, is refused`() throws {
    let (table, _) = try NordpredReferenceTests.norway()
    for method in [
      Nordpred(firstAgeEstimated: 30, firstAgeUsed: 25), Nordpred(firstAgeEstimated: 22),
      Nordpred(base: .last(2)), Nordpred(cutTrend: [.nan]),
    ] {
      #expect(throws: ForecastFault.self) { try method.projection(of: table, periods: 1) }
    }
    #expect(throws: ForecastFault.tooFewPeriods(found: 8, needed: 9)) {
      try Nordpred(base: .last(9)).estimate(table)
    }
  }
}
