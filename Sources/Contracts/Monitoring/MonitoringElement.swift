public import Quantities

/// One element of a contract monitoring file: a column with its rule.
public struct MonitoringElement: Sendable, Hashable {
  /// How much an element is needed.
  public enum Need: String, Sendable {
    /// On every row.
    case mandatory = "M"
    /// On the rows to which it applies.
    case required = "R"
    /// Where the parties want it.
    case optional = "O"
  }

  /// The official name, upper case with blanks.
  public let name: String
  /// How much it is needed.
  public let need: Need
  /// What a cell may hold.
  public let rule: MonitoringRule
  /// How well the element and its rule are supported. A rule that nothing read supports only warns, unless the
  /// figures are worked out from the cell.
  public let evidence: Evidence
  /// What the figures take it for; nil for what is only kept.
  public let role: MonitoringRole?
  /// Other names under which the same is known.
  let otherNames: [String]

  private init(
    _ name: String,
    _ need: Need,
    _ rule: MonitoringRule,
    _ evidence: Evidence,
    _ role: MonitoringRole?,
    _ otherNames: [String]
  ) {
    self.name = name
    self.need = need
    self.rule = rule
    self.evidence = evidence
    self.role = role
    self.otherNames = otherNames
  }

  static func mandatory(
    _ name: String,
    _ rule: MonitoringRule,
    _ role: MonitoringRole? = nil,
    _ evidence: Evidence = .seen,
    otherNames: [String] = []
  ) -> MonitoringElement {
    MonitoringElement(name, .mandatory, rule, evidence, role, otherNames)
  }

  static func required(
    _ name: String,
    _ rule: MonitoringRule,
    _ role: MonitoringRole? = nil,
    _ evidence: Evidence = .seen,
    otherNames: [String] = []
  ) -> MonitoringElement {
    MonitoringElement(name, .required, rule, evidence, role, otherNames)
  }

  static func optional(
    _ name: String,
    _ rule: MonitoringRule,
    _ role: MonitoringRole? = nil,
    _ evidence: Evidence = .seen,
    otherNames: [String] = []
  ) -> MonitoringElement {
    MonitoringElement(name, .optional, rule, evidence, role, otherNames)
  }

  /// Whether a mandatory element must be there: it was read, or the figures need it.
  var isNeeded: Bool { need == .mandatory && (evidence != .unverified || role != nil) }

  /// Whether the user should know when it is not there.
  var isMissed: Bool {
    isNeeded || (need != .optional && evidence != .unverified) || (need == .required && role == .activity)
  }

  /// Whether a cell that breaks the rule stops the work: the rule was read, and the element was or is needed.
  var isStrict: Bool { rule.isRead && (evidence != .unverified || role != nil) }
}

/// What the figures take an element for.
public enum MonitoringRole: Int, Sendable, CaseIterable {
  /// The month, 1 for April.
  case month
  /// The financial year.
  case year
  /// When the file was made.
  case created
  /// Which report of the month it is.
  case reportingType
  /// Who is paid.
  case provider
  /// Who pays.
  case commissioner
  /// The specialty.
  case treatmentFunction
  /// The category of who commissions the service.
  case category
  /// The national service code.
  case serviceCode
  /// How the activity is delivered.
  case pointOfDelivery
  /// What it is paid by.
  case tariffCode
  /// How much was planned.
  case plannedActivity
  /// What the plan of the row is worth.
  case plannedPrice
  /// The factor in the planned price.
  case plannedMarketForces
  /// How much there was.
  case activity
  /// What the row costs.
  case price
  /// The factor in the price.
  case marketForces
  /// The price of a unit.
  case localPrice
}
