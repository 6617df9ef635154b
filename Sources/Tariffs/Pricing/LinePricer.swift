public import Quantities

/// Prices lines of activity by the tables of their years, rule by rule, and explains each price.
public struct LinePricer: Sendable {
  /// All rules, in the order in which they work on a line: those that choose its price, then those that adjust it.
  static let order: [any PaymentRule] = choosing + adjusting

  /// What choose the price of a line, by what it is and not by how much of it there is.
  static let choosing: [any PaymentRule] = [
    PointOfDeliveryRule(),
    UngroupedActivity(),
    LocalPriceRule(),
    PassThrough(),
    RegularAttenders(),
    BasePrice(),
    OutpatientProcedure(),
  ]

  /// What adjust the price, in this order.
  static let adjusting: [any PaymentRule] = [
    ReducedShortStay(),
    BestPractice(),
    LongStay(),
    TopUp(),
    MarketForcesRule(),
    Rounding(part: .core),
    UnbundledServices(),
    Rounding(part: .unbundled),
  ]

  let years: [FinancialYear: YearTables]

  /// The years that lines may have, in order.
  public var pricedYears: [FinancialYear] { years.keys.sorted() }

  /// Prices one line.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - explains: whether each rule is put into words, which takes longer than the rules.
  public func price(_ line: ActivityLine, explains: Bool = true) -> PricedLine {
    guard let tables = years[line.year] else {
      return PricedLine(
        price: LinePrice(unpriced: "no tables of \(line.year) were read"),
        explanation: Explanation()
      )
    }
    var working = Working(line, tables, explains: explains)
    for rule in Self.order { rule.apply(to: &working) }
    return PricedLine(working)
  }

  static let tooLarge = "its value is too large; look at quantity, length_of_stay and the factors"
}

extension PricedLine {
  fileprivate init(_ working: Working) {
    guard working.unpriced == nil, let basePrice = working.basePrice, working.coreValue != nil else {
      let reason = working.unpriced ?? "no price was found"
      self.init(price: LinePrice(unpriced: reason), explanation: Explanation())
      return
    }
    var price = LinePrice()
    price.basePrice = basePrice
    price.isShortStay = working.isShortStay
    price.excessBedDays = working.excessBedDays
    price.longStay = working.longStay
    price.payable = working.payable
    price.marketForces = working.marketForces
    price.coreValue = working.coreValue
    price.unbundledValue = working.unbundledValue
    price.basis = working.basis
    price.unbundledBasis = working.unbundledBasis
    price.evidence = working.evidence
    price.exceptions = working.exceptions
    price.trace = working.trace
    self.init(price: price, explanation: working.explanation, unbundled: working.unbundled)
  }
}
