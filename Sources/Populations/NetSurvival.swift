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
      let stage = row.requiredStageAtDiagnosis("stage")
      let years = row.required("years", in: 1...5)
      if let years, years != 1, years != 5 {
        row.report(
          "value.out-of-range",
          in: "years",
          "found \"\(years)\" as years, expected 1 or 5",
          fix: "correct this field"
        )
      }
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
    for (key, _, line) in rows where key.years == 5 {
      guard points[Key(site: key.site, stage: key.stage, years: 1)] == nil else { continue }
      faults.append(
        Diagnostic(
          "survival.points",
          at: Position(file: input.path, line: line),
          "found no one-year survival of \(key.site) stage \(key.stage)",
          fix: "give each stage a row for 1 and for 5 years"
        )
      )
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
