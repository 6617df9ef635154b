import Quantities

/// Pays a regular attender for chemotherapy or radiotherapy nothing for the core: what is delivered is
/// unbundled (rule P6). Any other regular attender has a local price.
///
/// Years: the tariff era. Source: none read; the cores are a row of `rules.csv`, unverified.
/// Example: SB97Z as regular day attender with SB12Z: core £0.00, and SB12Z beside it.
struct RegularAttenders: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isOpen, working.tables.list?.primary.basis == .tariff,
      Self.covers(working.pointOfDelivery)
    else { return }
    let figure = working.tables.figures.regularAttenderCores
    guard figure.value.contains(working.line.currency.description) else { return }
    let value = UnitValue(
      price: UnitPrice(pounds: 0),
      basis: .tariff,
      evidence: figure.evidence,
      source: "",
      position: figure.position
    )
    working.take(value, as: .regularAttender, "core of a regular attender", settled: true)
    working.trace.insert(.regularAttender, figure.evidence)
  }

  static func covers(_ pointOfDelivery: PointOfDelivery?) -> Bool {
    pointOfDelivery == .regularDayAttender || pointOfDelivery == .regularNightAttender
  }
}
