public import Quantities

/// An amount in the first of two runs, and in the second.
public struct BeforeAndAfter<Amount: Hashable & Sendable>: Hashable, Sendable {
  /// The amount in the first run.
  public let before: Amount
  /// The amount in the second run.
  public let after: Amount

  /// The two amounts.
  public init(before: Amount, after: Amount) {
    self.before = before
    self.after = after
  }
}

extension BeforeAndAfter<Pence> {
  /// The second amount less the first.
  public var difference: Pence { after - before }

  /// The sum of both amounts with those of another pair.
  static func + (one: Self, other: Self) -> Self {
    Self(before: one.before + other.before, after: one.after + other.after)
  }

  /// Nothing in either run.
  static let zero = Self(before: .zero, after: .zero)
}

extension BeforeAndAfter<Activity> {
  /// The second amount less the first.
  public var difference: Activity { Activity(millionths: after.millionths - before.millionths) }

  /// The sum of both amounts with those of another pair.
  static func + (one: Self, other: Self) -> Self {
    Self(before: one.before + other.before, after: one.after + other.after)
  }

  /// Nothing in either run.
  static let zero = Self(before: .zero, after: .zero)
}
