/// What a price is a price of. Two bases are never mixed without saying so.
public enum CostBasis: String, Hashable, Sendable, CaseIterable {
  /// The national tariff, paid per spell, before the market forces factor.
  case tariff
  /// The national average cost to providers, per episode or unit, local market costs included.
  case averageCost = "cost"
  /// A price that two parties agreed.
  case localPrice = "local-price"
  /// The list price of a drug, before the confidential discount.
  case drugListPrice = "drug-list-price"
  /// The actual cost of a drug or device that is billed beside the tariff.
  case passThrough = "pass-through"
  /// A provider's own cost, from its patient-level costing.
  case providerCost = "provider-cost"
  /// No price is known: activity without value, listed so that it is not lost.
  case unpriced

  /// The basis in words.
  public var name: String {
    switch self {
    case .tariff: "national tariff per spell"
    case .averageCost: "national average cost"
    case .localPrice: "local price"
    case .drugListPrice: "drug list price"
    case .passThrough: "drug or device at actual cost"
    case .providerCost: "provider's own cost"
    case .unpriced: "unpriced"
    }
  }
}

extension CostBasis: ParsedValue {
  /// Reads a basis as written in files, such as `tariff` or `cost`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a basis looks like.
  public static var expectation: String { "a basis: tariff or cost" }
}

extension CostBasis: CustomStringConvertible, Comparable {
  /// The basis as written in files.
  public var description: String { rawValue }

  /// Orders by name.
  public static func < (one: CostBasis, other: CostBasis) -> Bool { one.rawValue < other.rawValue }
}
