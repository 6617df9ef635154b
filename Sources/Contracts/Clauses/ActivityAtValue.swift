public import Diagnostics
import FundingFlows
import Quantities
import Tariffs

/// Pays each line its value: activity × price × market forces factor, as the ledger settled it.
///
/// Years: all. Formula: payment = Σ value. A line without a price is listed, not paid.
/// Source: payment by results and its successors; the value is that of the ledger.
///
/// Example: two day cases under JA20F at £1,979, factor 1, are paid £3,958.00.
public struct ActivityAtValue: Clause {
  /// What the contract calls it.
  public let name: String
  /// The lines that it pays for.
  public let scope: LineScope
  /// It pays for lines.
  public var role: ClauseRole { .payment }

  /// Pays for lines at their value.
  public init(_ scope: LineScope = .all, name: String = "activity") {
    self.name = name
    self.scope = scope
  }

  /// The value of the lines.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    let lines = account.lines(in: scope)
    let parts = lines.map { ClausePayment.Line(amount: $0.value, evidence: $0.evidence) }
    let bases = Set(lines.filter { $0.value != nil }.map(\.basis)).sorted().map(\.name)
    let priced = parts.filter { $0.amount != nil }
    var explanation = Explanation()
    explanation.note(
      name,
      ([counted(priced.count, "line") + " at value"] + bases).joined(separator: ", "),
      to: ExactPounds(try Amounts.total(priced.compactMap(\.amount), "the value of \(name)")),
      evidence: priced.map(\.evidence).weakest()
    )
    return try ClausePayment(name, lines: parts, explanation: explanation)
  }
}
