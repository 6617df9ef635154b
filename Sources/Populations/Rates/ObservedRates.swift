public import Diagnostics
import Quantities
public import Tables

/// Counts and the people among whom they arose, as a user gives them to forecast from.
public struct ObservedRates: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// The series there are, in order; one of deaths where the table has any.
  public let series: [RateSeries]
  /// The calendar years of the table that were left out, in order.
  public let leftOut: [Int]

  /// Reads a table of rates.
  ///
  /// Years left out keep their place and have neither cases nor people; at the ends they are dropped.
  ///
  /// - Parameters:
  ///   - input: `year` or `period`, `sex`, `age`, `site`, `cases`, perhaps `deaths`, `population`.
  ///   - excluded: calendar years that are left out.
  /// - Throws: its faults; `forecast.age-gap`, `forecast.period-gap`, `forecast.periods`, `forecast.deaths-gap`,
  ///   `forecast.no-people` and `forecast.excluded` where the counts are not whole.
  public init(_ input: InputFile, excluding excluded: Set<Int> = []) throws(DiagnosticList) {
    file = input.stamp
    let rows = try Self.rows(of: input)
    var faults = DiagnosticList()
    var series: [RateSeries] = []
    struct Group: Hashable { let site: String, sex: Sex }
    let groups = Dictionary(grouping: rows) { Group(site: $0.site, sex: $0.sex) }
    for (group, own) in groups.sorted(by: { ($0.key.site, $0.key.sex) < ($1.key.site, $1.key.sex) }) {
      let name = "\(group.site) \(group.sex)"
      let check = SeriesCheck(file: input.path, name: name, excluded: excluded)
      guard let counts = check.counts(own, &faults) else { continue }
      for measure in Measure.allCases where counts.has[measure] == true {
        do throws(ForecastFault) {
          let table = try RateTable(
            ageStarts: counts.starts,
            periods: counts.periods,
            cases: counts.byAge(measure == .cases ? 0 : 1),
            personYears: counts.byAge(2)
          )
          series.append(
            RateSeries(name: .init(site: group.site, sex: group.sex, measure: measure), table: table)
          )
        } catch {
          faults.append(
            Diagnostic(
              "forecast.table",
              at: Position(file: input.path),
              "found counts of \(name) that do not make a table: \(error)",
              fix: "correct the rows"
            )
          )
        }
      }
    }
    if rows.isEmpty {
      faults.append(
        Diagnostic(
          "forecast.empty",
          at: Position(file: input.path),
          "found no row of counts",
          fix: "give a row for each year, sex, age and site"
        )
      )
    }
    try faults.throwIfFaulty()
    self.series = series
    leftOut = Set(rows.map(\.period.first)).intersection(excluded).sorted()
  }

  struct Row {
    let site: String
    let sex: Sex
    let age: AgeLabel
    let period: CalendarPeriod
    let cases: Int
    let deaths: Int?
    let population: Double
    let line: Int
  }

  private static func rows(of input: InputFile) throws(DiagnosticList) -> [Row] {
    let reader = try TableReader(
      input,
      columns: [
        .optional("year", "calendar year; or give period"),
        .optional("period", "calendar years such as 2001-2005; or give year"),
        Column("sex", "female or male"),
        Column("age", "age band such as 40-44 or 85+, or single year of age"),
        Column("site", "breast, lung, or another cancer"),
        Column("cases", "new cases"),
        .optional("deaths", "deaths from the cancer"),
        Column("population", "people at mid-year, or person-years of the period"),
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
    struct Key: Hashable { let site: String, sex: Sex, age: AgeLabel, period: CalendarPeriod }
    var keys = UniqueKeys<Key>()
    return try reader.rows { row -> Row? in
      let period = row.requiredPeriod()
      let sex: Sex? = row.required("sex")
      let age: AgeLabel? = row.required("age")
      let site: String? = row.required("site")
      let cases = row.required("cases", in: 0...10_000_000)
      let deaths = row.optional("deaths", in: 0...10_000_000)
      let population: Persons? = row.required("population", atMost: .largest)
      guard let period, let sex, let age, let site, let cases, let population else { return nil }
      keys.note(
        Key(site: site, sex: sex, age: age, period: period),
        "age",
        of: "site, sex, age and period",
        in: &row
      )
      for (name, count) in [("cases", cases), ("deaths", deaths ?? 0)]
      where count > 0 && population.count == 0 {
        row.report(
          "forecast.no-people",
          in: "population",
          "found \(count) \(name) among no people",
          fix: "correct the population, or the \(name)"
        )
      }
      return Row(
        site: site,
        sex: sex,
        age: age,
        period: period,
        cases: cases,
        deaths: deaths,
        population: population.count,
        line: row.line
      )
    }
  }
}

/// Puts the rows of one site and sex into bands and periods, and reports what is missing.
private struct SeriesCheck {
  let file: String
  let name: String
  let excluded: Set<Int>

  struct Counts {
    let starts: [Int]
    let periods: [CalendarPeriod]
    let has: [Measure: Bool]
    let values: [[[Double]]]

    func byAge(_ measure: Int) -> [[Double]] { values[measure] }
  }

  func counts(_ rows: [ObservedRates.Row], _ faults: inout DiagnosticList) -> Counts? {
    let before = faults.errorCount
    var counts = AgedCounts()
    for row in rows {
      counts.add([Double(row.cases), Double(row.deaths ?? 0), row.population], row.age, row.period)
    }
    let withoutDeaths = rows.filter { $0.deaths == nil }
    if !withoutDeaths.isEmpty, withoutDeaths.count < rows.count {
      report(
        "forecast.deaths-gap",
        "found deaths of \(name) on some rows and none on line \(withoutDeaths[0].line)"
          + (withoutDeaths.count > 1 ? " and \(withoutDeaths.count - 1) more" : ""),
        fix: "give deaths on every row of the site and sex, 0 where nobody died, or on none",
        line: withoutDeaths[0].line,
        &faults
      )
    }
    let starts = counts.starts
    guard let periods = consecutive(counts.periods, &faults) else { return nil }
    for period in counts.periods where !isExcluded(period) { checkAges(counts, period, starts, &faults) }
    guard faults.errorCount == before else { return nil }
    let values = (0..<3).map { measure in
      let columns = periods.map { period in
        isExcluded(period)
          ? Array(repeating: 0.0, count: starts.count) : counts.banded(measure, period, starts)
      }
      return starts.indices.map { age in columns.map { $0[age] } }
    }
    return Counts(
      starts: starts,
      periods: periods,
      has: [.cases: true, .deaths: withoutDeaths.isEmpty],
      values: values
    )
  }

  private func isExcluded(_ period: CalendarPeriod) -> Bool {
    period.first == period.last && excluded.contains(period.first)
  }

  /// The periods from the first to the last that is not left out, when none is missing between them.
  private func consecutive(_ found: [CalendarPeriod], _ faults: inout DiagnosticList) -> [CalendarPeriod]? {
    let kept = found.filter { !isExcluded($0) }
    guard let first = kept.first, let last = kept.last else {
      report(
        "forecast.period-gap",
        "found no year of \(name) that is not left out",
        fix: "leave out fewer years",
        &faults
      )
      return nil
    }
    let width = first.last - first.first + 1
    if let other = found.first(where: { $0.last - $0.first + 1 != width }) {
      report(
        "forecast.periods",
        "found periods of unlike length of \(name): \(first) and \(other)",
        fix: "give every row a year, or every row a period of as many years",
        &faults
      )
      return nil
    }
    if width > 1,
      let year = excluded.sorted().first(where: { year in kept.contains { $0.first...$0.last ~= year } })
    {
      report(
        "forecast.excluded",
        "found periods of \(width) years of \(name), from which the year \(year) cannot be left out",
        fix: "give counts by year, or leave no year out: --exclude none",
        &faults
      )
      return nil
    }
    let wanted = stride(from: first.first, through: last.first, by: width).compactMap {
      CalendarPeriod(first: $0, last: $0 + width - 1)
    }
    let missing = wanted.filter { !kept.contains($0) && !isExcluded($0) }
    let strange = kept.filter { !wanted.contains($0) }
    guard missing.isEmpty, strange.isEmpty else {
      let what =
        strange.isEmpty
        ? "no row of \(name) in \(listed(missing.map(\.description)))"
        : "periods of \(name) that overlap or leave years out: \(listed(strange.map(\.description)))"
      report(
        "forecast.period-gap",
        "found \(what), between \(first) and \(last)",
        fix: strange.isEmpty
          ? "add the rows" + (width == 1 ? ", or leave the year out with --exclude" : "")
          : "let each period begin with the year after the one before",
        &faults
      )
      return nil
    }
    return wanted
  }

  private func checkAges(
    _ counts: AgedCounts,
    _ period: CalendarPeriod,
    _ starts: [Int],
    _ faults: inout DiagnosticList
  ) {
    let (missing, repeated, _) = counts.gaps(period, starts)
    if !missing.isEmpty {
      report(
        "forecast.age-gap",
        "found no row of \(name) \(listed(missing)) in \(period)",
        fix: "add the rows, with 0 where there are none",
        &faults
      )
    }
    if !repeated.isEmpty {
      report(
        "forecast.age-gap",
        "found ages of \(name) \(listed(repeated)) twice in \(period)",
        fix: "keep one row for each age",
        &faults
      )
    }
  }

  private func listed(_ words: [String]) -> String {
    words.prefix(3).joined(separator: ", ") + (words.count > 3 ? " and \(words.count - 3) more" : "")
  }

  private func report(
    _ code: String,
    _ message: String,
    fix: String,
    line: Int? = nil,
    _ faults: inout DiagnosticList
  ) {
    let position = line.map { Position(file: file, line: $0) } ?? Position(file: file)
    faults.append(Diagnostic(code, at: position, message, fix: fix))
  }
}
