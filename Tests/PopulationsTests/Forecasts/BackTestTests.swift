import TestSupport
import Testing

@testable import Populations

struct BackTestTests {
  private func series(_ seeds: Range<UInt64>, _ count: Int = 19) throws -> [RateSeries] {
    try seeds.map {
      try MadeRates.series(
        MadeRates.random(seed: $0, periods: MadeRates.periods(2001, count)),
        site: "s\($0)"
      )
    }
  }

  @Test func `weights are parts of 1, by one over the square of what was missed`() throws {
    let test = try BackTest(series(1..<3), MadeRates.fromForty)
    #expect(abs(test.weights.values.reduce(0, +) - 1) < 1e-12)
    let missed = test.missed.filter { $0.key != .ensemble }
    #expect(Set(test.weights.keys) == Set(missed.keys))
    for (one, weight) in test.weights {
      for (other, second) in test.weights {
        let ratio = (missed[other] ?? 0) * (missed[other] ?? 0) / ((missed[one] ?? 1) * (missed[one] ?? 1))
        #expect(abs(weight / second / ratio - 1) < 1e-9)
      }
    }
    #expect(test.best == missed.min { $0.value < $1.value }?.key)
    #expect(test.heldOut == MadeRates.periods(2015, 5))
  }

  @Test func `the error of constant rates is what a pencil makes of it`() throws {
    // Ten cases a year in each of 14 ages until 2014, then 12: the forecast is a sixth too low.
    let table = try MadeRates.table(MadeRates.periods(2005, 15)) { _, year in year < 10 ? 10 : 12 }
    let test = try BackTest([MadeRates.series(table)], MadeRates.fromForty, methods: [.constant])
    let outcome = try #require(test.scores(of: .constant)[0].outcome)
    #expect(outcome.errors.allSatisfy { abs($0 + 1.0 / 6) < 1e-12 })
    #expect(abs((outcome.bias ?? 0) + 1.0 / 6) < 1e-12)
    #expect(abs((test.meanAbsoluteError(of: .constant) ?? 0) - 1.0 / 6) < 1e-12)
    #expect(abs((test.missed[.constant] ?? 0) - 1.0 / 6) < 1e-12)
    #expect(test.best == .constant)
  }

  @Test func `how far a level walks is told back`() throws {
    // Levels that walk by 5 in 100 a year, with counts so large that chance is nothing.
    var random = Seeded(11)
    let series = try (0..<12).map { number in
      var level = 1.0
      let levels = (0..<19).map { _ -> Double in
        level *= 1 + 0.05 * (random.double(-1...1) + random.double(-1...1) + random.double(-1...1))
        return level
      }
      return MadeRates.series(
        try MadeRates.table(MadeRates.periods(2001, 19), people: { _, _ in 1e8 }) { _, year in
          (1e5 * levels[year]).rounded()
        },
        site: "s\(number)"
      )
    }
    let test = try BackTest(series, MadeRates.fromForty, methods: [.constant])
    // The mean of three years lags the last by about a year: more than 0.05, and not much more.
    let widening = try #require(test.widening[.constant])
    #expect(widening > 0.045 && widening < 0.085)
  }

  @Test func `a method that cannot be fitted to all series is not chosen, and says why`() throws {
    let test = try BackTest(series(1..<2, 8), MadeRates.fromForty)
    let score = test.scores(of: .nordpred)[0]
    #expect(score.outcome == nil)
    #expect(
      score.fault == "a period of 5 years cannot be made of 3"
        || score.fault?.hasPrefix("found 1 period ") == true
    )
    #expect(test.meanAbsoluteError(of: .nordpred) == nil)
    #expect(test.weights[.nordpred] == nil && test.best != .nordpred && test.best != nil)
    let lines = String(decoding: test.table, as: UTF8.self).split(whereSeparator: \.isNewline)
    #expect(lines[1].hasPrefix("nordpred,s1,female,cases,2004-2008,,,,,,,,,,\""))
    #expect(test.markdown.contains("\n- nordpred, s1 female cases: not fitted, "))
  }

  @Test func `each series holds out its own last years`() throws {
    let annual = try series(1..<2)[0]
    let periods = MadeRates.series(
      try MadeRates.table(MadeRates.periods(1986, 6, width: 5)) { age, _ in Double(age * 9) },
      site: "p"
    )
    let test = try BackTest([annual, periods], MadeRates.fromForty, methods: [.constant])
    #expect(
      test.scores.filter { $0.method == .constant }.map(\.heldOut) == [
        MadeRates.periods(2015, 5), MadeRates.periods(2011, 1, width: 5),
      ]
    )
    #expect(test.scores(of: .constant).map { $0.outcome?.errors.count } == [5, 1])
  }

  @Test func `a year left out is no year that was missed, nor one that was foreseen`() throws {
    let whole = try MadeRates.table(MadeRates.periods(2001, 19)) { age, year in
      Double(age) * (year > 13 ? 4 : 1)
    }
    let blank = try whole.leavingOut([2017])
    let test = try BackTest(
      [MadeRates.series(blank)],
      MadeRates.fromForty,
      methods: [.constant],
      withCoverage: true
    )
    let outcome = try #require(test.scores(of: .constant)[0].outcome)
    #expect(outcome.errors.count == 4)
    // Four times as many cases as foreseen: no count lay in its interval, and the empty year does not say one did.
    #expect(outcome.coverage?.cells == 0 && outcome.coverage?.totals == 0)
  }

  @Test func `no cases to miss are no error of nothing`() throws {
    let nothing = MadeRates.series(try MadeRates.table(MadeRates.periods(2001, 12)) { _, _ in 0 })
    let test = try BackTest([nothing], ForecastOptions())
    #expect(test.scores(of: .constant)[0].outcome?.meanAbsoluteError == nil)
    #expect(test.meanAbsoluteError(of: .constant) == nil)
    #expect(test.weights == [.constant: 1])
    #expect(!String(decoding: test.table, as: UTF8.self).contains("nan"))
  }

  @Test func `series that are too short are refused`() throws {
    let short = try series(1..<2, 5)
    #expect(throws: ForecastFault.tooFewPeriods(found: 5, needed: 6)) {
      try BackTest(short, ForecastOptions())
    }
    #expect(throws: ForecastFault.self) { try BackTest([], ForecastOptions()) }
    #expect(throws: ForecastFault.self) { try BackTest(short, ForecastOptions(), holdOut: 0) }
  }
}

