/// A price or cost for one unit of activity, in pounds with up to nine decimals.
///
/// Nine decimals hold every published price exactly and a published average cost, which is a quotient,
/// to a thousand-millionth of a pound.
public struct UnitPrice: Hashable, Sendable {
  /// The price in thousand-millionths of a pound.
  public var nanopounds: Int64

  /// A price of so many thousand-millionths of a pound.
  public init(nanopounds: Int64) {
    self.nanopounds = nanopounds
  }

  /// A price of whole pounds.
  public init(pounds: Int64) {
    self.init(nanopounds: pounds * 1_000_000_000)
  }

  /// The price for some units, exact.
  public static func * (price: UnitPrice, factor: Factor) -> ExactPounds {
    ExactPounds(price) * factor
  }

  /// The price in pounds, for arithmetic that is an expectation and no invoice.
  public var approximatePounds: Double { Double(nanopounds) / 1e9 }
}

extension UnitPrice: ParsedValue {
  /// Reads pounds, such as `1979` or `247.742114052`; never negative.
  public init?(_ text: String) {
    guard let scaled = DecimalText.scaled(text, decimals: 9), scaled >= 0 else { return nil }
    nanopounds = scaled
  }

  /// What a price looks like.
  public static var expectation: String {
    "pounds, 0 or more, with up to nine decimals and no separators, such as 1979 or 247.74"
  }
}

extension UnitPrice: Comparable {
  /// Orders by price.
  public static func < (one: UnitPrice, other: UnitPrice) -> Bool { one.nanopounds < other.nanopounds }
}

extension UnitPrice: CustomStringConvertible {
  /// The price in pounds, without trailing zeros.
  public var description: String { DecimalText.text(nanopounds, decimals: 9) }
}

extension UnitPrice {
  /// The largest price that a table may hold: ten million pounds, many times the dearest published.
  public static let largest = UnitPrice(pounds: 10_000_000)

  /// The price carried to another year by a factor, rounded half up to nine decimals.
  public func converted(by factor: Factor) -> UnitPrice {
    let product = Int128(nanopounds) * Int128(factor.millionths)
    return UnitPrice(nanopounds: Int64((product + 500_000) / 1_000_000))
  }
}
