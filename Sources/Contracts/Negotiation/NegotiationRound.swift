public import Quantities

/// One round: what a side puts on the table, and how far it then is from the other side's last position.
public struct NegotiationRound: Sendable {
  /// Which side it is.
  public enum Side: String, Hashable, Sendable {
    /// The side that made the first offer: it speaks in the rounds 1, 3, 5 …
    case offering
    /// The other side: it speaks in the rounds 2, 4, 6 …
    case other
  }

  /// The number of the round, from 1.
  public let number: Int
  /// The name of the file.
  public let name: String
  /// How many lines the schedule has.
  public let lines: Int
  /// How many of them have no value.
  public let unpricedLines: Int
  /// What the schedule comes to.
  public let total: Pence
  /// By how much the side moved since its own last position; nil the first time.
  public let movement: Pence?
  /// The other side's last position less the offering side's; nil in the first round.
  public let gap: GapTotals?

  /// Whose round it is.
  public var side: Side { number.isMultiple(of: 2) ? .other : .offering }
}
