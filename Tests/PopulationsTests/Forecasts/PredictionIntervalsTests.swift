import Randomness
import Testing

@testable import Populations

struct PredictionIntervalsTests {
  private func prediction(_ method: ForecastMethod, seed: UInt64 = 1, years: Int = 3) throws -> RatePrediction
  {
    let table = try MadeRates.random(seed: seed)
    return try RatePrediction(
      MadeRates.series(table),
      by: method,
      MadeRates.fromForty,
      people: table.ageStarts.map { _ in Array(repeating: 60_000, count: years) },
      periods: MadeRates.periods(2020, years)
    )
  }

  @Test(arguments: ForecastMethod.single)
  func `they are the same for a seed, hold the forecast, and 95 holds 80`(method: ForecastMethod) throws {
    let own = try prediction(method)
    let intervals = PredictionIntervals(own, widening: 0.02, seed: 3, draws: 200)
    let again = PredictionIntervals(own, widening: 0.02, seed: 3, draws: 200)
    #expect(intervals.cells == again.cells && intervals.totals == again.totals)
    #expect(PredictionIntervals(own, widening: 0.02, seed: 4, draws: 200).totals != intervals.totals)
    for (interval, expected) in zip(
      intervals.cells.joined() + intervals.totals,
      own.cases.joined() + own.totals
    ) {
      #expect(0 <= interval.low95 && interval.low95 <= interval.low80)
      #expect(interval.low80 <= interval.high80 && interval.high80 <= interval.high95)
      #expect(interval.low95 <= expected.rounded(.up) && expected.rounded(.down) <= interval.high95)
    }
  }

  @Test func `they widen with what the back-test says, and with the years`() throws {
    let own = try prediction(.commonTrend, years: 9)
    let widths = [0, 0.05, 0.1, 0.2].map { widening in
      PredictionIntervals(own, widening: widening, draws: 400).totals.map { $0.high80 - $0.low80 }
    }
    for (narrow, wide) in zip(widths, widths.dropFirst()) {
      #expect(zip(narrow, wide).allSatisfy { $0 < $1 })
    }
    #expect(widths[3][0] < widths[3][3] && widths[3][3] < widths[3][8])
    // Nine years from the middle of the last year observed to that of the last forecast: ±1.2816 × 0.1 × √9.
    let total = own.totals[8]
    let expected = total * 2 * 1.2816 * 0.1 * 9.0.squareRoot()
    #expect(abs(widths[2][8] / expected - 1) < 0.2)
  }

  @Test func `the counts of all ages are sums of a draw's counts`() throws {
    let own = try prediction(.constant)
    let intervals = PredictionIntervals(own, widening: 0, draws: 500)
    for period in own.periods.indices {
      let low = intervals.cells.reduce(0) { $0 + $1[period].low80 }
      let high = intervals.cells.reduce(0) { $0 + $1[period].high80 }
      // Ages vary independently here: their sum varies less than if all were low, or high, at once.
      #expect(low < intervals.totals[period].low80 && intervals.totals[period].high80 < high)
    }
  }

  @Test func `nobody has no cases, and few people not more cases than people`() throws {
    let table = try MadeRates.table(MadeRates.periods(2001, 19), people: { _, _ in 2 }) { _, year in
      Double(year % 3)
    }
    for people in [0.0, 1, 1.5] {
      let own = try RatePrediction(
        MadeRates.series(table),
        by: .constant,
        ForecastOptions(),
        people: table.ageStarts.map { _ in [people] },
        periods: MadeRates.periods(2020, 1)
      )
      let intervals = PredictionIntervals(own, widening: 1, draws: 300)
      #expect(intervals.cells.joined().allSatisfy { $0.high95 <= people.rounded(.up) })
    }
  }

  @Test func `an age without any case is not forecast to reach everybody`() throws {
    let table = try MadeRates.table(MadeRates.periods(2001, 19)) { age, _ in age == 40 ? 0 : 30 }
    let own = try RatePrediction(
      MadeRates.series(table),
      by: .nordpred,
      ForecastOptions(),
      people: table.ageStarts.map { _ in [1e5] },
      periods: MadeRates.periods(2020, 1)
    )
    #expect(PredictionIntervals(own, widening: 0).cells[4][0].high95 < 20)
  }

  @Test func `of two hundred made series about 80 in 100 fall in the 80 % interval`() throws {
    var inside = 0.0
    var asked = 0.0
    let ages = [60, 65, 70, 75, 80, 85]
    for seed in 0..<200 as Range<UInt64> {
      let stream = RandomStream(seed: seed, path: "made")
      let trend = 0.02 * stream.standardNormal(draw: 0)
      let mean = { (age: Int, year: Int) in Double(age) * 1.5 * (1 + trend).raised(to: year) }
      let count = { (age: Int, year: Int) in
        CountNoise(mean: mean(age, year), size: nil).exactQuantile(stream.uniform(draw: age, index: year))
      }
      let table = try MadeRates.table(MadeRates.periods(2001, 12), ages: ages) { count($0, $1) }
      let own = try RatePrediction(
        MadeRates.series(table),
        by: .commonTrend,
        MadeRates.fromSixty,
        people: ages.map { _ in [1e5, 1e5] },
        periods: MadeRates.periods(2013, 2)
      )
      let intervals = PredictionIntervals(own, widening: 0, seed: seed, draws: 150)
      for period in 0..<2 {
        let truth = ages.reduce(0) { $0 + count($1, 12 + period) }
        let interval = intervals.totals[period]
        asked += 1
        inside += interval.low80 <= truth && truth <= interval.high80 ? 1 : 0
      }
    }
    // Four standard errors of 200 series that count once each.
    #expect(abs(inside / asked - 0.8) < 4 * (0.8 * 0.2 / 200).squareRoot())
  }
}

extension Double {
  /// A whole power.
  fileprivate func raised(to power: Int) -> Double { (0..<power).reduce(1) { product, _ in product * self } }
}
