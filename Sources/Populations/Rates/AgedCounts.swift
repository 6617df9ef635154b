import Diagnostics
import Quantities
import Tables

/// Rows of a table by calendar period and age, before they are put into five-year bands.
struct AgedCounts {
  /// One row: how many of each measure, at which ages.
  struct Row {
    let age: AgeLabel
    let values: [Double]
  }

  private var rows: [CalendarPeriod: [Row]] = [:]

  /// The periods there are, in order.
  var periods: [CalendarPeriod] { rows.keys.sorted() }

  mutating func add(_ values: [Double], _ age: AgeLabel, _ period: CalendarPeriod) {
    rows[period, default: []].append(Row(age: age, values: values))
  }

  /// The first age of each five-year band that the rows make; the last band is open.
  ///
  /// No band is open later than from 90: older rows are added to it. A table without an open age is open from
  /// the last band it reaches, of which `gaps` says what is missing.
  var starts: [Int] {
    let ages = rows.values.joined().map(\.age)
    guard let youngest = ages.map(\.first).min(), let oldest = ages.map(\.first).max() else { return [] }
    let open = min(ages.filter { $0.last == nil }.map(\.first).min() ?? oldest / 5 * 5, AgeBand.lastStart)
    return Array(stride(from: min(youngest / 5 * 5, open), through: open, by: 5))
  }

  /// What a measure comes to in each band of a period.
  func banded(_ measure: Int, _ period: CalendarPeriod, _ starts: [Int]) -> [Double] {
    var sums = Array(repeating: 0.0, count: starts.count)
    guard let first = starts.first else { return sums }
    for row in rows[period] ?? [] {
      let band = min((row.age.first - first) / 5, starts.count - 1)
      if row.age.first >= first { sums[band] += row.values[measure] }
    }
    return sums
  }

  /// The ages that bands need and no row of a period has, those that two rows have, and those that a row has
  /// together with the ages of an older band, from which nobody can tell them apart.
  func gaps(_ period: CalendarPeriod, _ starts: [Int])
    -> (missing: [String], repeated: [String], tooOpen: [String])
  {
    guard let first = starts.first, let open = starts.last else { return ([], [], []) }
    var counts: [Int: Int] = [:]
    for row in rows[period] ?? [] {
      for age in row.age.first...(row.age.last ?? max(row.age.first, 120)) { counts[age, default: 0] += 1 }
    }
    var missing: [String] = []
    var repeated: [String] = []
    for start in stride(from: first, through: open, by: 5) {
      let ages = start == open ? start...120 : start...(start + 4)
      let name = AgeLabel.band(from: start, isOpen: start == open)
      // The open band may be given as years of age up to any that is 90 or more; a table that ends before has
      // not counted the oldest, however its last row is named.
      let needed = start == open ? start...max(start, AgeBand.lastStart) : ages
      if needed.contains(where: { counts[$0] == nil }) { missing.append(name) }
      if ages.contains(where: { (counts[$0] ?? 0) > 1 }) { repeated.append(name) }
    }
    let tooOpen = (rows[period] ?? []).map(\.age).filter {
      $0.last == nil && (first..<open).contains($0.first)
    }
    return (missing, repeated, tooOpen.map(\.description))
  }
}

extension TableRow {
  /// The calendar year or the period of years of a row, whichever column the table has.
  mutating func requiredPeriod() -> CalendarPeriod? {
    if let text = text("period") {
      guard let period: CalendarPeriod = optional("period") else { return nil }
      guard period.first >= 1800, period.last <= 2200 else {
        report(
          "value.out-of-range",
          in: "period",
          "found \"\(text)\" as period, expected years from 1800 to 2200",
          fix: "correct this field"
        )
        return nil
      }
      return period
    }
    guard let year = required("year", in: 1800...2200) else { return nil }
    return CalendarPeriod(first: year, last: year)
  }
}

extension TableReader {
  /// Reports, once, that a table has none of some columns of which it needs one.
  func requireOne(of names: [String], in file: String, _ meaning: String) throws(DiagnosticList) {
    guard !names.contains(where: has) else { return }
    throw DiagnosticList(
      Diagnostic(
        "table.missing-column",
        at: Position(file: file, line: 1),
        "found no column \"\(names.joined(separator: "\" or \""))\", expected one: \(meaning)",
        fix: "add \(names.first ?? "it") to the header, and a value on each line"
      )
    )
  }
}
