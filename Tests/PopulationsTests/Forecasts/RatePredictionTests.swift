import TestSupport
import Testing

@testable import Populations

struct RatePredictionTests {
  private func predict(
    _ table: RateTable,
    _ method: ForecastMethod,
    _ options: ForecastOptions = MadeRates.fromForty,
    people: Double = 1000,
    years: Int = 8
  ) throws -> RatePrediction {
    let last = table.periods.last?.last ?? 0
    return try RatePrediction(
      MadeRates.series(table),
      by: method,
      options,
      people: table.ageStarts.map { _ in Array(repeating: people, count: years) },
      periods: MadeRates.periods(last + 1, years)
    )
  }

  @Test(arguments: ForecastMethod.single, 0..<8 as Range<UInt64>)
  func `scaling the people, observed and to come, scales nothing but rates`(
    method: ForecastMethod,
    seed: UInt64
  ) throws {
    let table = try MadeRates.random(seed: seed)
    let larger = try RateTable(
      ageStarts: table.ageStarts,
      periods: table.periods,
      cases: table.cases,
      personYears: table.personYears.map { $0.map { $0 * 8 } }
    )
    let one = try predict(table, method)
    let other = try predict(larger, method, people: 8000)
    for (a, b) in zip(one.cases.joined(), other.cases.joined()) { #expect(abs(a - b) <= 1e-6 * max(1, a)) }
    let future = try predict(table, method, people: 8000)
    for (a, b) in zip(one.cases.joined(), future.cases.joined()) {
      #expect(abs(8 * a - b) <= 1e-9 * max(1, b))
    }
  }

  @Test(arguments: ForecastMethod.single)
  func `without a trend every method holds the rates`(method: ForecastMethod) throws {
    let table = try MadeRates.table(MadeRates.periods(2001, 20)) { age, _ in Double(age * 2) }
    let rates = try predict(table, method).rates
    for (age, row) in zip(table.ageStarts, rates) {
      for rate in row { #expect(abs(rate - Double(age * 2) / 1e5) < 1e-9, "\(age)") }
    }
  }

  @Test(arguments: ForecastMethod.single, 0..<8 as Range<UInt64>)
  func `rates are parts of the people`(method: ForecastMethod, seed: UInt64) throws {
    var random = Seeded(seed)
    // Steep trends and few cases, for a hundred years.
    let growth = random.double(0.5...1.6)
    let table = try MadeRates.table(MadeRates.periods(2001, 20), people: { _, _ in 3000 }) { _, year in
      min(3000, (random.double(0.5...4) * (0..<year).reduce(1) { sum, _ in sum * growth }).rounded())
    }
    guard let prediction = try? predict(table, method, years: 100) else { return }
    #expect(prediction.rates.joined().allSatisfy { (0...1).contains($0) })
    #expect(prediction.fittedTotals(of: table).allSatisfy { $0.isFinite && $0 >= 0 })
  }

  @Test(arguments: [ForecastMethod.commonTrend, .ageTrend])
  func `a trend without noise goes on`(method: ForecastMethod) throws {
    let table = try MadeRates.table(MadeRates.periods(2001, 10), people: { _, _ in 1e6 }) { _, year in
      1000 * (0..<year).reduce(1.0) { sum, _ in sum * 1.02 }
    }
    let rates = try predict(table, method).rates
    let expected = 1e-3 * (0..<17).reduce(1.0) { sum, _ in sum * 1.02 }
    #expect(abs(rates[10][7] / expected - 1) < 1e-9)
  }

  @Test func `an ensemble is the mean of its methods by weight`() throws {
    let table = try MadeRates.random(seed: 5)
    let one = try predict(table, .constant)
    let other = try predict(table, .commonTrend)
    let mixed = RatePrediction(mixing: [(3, one), (1, other)], of: MadeRates.series(table))
    #expect(mixed.method == .ensemble)
    #expect(mixed.notes == ["constant: weight 0.750", "common-trend: weight 0.250"])
    for (mean, (a, b)) in zip(mixed.totals, zip(one.totals, other.totals)) {
      #expect(abs(mean - (0.75 * a + 0.25 * b)) < 1e-9 * mean)
    }
  }

  @Test(arguments: ForecastMethod.single)
  func `the fitted cases of all years come near those observed`(method: ForecastMethod) throws {
    let table = try MadeRates.table(MadeRates.periods(2000, 20)) { age, year in
      Double(age * (60 + (year + age) % 3) / 20)
    }
    let fitted = try predict(table, method).fittedTotals(of: table)
    for (fit, observed) in zip(fitted, table.totals) { #expect(abs(fit / observed - 1) < 0.03) }
  }

  @Test func `the years of nordpred run on from those it was fitted to`() throws {
    // A straight rise: the fitted line and the forecast make one line across the end of the table.
    let table = try MadeRates.table(MadeRates.periods(2000, 20), people: { _, _ in 1e7 }) { _, year in
      Double(10_000 + 200 * year)
    }
    let prediction = try predict(table, .nordpred)
    let line = prediction.fittedTotals(of: table).map { $0 / 1e7 } + prediction.totals.map { $0 / 1000 }
    let steps = zip(line.dropFirst(3), line.dropFirst(4)).map { $1 - $0 }
    #expect(steps.allSatisfy { $0 > 0 })
  }

  @Test func `an age without people at last has no rate of nothing`() throws {
    let table = try MadeRates.table(
      MadeRates.periods(2000, 20),
      people: { age, year in age == 60 && year > 14 ? 0 : 1e5 },
      cases: { age, year in age == 60 && year > 14 ? 0 : 100 }
    )
    let rates = try predict(table, .nordpred).rates
    #expect(rates[8].allSatisfy { abs($0 - 1e-3) < 1e-6 })
  }

  @Test func `other people get the same rates, in the years asked for`() throws {
    let all = try predict(MadeRates.random(seed: 9), .commonTrend)
    let some = all.among(2022...2023) { start, year in Double(start * (year - 2000)) }
    #expect(some.periods.map(\.first) == [2022, 2023])
    #expect(some.rates == all.rates.map { Array($0[2...3]) })
    #expect(some.people[1] == [25 * 22, 25 * 23])
    #expect(some.parts[0].part.rates == some.rates)
    #expect(some.label(ofAge: 0) == "20-24" && some.label(ofAge: 13) == "85+")
  }
}

struct ForecastMethodTests {
  @Test func `methods are read as they are written`() {
    for method in ForecastMethod.allCases { #expect(ForecastMethod(method.description) == method) }
    #expect(ForecastMethod("Nordpred") == nil)
    #expect(ForecastMethod.single.sorted() == ForecastMethod.single)
    #expect(Set(ForecastMethod.single).union([.ensemble, .best]) == Set(ForecastMethod.allCases))
  }

  private func table(_ cases: [Double]) throws -> RateTable {
    let ages = MadeRates.adults.suffix(cases.count)
    return try MadeRates.table(MadeRates.periods(2001, 5), ages: Array(ages)) { age, _ in
      cases[(age - ages[ages.startIndex]) / 5]
    }
  }

  @Test func `a fit begins with the first ten cases in five years and is used from the first twenty`() throws
  {
    let ages = try ForecastOptions().ages(of: table([1, 2, 3, 4, 9]))
    #expect(ages == (70, 80))
    #expect(try ForecastOptions().ages(of: table([1, 2, 3, 3, 3])) == (70, 70))
  }

  @Test func `an age that is chosen is taken`() throws {
    var options = ForecastOptions()
    options.firstAgeUsed = 75
    #expect(try options.ages(of: table([1, 1, 2, 4, 9])) == (75, 75))
    options.firstAgeEstimated = 65
    #expect(try options.ages(of: table([0, 0, 0, 0, 9])) == (65, 75))
    options.firstAgeUsed = nil
    #expect(try options.ages(of: table([0, 0, 0, 0, 9])) == (65, 85))
  }

  @Test func `too few cases say so, and no cases too`() throws {
    #expect(throws: ForecastFault.noCases) { try ForecastOptions().ages(of: table([0, 0])) }
    #expect(
      throws: ForecastFault.option(
        "no age group has 10 cases in five years; --first-age-estimated says where a fit begins"
      )
    ) { try ForecastOptions().ages(of: table([1, 1])) }
  }

  @Test func `constant rates need neither cases nor three years`() throws {
    let nothing = try table([0, 0])
    #expect(
      try ForecastMethod.constant.forecast(for: nothing, ForecastOptions()).projection(
        of: nothing,
        periods: 2
      ).rates == [[0, 0], [0, 0]]
    )
    let one = try MadeRates.table(MadeRates.periods(2001, 1), ages: [85]) { _, _ in 5 }
    let rates = try ForecastMethod.constant.forecast(for: one, ForecastOptions()).projection(
      of: one,
      periods: 1
    ).rates
    #expect(rates == [[5e-5]])
  }

  @Test(arguments: [ForecastMethod.ensemble, .best])
  func `what is made of other methods is no method of its own`(method: ForecastMethod) throws {
    let table = try table([50, 50])
    #expect(throws: ForecastFault.self) { try method.forecast(for: table, ForecastOptions()) }
  }
}