/// The back-test on what was registered in England from 2001 to 2014, and predicted for 2015 to 2019.
struct EnglandBackTestTests {
  private static let series: [RateSeries] = {
    let all = (try? ObservedRates(Repository.england("registrations.csv"), excluding: [2020]))?.series ?? []
    return all.filter { !($0.name.site == "breast" && $0.name.sex == .male) }
  }()

  /// Errors in percent, by the order of the series: breast female cases and deaths, lung female, lung male.
  private func errors(_ method: ForecastMethod) throws -> [Double] {
    let test = try BackTest(Self.series, ForecastOptions(), methods: [method])
    return test.scores(of: method).map { ($0.outcome?.meanAbsoluteError ?? .nan) * 100 }
  }

  @Test func `the six series are there`() {
    #expect(
      Self.series.map(\.name.description) == [
        "breast female cases", "breast female deaths", "lung female cases", "lung female deaths",
        "lung male cases",
        "lung male deaths",
      ]
    )
  }

  /// Means: epidemiology.md. Constant rates: worked out apart from this program; the first report of them, 0.98 and
  /// 5.75 for breast, held the rates of five years below age 30.
  @Test(arguments: [
    (ForecastMethod.nordpred, [2.3, 2.7, 2.9, 5.1, 2.9, 3.8], 3.3),
    (.constant, [0.970, 5.781, 1.481, 6.040, 7.347, 13.086], 5.78),
    (.commonTrend, [3.3, 2.8, 7.3, 11.2, 2.6, 3.8], 5.2),
    (.ageTrend, [3.6, 2.6, 8.3, 12.6, 3.2, 4.6], 5.8),
    (.damped, [3.0, 2.1, 6.5, 10.8, 2.9, 4.6], 4.9),
    (.ageCohortSpline, [3.3, 4.3, 4.5, 7.2, 1.5, 2.1], 3.7),
    (.agePeriodCohortSpline, [7.9, 2.9, 3.1, 2.7, 2.5, 1.5], 3.4),
  ])
  func `each method misses what it missed in the reference`(
    method: ForecastMethod,
    published: [Double],
    mean: Double
  ) throws {
    let found = try errors(method)
    let near = method == .constant ? 0.0006 : 0.1
    for (one, other) in zip(found, published) { #expect(abs(one - other) <= near, "\(found)") }
    #expect(abs(found.reduce(0, +) / 6 - mean) < 0.15, "\(found.reduce(0, +) / 6)")
  }

  @Test func `the widened interval of nordpred holds about 80 in 100 counts`() throws {
    let test = try BackTest(Self.series, ForecastOptions(), methods: [.nordpred], withCoverage: true)
    let coverage = test.scores(of: .nordpred).compactMap(\.outcome?.coverage)
    #expect(coverage.count == 6)
    let cells = coverage.reduce(0) { $0 + $1.widenedCells } / 6
    let totals = coverage.reduce(0) { $0 + $1.widenedTotals } / 6
    #expect((0.7...0.9).contains(cells), "\(cells)")
    #expect((0.7...0.9).contains(totals), "\(totals)")
    #expect(coverage.reduce(0) { $0 + $1.cells } / 6 < cells)
  }
}
