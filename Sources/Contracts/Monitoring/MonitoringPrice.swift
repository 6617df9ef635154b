public import Quantities

/// Pounds as a monitoring file states them: with a sign, and up to nine decimals.
public struct MonitoringPrice: Hashable, Sendable {
  /// The amount in thousand-millionths of a pound.
  public let nanopounds: Int64

  /// The largest amount that a row may hold, either way: a thousand million pounds.
  public static let largest = UnitPrice(pounds: 1_000_000_000)
}

extension MonitoringPrice: ParsedValue {
  /// Reads pounds such as `1979.25` or `-120`; a credit is negative.
  public init?(_ text: String) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let digits = isNegative ? String(text.dropFirst()) : text
    guard digits.utf8.first != UInt8(ascii: "-"), let price = UnitPrice(digits), price <= Self.largest else {
      return nil
    }
    nanopounds = isNegative ? -price.nanopounds : price.nanopounds
  }

  /// What a price looks like.
  public static var expectation: String { "pounds of at most 1,000,000,000, such as 1979.25" }
}

/// An exact sum of prices, rounded once.
public struct MonitoringTotal: Hashable, Sendable {
  private var nanopounds: Int128 = 0

  /// Nothing so far.
  public init() {}

  /// Adds a price.
  public static func += (total: inout MonitoringTotal, price: MonitoringPrice) {
    total.nanopounds += Int128(price.nanopounds)
  }

  /// Adds a price as many times as there is activity, cut at a thousand-millionth of a pound.
  mutating func add(_ price: MonitoringPrice, times activity: Activity) {
    nanopounds += Int128(price.nanopounds) * Int128(activity.millionths) / 1_000_000
  }

  /// Whether it is whole pence.
  var isWholePence: Bool { nanopounds % 10_000_000 == 0 }

  /// The sum in pence, halves away from zero.
  public var pence: Pence {
    let magnitude = nanopounds.magnitude
    let units = Int128((magnitude + 5_000_000) / 10_000_000)
    return Pence(Int64(clamping: nanopounds < 0 ? -units : units))
  }
}
