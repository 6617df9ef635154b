import Quantities

/// Pays a short emergency stay its reduced price.
///
/// It applies when the admission is an emergency, the stay is under two nights and the patient is 19 or
/// over, and the tariff publishes a reduced price for the group (rule P4). The reduced price is read from the
/// table, never worked out from a percentage of our own.
///
/// Years: the whole tariff era. Source: payment by results, introduction 2011; National Tariff Annex A.
/// Example: reduced price £300 beside £1,000, admission method 21, age 70, one night: £300.
struct ReducedShortStay {
  func apply(to working: inout Working) {
    let line = working.line
    guard working.basis == .tariff, line.pointOfDelivery == .nonElectiveInpatient,
      line.isEmergency == true, let nights = line.lengthOfStay, nights < 2, let age = line.age, age >= 19
    else { return }
    guard let reduced = working.tariffPrices?.shortStayEmergency else {
      working.evidence = .unverified
      working.note(
        "reduced short stay: the table holds no reduced price, so the full price stands [unverified]"
      )
      return
    }
    working.basePrice = reduced
    working.isShortStay = true
    working.note("reduced short stay £\(reduced)")
  }
}
