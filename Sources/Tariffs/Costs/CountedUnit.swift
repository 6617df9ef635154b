public import Quantities

/// What one of something costed or priced is.
public enum CountedUnit: String, Hashable, Sendable, CaseIterable {
  /// A finished consultant episode: the time under one consultant. Reference costs up to 2017/18 count these.
  case episode
  /// From admission to discharge at one provider: what the national tariff pays for. It holds one episode or more.
  case spell
  /// A visit to a clinic.
  case attendance
  /// A day in a bed beyond the trim point.
  case bedDay = "bed day"
  /// One of whatever the currency counts, such as a fraction, a cycle, a test or a plan.
  case unit

  /// What is paid for at a point of delivery; nil stands for an admission that is still to be classified.
  ///
  /// Source: payment per spell as in the national tariff; the meanings of the codes are a reading of them.
  public static func paid(at pointOfDelivery: PointOfDelivery?) -> CountedUnit {
    guard let point = pointOfDelivery else { return .spell }
    if point.isElectiveAdmission || point.isNonElectiveAdmission { return .spell }
    if point.isOutpatientProcedure { return .attendance }
    switch point {
    case .regularDayAttender, .regularNightAttender: return .spell
    case .electiveExcessBedDay, .nonElectiveExcessBedDay, .nonElectiveNonEmergencyExcessBedDay:
      return .bedDay
    case .firstSingleProfessionalConsultantLed, .firstMultiProfessionalConsultantLed,
      .followUpSingleProfessionalConsultantLed, .followUpMultiProfessionalConsultantLed,
      .firstSingleProfessionalNonConsultantLed, .firstMultiProfessionalNonConsultantLed,
      .followUpSingleProfessionalNonConsultantLed, .followUpMultiProfessionalNonConsultantLed,
      .nonFaceToFaceFirst, .nonFaceToFaceFollowUp, .wardAttenderFirst, .wardAttenderFollowUp:
      return .attendance
    default: return .unit
    }
  }
}

extension CostBasis {
  /// Whether it is what something costs, as against what is paid for it.
  var isCost: Bool { self == .averageCost || self == .providerCost }

  /// Whether it is what is paid for something.
  var isPrice: Bool { !isCost && self != .unpriced }
}
