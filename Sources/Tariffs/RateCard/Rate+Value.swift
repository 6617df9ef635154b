import Quantities

/// What tells lines of one rate apart.
struct LineNumbers {
  var age: Int?
  var lengthOfStay: Int?
  var criticalCareDays = 0
  var rehabilitationDays = 0
  var palliativeDays = 0
  /// Millionths of a unit.
  var quantity: Int64 = 1_000_000
  /// Millionths.
  var topUp: Int64 = 0
  /// Millionths; nil when the line brings no factor.
  var givenFactor: Int64?
  /// The published factor of the provider and how it was found; asked for only where it is needed.
  var provider = ProviderFactor.none
  /// The price that the line brings, carried to its year, in thousand-millionths of a pound.
  var localPrice: Int64 = 0
}

/// The published market forces factor of a provider.
struct ProviderFactor {
  /// Millionths.
  let factor: Int64
  let outcome: RuleOutcome
  let isUnverified: Bool

  static let none = ProviderFactor(factor: 1_000_000, outcome: .marketForcesNoProvider, isUnverified: false)

  init(factor: Int64, outcome: RuleOutcome, isUnverified: Bool) {
    self.factor = factor
    self.outcome = outcome
    self.isUnverified = isUnverified
  }

  /// As the rule of market forces finds it.
  init(_ provider: ProviderCode?, _ year: FinancialYear, _ tables: YearTables) {
    let found = MarketForcesRule.lookedUp(for: .tariff, provider, year, tables)
    self.init(factor: found.factor.millionths, outcome: found.outcome, isUnverified: found.isUnverified)
  }
}

/// What a line of a rate is worth, in whole numbers.
struct CardPrice {
  /// Why a line may have no price.
  enum Unpriced {
    case no, rate, longStay, unbundled
  }

  /// Why it has no price.
  var unpriced = Unpriced.no
  /// Thousand-millionths of a pound.
  var base: Int64 = 0
  var isShortStay = false
  var excessBedDays = 0
  /// Thousand-millionths of a pound.
  var longStay: Int64 = 0
  /// Thousand-millionths of a pound, before a top-up.
  var payableBeforeTopUp: Int64 = 0
  /// Of that, what a top-up is not taken on.
  var payableWithoutTopUp: Int64 = 0
  /// Millionths; 0 for none.
  var topUp: Int64 = 0
  /// Millionths.
  var marketForces: Int64 = 1_000_000
  /// Pence.
  var core: Int64 = 0
  /// Pence.
  var unbundled: Int64 = 0
  var evidence: Evidence = .seen
  var trace = RuleTrace()
}

extension Rate {
  /// What a line with these numbers is worth; nil when the arithmetic of whole numbers does not reach, and the
  /// rules must say.
  func price(_ numbers: LineNumbers) -> CardPrice? {
    var price = CardPrice()
    if isUnpriced {
      price.unpriced = .rate
      return price
    }
    price.evidence = evidence
    price.trace = trace
    price.base = bringsPrice ? numbers.localPrice : base
    var adjusted = price.base
    if !isSettled {
      adjust(&price, &adjusted, numbers)
      if price.unpriced != .no { return price }
    }
    let (payable, overflowed) = adjusted.addingReportingOverflow(price.longStay)
    guard !overflowed, price.longStay != Self.doesNotFit else { return nil }
    price.payableBeforeTopUp = payable
    applyMarketForces(&price, numbers)
    guard let core = core(price, numbers.quantity) else { return nil }
    price.core = core
    if let unbundled {
      guard let value = value(of: unbundled, &price, numbers) else { return nil }
      if price.unpriced != .no { return price }
      price.unbundled = value
    }
    price.trace.insert(.rounded, figures.roundingEvidence)
    if figures.roundingEvidence == .unverified { price.evidence = .unverified }
    return price
  }

  /// A payment for long stay that is left to the rules.
  private static let doesNotFit: Int64 = -1

