public import Diagnostics
public import Pathways
public import Quantities
public import Tables

/// The share of a population's care that each provider gives, by pathway and phase.
public struct ProviderShares: Sendable {
  /// The table that was read.
  public let file: FileStamp
  /// How well the shares are supported: the weakest of them.
  public let evidence: Evidence
  let shares: [String: [Phase: [(provider: ProviderCode, share: Share)]]]

  init(
    file: FileStamp,
    evidence: Evidence,
    shares: [String: [Phase: [(provider: ProviderCode, share: Share)]]]
  ) {
    self.file = file
    self.evidence = evidence
    self.shares = shares
  }

  /// Reads a provider shares table.
  ///
  /// - Throws: its faults, and `provider.shares` when a phase's shares do not add up to 1.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("pathway", "the pathway's name"),
        Column("phase", "part of the pathway"),
        Column("provider", "provider code"),
        Column("share", "share of the activity"),
        Column("evidence", "evidence grade"),
        .optional("source", "publication"),
        .optional("note", "what a reader must know"),
      ]
    )
    struct Key: Hashable { let pathway: String, phase: Phase, provider: ProviderCode }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Key, Share, Evidence, Int)? in
      let pathway: String? = row.required("pathway")
      let phase: Phase? = row.required("phase")
      let provider: ProviderCode? = row.required("provider")
      let share: Share? = row.required("share")
      let evidence: Evidence? = row.required("evidence")
      guard let pathway, let phase, let provider, let share, let evidence else { return nil }
      let key = Key(pathway: pathway, phase: phase, provider: provider)
      keys.note(key, "provider", of: "pathway, phase and provider", in: &row)
      return (key, share, evidence, row.line)
    }
    var shares: [String: [Phase: [(provider: ProviderCode, share: Share)]]] = [:]
    for (key, share, _, _) in rows {
      shares[key.pathway, default: [:]][key.phase, default: []].append((key.provider, share))
    }
    var faults = DiagnosticList()
    for (key, _, _, line) in rows where shares[key.pathway]?[key.phase]?.first?.provider == key.provider {
      let sum = (shares[key.pathway]?[key.phase] ?? []).reduce(0) { $0 + $1.share.millionths }
      guard sum != Share.all.millionths else { continue }
      faults.append(
        Diagnostic(
          "provider.shares",
          at: Position(file: input.path, line: line),
          "found providers of \(key.pathway) \(key.phase) that add up to \(Factor(millionths: sum)), expected 1",
          fix: "correct the shares, or add the provider of those who go elsewhere"
        )
      )
    }
    try faults.throwIfFaulty()
    self.shares = shares
    evidence = rows.map(\.2).max() ?? .unverified
    file = input.stamp
  }

  /// The providers of a phase with their shares, in the order of the table.
  public func providers(of pathway: String, _ phase: Phase) -> [(provider: ProviderCode, share: Share)] {
    shares[pathway]?[phase] ?? []
  }

  /// All providers, in order of their codes.
  public var all: [ProviderCode] {
    Set(shares.values.flatMap { $0.values.flatMap { $0.map(\.provider) } }).sorted()
  }
}
