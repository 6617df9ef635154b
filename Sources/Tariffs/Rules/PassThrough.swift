import Quantities

/// Pays drugs and devices on the exclusion list at what they cost, outside the tariff.
///
/// The line brings the actual cost as its local price; a drug without one takes the list price. No market
/// forces factor and no uplift are applied (unverified).
///
/// Years: the whole tariff era. Source: DrPLCM and DePLCM data sets.
/// Example: a pack billed at £2,500: £2,500.00.
struct PassThrough: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isOpen, Self.covers(working.pointOfDelivery) else { return }
    if let cost = working.line.localPrice {
      let value = UnitValue(price: cost, basis: .passThrough, evidence: .definition, source: "as billed")
      working.take(value, as: .passThrough, "actual cost")
      return
    }
    guard let pointOfDelivery = working.pointOfDelivery,
      case .priced(let value) = working.tables.value(of: working.line.currency, at: pointOfDelivery),
      value.basis == .drugListPrice
    else { return }
    working.take(value, as: .passThrough, "list price")
  }

  static func covers(_ pointOfDelivery: PointOfDelivery?) -> Bool {
    pointOfDelivery == .drug || pointOfDelivery == .device
  }
}
