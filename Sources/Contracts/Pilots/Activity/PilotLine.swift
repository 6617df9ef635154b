public import FundingFlows
public import Quantities

/// One line of activity that a pilot is tried on.
public struct PilotLine: Sendable {
  /// What it is called in its file.
  public let name: String
  /// The flow of money under the tariff in force.
  public let flow: LedgerLine
  /// The patient's pseudonym; blank for activity of nobody in particular.
  public let patient: String
  /// When it happened; nil for activity that is planned or predicted.
  public let day: Day?
  /// The subtype, where it is known.
  public let subtype: String
  /// The patient's age in full years.
  public let age: Int?
  /// What it cost the provider.
  public let cost: Pence?
  /// The year of the line itself, where it is known; its flow counts in the year of the episode.
  public let ownYear: FinancialYear?

  /// A line with all that it says.
  public init(
    name: String,
    flow: LedgerLine,
    patient: String = "",
    day: Day? = nil,
    subtype: String = "",
    age: Int? = nil,
    cost: Pence? = nil,
    ownYear: FinancialYear? = nil
  ) {
    self.name = name
    self.flow = flow
    self.patient = patient
    self.day = day
    self.subtype = subtype
    self.age = age
    self.cost = cost
    self.ownYear = ownYear
  }

  /// The same line, counted in a year.
  func counted(in year: FinancialYear) -> PilotLine {
    PilotLine(
      name: name,
      flow: flow.with(flow.activity, value: flow.value, in: year),
      patient: patient,
      day: day,
      subtype: subtype,
      age: age,
      cost: cost,
      ownYear: ownYear
    )
  }
}

extension LedgerLine {
  /// The price of so much of the line's activity before rounding, with or without the market forces factor.
  ///
  /// A line whose stated value is not what price and activity come to, or that has no price, is taken at its
  /// value.
  func worth(_ part: Activity, withMarketForces: Bool) -> ExactPounds? {
    guard let value else { return nil }
    if let unitPrice, isArithmetic {
      return (part * unitPrice) * (withMarketForces ? marketForces : .one)
    }
    guard activity.millionths > 0 else { return part == activity ? ExactPounds(value) : .zero }
    let whole = ExactPounds(value)
    let own =
      part == activity ? whole : (whole * Factor(part)).divided(by: Factor(activity)) ?? whole
    return withMarketForces ? own : own.divided(by: marketForces) ?? own
  }

  /// Whether its value is activity × price × factor, to a penny.
  var isArithmetic: Bool {
    guard let unitPrice, let value else { return false }
    let own = (activity * unitPrice * marketForces).rounded(.penceHalfUp)
    return (own - value).amount.magnitude <= 1
  }

  /// The value of so much of the line's activity, rounded to pence; the whole line's is its value.
  func value(of part: Activity) -> Pence? {
    part == activity ? value : worth(part, withMarketForces: true)?.rounded(.penceHalfUp)
  }
}
