/// A multiplier without unit, with six decimals: a market forces factor, a top-up, a deflator's ratio.
public struct Factor: Hashable, Sendable {
  /// The factor in millionths.
  public var millionths: Int64

  /// A factor of so many millionths.
  public init(millionths: Int64) {
    self.millionths = millionths
  }

  /// The factor that changes nothing.
  public static let one = Factor(millionths: 1_000_000)

  /// The factor one and this much more: a top-up of 0.6 multiplies by 1.6.
  public var added: Factor { Factor(millionths: 1_000_000 + millionths) }

  /// The ratio of two numbers, rounded half up to six decimals; nil when it has no value.
  public init?(ratioOf numerator: Int64, to denominator: Int64) {
    guard denominator > 0, numerator >= 0 else { return nil }
    let scaled = (Int128(numerator) * 2_000_000 + Int128(denominator)) / (2 * Int128(denominator))
    guard let exact = Int64(exactly: scaled) else { return nil }
    millionths = exact
  }
}

extension Factor: ParsedValue {
  /// Reads a factor such as `1.148886`; never negative.
  public init?(_ text: String) {
    guard let scaled = DecimalText.scaled(text, decimals: 6), scaled >= 0 else { return nil }
    millionths = scaled
  }

  /// What a factor looks like.
  public static var expectation: String { "a factor with up to six decimals, such as 1.148886" }
}

extension Factor: CustomStringConvertible, Comparable {
  /// The factor without trailing zeros.
  public var description: String { DecimalText.text(millionths, decimals: 6) }

  /// Orders by size.
  public static func < (one: Factor, other: Factor) -> Bool { one.millionths < other.millionths }
}
