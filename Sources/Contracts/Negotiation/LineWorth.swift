public import Quantities

/// What one side says that a line is worth, beside what its figures come to.
public struct LineWorth: Hashable, Sendable {
  /// The value that the side states, else what its figures come to; nil when it gives neither.
  public let value: Pence?
  /// Activity × price × factor, rounded once to pence; nil when activity or price is blank.
  public let computed: Pence?

  /// The stated value less the computed one: not nothing when a side's own arithmetic does not hold.
  public var misstatement: Pence {
    guard let value, let computed else { return .zero }
    return value - computed
  }

  /// Whether the value is what the figures come to, as far as there are any.
  var isRight: Bool { computed == nil || computed == value }

  /// What a line is worth; nil when that is more than any contract.
  init?(stated: Pence?, _ figures: LineFigures?) {
    if let stated, UInt128(stated.amount.magnitude) >= LineFigures.largest { return nil }
    guard let figures else {
      computed = nil
      value = stated
      return
    }
    guard let amount = figures.pence else { return nil }
    computed = Pence(amount)
    value = stated ?? Pence(amount)
  }
}
