/// A column of a schedule, in the order in which they are written.
enum ScheduleColumn: String, CaseIterable, Sendable {
  case lineID = "line_id"
  case financialYear = "financial_year"
  case commissioner, provider, pathway, step, currency
  case pointOfDelivery = "point_of_delivery"
  case treatmentFunction = "treatment_function"
  case plannedActivity = "planned_activity"
  case unitPrice = "unit_price"
  case marketForces = "market_forces_factor"
  case plannedValue = "planned_value"
  case lastYearActivity = "last_year_activity"
  case lastYearValue = "last_year_value"
  case basis, evidence, note

  /// What it holds, for messages.
  var meaning: String {
    switch self {
    case .lineID: "the line's name, unique within a year"
    case .financialYear: "the year of the plan, such as 2026/27"
    case .commissioner: "who pays"
    case .provider: "who is paid"
    case .pathway: "the pathway"
    case .step: "the step's id"
    case .currency: "what it is paid by"
    case .pointOfDelivery: "how it is delivered"
    case .treatmentFunction: "the specialty"
    case .plannedActivity: "units planned"
    case .unitPrice: "pounds per unit"
    case .marketForces: "the factor; blank counts as 1"
    case .plannedValue: "pounds"
    case .lastYearActivity: "units in the year before"
    case .lastYearValue: "pounds in the year before"
    case .basis: "what the price is a price of"
    case .evidence: "how well the line is supported"
    case .note: "anything else"
    }
  }

  /// Whether a schedule is none without it.
  var isRequired: Bool {
    switch self {
    case .lineID, .financialYear, .commissioner, .provider, .plannedActivity, .unitPrice, .plannedValue: true
    default: false
    }
  }
}

extension ScheduleColumn {
  /// Its place among all columns.
  var place: Int {
    switch self {
    case .lineID: 0
    case .financialYear: 1
    case .commissioner: 2
    case .provider: 3
    case .pathway: 4
    case .step: 5
    case .currency: 6
    case .pointOfDelivery: 7
    case .treatmentFunction: 8
    case .plannedActivity: 9
    case .unitPrice: 10
    case .marketForces: 11
    case .plannedValue: 12
    case .lastYearActivity: 13
    case .lastYearValue: 14
    case .basis: 15
    case .evidence: 16
    case .note: 17
    }
  }
}
