import Diagnostics
import FundingFlows
import Quantities

/// Lines at new prices.
struct NewPrices: Sendable {
  /// A line and what it is paid anew.
  struct Change: Sendable {
    let line: Int
    /// The price, before market forces.
    let price: UnitPrice
    /// The factor on a value that is stated and is not what price and activity come to.
    let ofValue: Factor?
    let rule: Int
  }

  /// The lines with a new price.
  let prices: [Change]
  /// Lines that a price names but cannot change: without a value, or without the activity that a price is paid for.
  let unchanged: [Int]
  private let rules: [NewPrice]

  init(_ rules: [NewPrice], on activity: PilotActivity) throws(DiagnosticList) {
    struct Key: Hashable { let currency: CurrencyCode, point: PointOfDelivery }
    self.rules = rules
    var sums: [Key: (value: Double, units: Double)] = [:]
    var exact: [Key: Set<UnitPrice>] = [:]
    for line in activity.lines {
      guard let currency = line.flow.currency, let point = line.flow.pointOfDelivery,
        let price = line.flow.priceInForce
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
    var prices: [Change] = []
    var unchanged: [Int] = []
    var used: Set<Int> = []
    for (place, line) in activity.lines.enumerated() {
      guard let currency = line.flow.currency else { continue }
      guard let rule = rules.firstIndex(where: { $0.applies(to: line.flow) }) else { continue }
      let own = line.flow.priceInForce
      var ofValue: Factor?
      let new: UnitPrice?
      switch rules[rule].change {
      case .to(let price): new = own.map { _ in price }
      case .asAt(let point): new = own.flatMap { _ in inForce(currency, point) }
      case .by(let factor):
        if line.flow.value != nil, !line.flow.isArithmetic { ofValue = factor }
        if let own {
          new = try Self.product(own, factor)
        } else {
          new = ofValue.map { _ in UnitPrice(nanopounds: 0) }
        }
      }
      guard let new else {
        unchanged.append(place)
        continue
      }
      used.insert(rule)
      prices.append(Change(line: place, price: new, ofValue: ofValue, rule: rule))
    }
    self.unchanged = unchanged
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
    let (change, price) = (prices[place], prices[place].price)
    let flow = activity.lines[change.line].flow
    if let factor = change.ofValue, let value = flow.value { return try Self.value(value, factor, ratio) }
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

  /// A stated value times a factor, itself multiplied by a ratio, halves away from nothing.
  private static func value(
    _ value: Pence,
    _ factor: Factor,
    _ ratio: (numerator: Int64, denominator: Int64)
  ) throws(DiagnosticList) -> Pence {
    let what = "a value at its new price"
    let (product, overflow) = (Int128(value.amount) * Int128(factor.millionths))
      .multipliedReportingOverflow(by: Int128(ratio.numerator))
    guard !overflow else { throw Amounts.tooLarge(what) }
    let divisor = Int128(max(ratio.denominator, 1)) * 1_000_000
    var (quotient, rest) = product.quotientAndRemainder(dividingBy: divisor)
    if rest.magnitude * 2 >= divisor.magnitude { quotient += product.signum() }
    guard let amount = Int64(exactly: quotient), amount.magnitude <= Amounts.largest.amount.magnitude else {
      throw Amounts.tooLarge(what)
    }
    return Pence(amount)
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
        entry.note =
          if let factor = prices[place].ofValue {
            "its value × \(factor)"
          } else {
            "£\(line.flow.priceInForce?.description ?? "") to £\(prices[place].price)"
          }
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

extension LedgerLine {
  /// What a unit is paid before market forces; nil without a value or activity.
  ///
  /// A stated value that is not what price and activity come to counts for what it is.
  var priceInForce: UnitPrice? {
    guard let value, activity.millionths > 0, marketForces.millionths > 0 else { return nil }
    if let unitPrice, isArithmetic { return unitPrice }
    // Pence × 10^7 are nanopounds; activity and factor are counted in millionths.
    let divisor = Int128(activity.millionths) * Int128(marketForces.millionths)
    let (product, overflow) = (Int128(value.amount) * 10_000_000).multipliedReportingOverflow(
      by: 1_000_000_000_000
    )
    guard !overflow, product >= 0 else { return nil }
    return Int64(exactly: (product + divisor / 2) / divisor).map { UnitPrice(nanopounds: $0) }
  }
}
