public import Diagnostics
import Quantities
public import Tables

/// The people of the years to forecast, as a user gives them.
public struct FuturePeople: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// By sex and area.
  private let counts: [Sex: [String: AgedCounts]]

  /// Reads a table of people: `year` or `period`, `sex`, `age`, `population` (or `persons`), perhaps `area`;
  /// several areas are added up.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        .optional("area", "area code; areas are added up"),
        .optional("name", "the area's name"),
        .optional("year", "calendar year; or give period"),
        .optional("period", "calendar years such as 2020-2024; or give year"),
        Column("sex", "female or male"),
        Column("age", "age band such as 40-44 or 85+, or single year of age"),
        .optional("population", "people at mid-year, or person-years of the period; or give persons"),
        .optional("persons", "the same by another name"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    try reader.requireOne(
      of: ["year", "period"],
      in: input.path,
      "calendar year, or calendar years such as 2001-2005"
    )
    try reader.requireOne(
      of: ["population", "persons"],
      in: input.path,
      "people at mid-year, or person-years of the period"
    )
    struct Key: Hashable { let area: String, sex: Sex, age: AgeLabel, period: CalendarPeriod }
    var keys = UniqueKeys<Key>()
    let column = reader.has("persons") ? "persons" : "population"
    let rows = try reader.rows { row -> (Key, Double)? in
      let period = row.requiredPeriod()
      let sex: Sex? = row.required("sex")
      let age: AgeLabel? = row.required("age")
      let people: Persons? = row.required(column, atMost: .largest)
      guard let period, let sex, let age, let people else { return nil }
      let key = Key(area: row.text("area") ?? "", sex: sex, age: age, period: period)
      keys.note(key, "age", of: "area, sex, age and period", in: &row)
      return (key, people.count)
    }
    var counts: [Sex: [String: AgedCounts]] = [:]
    for (key, count) in rows {
      counts[key.sex, default: [:]][key.area, default: AgedCounts()].add([count], key.age, key.period)
    }
    self.counts = counts
    file = input.stamp
  }

  /// The periods after a year for which there are people of a sex, in order.
  public func periods(of sex: Sex, after year: Int) -> [CalendarPeriod] {
    let all = Set((counts[sex] ?? [:]).values.flatMap(\.periods))
    return all.filter { $0.first > year }.sorted()
  }

  /// The people of each band in each of some periods, or what is missing of them in any area.
  func people(of sex: Sex, in periods: [CalendarPeriod], bands starts: [Int]) throws(DiagnosticList)
    -> [[Double]]
  {
    var faults = DiagnosticList()
    for (one, next) in zip(periods, periods.dropFirst()) where next.first <= one.last {
      faults.append(
        Diagnostic(
          "forecast.people-periods",
          at: Position(file: file.path),
          "found \(sex) people of \(one) and of \(next), which overlap",
          fix: "give each year once, by itself or in one period"
        )
      )
    }
    let areas = (counts[sex] ?? [:]).sorted { $0.key < $1.key }
    for (area, own) in areas {
      for period in periods {
        report(own, period, starts, (area.isEmpty ? "" : "\(area) ") + "\(sex)", &faults)
      }
    }
    try faults.throwIfFaulty()
    let sums = periods.map { period in
      areas.reduce(into: starts.map { _ in 0.0 }) { sum, area in
        for (band, count) in area.value.banded(0, period, starts).enumerated() { sum[band] += count }
      }
    }
    return starts.indices.map { age in sums.map { $0[age] } }
  }

  /// Reports the bands of an area that are missing in a period, or given twice.
  private func report(
    _ own: AgedCounts,
    _ period: CalendarPeriod,
    _ starts: [Int],
    _ whose: String,
    _ faults: inout DiagnosticList
  ) {
    let (missing, repeated, tooOpen) = own.gaps(period, starts)
    if let label = tooOpen.first, let oldest = starts.last {
      faults.append(
        Diagnostic(
          "forecast.people-gap",
          at: Position(file: file.path),
          "found people of \(whose) \(label) in \(period) in one row, where the rates go on to \(oldest)+",
          fix: "give people by age up to \(oldest)+, or rates up to \(label)"
        )
      )
    }
    for (what, names) in [("no people", missing), ("people twice", repeated)] where !names.isEmpty {
      faults.append(
        Diagnostic(
          "forecast.people-gap",
          at: Position(file: file.path),
          "found \(what) of \(whose) \(names.prefix(3).joined(separator: ", "))"
            + (names.count > 3 ? " and \(names.count - 3) more bands" : "") + " in \(period)",
          fix: "give each band of the rates one row for each period"
        )
      )
    }
  }
}