  private func adjust(_ price: inout CardPrice, _ adjusted: inout Int64, _ numbers: LineNumbers) {
    applyShortStay(&price, &adjusted, numbers)
    var isPathway = false
    if let bestPractice { isPathway = apply(bestPractice, &price, &adjusted) }
    guard !isPathway else { return }
    if let longStay { apply(longStay, &price, numbers) }
    guard price.unpriced == .no, numbers.topUp > 0 else { return }
    price.topUp = numbers.topUp
    price.trace.insert(.topUp)
    guard price.excessBedDays > 0 else { return }
    if !figures.topUpOnLongStay { price.payableWithoutTopUp = price.longStay }
    price.trace.insert(
      figures.topUpOnLongStay ? .topUpOnLongStay : .topUpNotOnLongStay,
      figures.topUpEvidence
    )
    if figures.topUpEvidence == .unverified { price.evidence = .unverified }
  }

  private func applyShortStay(_ price: inout CardPrice, _ adjusted: inout Int64, _ numbers: LineNumbers) {
    guard let shortStay, let age = numbers.age, let nights = numbers.lengthOfStay,
      age >= shortStay.minimumAge, nights < shortStay.nightsBelow
    else { return }
    guard let reduced = shortStay.price else {
      price.trace.insert(.shortStayUnpublished, .unverified)
      price.evidence = .unverified
      return
    }
    price.isShortStay = true
    price.base = reduced
    adjusted = reduced
    price.trace.insert(.shortStay, shortStay.evidence)
    if shortStay.evidence == .unverified { price.evidence = .unverified }
  }

  /// Whether it pays for a whole pathway, so that nothing else adjusts it.
  private func apply(_ terms: BestPracticeTerms, _ price: inout CardPrice, _ adjusted: inout Int64) -> Bool {
    guard let kind = terms.kind else {
      price.trace.insert(.noBestPractice, .unverified)
      price.evidence = .unverified
      return false
    }
    price.evidence = price.evidence.weaker(terms.evidence)
    switch kind {
    case .price:
      if price.isShortStay {
        let evidence = figures.shortStayOnBestPracticeEvidence
        if evidence == .unverified { price.evidence = .unverified }
        if figures.shortStayOnBestPractice {
          price.trace.insert(.shortStay, evidence)
          return false
        }
        price.isShortStay = false
        price.base = base
        price.trace.remove(.shortStay)
        price.trace.insert(.bestPracticePrice, evidence)
      }
      adjusted = terms.price
      price.trace.insert(.bestPracticePrice, terms.evidence)
      return false
    case .addition:
      adjusted += terms.price
      price.trace.insert(.bestPracticeAddition, terms.evidence)
      return false
    case .pathway:
      adjusted = terms.price
      price.trace.insert(.pathwayPrice, terms.evidence)
      return true
    case .inside:
      adjusted = 0
      price.trace.insert(.insidePathway, terms.evidence)
      return true
    }
  }

  private func apply(_ terms: LongStayTerms, _ price: inout CardPrice, _ numbers: LineNumbers) {
    guard let nights = numbers.lengthOfStay else {
      price.trace.insert(.stayNotGiven)
      return
    }
    let takenOut =
      (figures.takesOutCriticalCare ? numbers.criticalCareDays : 0)
      + (figures.takesOutRehabilitation ? numbers.rehabilitationDays : 0)
      + (figures.takesOutPalliative ? numbers.palliativeDays : 0)
    if takenOut > 0 {
      price.trace.insert(.daysTakenOut, figures.takenOutEvidence)
      if figures.takenOutEvidence == .unverified { price.evidence = .unverified }
    }
    guard let trim = terms.trimPoint else {
      price.trace.insert(.noTrimPoint)
      return
    }
    let excess = max(0, max(0, nights - takenOut) - trim)
    price.excessBedDays = excess
    guard excess > 0 else { return }
    guard let perDay = terms.perDay else {
      price.unpriced = .longStay
      return
    }
    let (product, overflowed) = perDay.multipliedReportingOverflow(by: Int64(excess))
    price.longStay = overflowed ? Self.doesNotFit : product
    price.trace.insert(.longStay)
  }

