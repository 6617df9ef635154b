/// An amount of activity: spells, attendances, fractions, cycles, tests; with six decimals.
///
/// Counted activity is whole. Expected activity is not: a plan may hold 12.345678 spells, and it is
/// rounded to six decimals once, so that activity × price can be worked out again from the file.
public struct Activity: Hashable, Sendable {
  /// The activity in millionths of a unit.
  public var millionths: Int64

  /// So many millionths of a unit.
  public init(millionths: Int64) {
    self.millionths = millionths
  }

  /// So many whole units.
  public init(_ units: Int64) {
    millionths = units * 1_000_000
  }

  /// An expectation, rounded half away from zero to six decimals; nil when it is no number or does not fit.
  public init?(rounding expectation: Double) {
    guard let exact = Int64(exactly: (expectation * 1e6).rounded(.toNearestOrAwayFromZero)) else {
      return nil
    }
    millionths = exact
  }

  /// No activity.
  public static let zero = Activity(millionths: 0)

  /// The sum; traps when it does not fit.
  public static func + (one: Activity, other: Activity) -> Activity {
    Activity(millionths: one.millionths + other.millionths)
  }

  /// The activity as a number, for expectations.
  public var value: Double { Double(millionths) / 1e6 }

  /// What this activity costs at a price, exact.
  public static func * (activity: Activity, price: UnitPrice) -> ExactPounds {
    ExactPounds(price) * Factor(millionths: activity.millionths)
  }
}

extension Activity: ParsedValue {
  /// Reads an amount such as `15` or `0.75`; never negative.
  public init?(_ text: String) {
    guard let scaled = DecimalText.scaled(text, decimals: 6), scaled >= 0 else { return nil }
    millionths = scaled
  }

  /// What an amount of activity looks like.
  public static var expectation: String {
    "an amount of activity, 0 or more, with up to six decimals, such as 15"
  }
}

extension Activity: CustomStringConvertible, Comparable {
  /// The activity without trailing zeros.
  public var description: String { DecimalText.text(millionths, decimals: 6) }

  /// Orders by amount.
  public static func < (one: Activity, other: Activity) -> Bool { one.millionths < other.millionths }
}
