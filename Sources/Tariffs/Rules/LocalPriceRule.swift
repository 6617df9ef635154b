import Quantities

/// Pays what two parties agreed, carried to the year of the line where the price is of an earlier one.
///
/// A local price is for what has no national price, or varies one. It is carried on by the published cost
/// uplift and efficiency of each later year, added up or multiplied as `rules.csv` says; where the publication
/// gives only the net change, by that. A price that the year publishes nationally is never carried.
///
/// Years: those of `uplifts.csv`. Source: Monitor and NHS England, 2016/17 proposals.
/// Example: £1,957 of 2015/16 in 2016/17, uplift 3.1 %, efficiency 2.0 %: added £1,978.527, multiplied
/// £1,977.31366.
struct LocalPriceRule: PaymentRule {
  func apply(to working: inout Working) {
    guard working.isOpen, let price = working.line.localPrice, !PassThrough.covers(working.pointOfDelivery)
    else { return }
    let value = UnitValue(
      price: price,
      basis: .localPrice,
      evidence: .definition,
      source: working.line.localPriceYear.map { "agreed for \($0)" } ?? "as agreed"
    )
    guard let agreed = working.line.localPriceYear, agreed != working.line.year else {
      working.take(value, as: .localPrice, "local price")
      return
    }
    switch Self.conversions(of: working.line, at: working.pointOfDelivery, from: agreed, working.tables) {
    case .failure(let reason):
      working.unpriced = reason.text
    case .success(let conversions):
      let carried = conversions.reduce(value) { $0.converted(by: $1) }
      working.take(carried, as: .localPrice, "local price")
      working.trace.insert(.localPriceUplifted, conversions.map(\.evidence).max() ?? .seen)
    }
  }

  struct Refusal: Error {
    let text: String
  }

  /// What carries a price of an earlier year to that of the line.
  static func conversions(
    of line: ActivityLine,
    at pointOfDelivery: PointOfDelivery?,
    from agreed: FinancialYear,
    _ tables: YearTables
  ) -> Result<[Conversion], Refusal> {
    guard agreed < line.year else {
      return .failure(Refusal(text: "its local price is of \(agreed), after the year of the line"))
    }
    if let pointOfDelivery,
      tables.tariff?[line.currency]?.price(at: pointOfDelivery) != nil, tables.carried == nil
    {
      return .failure(
        Refusal(text: "a national price is published for \(line.year), so no local price is carried to it")
      )
    }
    let mode = tables.figures.upliftMode
    var conversions: [Conversion] = []
    for start in (agreed.start + 1)...line.year.start {
      let year = FinancialYear(start: start)
      guard let own = tables.uplifts?.conversions(into: year, mode: mode.value) else {
        return .failure(Refusal(text: "no uplift of \(year) is published here to carry its local price"))
      }
      conversions += mode.evidence == .unverified ? own.map { $0.supported(by: mode.evidence) } : own
    }
    return .success(conversions)
  }
}
