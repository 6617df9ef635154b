public import Diagnostics
public import FundingFlows
public import Quantities

/// A contract as far as it is settled: its lines, and what the clauses so far pay for them.
public struct Account: Sendable {
  /// What the clauses so far pay for some lines.
  public struct Value: Sendable {
    /// The payments.
    public let amount: Pence
    /// The weakest of what they rest on.
    public let evidence: Evidence
    /// How many lines have a payment of their own.
    public let lines: Int
    /// The clauses that changed it since it was paid.
    public let changedBy: [String]
  }

  private struct Posting: Sendable {
    let payment: ClausePayment
    let role: ClauseRole
    let places: [Int]
  }

  /// The financial year of the contract.
  public let year: FinancialYear
  /// The lines of the contract, in the order of its ledger.
  public let lines: [LedgerLine]
  private var postings: [Posting] = []

  init(_ lines: [LedgerLine], year: FinancialYear) {
    self.lines = lines
    self.year = year
  }

  /// The payments so far, in the order of settlement.
  public var payments: [ClausePayment] { postings.map(\.payment) }

  /// The sum of the payments so far.
  public var total: Pence { payments.map(\.amount).total() }

  /// The lines in a scope, in order.
  public func lines(in scope: LineScope) -> [LedgerLine] { lines.filter(scope.contains) }

  /// What the clauses so far pay for the lines in a scope.
  ///
  /// A payment made by line counts with the lines in the scope. One sum counts wholly when all its lines are in
  /// the scope, and not at all when none is. `LineScope.all` also counts payments that belong to no line.
  ///
  /// - Throws: `contract.divided-payment` when a sum would have to be divided.
  public func value(of scope: LineScope, for clause: String) throws(DiagnosticList) -> Value {
    let wanted = lines.map(scope.contains)
    var amounts: [Pence] = []
    var evidence = Evidence.seen
    var count = 0
    var changedBy: [String] = []
    for posting in postings where posting.payment.amount != .zero || posting.payment.lines != nil {
      let inside = posting.places.filter { wanted[$0] }.count
      guard scope == .all || inside > 0 else { continue }
      if let parts = posting.payment.lines {
        for (place, part) in zip(posting.places, parts) where wanted[place] {
          guard let amount = part.amount else { continue }
          amounts.append(amount)
          evidence = evidence.weaker(part.evidence)
          count += 1
        }
        continue
      }
      guard inside == posting.places.count else { throw Self.divided(posting, inside, for: clause) }
      amounts.append(posting.payment.amount)
      evidence = evidence.weaker(posting.payment.evidence)
      if posting.role != .payment { changedBy.append(posting.payment.clause) }
    }
    return Value(
      amount: try Amounts.total(amounts, "the value that \(clause) looks at"),
      evidence: evidence,
      lines: count,
      changedBy: changedBy
    )
  }

  private static func divided(_ posting: Posting, _ inside: Int, for clause: String) -> DiagnosticList {
    let name = posting.payment.clause
    return DiagnosticList(
      "contract.divided-payment",
      "found \(inside) of the \(posting.places.count) lines of \(name) in the scope of \(clause), "
        + "expected all or none: \(name) is one sum for all its lines",
      fix: "make \(name) two clauses, one for the lines that \(clause) looks at and one for the others"
    )
  }

  /// Adds what a clause pays for its lines.
  mutating func post(_ payment: ClausePayment, of clause: some Clause) throws(DiagnosticList) {
    let places = lines.indices.filter { clause.scope.contains(lines[$0]) }
    precondition(
      payment.lines.map { $0.count == places.count } ?? true,
      "a clause that pays by line pays for each line of its scope, in order"
    )
    postings.append(Posting(payment: payment, role: clause.role, places: places))
    _ = try Amounts.total(payments.map(\.amount), "the total of the contract")
  }

  /// The places of lines without a value, less those that a clause gave a price of its own.
  var unpricedPlaces: Set<Int> {
    var unpriced = Set(lines.indices.filter { lines[$0].value == nil })
    for posting in postings {
      for (place, part) in zip(posting.places, posting.payment.lines ?? []) where part.amount != nil {
        unpriced.remove(place)
      }
    }
    return unpriced
  }

  /// Stops a clause whose figures are those of another year.
  func check(_ year: FinancialYear?, for clause: String) throws(DiagnosticList) {
    guard let year, year != self.year else { return }
    throw DiagnosticList(
      "contract.rules-of-other-year",
      "found rules of \(year) in the clause \(clause), expected those of the contract's year \(self.year)",
      fix: "make the clause from the payment rules of \(self.year)"
    )
  }
}
