public import Quantities

/// What a line is worth, as the rate card and the rules must both find it.
public struct LinePrice: Hashable, Sendable {
  /// The price per unit before adjustments; nil when there is none.
  public var basePrice: UnitPrice?
  /// Whether the reduced price of a short emergency stay was paid.
  public var isShortStay = false
  /// Days beyond the trim point.
  public var excessBedDays = 0
  /// What is paid for them per unit, before top-up and market forces.
  public var longStay = ExactPounds.zero
  /// The price per unit with best practice, long stay and top-up, before market forces.
  public var payable = ExactPounds.zero
  /// The market forces factor on the core.
  public var marketForces = Factor.one
  /// What the core is worth, rounded once; nil when the line could not be priced.
  public var coreValue: Pence?
  /// What is unbundled is worth, rounded once; nil when the line could not be priced.
  public var unbundledValue: Pence?
  /// What the price is a price of.
  public var basis: CostBasis = .unpriced
  /// What the prices of what is unbundled are prices of; nil when nothing is.
  public var unbundledBasis: CostBasis?
  /// How well the price is supported.
  public var evidence: Evidence = .unverified
  /// Why it has no price; nil when it has one.
  public var unpriced: String?
  /// What is wrong with its coding.
  public var exceptions: LineExceptions = []
  /// The rules that fired.
  public var trace = RuleTrace()

  init() {}

  /// A line without a price.
  init(unpriced reason: String) {
    unpriced = reason
  }

  /// What the line is worth: core and unbundled; nil when it could not be priced.
  public var value: Pence? {
    guard let coreValue, let unbundledValue else { return nil }
    return coreValue + unbundledValue
  }
}

/// A line with its price, and each rule that made it.
@dynamicMemberLookup
public struct PricedLine: Sendable {
  /// What it is worth.
  public internal(set) var price: LinePrice
  /// Each rule that fired, from nothing to the value; it ends at the value.
  public let explanation: Explanation
  /// What is paid beside the core for each unit of the line, market forces included, before rounding.
  var unbundled = ExactPounds.zero

  init(price: LinePrice, explanation: Explanation, unbundled: ExactPounds = .zero) {
    self.price = price
    self.explanation = explanation
    self.unbundled = unbundled
  }

  /// What the rules did, in words and in order.
  public var rules: [String] { explanation.entries.map(\.text) }

  /// A property of the price.
  public subscript<Value>(dynamicMember path: KeyPath<LinePrice, Value>) -> Value { price[keyPath: path] }
}
