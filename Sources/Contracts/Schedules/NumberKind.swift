import Quantities

/// What a number of a schedule is, and how large it may be: more is a slip, such as a lost point.
struct NumberKind: Sendable {
  /// How many decimals are kept.
  let decimals: Int
  /// The largest, in the last of them.
  let largest: Int64
  let mayBeNegative: Bool
  let mayBePercent: Bool
  /// What a good one looks like.
  let expectation: String

  static let activity = NumberKind(
    decimals: 6,
    largest: 1_000_000_000_000_000,
    mayBeNegative: false,
    mayBePercent: false,
    expectation: "an amount of activity from 0 to 1000000000, such as 15"
  )
  static let price = NumberKind(
    decimals: 9,
    largest: UnitPrice.largest.nanopounds,
    mayBeNegative: false,
    mayBePercent: false,
    expectation: "pounds from 0 to \(UnitPrice.largest), such as 247.74"
  )
  static let factor = NumberKind(
    decimals: 6,
    largest: 10_000_000,
    mayBeNegative: false,
    mayBePercent: true,
    expectation: "a factor from 0 to 10, such as 1.148886"
  )
  static let money = NumberKind(
    decimals: 2,
    largest: 1_000_000_000_000,
    mayBeNegative: true,
    mayBePercent: false,
    expectation: "pounds up to ten thousand million, such as 1979 or -0.01"
  )
}
