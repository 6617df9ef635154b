public import Diagnostics
public import Quantities
public import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Survival from the cancer alone, by site and stage, through the published points at one and five years.
///
/// The excess hazard is constant in the first year, and constant again from then on; beyond five years it
/// stays as it was (two-piece exponential).
public struct NetSurvival: Sendable {
  /// The table that was read.
  public let file: FileStamp
  private let hazards: [String: [Stage: (first: Double, later: Double)]]

  /// Reads a survival table: one row for each site, stage and point in time (1 and 5 years).
  ///
  /// - Throws: its faults; `survival.points` when a stage lacks a point or survival rises with time.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        .optional("sex", "all, female or male"),
        Column("stage", "1, 2, 3, 4 or not-staged"),
        .optional("diagnosed", "years of diagnosis"),
        Column("years", "years since diagnosis, 1 or 5"),
        Column("net_survival", "share alive if only the cancer could kill"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    struct Key: Hashable { let site: String, stage: Stage, years: Int }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Share, Int)? in
      let site: String? = row.required("site")
      let stage: Stage? = row.required("stage")
      let years = row.required("years", in: 1...5)
      let survival: Share? = row.required("net_survival")
      guard let site, let stage, let years, let survival else { return nil }
      let key = Key(site: site, stage: stage, years: years)
      keys.note(key, "stage", in: &row)
      return (key, survival, row.line)
    }
    let points = Dictionary(rows.map { ($0.0, $0) }, uniquingKeysWith: { first, _ in first })
    var hazards: [String: [Stage: (first: Double, later: Double)]] = [:]
    var faults = DiagnosticList()
    for (key, one, line) in rows where key.years == 1 {
      let five = points[Key(site: key.site, stage: key.stage, years: 5)]?.1
      guard let five, five <= one, five > .none else {
        faults.append(
          Diagnostic(
            "survival.points",
            at: Position(file: input.path, line: line),
            "found no five-year survival of \(key.site) stage \(key.stage) above 0 and at most \(one)",
            fix: "give each stage a row for 1 and for 5 years, and let survival fall with time"
          )
        )
        continue
      }
      let first = -log(one.value)
      hazards[key.site, default: [:]][key.stage] = (first, (-log(five.value) - first) / 4)
    }
    try faults.throwIfFaulty()
    self.hazards = hazards
    file = input.stamp
  }

  /// The cumulative excess hazard some years after diagnosis; nil when the table lacks the site or stage.
  public func cumulativeHazard(of site: String, _ stage: Stage, after years: Double) -> Double? {
    guard let hazard = hazards[site]?[stage] else { return nil }
    return hazard.first * min(years, 1) + hazard.later * max(0, years - 1)
  }
}

/// Published net survival of all stages together, by years of diagnosis: what a model's survival is compared
/// with.
public struct NetSurvivalTrend: Sendable {
  /// One published point.
  public struct Point: Sendable {
    /// The cancer.
    public let site: String
    /// The sex, or persons.
    public let sex: String
    /// The years of diagnosis, such as `2015-2019`.
    public let diagnosed: String
    /// Years since diagnosis.
    public let years: Int
    /// The share alive if only the cancer could kill.
    public let survival: Share
  }

  /// The points, in the order of the table.
  public let points: [Point]

  /// Reads a net survival table.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female, male or persons"),
        Column("diagnosed", "years of diagnosis"),
        Column("years", "years since diagnosis"),
        Column("net_survival", "share alive if only the cancer could kill"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    points = try reader.rows { row -> Point? in
      let site: String? = row.required("site")
      let sex: String? = row.required("sex")
      let diagnosed: String? = row.required("diagnosed")
      let years = row.required("years", in: 1...20)
      let survival: Share? = row.required("net_survival")
      guard let site, let sex, let diagnosed, let years, let survival else { return nil }
      return Point(site: site, sex: sex, diagnosed: diagnosed, years: years, survival: survival)
    }
  }
}

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
      let rate: Persons? = row.required("death_rate")
      guard let rowYear, let sex, let age, let rate else { return nil }
      return (rowYear, sex, age, rate.count)
    }
    var rates: [Sex: [Double]] = [:]
    for sex in Sex.allCases {
      let own = rows.filter { $0.year == year && $0.sex == sex }.sorted { $0.age < $1.age }
      guard own.map(\.age) == Array(0..<max(own.count, 1)), own.count >= 100 else {
        let known = Set(rows.map(\.year)).sorted().map(String.init).joined(separator: ", ")
        throw DiagnosticList(
          Diagnostic(
            "life-table.year",
            at: position ?? Position(file: input.path),
            "found no whole life table of \(year) for \(sex) in \(input.path)",
            fix: "choose one of \(known)"
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
