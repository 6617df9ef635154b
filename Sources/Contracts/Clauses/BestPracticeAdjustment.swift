public import Diagnostics
public import Quantities
public import Tariffs

/// Changes a fixed payment by best practice achieved beyond or below the plan.
///
/// Years: from 2022/23, with the aligned payment.
/// Formula: (achieved − planned) × (best practice price − unit price) × market forces factor.
/// Source: HFMA, quality link in payment system, 20 September 2022.
///
/// Example: 30 achieved and 20 planned, £1,243 against £1,125, factor 1.1: £1,298.00.
public struct BestPracticeAdjustment: Clause {
  /// What the contract calls it.
  public let name: String
  /// The lines whose payment it changes.
  public let scope: LineScope
  /// The activity that met best practice.
  public let achieved: Activity
  /// The activity that was planned to.
  public let planned: Activity
  /// The best practice price.
  public let bestPracticePrice: Figure<UnitPrice>
  /// The price without it.
  public let unitPrice: Figure<UnitPrice>
  /// The provider's market forces factor.
  public let marketForces: Figure<Factor>

  /// It changes a payment by what was achieved.
  public var role: ClauseRole { .adjustment }

  /// Compares what was achieved with a plan.
  public init(
    achieved: Activity,
    planned: Activity,
    bestPracticePrice: Figure<UnitPrice>,
    unitPrice: Figure<UnitPrice>,
    marketForces: Figure<Factor> = Figure(.one),
    scope: LineScope = .none,
    name: String = "best practice"
  ) {
    self.achieved = achieved
    self.planned = planned
    self.bestPracticePrice = bestPracticePrice
    self.unitPrice = unitPrice
    self.marketForces = marketForces
    self.scope = scope
    self.name = name
  }

  /// The difference from the plan at the difference of the prices.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    let what = "the payment of \(name)"
    let (activity, tooMuch) = achieved.millionths.subtractingReportingOverflow(planned.millionths)
    guard !tooMuch else { throw Amounts.tooLarge(what) }
    let price = ExactPounds(bestPracticePrice.value) - ExactPounds(unitPrice.value)
    let units = Factor(Activity(millionths: activity))
    let atPrice = try Amounts.product(price, units, what: what)
    var explanation = Explanation()
    explanation.note(
      name,
      "\(achieved) achieved less \(planned) planned, at £\(bestPracticePrice.value) less £\(unitPrice.value)",
      to: atPrice,
      at: bestPracticePrice.row ?? unitPrice.row,
      evidence: bestPracticePrice.evidence.weaker(unitPrice.evidence)
    )
    explanation.note(
      name,
      "× market forces factor \(marketForces.value)",
      to: try Amounts.product(atPrice, marketForces.value, what: what),
      at: marketForces.row,
      evidence: marketForces.evidence
    )
    return try ClausePayment(name, explanation: explanation)
  }
}
