/// A settled amount of money in whole pence. It is added, never multiplied.
public struct Pence: Hashable, Sendable {
  /// The amount in pence.
  public var amount: Int64

  /// An amount of so many pence.
  public init(_ amount: Int64) {
    self.amount = amount
  }

  /// Nothing.
  public static let zero = Pence(0)

  /// The sum; traps when it does not fit.
  public static func + (one: Pence, other: Pence) -> Pence { Pence(one.amount + other.amount) }

  /// The difference; traps when it does not fit.
  public static func - (one: Pence, other: Pence) -> Pence { Pence(one.amount - other.amount) }

  /// Adds in place; traps when it does not fit.
  public static func += (total: inout Pence, other: Pence) { total = total + other }

  /// Shares the amount in proportion to weights, by largest remainder; the parts always add up.
  ///
  /// Ties go to the earlier part. When all weights are 0 the first part takes everything.
  ///
  ///     Pence(100).split(by: [1, 1, 1])  // 34, 33, 33
  ///
  /// - Complexity: O(n log n).
  public func split(by weights: [Int64]) -> [Pence] {
    precondition(weights.allSatisfy { $0 >= 0 }, "a share's weight is never negative")
    guard !weights.isEmpty else { return [] }
    let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard total > 0 else {
      return weights.indices.map { $0 == 0 ? self : .zero }
    }
    let magnitude = Int128(amount.magnitude)
    var parts = weights.map { magnitude * Int128($0) / total }
    let remainders = weights.map { magnitude * Int128($0) % total }
    let left = Int(magnitude - parts.reduce(0, +))
    let order = weights.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for index in order.prefix(left) { parts[index] += 1 }
    return parts.map { Pence(Int64(amount < 0 ? -$0 : $0)) }
  }
}

extension Pence: Comparable {
  /// Orders by amount.
  public static func < (one: Pence, other: Pence) -> Bool { one.amount < other.amount }
}

extension Pence: CustomStringConvertible {
  /// The amount in pounds with two decimals, such as `2378.15`.
  public var description: String { DecimalText.text(amount, decimals: 2, minimum: 2) }
}

/// A sum of amounts that has room for as many as there may be: a file of lines of the largest value.
public struct PenceTotal: Hashable, Sendable {
  /// The sum in pence.
  public private(set) var amount: Int128 = 0

  /// Nothing so far.
  public init() {}

  /// One amount.
  public init(_ amount: Pence) {
    self.amount = Int128(amount.amount)
  }

  /// Adds an amount.
  public static func += (total: inout PenceTotal, other: Pence) { total.amount += Int128(other.amount) }

  /// Adds another sum.
  public static func += (total: inout PenceTotal, other: PenceTotal) { total.amount += other.amount }

  /// Whether it is nothing.
  public var isZero: Bool { amount == 0 }
}

extension PenceTotal: CustomStringConvertible {
  /// The sum in pounds with two decimals.
  public var description: String { DecimalText.text(amount, decimals: 2, minimum: 2) }
}

extension Sequence where Element == Pence {
  /// The sum of the amounts.
  public func total() -> Pence { reduce(.zero, +) }
}
