import TestSupport
import Diagnostics
import Tables

@testable import Populations

/// Tables of counts made for tests.
enum MadeRates {
  /// Ages from 20-24 to 85+.
  static let adults = Array(stride(from: 20, through: 85, by: 5))

  /// Years or periods from one on.
  static func periods(_ first: Int, _ count: Int, width: Int = 1) -> [CalendarPeriod] {
    (0..<count).compactMap { CalendarPeriod(first: first + $0 * width, last: first + $0 * width + width - 1) }
  }

  /// A table of counts by age group and period.
  static func table(
    _ periods: [CalendarPeriod],
    ages: [Int] = adults,
    people: (_ age: Int, _ period: Int) -> Double = { _, _ in 100_000 },
    cases: (_ age: Int, _ period: Int) -> Double
  ) throws -> RateTable {
    try RateTable(
      ageStarts: ages,
      periods: periods,
      cases: ages.map { age in periods.indices.map { cases(age, $0) } },
      personYears: ages.map { age in periods.indices.map { people(age, $0) } }
    )
  }

  /// A series of that table.
  static func series(_ table: RateTable, site: String = "breast") -> RateSeries {
    RateSeries(name: .init(site: site, sex: .female, measure: .cases), table: table)
  }

  /// Counts that vary about those of smooth rates.
  static func random(seed: UInt64, periods: [CalendarPeriod] = periods(2001, 19)) throws -> RateTable {
    var random = Seeded(seed)
    let level = random.double(5...400)
    let trend = random.double(-0.03...0.03)
    return try table(periods, people: { _, _ in random.double(5e4...2e5).rounded() }) { age, period in
      (level * Double(age) / 60 * (1 + trend * Double(period)) * random.double(0.8...1.2)).rounded()
    }
  }

  /// The first age fitted and used, so that few cases are no fault.
  static var fromForty: ForecastOptions { from(40, 45) }
  static var fromSixty: ForecastOptions { from(60, 60) }

  private static func from(_ estimated: Int, _ used: Int) -> ForecastOptions {
    var options = ForecastOptions()
    options.firstAgeEstimated = estimated
    options.firstAgeUsed = used
    return options
  }

  /// A file of counts: one row for each year and age.
  static func file(
    _ years: [Int],
    ages: [String] = ["80-84", "85+"],
    header: String = "site,sex,age,year,cases,population",
    row: (_ year: Int, _ age: String) -> String = { "breast,female,\($1),\($0),20,1000" }
  ) -> InputFile {
    let rows = years.flatMap { year in ages.map { row(year, $0) } }
    return InputFile(path: "r.csv", text: ([header] + rows).map { $0 + "\n" }.joined())
  }

  /// A file of people.
  static func people(
    _ years: [Int],
    ages: [String] = ["80-84", "85+"],
    header: String = "year,sex,age,population",
    row: (_ year: Int, _ age: String) -> String = { "\($0),female,\($1),1000" }
  ) -> InputFile {
    let rows = years.flatMap { year in ages.map { row(year, $0) } }
    return InputFile(path: "p.csv", text: ([header] + rows).map { $0 + "\n" }.joined())
  }
}
