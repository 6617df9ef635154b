public import Quantities

/// What some lines come to on both sides, and the gap between them.
public struct GapTotals: Hashable, Sendable {
  /// How many lines there are on either side.
  public private(set) var lines = 0
  /// How many lines are agreed in every figure and code.
  public private(set) var agreedLines = 0
  /// How many lines have no value on a side that has them.
  public private(set) var unpricedLines = 0
  /// What the offer comes to.
  public private(set) var offer = Pence.zero
  /// What the counter-offer comes to.
  public private(set) var counter = Pence.zero
  /// The value of the lines that are agreed.
  public private(set) var agreed = Pence.zero
  /// The gap by what makes it.
  public private(set) var effects = GapEffects()
  /// The gaps of the lines without their signs: what lies between the sides, though some of it may cancel.
  public private(set) var absoluteGap = Pence.zero

  /// No lines.
  public init() {}

  /// The counter-offer less the offer: the sum of the effects.
  public var gap: Pence { effects.total }

  /// Adds a line.
  public mutating func add(_ line: GapLine) {
    lines += 1
    if line.agreement == .everything {
      agreedLines += 1
      agreed += line.offerWorth?.value ?? .zero
    }
    if line.isUnpriced { unpricedLines += 1 }
    offer += line.offerWorth?.value ?? .zero
    counter += line.counterWorth?.value ?? .zero
    effects += line.effects
    absoluteGap += Pence(abs(line.gap.amount))
  }
}
