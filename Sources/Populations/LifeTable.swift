public import Diagnostics
import Quantities
public import Tables

/// Death rates of the general population by sex and single year of age.
public struct LifeTable: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// The calendar year whose rates are used.
  public let year: Int
  private let rates: [Sex: [Double]]

  /// Reads the death rates of one year.
  ///
  /// - Throws: its faults; `life-table.year` when the table does not have the year whole.
  public init(_ input: InputFile, year: Int, at position: Position?) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("year", "calendar year"),
        Column("sex", "female or male"),
        Column("age", "age in single years"),
        Column("death_rate", "deaths per person-year"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    let rows = try reader.rows { row -> (year: Int, sex: Sex, age: Int, rate: Double)? in
      let rowYear = row.required("year", in: 1800...2200)
      let sex: Sex? = row.required("sex")
      let age = row.required("age", in: 0...120)
      let rate: Persons? = row.required("death_rate", atMost: .largest)
      guard let rowYear, let sex, let age, let rate else { return nil }
      return (rowYear, sex, age, rate.count)
    }
    var rates: [Sex: [Double]] = [:]
    for sex in Sex.allCases {
      let own = rows.filter { $0.year == year && $0.sex == sex }.sorted { $0.age < $1.age }
      guard own.map(\.age) == Array(0..<max(own.count, 1)), own.count >= 100 else {
        let years = Set(rows.map(\.year))
        let known = years.sorted().map(String.init).joined(separator: ", ")
        throw DiagnosticList(
          Diagnostic(
            "life-table.year",
            at: position ?? Position(file: input.path),
            "found no whole life table of \(year) for \(sex) in \(input.path)",
            fix: years.contains(year)
              ? "add what is missing: every age from 0 to 99 or beyond, once" : "choose one of \(known)"
          )
        )
      }
      rates[sex] = own.map(\.rate)
    }
    self.rates = rates
    self.year = year
    file = input.stamp
  }

  /// The cumulative hazard of dying of anything, some years after an age.
  ///
  /// - Complexity: O(years).
  public func cumulativeHazard(_ sex: Sex, from age: Double, after years: Double) -> Double {
    guard let rates = rates[sex], let last = rates.last else { return 0 }
    var hazard = 0.0
    var current = age
    let end = age + years
    while current < end {
      let next = min(current.rounded(.down) + 1, end)
      let index = Int(current)
      hazard += (next - current) * (index < rates.count ? rates[index] : last)
      current = next
    }
    return hazard
  }
}
