import Quantities

/// Works out how care was delivered from how the patient was admitted, when the line does not say (rule C4).
///
/// Classification 2 is a day case, 3 and 4 are regular day and night attenders; else an elective method of
/// admission is an ordinary elective spell, an emergency method a non-elective one, and any other method a
/// non-elective spell that is no emergency. The codes are rows of `rules.csv`; that they decide is unverified.
///
/// Years: all. Example: classification 1, method 21: `NEL`.
struct PointOfDeliveryRule: PaymentRule {
  func apply(to working: inout Working) {
    guard working.pointOfDelivery == nil else { return }
    guard let (found, figure) = Self.pointOfDelivery(of: working.line, working.tables.figures) else {
      working.unpriced =
        "found neither a point of delivery nor the classification and admission method that tell it"
      return
    }
    working.pointOfDelivery = found
    working.note(
      .pointOfDelivery,
      "point of delivery \(found) from the admission",
      at: figure.position,
      evidence: figure.evidence
    )
  }

  /// The point of delivery and the row that decided it; nil when the line does not say how the patient came.
  static func pointOfDelivery(
    of line: ActivityLine,
    _ figures: PricingFigures
  ) -> (PointOfDelivery, Figure<[String]>)? {
    if let classification = line.patientClassification {
      let decided: [(Figure<[String]>, PointOfDelivery)] = [
        (figures.dayCaseClassifications, .dayCase),
        (figures.regularDayClassifications, .regularDayAttender),
        (figures.regularNightClassifications, .regularNightAttender),
      ]
      for (figure, pointOfDelivery) in decided where figure.value.contains(classification) {
        return (pointOfDelivery, figure)
      }
    }
    guard let method = line.admissionMethod?.uppercased() else { return nil }
    if figures.electiveMethods.value.contains(method) { return (.electiveInpatient, figures.electiveMethods) }
    let isEmergency = figures.emergencyMethods.value.contains(method)
    return (isEmergency ? .nonElectiveInpatient : .nonElectiveNonEmergency, figures.emergencyMethods)
  }
}
