public import Diagnostics
public import FundingFlows
public import Quantities
public import Tariffs

/// Splits lines by who is responsible for them: the board (12), NHS England (21), or the board for a service
/// delegated to it (25).
///
/// Years: from 2013/14, by the dates of commissioning.csv; asking for another year than the lines' own shows
/// what delegation moves. Formula: each line goes to one part, and the parts add up to the lines.
/// A line keeps the category that it has when it has no currency or point of delivery by which to look it up,
/// or when that category is none of the three, such as 31, the Cancer Drugs Fund.
/// Source: NHS England, delegation status of specialised services, version 38. Reading its green as delegated,
/// and which currencies belong to a service, are unverified in every row of the table.
///
/// Example: SB12Z, unbundled chemotherapy, is in part 21 of 2024/25 and in part 25 of 2025/26.
public struct ResponsibilitySplit: Sendable {
  /// What one category is responsible for.
  public struct Part: Hashable, Sendable {
    /// The national category code.
    public let category: String
    /// How many lines.
    public let lines: Int
    /// How many of them have no value.
    public let unpriced: Int
    /// The value of the others.
    public let value: Pence
  }

  /// What one service line holds.
  public struct ServiceLine: Hashable, Sendable {
    /// The national service code; nil for what no service claims.
    public let code: String?
    /// The national category code of who is responsible for it in the year.
    public let category: String
    /// How many lines.
    public let lines: Int
    /// The value of those that have one.
    public let value: Pence
    /// How well it is supported that they belong there.
    public let evidence: Evidence
  }

  /// The parts, in order of their codes.
  public let parts: [Part]
  /// The parts by service line, in order of category and code; they add up to the parts.
  public let serviceLines: [ServiceLine]
  /// The lines whose own category is another than the one they were given.
  public let moved: [LedgerLine]

  /// The sum of the parts.
  public var total: Pence { parts.map(\.value).total() }

  /// Splits the lines of a ledger.
  ///
  /// - Throws: `contract.amount-too-large`.
  public init(
    _ ledger: Ledger,
    in year: FinancialYear,
    by commissioning: Commissioning
  ) throws(DiagnosticList) {
    _ = try Amounts.total(ledger.lines.compactMap(\.value), "the value of the lines")
    struct Key: Hashable { let category: String, code: String?, evidence: Evidence }
    var byCategory: [String: [LedgerLine]] = [:]
    var byService: [Key: [LedgerLine]] = [:]
    var moved: [LedgerLine] = []
    for line in ledger.lines {
      let claim = Self.claim(of: line, year, commissioning)
      let category = Self.category(of: line, claim)
      byCategory[category, default: []].append(line)
      let key = Key(category: category, code: claim?.serviceLine, evidence: claim?.evidence ?? .definition)
      byService[key, default: []].append(line)
      if category != line.serviceCategory { moved.append(line) }
    }
    self.moved = moved
    serviceLines = byService.sorted {
      ($0.key.category, $0.key.code ?? "", $0.key.evidence) < (
        $1.key.category, $1.key.code ?? "", $1.key.evidence
      )
    }.map { key, lines in
      ServiceLine(
        code: key.code,
        category: key.category,
        lines: lines.count,
        value: lines.compactMap(\.value).total(),
        evidence: key.evidence
      )
    }
    parts = byCategory.sorted { $0.key < $1.key }.map { category, lines in
      let values = lines.compactMap(\.value)
      return Part(
        category: category,
        lines: lines.count,
        unpriced: lines.count - values.count,
        value: values.total()
      )
    }
  }

  private static let known: Set<String> = ["12", "21", "25"]

  /// Whether who is responsible can be looked up, and is not said by a category of its own.
  private static func isLookedUp(_ line: LedgerLine) -> Bool {
    known.contains(line.serviceCategory) && line.currency != nil && line.pointOfDelivery != nil
  }

  private static func claim(
    of line: LedgerLine,
    _ year: FinancialYear,
    _ commissioning: Commissioning
  ) -> Commissioning.Claim? {
    guard isLookedUp(line), let currency = line.currency, let pointOfDelivery = line.pointOfDelivery else {
      return nil
    }
    return commissioning.claim(
      for: currency,
      at: pointOfDelivery,
      treatmentFunction: line.treatmentFunction,
      in: year
    )
  }

  private static func category(of line: LedgerLine, _ claim: Commissioning.Claim?) -> String {
    guard isLookedUp(line) else { return line.serviceCategory }
    return (claim?.responsibility ?? .integratedCareBoard).categoryCode
  }
}
