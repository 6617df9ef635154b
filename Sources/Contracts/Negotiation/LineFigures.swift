import Quantities

/// What a line's value is made of: activity, price and factor, none of them blank or negative.
///
/// Amounts are whole pence, halves up, worked out without the limits at which exact pounds trap; nil when an
/// amount is more than any contract could be worth.
struct LineFigures: Equatable {
  /// In millionths of a unit.
  let activity: UInt64
  /// In thousand-millionths of a pound.
  let price: UInt64
  /// In millionths.
  let factor: UInt64

  /// A millionth of a unit × a thousand-millionth of a pound × a millionth: so many of them are a penny.
  private static let perPenny: UInt128 = 10_000_000_000_000_000_000
  /// Ten thousand million million pounds, in pence; the sum of all amounts of a gap stays below it.
  static let largest: UInt128 = 1_000_000_000_000_000_000

  init(activity: UInt64, price: UInt64, factor: UInt64) {
    self.activity = activity
    self.price = price
    self.factor = factor
  }

  /// The figures of a line; nil when it does not say how its value is made. A blank factor counts as 1.
  init?(_ activity: Activity?, _ price: UnitPrice?, _ factor: Factor?) {
    guard let planned = activity?.millionths, let unit = price?.nanopounds,
      let activity = UInt64(exactly: planned), let price = UInt64(exactly: unit),
      let factor = UInt64(exactly: (factor ?? .one).millionths)
    else { return nil }
    self.init(activity: activity, price: price, factor: factor)
  }

  /// Activity × price × factor.
  var pence: Int64? {
    let (product, overflowed) = (UInt128(activity) * UInt128(price))
      .multipliedReportingOverflow(by: UInt128(factor))
    guard !overflowed else { return nil }
    return Self.settled(product.quotientAndRemainder(dividingBy: Self.perPenny), of: Self.perPenny)
  }

  /// Volume × part / whole × price × factor, where part / whole is a line's share in its group.
  static func pence(volume: UInt128, part: UInt64, whole: UInt128, price: UInt64, factor: UInt64) -> Int64? {
    let (activity, isTooMuch) = volume.multipliedReportingOverflow(by: UInt128(part))
    let (divisor, isTooLarge) = whole.multipliedReportingOverflow(by: perPenny)
    guard !isTooMuch, !isTooLarge, whole > 0 else { return nil }
    let product = activity.multipliedFullWidth(by: UInt128(price) * UInt128(factor))
    guard product.high < divisor else { return nil }
    guard product.high > 0 else {
      return settled(product.low.quotientAndRemainder(dividingBy: divisor), of: divisor)
    }
    return settled(divisor.dividingFullWidth(product), of: divisor)
  }

  private static func settled(_ division: (quotient: UInt128, remainder: UInt128), of divisor: UInt128)
    -> Int64?
  {
    let isHalfOrMore = division.remainder >= divisor - division.remainder
    guard division.quotient < largest else { return nil }
    return Int64(division.quotient) + (isHalfOrMore ? 1 : 0)
  }
}
