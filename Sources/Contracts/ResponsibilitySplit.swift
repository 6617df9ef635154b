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

  /// The parts, in order of their codes.
  public let parts: [Part]
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
    var byCategory: [String: [LedgerLine]] = [:]
    var moved: [LedgerLine] = []
    for line in ledger.lines {
      let category = Self.category(of: line, year, commissioning)
      byCategory[category, default: []].append(line)
      if category != line.serviceCategory { moved.append(line) }
    }
    self.moved = moved
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

  private static func category(
    of line: LedgerLine,
    _ year: FinancialYear,
    _ commissioning: Commissioning
  ) -> String {
    guard known.contains(line.serviceCategory), let currency = line.currency,
      let pointOfDelivery = line.pointOfDelivery
    else { return line.serviceCategory }
    return commissioning.responsibility(
      for: currency,
      at: pointOfDelivery,
      treatmentFunction: line.treatmentFunction,
      in: year
    ).categoryCode
  }
}
