public import Diagnostics
public import Quantities
public import Tables

/// The published cost uplift and efficiency factor of each year, by which local prices are carried on.
public struct Uplifts: Sendable {
  /// What one year's price is of the year before.
  public struct Uplift: Sendable {
    /// The version of the year's publication, such as `pay-award`.
    public let version: String
    /// Uplift less efficiency, added to one.
    public let factor: Factor
    /// How well it is supported.
    public let evidence: Evidence
  }

  /// What one publication says of a year.
  public struct Rates: Sendable {
    /// By how much costs are taken to rise.
    public let costUplift: Percent?
    /// By how much providers are to become more efficient.
    public let efficiency: Percent?
    /// The one less the other.
    public let net: Percent?
  }

  private struct Edition: Hashable, Sendable {
    let year: FinancialYear
    let version: String
  }

  /// The table that was read.
  public let file: FileStamp
  private let uplifts: [FinancialYear: Uplift]
  private let rates: [Edition: Rates]
  private let positions: [Edition: Position]

  /// Reads `uplifts.csv`. The pay-award version of a year stands before the original; proposals do not count.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("financial_year", "financial year"),
        Column("version", "original, pay-award, proposal, ETO or DTR"),
        Column("cost_uplift_percent", "percent"),
        Column("efficiency_percent", "percent"),
        Column("net_percent", "percent"),
        Column("uplift_evidence", "evidence grade"),
        Column("efficiency_evidence", "evidence grade"),
        Column("net_evidence", "evidence grade"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    var keys = UniqueKeys<Edition>()
    let rows = try reader.rows {
      row -> (edition: Edition, rates: Rates, uplift: Uplift?, position: Position)? in
      let year: FinancialYear? = row.required("financial_year")
      let version = Self.version(&row)
      let rates = Rates(
        costUplift: row.optional("cost_uplift_percent"),
        efficiency: row.optional("efficiency_percent"),
        net: row.optional("net_percent")
      )
      let uplift = Self.uplift(version ?? "", rates, &row)
      guard let year, let version else { return nil }
      let edition = Edition(year: year, version: version)
      keys.note(edition, "financial_year", in: &row)
      return (edition, rates, uplift, Position(file: input.path, line: row.line))
    }
    file = input.stamp
    rates = Dictionary(rows.map { ($0.edition, $0.rates) }, uniquingKeysWith: { first, _ in first })
    positions = Dictionary(
      rows.map { ($0.edition, $0.position) },
      uniquingKeysWith: { first, _ in first }
    )
    let order = ["original", "pay-award"]
    var latest: [FinancialYear: Uplift] = [:]
    for row in rows {
      guard let uplift = row.uplift, let rank = order.firstIndex(of: uplift.version) else { continue }
      let known = latest[row.edition.year].flatMap { order.firstIndex(of: $0.version) } ?? -1
      if rank > known { latest[row.edition.year] = uplift }
    }
    uplifts = latest
  }

  private static let versions = ["original", "pay-award", "proposal", "ETO", "DTR"]

  private static func version(_ row: inout TableRow) -> String? {
    guard let version: String = row.required("version"), !versions.contains(version) else {
      return row.text("version")
    }
    row.report(
      "value.malformed",
      in: "version",
      "found \"\(version)\" as version, expected \(versions.joined(separator: ", "))",
      fix: "write one of them"
    )
    return nil
  }

  private static func uplift(_ version: String, _ rates: Rates, _ row: inout TableRow) -> Uplift? {
    let upliftEvidence: Evidence? = row.optional("uplift_evidence")
    let efficiencyEvidence: Evidence? = row.optional("efficiency_evidence")
    let netEvidence: Evidence? = row.optional("net_evidence")
    if let uplift = rates.costUplift, let efficiency = rates.efficiency {
      let evidence = (upliftEvidence ?? .unverified).weaker(efficiencyEvidence ?? .unverified)
      let change = uplift.millionths - efficiency.millionths
      return Uplift(version: version, factor: Factor(millionths: 1_000_000 + change), evidence: evidence)
    }
    guard let net = rates.net else { return nil }
    let factor = Factor(millionths: 1_000_000 + net.millionths)
    return Uplift(version: version, factor: factor, evidence: netEvidence ?? .unverified)
  }

  /// What carries the price of the year before into a year; nil when none was published.
  public subscript(year: FinancialYear) -> Uplift? { uplifts[year] }

  /// What carries a local price of the year before into a year, step by step; nil when none was published.
  ///
  /// Additive is one step, by uplift less efficiency; multiplicative is two. Where only the net change is
  /// known it is one step either way.
  public func conversions(into year: FinancialYear, mode: UpliftMode) -> [Conversion]? {
    guard let uplift = uplifts[year] else { return nil }
    let edition = Edition(year: year, version: uplift.version)
    let known = rates[edition]
    let step = { (factor: Factor, what: String) in
      Conversion(
        name: .uplift,
        factor: factor,
        text: "; × \(factor) (\(what) \(year))",
        evidence: uplift.evidence,
        position: positions[edition]
      )
    }
    guard mode == .multiplicative, let rise = known?.costUplift, let efficiency = known?.efficiency else {
      return [step(uplift.factor, "uplift less efficiency")]
    }
    return [
      step(Factor(millionths: 1_000_000 + rise.millionths), "uplift"),
      step(Factor(millionths: 1_000_000 - efficiency.millionths), "efficiency"),
    ]
  }

  /// What a version of a year's publication says, also one that never came into force; nil when there is none.
  public func rates(of year: FinancialYear, version: String) -> Rates? {
    rates[Edition(year: year, version: version)]
  }
}

/// A percentage with four decimals, which may be negative.
public struct Percent: Hashable, ParsedValue {
  /// The percentage in millionths of one: 2.15 % is 21,500.
  public let millionths: Int64

  /// Reads a percentage such as `-1.8`.
  public init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    guard let magnitude = Factor(isNegative ? String(text.dropFirst()) : text),
      magnitude.millionths % 100 == 0, magnitude <= Factor(millionths: 100_000_000)
    else { return nil }
    millionths = (isNegative ? -magnitude.millionths : magnitude.millionths) / 100
  }

  /// What a percentage looks like.
  public static var expectation: String {
    "a percentage from -100 to 100 with up to four decimals, such as 2.15"
  }
}

extension Percent: CustomStringConvertible {
  /// The percentage without trailing zeros.
  public var description: String {
    let size = Factor(millionths: Int64(millionths.magnitude) * 100)
    return millionths < 0 ? "-\(size)" : "\(size)"
  }
}
