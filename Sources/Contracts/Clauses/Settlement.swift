public import FundingFlows
public import Quantities

/// What a contract comes to: the payment of each clause, and the lines that none pays for.
///
/// Every line of the contract is paid, uncovered or unpriced, and only one of them.
public struct Settlement: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The payment of each clause, in the order of settlement; their sum is the total.
  public let payments: [ClausePayment]
  /// How many lines the contract is about.
  public let lines: Int
  /// How many lines of the ledger it is not about: those of other years or outside its scope.
  public let linesOutside: Int
  /// The lines that no clause pays for, priced or not.
  public let uncovered: [LedgerLine]
  /// The other lines without a price; only a clause that pays one sum for all its lines covers their cost.
  public let unpriced: [LedgerLine]

  /// The sum of the payments.
  public var total: Pence { payments.map(\.amount).total() }

  /// The weakest of what the payments rest on.
  public var evidence: Evidence { payments.map(\.evidence).weakest() }

  /// The value of the uncovered lines that have one: what would be paid if a clause paid them at their value.
  public var uncoveredValue: Pence { uncovered.compactMap(\.value).total() }

  /// The payment of a clause; nil when the contract has no such clause.
  public subscript(clause: String) -> ClausePayment? { payments.first { $0.clause == clause } }
}
