import Diagnostics
import FundingFlows
import Quantities

/// Lines at new prices.
struct NewPrices: Sendable {
  /// The lines with a new price, and the price of each.
  let prices: [(line: Int, price: UnitPrice, rule: Int)]
  private let rules: [NewPrice]

  init(_ rules: [NewPrice], on activity: PilotActivity) throws(DiagnosticList) {
    struct Key: Hashable { let currency: CurrencyCode, point: PointOfDelivery }
    self.rules = rules
    var sums: [Key: (value: Double, units: Double)] = [:]
    var exact: [Key: Set<UnitPrice>] = [:]
    for line in activity.lines {
      guard let currency = line.flow.currency, let point = line.flow.pointOfDelivery,
        let price = line.flow.unitPrice, line.flow.value != nil
      else { continue }
      let key = Key(currency: currency, point: point)
      sums[key, default: (0, 0)].value += price.approximatePounds * line.flow.activity.value
      sums[key, default: (0, 0)].units += line.flow.activity.value
      exact[key, default: []].insert(price)
    }
    let inForce = { (currency: CurrencyCode, point: PointOfDelivery) -> UnitPrice? in
      let key = Key(currency: currency, point: point)
      if let only = exact[key], only.count == 1 { return only.first }
      guard let sum = sums[key], sum.units > 0 else { return nil }
      return UnitPrice(nanopounds: Int64((sum.value / sum.units * 1e9).rounded(.toNearestOrAwayFromZero)))
    }
    var prices: [(line: Int, price: UnitPrice, rule: Int)] = []
    var used: Set<Int> = []
    for (place, line) in activity.lines.enumerated() {
      guard let currency = line.flow.currency, let price = line.flow.unitPrice else { continue }
      guard let rule = rules.firstIndex(where: { $0.applies(to: line.flow) }) else { continue }
      let new: UnitPrice? =
        switch rules[rule].change {
        case .to(let price): price
        case .by(let factor): try Self.product(price, factor)
        case .asAt(let point): inForce(currency, point)
        }
      guard let new else { continue }
      used.insert(rule)
      prices.append((place, new, rule))
    }
    self.prices = prices
    var faults = DiagnosticList()
    for (place, rule) in rules.enumerated() where !used.contains(place) {
      let point = rule.pointOfDelivery.map { " delivered as \($0)" } ?? ""
      faults.append(
        Diagnostic(
          "pilot.no-lines",
          at: rule.position,
          "found no line of \(rule.currency)\(point) with a price that this price can change",
          fix: "look for a slip in the currency or the point of delivery, or remove it"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  private static func product(_ price: UnitPrice, _ factor: Factor) throws(DiagnosticList) -> UnitPrice {
    let product = (Int128(price.nanopounds) * Int128(factor.millionths) + 500_000) / 1_000_000
    guard let nanopounds = Int64(exactly: product) else { throw Amounts.tooLarge("a new price") }
    return UnitPrice(nanopounds: nanopounds)
  }

  /// The value of a line at its new price, itself multiplied by a ratio.
  func value(
    _ place: Int,
    _ activity: PilotActivity,
    ratio: (numerator: Int64, denominator: Int64) = (1, 1)
  ) throws(DiagnosticList) -> Pence {
    let (line, price, _) = prices[place]
    let flow = activity.lines[line].flow
    let product = Int128(price.nanopounds) * Int128(ratio.numerator)
    let scaled = (product + Int128(ratio.denominator) / 2) / Int128(max(ratio.denominator, 1))
    let what = "the value of \(flow.step) at its new price"
    guard let nanopounds = Int64(exactly: scaled) else { throw Amounts.tooLarge(what) }
    return try Amounts.product(
      ExactPounds(UnitPrice(nanopounds: nanopounds)),
      Factor(flow.activity),
      flow.marketForces,
      what: what
    ).rounded(.penceHalfUp)
  }

  /// The shadow ledger.
  func ledger(_ activity: PilotActivity) throws(DiagnosticList) -> ShadowLedger {
    var ledger = ShadowLedger()
    var changed: [Int: Int] = [:]
    for (place, price) in prices.enumerated() { changed[price.line] = place }
    for (index, line) in activity.lines.enumerated() {
      var entry = ShadowEntry(line, inForce: line.flow.value)
      if let place = changed[index], line.flow.value != nil {
        entry.pilot = try value(place, activity)
        entry.note = "£\(line.flow.unitPrice?.description ?? "") to £\(prices[place].price)"
      }
      ledger.append(entry)
    }
    return ledger
  }
}

extension NewPrice {
  func applies(to flow: LedgerLine) -> Bool {
    guard let code = flow.currency?.description, code.hasPrefix(currency) else { return false }
    return pointOfDelivery == nil || pointOfDelivery == flow.pointOfDelivery
  }
}
