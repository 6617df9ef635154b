public import Diagnostics
public import Quantities
public import Tariffs

/// What one clause pays: pence, rounded once half up from exact arithmetic, and how it came about.
///
/// The explanation runs from nothing to the payment. Where a clause lowers what others paid, the amount that
/// is still paid is what was rounded, and the payment is that less what was paid before.
public struct ClausePayment: Sendable {
  /// What a clause pays for one line of its scope.
  public struct Line: Sendable {
    /// The payment; nil when the line has no price.
    public let amount: Pence?
    /// The weakest of what it rests on.
    public let evidence: Evidence

    /// Pays for a line.
    public init(amount: Pence?, evidence: Evidence) {
      self.amount = amount
      self.evidence = evidence
    }
  }

  /// The clause's name.
  public let clause: String
  /// The payment; negative when something is taken off.
  public let amount: Pence
  /// The figures used, from nothing to the payment.
  public let explanation: Explanation
  /// The parts by line, in the order of the clause's lines; nil when the payment is one sum for all of them.
  public let lines: [Line]?

  /// The weakest of what the payment rests on.
  public var evidence: Evidence {
    explanation.entries.map(\.evidence).weakest()
  }

  /// A payment of one sum: what the explanation ends with, rounded.
  ///
  /// - Throws: `contract.amount-too-large`.
  public init(_ clause: String, explanation: Explanation) throws(DiagnosticList) {
    let exact = try Amounts.within(explanation.total, "the payment of \(clause)")
    self.init(clause, amount: exact.rounded(.penceHalfUp), explanation, lines: nil)
  }

  /// A change of what was paid: what the explanation ends with, rounded, is paid instead.
  ///
  /// - Throws: `contract.amount-too-large`.
  public init(
    _ clause: String,
    paying explanation: Explanation,
    insteadOf before: Pence
  ) throws(DiagnosticList) {
    let what = "the payment of \(clause)"
    let paid = try Amounts.within(explanation.total, what).rounded(.penceHalfUp)
    let paidBefore = try Amounts.exact(before, what)
    var explanation = explanation
    let change = explanation.total - paidBefore
    explanation.note(clause, "less £\(before) paid before", to: change, evidence: .seen)
    self.init(clause, amount: paid - before, explanation, lines: nil)
  }

  /// A payment for each line; the payment is their sum, to which the explanation must lead.
  ///
  /// - Throws: `contract.amount-too-large`.
  public init(_ clause: String, lines: [Line], explanation: Explanation) throws(DiagnosticList) {
    let amount = try Amounts.total(lines.compactMap(\.amount), "the payment of \(clause)")
    self.init(clause, amount: amount, explanation, lines: lines)
  }

  private init(_ clause: String, amount: Pence, _ explanation: Explanation, lines: [Line]?) {
    var explanation = explanation
    if explanation.total != ExactPounds(amount) {
      let whatIsRounded = lines == nil ? "rounded" : "each line rounded"
      explanation.note(
        clause,
        "\(whatIsRounded) \(RoundingRule.penceHalfUp.rawValue)",
        to: ExactPounds(amount),
        evidence: .definition
      )
    }
    self.clause = clause
    self.amount = amount
    self.explanation = explanation
    self.lines = lines
  }
}
