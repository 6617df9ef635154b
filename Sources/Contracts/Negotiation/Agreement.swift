/// How far two sides agree on a line.
public enum Agreement: String, Hashable, Sendable, CaseIterable {
  /// Activity, price, factor and value are the same, and so are the codes.
  case everything
  /// Price and factor are the same, the activity is not.
  case priceNotActivity = "price-not-activity"
  /// The activity is the same, the price or the factor is not.
  case activityNotPrice = "activity-not-price"
  /// Neither the activity nor the price is the same.
  case neither
  /// Activity, price and factor are the same, the stated value is not.
  case figuresNotValue = "figures-not-value"
  /// The values differ, and one at least is stated without an activity and a price.
  case notLumpSum = "not-lump-sum"
  /// All figures are the same, the codes are not.
  case figuresNotCodes = "figures-not-codes"
  /// Both have the line, and one at least no value for it.
  case unpriced
  /// Only the offer has the line.
  case onlyInOffer = "only-in-offer"
  /// Only the counter-offer has the line.
  case onlyInCounter = "only-in-counter"

  /// The agreement in words.
  public var name: String {
    switch self {
    case .everything: "Agreed: activity, price, factor, value"
    case .priceNotActivity: "Price agreed, activity not"
    case .activityNotPrice: "Activity agreed, price or factor not"
    case .neither: "Neither activity nor price agreed"
    case .figuresNotValue: "All but the stated value agreed"
    case .notLumpSum: "Lump sums that differ"
    case .figuresNotCodes: "Figures agreed, coded otherwise"
    case .unpriced: "No value on one or both sides"
    case .onlyInOffer: "Only in the offer"
    case .onlyInCounter: "Only in the counter"
    }
  }
}
