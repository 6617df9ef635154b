public import Diagnostics
public import Quantities
public import Tariffs

/// Pays the plan, and shares what the actual value is above or below it.
///
/// Years: whenever the parties agree; no national document read has figures, so all are theirs.
/// Formula, v being the actual value less the plan: m = max(|v| − deadband × plan, 0), at most limit × plan;
/// payment = plan + share × m when v is above, plan − share × m when it is below. Deadband, limit and share may
/// differ by direction: the limit above is the cap, the one below the collar. A stop-loss pays at least the actual
/// value less that share of the plan.
/// Source: Local Government Association, payment models (concept); the formula is this package's.
///
/// Example: plan £5,000,000, share 0.5, limit 0.05: £5,600,000 pays £5,125,000.00 and £4,700,000 pays
/// £4,875,000.00. With a deadband of 0.02, £5,060,000 pays £5,000,000.00.
public struct GainShare: Clause {
  /// How one direction is shared.
  public struct Terms: Hashable, Sendable {
    /// The share of the difference that the payment follows: 0 pays the plan.
    public let share: Share
    /// The share of the plan within which nothing is shared.
    public let deadband: Share
    /// The largest difference that is shared, as a share of the plan; nil when there is none.
    public let limit: Share?

    /// States terms.
    public init(share: Share, deadband: Share = .none, limit: Share? = nil) {
      self.share = share
      self.deadband = deadband
      self.limit = limit
    }
  }

  /// What the contract calls it.
  public let name: String
  /// The lines whose payments are the actual value; all of the contract's payments by default.
  public let scope: LineScope
  /// The planned value.
  public let plan: Figure<Pence>
  /// The terms when the actual value is above the plan; its limit is the cap.
  public let above: Terms
  /// The terms when it is below; its limit is the collar.
  public let below: Terms
  /// The largest loss that the paid party bears, as a share of the plan; nil for any loss.
  public let stopLoss: Share?

  /// It shares what lies between plan and actual.
  public var role: ClauseRole { .riskShare }

  /// Shares gains and losses.
  ///
  /// - Throws: `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    plan: Figure<Pence>,
    above: Terms,
    below: Terms,
    stopLoss: Share? = nil,
    scope: LineScope = .all,
    name: String = "gain share"
  ) throws(DiagnosticList) {
    try Amounts.atLeastNothing(plan.value, "the plan of \(name)")
    self.plan = plan
    self.above = above
    self.below = below
    self.stopLoss = stopLoss
    self.scope = scope
    self.name = name
  }

  /// What is paid for an actual value, before rounding.
  ///
  /// - Throws: `contract.amount-too-large`.
  public func paid(for actual: Pence) throws(DiagnosticList) -> ExactPounds {
    let planned = ExactPounds(plan.value)
    let difference = try Amounts.exact(actual, "the actual value") - planned
    let terms = difference > .zero ? above : below
    let size = difference > .zero ? difference : .zero - difference
    var shared = size - planned * Factor(terms.deadband)
    if let limit = terms.limit { shared = min(shared, planned * Factor(limit)) }
    shared = max(shared, .zero) * Factor(terms.share)
    let paid = difference > .zero ? planned + shared : planned - shared
    guard let stopLoss else { return paid }
    return max(paid, planned + difference - planned * Factor(stopLoss))
  }

  /// What is added to or taken off the actual value.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    let actual = try account.value(of: scope, for: name)
    let paid = try paid(for: actual.amount)
    let terms = actual.amount > plan.value ? above : below
    let limit = terms.limit.map { ", at most \($0) of it" } ?? ""
    var explanation = Explanation()
    explanation.note(name, "plan", to: ExactPounds(plan.value), at: plan.row, evidence: plan.evidence)
    explanation.note(
      name,
      "actual £\(actual.amount): \(terms.share) of the difference beyond \(terms.deadband) of the plan\(limit)"
        + (stopLoss.map { "; at most \($0) of the plan is lost" } ?? ""),
      to: paid,
      evidence: actual.evidence
    )
    return try ClausePayment(name, paying: explanation, insteadOf: actual.amount)
  }
}
