public import Diagnostics

/// One mechanism of a contract: it pays for lines of the ledger, or changes what others pay.
///
/// A clause sees the account as far as the clauses before it settled it, and states one payment.
public protocol Clause: Sendable {
  /// What the contract calls it; no two clauses of a contract share a name.
  var name: String { get }
  /// What it does, which decides when it is settled.
  var role: ClauseRole { get }
  /// The lines that it pays for, or whose payment it changes.
  var scope: LineScope { get }

  /// What it pays, or takes off.
  func payment(in account: Account) throws(DiagnosticList) -> ClausePayment
}

/// What a clause does. Clauses are settled in this order, and within a role in the order of the contract.
public enum ClauseRole: Int, Sendable, CaseIterable {
  /// It pays for the lines in its scope; a line is paid by one such clause at most.
  case payment
  /// It takes off what is not paid at all: readmissions.
  ///
  /// That this comes before the marginal rate is a convention of this package; no document read says so.
  case nonPayment
  /// It pays part of what lies above a baseline.
  case marginalRate
  /// It changes a payment by what was achieved.
  case adjustment
  /// It adds a share of the value of the contract for quality.
  case quality
  /// It shares what lies between plan and actual.
  case riskShare
}

extension ClauseRole: Comparable {
  /// Orders as clauses are settled.
  public static func < (one: ClauseRole, other: ClauseRole) -> Bool { one.rawValue < other.rawValue }
}
