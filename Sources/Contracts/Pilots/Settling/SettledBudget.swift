import Diagnostics
import FundingFlows
public import Quantities
import Tariffs

/// A yearly budget, settled: the plan, what happened, and what is paid for it.
public struct SettledBudget: Sendable {
  /// The plan.
  public let plan: Pence
  /// The value of what happened.
  public let actual: Pence
  /// What is paid.
  public let paid: Pence
  /// The plan in words.
  public let planText: String
  /// How well it is supported.
  public let evidence: Evidence

  /// What the providers keep of a gain, or bear of a loss.
  public var kept: Pence { paid - actual }

  /// Settles a budget whose actual value is stated.
  init(_ budget: PopulationBudget, stated actual: Pence, plan: PilotActivity?) throws(DiagnosticList) {
    let (amount, text) = try Self.plan(budget, plan)
    let share = try Self.share(budget, amount)
    self.plan = amount
    planText = text
    self.actual = actual
    paid = try share.paid(for: actual).rounded(.penceHalfUp)
    evidence = budget.evidence
  }

  /// Settles a budget for the lines of a ledger, and shares what is gained or lost among providers by their value.
  init(
    _ budget: PopulationBudget,
    plan: PilotActivity,
    _ ledger: inout ShadowLedger,
    in year: FinancialYear
  ) throws(DiagnosticList) {
    let (amount, text) = try Self.plan(budget, plan)
    let clause = PilotClause(
      name: "budget",
      terms: .gainShare(
        plan: amount,
        above: budget.above,
        below: budget.below,
        stopLoss: budget.stopLoss,
        budget.scope
      ),
      year: nil,
      evidence: budget.evidence,
      source: budget.source,
      position: budget.position
    )
    let actual = ledger.entries.filter { budget.scope.contains($0.flow) }.compactMap(\.pilot).total()
    let payments = try PilotClauses(clauses: [clause], year: year, tariffs: nil)
      .settle(&ledger, kind: .budget)
    self.plan = amount
    planText = text
    self.actual = actual
    paid = actual + (payments.first?.amount ?? .zero)
    evidence = payments.first?.evidence ?? budget.evidence
  }

  private static func share(_ budget: PopulationBudget, _ plan: Pence) throws(DiagnosticList) -> GainShare {
    try GainShare(
      plan: .init(plan),
      above: budget.above,
      below: budget.below,
      stopLoss: budget.stopLoss
    )
  }

  private static func plan(_ budget: PopulationBudget, _ activity: PilotActivity?) throws(DiagnosticList)
    -> (Pence, String)
  {
    switch budget.plan {
    case .stated(let amount): return (amount, "stated")
    case .activity:
      let lines = activity?.lines.map(\.flow).filter(budget.scope.contains) ?? []
      let value = try Amounts.total(lines.compactMap(\.value), "the plan")
      return (value, "the value of the \(activity?.kind.rawValue ?? "") activity")
    case .perPerson(let price, let people):
      let count = people ?? activity?.newPatients.flatMap { Activity(rounding: $0) }
      guard let count else {
        throw DiagnosticList(
          "pilot.people",
          "found a budget per person, but no number of people",
          fix: "add \"people\" to the plan"
        )
      }
      let amount = try Amounts.product(ExactPounds(price), Factor(count), what: "the plan")
      return (amount.rounded(.penceHalfUp), "£\(price) for each of \(count)")
    }
  }
}
