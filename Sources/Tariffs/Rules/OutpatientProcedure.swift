import Quantities

/// Pays an attendance where the procedure done in it has no price (rule C5).
///
/// An attendance is paid once: as the procedure when that has a published outpatient price, else by its
/// attendance currency and treatment function. `WF01` is seen by one profession, `WF02` by several; `A` is a
/// follow-up and `B` a first attendance face to face, `C` and `D` the same otherwise. That one price excludes
/// the other is unverified.
///
/// Years: all. Example: a procedure without price in 2017/18 with `WF01B` under treatment function 103, at
/// average costs: £175.70.
struct OutpatientProcedure: PaymentRule {
  func apply(to working: inout Working) {
    guard working.basePrice == nil, let reason = working.unpriced,
      working.pointOfDelivery?.isOutpatientProcedure == true, let attendance = working.line.attendance
    else { return }
    let figure = working.tables.figures.attendanceWhenUnpriced
    guard figure.value, let pointOfDelivery = Self.pointOfDelivery(of: attendance, working.line.setting)
    else { return }
    let found = working.tables.value(
      of: attendance,
      at: pointOfDelivery,
      setting: Self.setting(at: pointOfDelivery, working.line.setting),
      treatmentFunction: working.line.treatmentFunction
    )
    switch found {
    case .priced(let value):
      working.unpriced = nil
      working.take(value, as: .attendance, "attendance \(attendance) at \(pointOfDelivery)")
      working.note(
        .attendance,
        "paid in place of the procedure: \(reason)",
        at: figure.position,
        evidence: figure.evidence
      )
    case .unpriced(let other):
      working.unpriced = "\(reason); \(other)"
    }
  }

  static let notConsultantLed = "non-consultant-led"

  /// How an attendance currency is delivered; nil when the code is none.
  static func pointOfDelivery(of attendance: CurrencyCode, _ setting: String) -> PointOfDelivery? {
    let isConsultantLed = setting != notConsultantLed
    switch attendance.description {
    case "WF01A":
      return isConsultantLed
        ? .followUpSingleProfessionalConsultantLed : .followUpSingleProfessionalNonConsultantLed
    case "WF01B":
      return isConsultantLed
        ? .firstSingleProfessionalConsultantLed : .firstSingleProfessionalNonConsultantLed
    case "WF02A":
      return isConsultantLed
        ? .followUpMultiProfessionalConsultantLed : .followUpMultiProfessionalNonConsultantLed
    case "WF02B":
      return isConsultantLed ? .firstMultiProfessionalConsultantLed : .firstMultiProfessionalNonConsultantLed
    case "WF01C", "WF02C": return .nonFaceToFaceFollowUp
    case "WF01D", "WF02D": return .nonFaceToFaceFirst
    default: return nil
    }
  }

  /// The setting under which the costs of an attendance are published.
  static func setting(at pointOfDelivery: PointOfDelivery, _ setting: String) -> String {
    let isSplit = pointOfDelivery == .nonFaceToFaceFirst || pointOfDelivery == .nonFaceToFaceFollowUp
    guard isSplit else { return "" }
    return setting == notConsultantLed ? notConsultantLed : "consultant-led"
  }
}
