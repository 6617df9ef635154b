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

/// How often people who are free of disease have a distant recurrence, by site, stage and subtype.
///
/// A row gives the chance that somebody free of disease at the beginning of some years since diagnosis recurs
/// within them, if nothing else could kill. Within the years the hazard is constant:
///
///     hazard per year = -ln(1 - conditional risk) / (to - from)
///
/// After the last year of a stage and subtype nobody recurs: none was read, and none is made up.
public struct Recurrence: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// How well the risks are supported: the weakest of them.
  public let evidence: Evidence
  private let periods: [Group: [Period]]
  private let lines: [Group: Int]

  private struct Group: Hashable {
    let site: String
    let stage: Stage
    /// Nil for all subtypes.
    let subtype: String?
  }

  private struct Period {
    let years: Range<Int>
    let hazard: Double
    let line: Int
  }

  /// A recurrence that is modelled.
  private struct Kind: ParsedValue {
    init?(_ text: String) { guard text == "distant" else { return nil } }

    static var expectation: String {
      "distant (local recurrence is a step of the pathway, so many for each survivor and year)"
    }
  }

  /// Reads a recurrence table.
  ///
  /// - Throws: its faults; `recurrence.years` when the years of a stage and subtype have a gap or overlap;
  ///   `recurrence.subtypes` when a stage has rows for all subtypes and for one.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("stage", "1, 2, 3 or not-staged"),
        Column("subtype", "one subtype, or blank for all"),
        Column("kind", "distant"),
        Column("from", "years since diagnosis at which it begins"),
        Column("to", "years since diagnosis at which it ends"),
        Column(
          "conditional_risk",
          "chance of recurring in these years if free of disease at their beginning"
        ),
        Column("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    struct Key: Hashable { let group: Group, from: Int }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Group, Period, Evidence)? in
      let site: String? = row.required("site")
      let stage = Self.stage(&row)
      let _: Kind? = row.required("kind")
      let from = row.required("from", in: 0...99)
      let to = row.required("to", in: (from ?? 0) + 1...100)
      let risk: Share? = row.required("conditional_risk", atMost: Self.largest)
      let evidence: Evidence? = row.required("evidence")
      guard let site, let stage, let from, let to, let risk, let evidence else { return nil }
      let group = Group(site: site, stage: stage, subtype: row.text("subtype"))
      keys.note(Key(group: group, from: from), "from", of: "site, stage, subtype and from", in: &row)
      let hazard = -log(1 - risk.value) / Double(to - from)
      return (group, Period(years: from..<to, hazard: hazard, line: row.line), evidence)
    }
    periods = Dictionary(grouping: rows, by: \.0)
      .mapValues { $0.map(\.1).sorted { $0.years.lowerBound < $1.years.lowerBound } }
    lines = periods.mapValues { $0.map(\.line).min() ?? 0 }
    evidence = rows.map(\.2).max() ?? .unverified
    file = input.stamp
    try check(input.path)
  }

  /// Somebody stays free of disease, else the hazard would have no bound.
  private static let largest = Share(millionths: 999_999) ?? .none

  private static func stage(_ row: inout TableRow) -> Stage? {
    guard let stage: Stage = row.required("stage") else { return nil }
    guard [.one, .two, .three, .notStaged].contains(stage) else {
      row.report(
        "value.malformed",
        in: "stage",
        "found \"\(stage)\" as stage, expected a stage from which cancer recurs: 1, 2, 3 or not-staged",
        fix: "correct this field"
      )
      return nil
    }
    return stage
  }

  private func check(_ path: String) throws(DiagnosticList) {
    var faults = DiagnosticList()
    for (group, own) in periods.sorted(by: { (lines[$0.key] ?? 0) < (lines[$1.key] ?? 0) }) {
      var reached = 0
      for period in own {
        if period.years.lowerBound != reached {
          faults.append(
            Diagnostic(
              "recurrence.years",
              at: Position(file: path, line: period.line),
              "found years from \(period.years.lowerBound) to \(period.years.upperBound) after years to "
                + "\(reached), expected them to follow one another from 0 on",
              fix: "correct from and to so that no year is left out or counted twice"
            )
          )
        }
        reached = period.years.upperBound
      }
      let all = Group(site: group.site, stage: group.stage, subtype: nil)
      guard group.subtype != nil, periods[all] != nil else { continue }
      faults.append(
        Diagnostic(
          "recurrence.subtypes",
          at: Position(file: path, line: lines[group] ?? 0),
          "found \(group.site) stage \(group.stage) with rows for all subtypes and for "
            + "\(group.subtype ?? "")",
          fix: "name the subtype on every row of the stage, or on none"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  /// Whether the table speaks of a site.
  public func covers(_ site: String) -> Bool { periods.keys.contains { $0.site == site } }

  /// The stages of a site from which people recur, in order.
  public func stages(of site: String) -> [Stage] {
    Set(periods.keys.filter { $0.site == site }.map(\.stage)).sorted()
  }

  /// The years since diagnosis after which nobody of a site recurs.
  public func lastYear(of site: String) -> Int {
    periods.filter { $0.key.site == site }.values.compactMap(\.last?.years.upperBound).max() ?? 0
  }

  /// The hazard per year of a distant recurrence at some time after diagnosis; nil when the table speaks of
  /// other subtypes of the stage and not of this one.
  public func hazard(of site: String, _ stage: Stage, _ subtype: String, after years: Double) -> Double? {
    let own =
      periods[Group(site: site, stage: stage, subtype: subtype)]
      ?? periods[Group(site: site, stage: stage, subtype: nil)]
    guard let own else { return nil }
    return own.first { $0.years.contains(Int(years)) }?.hazard ?? 0
  }

  /// The subtypes that the table names for a site, each with the line that names it first.
  public func subtypes(of site: String) -> [(name: String, line: Int)] {
    var first: [String: Int] = [:]
    for (group, line) in lines where group.site == site {
      guard let name = group.subtype else { continue }
      first[name] = min(first[name] ?? line, line)
    }
    return first.map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
  }
}
