public import Diagnostics
public import Quantities
public import Tables

/// The share of new patients at each stage, by site and year of diagnosis.
public struct StageMix: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// How well the shares are supported: the weakest of them.
  public private(set) var evidence: Evidence
  private let shares: [String: [Int: [Stage: Share]]]
  /// Shares that stand in place of those, by year of diagnosis.
  private var changedShares: [String: [Int: [Stage: Share]]] = [:]

  /// Reads a stage table.
  ///
  /// - Throws: its faults, and `stage.shares` when a year's shares do not add up to 1.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("stage", "1, 2, 3, 4 or not-staged"),
        Column("year", "calendar year of diagnosis"),
        Column("share", "share of all cases"),
        Column("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    struct Key: Hashable { let site: String, year: Int, stage: Stage }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Share, Evidence, Int)? in
      let site: String? = row.required("site")
      let stage = row.requiredStageAtDiagnosis("stage")
      let year = row.required("year", in: 1900...2200)
      let share: Share? = row.required("share")
      let evidence: Evidence? = row.required("evidence")
      guard let site, let stage, let year, let share, let evidence else { return nil }
      let key = Key(site: site, year: year, stage: stage)
      keys.note(key, "stage", in: &row)
      return (key, share, evidence, row.line)
    }
    var shares: [String: [Int: [Stage: Share]]] = [:]
    var faults = DiagnosticList()
    for (key, share, _, _) in rows {
      shares[key.site, default: [:]][key.year, default: [:]][key.stage] = share
    }
    for (site, years) in shares.sorted(by: { $0.key < $1.key }) {
      for (year, mix) in years.sorted(by: { $0.key < $1.key }) {
        let sum = mix.values.reduce(0) { $0 + $1.millionths }
        guard sum != Share.all.millionths else { continue }
        let line = rows.first { $0.0.site == site && $0.0.year == year }?.3 ?? 0
        faults.append(
          Diagnostic(
            "stage.shares",
            at: Position(file: input.path, line: line),
            "found stages of \(site) in \(year) that add up to \(Factor(millionths: sum)), expected 1",
            fix: "correct the shares so that they add up to 1"
          )
        )
      }
    }
    try faults.throwIfFaulty()
    self.shares = shares
    evidence = rows.map(\.2).max() ?? .unverified
    file = input.stamp
  }

  /// The same shares, those of a site changed in some years; other years stay as they are.
  ///
  /// - Parameters:
  ///   - years: the years of diagnosis.
  ///   - evidence: how well the change is supported.
  ///   - change: the new shares of a year, which add up to 1, from those it had.
  public func changed(
    _ site: String,
    in years: ClosedRange<Int>,
    evidence: Evidence,
    _ change: (_ year: Int, [Stage: Share]) -> [Stage: Share]
  ) -> StageMix {
    var changed = self
    changed.evidence = self.evidence.weaker(evidence)
    for year in years {
      guard let own = shares(of: site, in: year) else { continue }
      changed.changedShares[site, default: [:]][year] = change(year, own)
    }
    return changed
  }

  /// The first year of a site whose shares were published.
  package func firstYear(of site: String) -> Int? { shares[site]?.keys.min() }

  /// The shares of a year: those published last before it or in it, else the first there are.
  public func shares(of site: String, in year: Int) -> [Stage: Share]? {
    if let changed = changedShares[site]?[year] { return changed }
    guard let years = shares[site], let first = years.keys.min() else { return nil }
    let latest = years.keys.filter { $0 <= year }.max() ?? first
    return years[latest]
  }
}

extension TableRow {
  /// A stage that must be there and be one at diagnosis: nobody is diagnosed ruled out or recurrent.
  mutating func requiredStageAtDiagnosis(_ name: String) -> Stage? {
    guard let stage: Stage = required(name) else { return nil }
    guard Stage.atDiagnosis.contains(stage) else {
      report(
        "value.malformed",
        in: name,
        "found \"\(stage)\" as \(name), expected a stage at diagnosis: 1, 2, 3, 4 or not-staged",
        fix: "correct this field"
      )
      return nil
    }
    return stage
  }
}
