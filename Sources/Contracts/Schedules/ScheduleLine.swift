public import Quantities

/// One line of a contract's schedule: what a commissioner plans to buy of a service line from a provider.
///
/// A figure that is nil was left blank: it is not zero.
public struct ScheduleLine: Sendable, Hashable {
  /// The line's name, which stays when the file is made again, reordered or added to; unique within a year.
  public var lineID: String
  /// The year of the plan.
  public var financialYear: FinancialYear
  /// Who pays.
  public var commissioner: CommissionerCode
  /// Who is paid.
  public var provider: ProviderCode
  /// The pathway; blank on a line about none.
  public var pathway: String
  /// The step's id; blank on a line about none.
  public var step: String
  /// What it is paid by.
  public var currency: CurrencyCode?
  /// How it is delivered.
  public var pointOfDelivery: PointOfDelivery?
  /// The specialty, where the price depends on it.
  public var treatmentFunction: TreatmentFunction?
  /// How much is planned.
  public var plannedActivity: Activity?
  /// Pounds per unit, before the market forces factor.
  public var unitPrice: UnitPrice?
  /// The market forces factor.
  public var marketForces: Factor?
  /// What the plan is worth; activity × price × factor, rounded once to pence, unless a side says otherwise.
  public var plannedValue: Pence?
  /// What was planned, or happened, in the year before.
  public var lastYearActivity: Activity?
  /// What it was worth.
  public var lastYearValue: Pence?
  /// What the price is a price of; nil on a line that has no price by nature, such as an adjustment.
  public var basis: CostBasis?
  /// The weakest of what the line rests on; nil when a side did not say.
  public var evidence: Evidence?
  /// Anything else that is said of it.
  public var note: String

  /// A line with all that it says.
  public init(
    lineID: String,
    financialYear: FinancialYear,
    commissioner: CommissionerCode,
    provider: ProviderCode,
    pathway: String = "",
    step: String = "",
    currency: CurrencyCode? = nil,
    pointOfDelivery: PointOfDelivery? = nil,
    treatmentFunction: TreatmentFunction? = nil,
    plannedActivity: Activity? = nil,
    unitPrice: UnitPrice? = nil,
    marketForces: Factor? = nil,
    plannedValue: Pence? = nil,
    lastYearActivity: Activity? = nil,
    lastYearValue: Pence? = nil,
    basis: CostBasis? = nil,
    evidence: Evidence? = nil,
    note: String = ""
  ) {
    self.lineID = lineID
    self.financialYear = financialYear
    self.commissioner = commissioner
    self.provider = provider
    self.pathway = pathway
    self.step = step
    self.currency = currency
    self.pointOfDelivery = pointOfDelivery
    self.treatmentFunction = treatmentFunction
    self.plannedActivity = plannedActivity
    self.unitPrice = unitPrice
    self.marketForces = marketForces
    self.plannedValue = plannedValue
    self.lastYearActivity = lastYearActivity
    self.lastYearValue = lastYearValue
    self.basis = basis
    self.evidence = evidence
    self.note = note
  }

  /// Activity × price × factor, rounded once to pence, half up; nil when activity or price is blank. A blank
  /// factor counts as 1.
  public var computedValue: Pence? {
    guard let plannedActivity, let unitPrice else { return nil }
    return (plannedActivity * unitPrice * (marketForces ?? .one)).rounded(.penceHalfUp)
  }

  /// What the line is worth: the value that it states, else the computed one.
  public var value: Pence? { plannedValue ?? computedValue }
}
