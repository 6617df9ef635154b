public import FundingFlows
import Pathways
public import Quantities

/// One line of the shadow ledger: what is paid under the tariff in force, and what the pilot would pay.
public struct ShadowEntry: Sendable {
  /// What is paid for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Activity as in the ledger: paid as now, at a new price, or inside something else.
    case activity
    /// The price of episodes.
    case bundle
    /// What a lead pays another provider for its part of episodes, and the other way round.
    case betweenProviders = "between-providers"
    /// The share of a budget's gain or loss.
    case budget
    /// What a quality condition withholds.
    case quality
    /// What a clause adds or takes off.
    case clause
    /// What of the change does not take place yet.
    case transition
  }

  /// What is paid for.
  public let kind: Kind
  /// The line of the activity, or what the payment is called.
  public let name: String
  /// Payer, provider, people and care; its value is not used.
  public let flow: LedgerLine
  /// The patient's pseudonym, where there is one.
  public var patient = ""
  /// The day of the activity, where it is known.
  public var day: Day?
  /// The stage of the people; nil for a payment that is about none.
  public var stage: Stage?
  /// The subtype, where it is known.
  public var subtype = ""
  /// Who pays or is paid on the other side, between providers.
  public var counterparty: ProviderCode?
  /// What is paid under the tariff in force; nil when there is no price.
  public var inForce: Pence?
  /// What the pilot pays; nil when there is no price.
  public var pilot: Pence?
  /// What the activity is paid inside of; blank when it is paid for itself.
  public var includedIn = ""
  /// How the payment comes about.
  public var note = ""
}

extension ShadowEntry {
  /// A payment that belongs to no line of activity.
  init(
    _ kind: Kind,
    _ name: String,
    year: FinancialYear,
    commissioner: CommissionerCode,
    provider: ProviderCode,
    of people: BundleEpisodes.Kind? = nil,
    units: Activity = .zero,
    evidence: Evidence,
    pilot: Pence
  ) {
    self.kind = kind
    self.name = name
    flow = LedgerLine(
      financialYear: year,
      commissioner: commissioner,
      provider: provider,
      pathway: people?.pathway ?? "",
      phase: .treatment,
      step: "",
      stage: people?.stage ?? .notStaged,
      currency: nil,
      pointOfDelivery: nil,
      treatmentFunction: nil,
      basis: .localPrice,
      activity: units,
      unitPrice: nil,
      marketForces: .one,
      value: pilot,
      serviceCategory: "",
      evidence: evidence,
      source: ""
    )
    stage = people?.stage
    subtype = people?.subtype ?? ""
    inForce = .zero
    self.pilot = pilot
  }

  /// A line of activity as it is.
  init(_ line: PilotLine, activity: Activity? = nil, inForce: Pence?) {
    kind = .activity
    name = line.name
    flow = line.flow.with(activity ?? line.flow.activity, value: inForce)
    patient = line.patient
    day = line.day
    stage = line.flow.stage
    subtype = line.subtype
    self.inForce = inForce
    pilot = inForce
  }

  /// What the pilot pays more than the tariff in force.
  public var difference: Pence { (pilot ?? .zero) - (inForce ?? .zero) }
}

extension LedgerLine {
  /// The same flow of another amount of activity.
  func with(_ units: Activity, value: Pence?, in year: FinancialYear? = nil) -> LedgerLine {
    LedgerLine(
      financialYear: year ?? financialYear,
      commissioner: commissioner,
      provider: provider,
      pathway: pathway,
      phase: phase,
      step: step,
      stage: stage,
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      treatmentFunction: treatmentFunction,
      basis: basis,
      activity: units,
      unitPrice: unitPrice,
      marketForces: marketForces,
      value: value,
      serviceCategory: serviceCategory,
      evidence: evidence,
      source: source
    )
  }
}
