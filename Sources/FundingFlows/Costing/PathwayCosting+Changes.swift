import Diagnostics
import Pathways
import Quantities
import Tariffs

extension PathwayCosting {
  /// The same pathway at prices that some changes have reached in a year.
  ///
  /// A price that is set is one of the year of the price tables, and is carried to later years as they are. A step
  /// with a currency and no price gets the price that is set, in full.
  ///
  /// - Throws: `model.too-much` for a price beyond that of a table.
  func repriced(by changes: [ScenarioChange], in start: Int) throws(DiagnosticList) -> PathwayCosting {
    let reached = changes.filter { $0.reach(in: start) > 0 }
    guard !reached.isEmpty else { return self }
    var tooDear: Set<ChangePath> = []
    let costing = valued { activity in
      guard let payment = activity.payment, let valuation = activity.valuation else { return activity }
      guard let change = reached.first(where: { $0.path.prices(payment) }) else { return activity }
      guard let value = Self.changed(valuation, change, start) else { return activity }
      guard value.price <= UnitPrice.largest else {
        tooDear.insert(change.path)
        return activity
      }
      return activity.valued(at: value)
    }
    var faults = DiagnosticList()
    for change in reached where tooDear.contains(change.path) { faults.append(Self.tooDear(change)) }
    try faults.throwIfFaulty()
    return costing
  }

  private static func tooDear(_ change: ScenarioChange) -> Diagnostic {
    Diagnostic(
      "model.too-much",
      at: change.position,
      "found \(change.path) changed to more than \(UnitPrice.largest) pounds for a unit",
      fix: "change it by less"
    )
  }

  /// A value at its changed price; nil when it stays without one.
  private static func changed(_ valuation: Valuation, _ change: ScenarioChange, _ start: Int) -> UnitValue? {
    switch valuation {
    case .priced(let value):
      return value.supposed(
        at: price(value.price, change, start),
        "; \(change.words) by the scenario" + source(change),
        evidence: change.evidence,
        position: change.position.file.isEmpty ? nil : change.position
      )
    case .unpriced:
      guard case .set(let number) = change.amount else { return nil }
      return UnitValue(
        price: number.price,
        basis: .localPrice,
        evidence: change.evidence,
        source: "set by the scenario" + source(change)
      )
    }
  }

  /// A changed price; one beyond the largest is some price beyond it.
  private static func price(_ before: UnitPrice, _ change: ScenarioChange, _ start: Int) -> UnitPrice {
    let pounds = change.changed(before.approximatePounds, in: start)
    guard pounds < 2 * UnitPrice.largest.approximatePounds else {
      return UnitPrice(nanopounds: 2 * UnitPrice.largest.nanopounds)
    }
    switch change.amount {
    case .set(let number) where change.reach(in: start) == 1: return number.price
    case .multiply(let factor) where change.reach(in: start) == 1: return before.converted(by: factor)
    default: return UnitPrice(nanopounds: Int64((pounds * 1e9).rounded(.toNearestOrAwayFromZero)))
    }
  }

  private static func source(_ change: ScenarioChange) -> String {
    change.source.isEmpty ? "" : " (\(change.source))"
  }

  /// Whether any activity is paid by what a price change names.
  func isPaid(by path: ChangePath) -> Bool {
    activities.contains { activity in
      guard activity.valuation != nil else { return false }
      return activity.payment.map(path.prices) ?? false
    }
  }
}

extension ChangePath {
  /// Whether it is the price of a payment.
  func prices(_ payment: CasemixPart) -> Bool {
    guard case .price(let currency, let point) = self else { return false }
    return (currency == nil || currency == payment.currency)
      && (point == nil || point == payment.pointOfDelivery)
  }
}