  private func applyMarketForces(_ price: inout CardPrice, _ numbers: LineNumbers) {
    if let given = numbers.givenFactor {
      price.marketForces = given
      price.trace.insert(.marketForcesGiven)
      return
    }
    guard takesMarketForces else {
      price.trace.insert(.noMarketForces, isWithoutMarketForcesUnverified ? .unverified : .seen)
      if isWithoutMarketForcesUnverified { price.evidence = .unverified }
      return
    }
    let found = numbers.provider
    price.marketForces = found.factor
    price.trace.insert(found.outcome, found.isUnverified ? .unverified : .seen)
    if found.isUnverified { price.evidence = .unverified }
  }

  private func core(_ price: CardPrice, _ quantity: Int64) -> Int64? {
    let rule = figures.rounding
    guard price.topUp == 0 else {
      let topped =
        Int128(price.payableBeforeTopUp - price.payableWithoutTopUp) * Int128(1_000_000 + price.topUp)
      let amount = topped + Int128(price.payableWithoutTopUp) * 1_000_000
      return Self.pence(amount, decimals: 15, price.marketForces, quantity, rule)
    }
    return Self.pence(Int128(price.payableBeforeTopUp), decimals: 9, price.marketForces, quantity, rule)
  }

  private func value(
    of terms: UnbundledTerms,
    _ price: inout CardPrice,
    _ numbers: LineNumbers
  ) -> Int64? {
    if terms.isUnpriced {
      price.unpriced = .unbundled
      return 0
    }
    price.trace.formUnion(terms.trace)
    price.evidence = price.evidence.weaker(terms.evidence)
    var factor: Int64 = 1_000_000
    if terms.takingMarketForces != 0 || terms.hasTariffPrice {
      factor = numbers.givenFactor ?? numbers.provider.factor
      let isUnverified = numbers.givenFactor == nil && numbers.provider.isUnverified
      if isUnverified, terms.hasTariffPrice { price.evidence = .unverified }
    }
    let (product, overflowed) = terms.takingMarketForces.multipliedReportingOverflow(by: Int128(factor))
    guard !overflowed else { return nil }
    let amount = product + terms.plain * 1_000_000
    return Self.pence(amount, decimals: 21, 1_000_000, numbers.quantity, figures.rounding)
  }

  /// An amount with some decimals × factor × quantity in pence, rounded once; nil when it does not fit.
  @inline(__always)
  private static func pence(
    _ amount: Int128,
    decimals: Int,
    _ factor: Int64,
    _ quantity: Int64,
    _ rule: RoundingRule
  ) -> Int64? {
    var numerator = amount
    var decimals = decimals
    if factor != 1_000_000 {
      let (product, overflowed) = numerator.multipliedReportingOverflow(by: Int128(factor))
      guard !overflowed else { return nil }
      numerator = product
      decimals += 6
    }
    if quantity != 1_000_000 {
      let (product, overflowed) = numerator.multipliedReportingOverflow(by: Int128(quantity))
      guard !overflowed else { return nil }
      numerator = product
      decimals += 6
    }
    // Beyond this, exact pounds may not hold it, and the rules say so.
    guard let pence = numerator.pence(decimals: decimals, rule), pence < 10_000_000_000_000_000 else {
      return nil
    }
    return pence
  }
}

extension Int128 {
  /// An amount of pounds, never negative, in pence; nil when it does not fit.
  @inline(__always)
  fileprivate func pence(decimals: Int, _ rule: RoundingRule) -> Int64? {
    guard rule == .penceHalfUp else { return nil }
    if decimals == 9, let small = Int64(exactly: self) {
      return (small / 10_000_000) + (small % 10_000_000 >= 5_000_000 ? 1 : 0)
    }
    if decimals == 15, let small = Int64(exactly: self) {
      let unit: Int64 = 10_000_000_000_000
      return (small / unit) + (small % unit >= unit / 2 ? 1 : 0)
    }
    let unit = Self.powerOfTen(decimals - 2)
    let (whole, rest) = quotientAndRemainder(dividingBy: unit)
    return Int64(exactly: whole + (rest * 2 >= unit ? 1 : 0))
  }

  private static func powerOfTen(_ exponent: Int) -> Int128 {
    switch exponent {
    case 7: 10_000_000
    case 13: 10_000_000_000_000
    case 19: 10_000_000_000_000_000_000
    case 25: 10_000_000_000_000_000_000_000_000
    default: (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
  }
}
