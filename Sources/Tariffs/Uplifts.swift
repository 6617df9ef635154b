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

  /// The table that was read.
  public let file: FileStamp
  private let uplifts: [FinancialYear: Uplift]

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
    let rows = try reader.rows { row -> (FinancialYear, Uplift)? in
      guard let year: FinancialYear = row.required("financial_year"),
        let version: String = row.required("version"), let uplift = Self.uplift(version, &row)
      else { return nil }
      return (year, uplift)
    }
    file = input.stamp
    let order = ["original", "pay-award"]
    var latest: [FinancialYear: Uplift] = [:]
    for (year, uplift) in rows {
      guard let rank = order.firstIndex(of: uplift.version) else { continue }
      let known = latest[year].flatMap { order.firstIndex(of: $0.version) } ?? -1
      if rank > known { latest[year] = uplift }
    }
    uplifts = latest
  }

  private static func uplift(_ version: String, _ row: inout TableRow) -> Uplift? {
    let uplift: Percent? = row.optional("cost_uplift_percent")
    let efficiency: Percent? = row.optional("efficiency_percent")
    let net: Percent? = row.optional("net_percent")
    let upliftEvidence: Evidence? = row.optional("uplift_evidence")
    let efficiencyEvidence: Evidence? = row.optional("efficiency_evidence")
    let netEvidence: Evidence? = row.optional("net_evidence")
    if let uplift, let efficiency {
      let evidence = (upliftEvidence ?? .unverified).weaker(efficiencyEvidence ?? .unverified)
      let change = uplift.millionths - efficiency.millionths
      return Uplift(version: version, factor: Factor(millionths: 1_000_000 + change), evidence: evidence)
    }
    guard let net else { return nil }
    let factor = Factor(millionths: 1_000_000 + net.millionths)
    return Uplift(version: version, factor: factor, evidence: netEvidence ?? .unverified)
  }

  /// What carries the price of the year before into a year; nil when none was published.
  public subscript(year: FinancialYear) -> Uplift? { uplifts[year] }
}

/// A percentage, which may be negative, as millionths of one.
struct Percent: ParsedValue {
  let millionths: Int64

  init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    guard let magnitude = Factor(isNegative ? String(text.dropFirst()) : text) else { return nil }
    millionths = (isNegative ? -magnitude.millionths : magnitude.millionths) / 100
  }

  static var expectation: String { "a percentage such as 2.15" }
}
