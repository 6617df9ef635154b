/// Pounds with 24 decimals: exact for a nine-decimal price times two six-decimal factors, with room to spare.
///
/// It is rounded once, by a stated rule, when it becomes pence. Largest amount: about 170 million million
/// pounds; arithmetic beyond it traps.
public struct ExactPounds: Hashable, Sendable {
  /// The amount in 10⁻²⁴ pounds.
  private let yoctopounds: Int128

  private static let perPenny: Int128 = 10_000_000_000_000_000_000_000

  private init(yoctopounds: Int128) {
    self.yoctopounds = yoctopounds
  }

  /// A price, exact.
  public init(_ price: UnitPrice) {
    yoctopounds = Int128(price.nanopounds) * 1_000_000_000_000_000
  }

  /// Settled pence, exact.
  public init(_ pence: Pence) {
    yoctopounds = Int128(pence.amount) * Self.perPenny
  }

  /// Nothing.
  public static let zero = ExactPounds(yoctopounds: 0)

  /// The sum, exact.
  public static func + (one: ExactPounds, other: ExactPounds) -> ExactPounds {
    ExactPounds(yoctopounds: one.yoctopounds + other.yoctopounds)
  }

  /// The sum as by `+`, or nil when it does not fit.
  public func adding(_ other: ExactPounds) -> ExactPounds? {
    let (sum, overflowed) = yoctopounds.addingReportingOverflow(other.yoctopounds)
    return overflowed ? nil : ExactPounds(yoctopounds: sum)
  }

  /// The difference, exact.
  public static func - (one: ExactPounds, other: ExactPounds) -> ExactPounds {
    ExactPounds(yoctopounds: one.yoctopounds - other.yoctopounds)
  }

  /// The product, exact while it has at most 24 decimals; beyond them it is cut.
  public static func * (amount: ExactPounds, factor: Factor) -> ExactPounds {
    let (whole, rest) = amount.yoctopounds.quotientAndRemainder(dividingBy: 1_000_000)
    let multiplier = Int128(factor.millionths)
    return ExactPounds(yoctopounds: whole * multiplier + rest * multiplier / 1_000_000)
  }

  /// The product as by `*`, or nil when it does not fit.
  public func multiplied(by factor: Factor) -> ExactPounds? {
    let (whole, rest) = yoctopounds.quotientAndRemainder(dividingBy: 1_000_000)
    let multiplier = Int128(factor.millionths)
    let (product, overflowed) = whole.multipliedReportingOverflow(by: multiplier)
    let (sum, carried) = product.addingReportingOverflow(rest * multiplier / 1_000_000)
    return overflowed || carried ? nil : ExactPounds(yoctopounds: sum)
  }

  /// The amount without a factor that it holds, cut at 24 decimals; nil when the factor is 0 or the result
  /// does not fit.
  public func divided(by factor: Factor) -> ExactPounds? {
    guard factor.millionths > 0 else { return nil }
    let divisor = Int128(factor.millionths)
    let (whole, rest) = yoctopounds.quotientAndRemainder(dividingBy: divisor)
    let (product, overflowed) = whole.multipliedReportingOverflow(by: 1_000_000)
    let (sum, carried) = product.addingReportingOverflow(rest * 1_000_000 / divisor)
    return overflowed || carried ? nil : ExactPounds(yoctopounds: sum)
  }

  /// The product with a whole number, exact.
  public static func * (amount: ExactPounds, count: Int64) -> ExactPounds {
    ExactPounds(yoctopounds: amount.yoctopounds * Int128(count))
  }

  /// The amount in pence by a rounding rule.
  public func rounded(_ rule: RoundingRule) -> Pence {
    let unit = rule == .wholePoundHalfUp ? Self.perPenny * 100 : Self.perPenny
    let sign: Int128 = yoctopounds < 0 ? -1 : 1
    let magnitude = yoctopounds * sign
    var (units, rest) = magnitude.quotientAndRemainder(dividingBy: unit)
    let isTie = rest * 2 == unit
    if rest * 2 > unit || (isTie && (rule != .penceHalfEven || units % 2 == 1)) { units += 1 }
    return Pence(Int64(sign * units * (unit / Self.perPenny)))
  }
}

extension ExactPounds: Comparable {
  /// Orders by amount.
  public static func < (one: ExactPounds, other: ExactPounds) -> Bool {
    one.yoctopounds < other.yoctopounds
  }
}

extension ExactPounds: CustomStringConvertible {
  /// The amount in pounds, unrounded, without trailing zeros.
  public var description: String { DecimalText.text(yoctopounds, decimals: 24) }
}

/// How an exact amount becomes pence. Half up is away from zero.
public enum RoundingRule: String, Sendable, CaseIterable {
  /// To the nearest penny, halves away from zero: the rule of this package.
  case penceHalfUp = "pence half up"
  /// To the nearest penny, halves to the even penny.
  case penceHalfEven = "pence half even"
  /// To the nearest pound, halves away from zero, as national commissioning systems keep totals.
  case wholePoundHalfUp = "whole pound half up"
}
