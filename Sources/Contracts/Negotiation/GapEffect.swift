/// What makes a part of the gap between an offer and a counter-offer.
public enum GapEffect: String, Hashable, Sendable, CaseIterable {
  /// A whole comparable group is to do more or less: the same step for the same payer at the same provider.
  case volume
  /// The shares of the lines in their group move, such as day cases for inpatients.
  case mix
  /// The price of a unit differs.
  case price
  /// The market forces factor differs.
  case marketForces = "market_forces"
  /// Only the offer has the line.
  case onlyInOffer = "only_in_offer"
  /// Only the counter-offer has the line.
  case onlyInCounter = "only_in_counter"
  /// On one side at least a value is stated without the activity and price that would make it.
  case lumpSums = "lump_sums"
  /// Both have the line, and one of them no value for it.
  case unpriced
  /// A side states a value that is not activity × price × factor.
  case arithmetic

  /// The effect in words.
  public var name: String {
    switch self {
    case .volume: "Volume"
    case .mix: "Mix"
    case .price: "Price"
    case .marketForces: "Market forces"
    case .onlyInOffer: "Only in the offer"
    case .onlyInCounter: "Only in the counter"
    case .lumpSums: "Lump sums"
    case .unpriced: "Unpriced on one side"
    case .arithmetic: "Arithmetic"
    }
  }
}
