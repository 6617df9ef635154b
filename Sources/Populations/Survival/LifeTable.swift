public import Diagnostics
import Quantities
public import Tables

/// Death rates of the general population by calendar year, sex and single year of age.
///
/// A year takes its own rates where the table has them. Years before the first take those of the first, years
/// after the last those of one year that was chosen, and a year missing in between those of the last before it.
public struct LifeTable: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// The year whose rates are held after the last.
  public let year: Int
  /// The calendar years that the table has, in order.
  public let years: [Int]
  private let rates: [Int: [Sex: [Double]]]

  /// Reads the death rates.
  ///
  /// - Parameter year: the year whose rates are held after the last.
  /// - Throws: its faults; `life-table.year` when the table does not have that year, or has a year in part.
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
    struct Group: Hashable { let year: Int, sex: Sex }
    let rows = try reader.rows { row -> (group: Group, age: Int, rate: Double)? in
      let rowYear = row.required("year", in: 1800...2200)
      let sex: Sex? = row.required("sex")
      let age = row.required("age", in: 0...120)
      let rate: Persons? = row.required("death_rate", atMost: .largest)
      guard let rowYear, let sex, let age, let rate else { return nil }
      return (Group(year: rowYear, sex: sex), age, rate.count)
    }
    let groups = Dictionary(grouping: rows, by: \.group)
    let known = Set(groups.keys.map(\.year))
    var rates: [Int: [Sex: [Double]]] = [:]
    for wanted in [year] + known.subtracting([year]).sorted() {
      for sex in Sex.allCases {
        let own = (groups[Group(year: wanted, sex: sex)] ?? []).sorted { $0.age < $1.age }
        guard own.map(\.age) == Array(0..<max(own.count, 1)), own.count >= 100 else {
          let place = wanted == year ? position : nil
          throw DiagnosticList(
            Self.notWhole(wanted, sex, among: known, at: place ?? Position(file: input.path), input.path)
          )
        }
        rates[wanted, default: [:]][sex] = own.map(\.rate)
      }
    }
    self.rates = rates
    self.year = year
    years = known.sorted()
    file = input.stamp
  }

  private static func notWhole(
    _ year: Int,
    _ sex: Sex,
    among known: Set<Int>,
    at position: Position,
    _ path: String
  ) -> Diagnostic {
    Diagnostic(
      "life-table.year",
      at: position,
      "found no whole life table of \(year) for \(sex) in \(path)",
      fix: known.contains(year)
        ? "add what is missing: every age from 0 to 99 or beyond, once"
        : "choose one of \(known.sorted().map(String.init).joined(separator: ", "))"
    )
  }

  /// The year whose rates stand for a calendar year.
  public func tableYear(for calendarYear: Int) -> Int {
    guard let first = years.first, let last = years.last else { return year }
    if calendarYear > last { return year }
    return years.last { $0 <= calendarYear } ?? first
  }

  /// Deaths per person-year at an age in a calendar year; beyond the last age, those of the last.
  public func deathRate(_ sex: Sex, age: Int, in calendarYear: Int) -> Double {
    guard let own = rates[tableYear(for: calendarYear)]?[sex], let last = own.last else { return 0 }
    return own.indices.contains(age) ? own[age] : last
  }

  /// The cumulative hazard of dying of anything some years after an age, at the rates of ``year``.
  ///
  /// - Complexity: O(years).
  public func cumulativeHazard(_ sex: Sex, from age: Double, after years: Double) -> Double {
    guard let rates = rates[year]?[sex], let last = rates.last else { return 0 }
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
