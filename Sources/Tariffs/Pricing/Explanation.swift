public import Diagnostics
public import Quantities

/// Why something is worth what it is: one entry for each rule that fired, in order, from nothing to the value.
///
/// Each entry begins where the one before ended, so that the effects of all add up to the value.
public struct Explanation: Sendable, Equatable {
  /// What one rule did.
  public struct Entry: Sendable, Equatable {
    /// The rule, by the name of its file.
    public let rule: String
    /// What it did, in words.
    public let text: String
    /// The row that holds the figure it used; nil when the figure came with the line or from arithmetic.
    public let position: Position?
    /// The publication of that figure; blank when there is none.
    public let publication: String
    /// How well the figure is supported.
    public let evidence: Evidence
    /// Pounds before the rule.
    public let before: ExactPounds
    /// Pounds after the rule.
    public let after: ExactPounds

    /// What the rule changed, in pounds.
    public var effect: ExactPounds { after - before }
  }

  /// The entries, in order.
  public private(set) var entries: [Entry] = []

  /// Nothing so far.
  public init() {}

  /// Where the last entry ended; nothing when there is none.
  public var total: ExactPounds { entries.last?.after ?? .zero }

  /// Adds what a rule did, from where the last entry ended.
  public mutating func note(
    _ rule: String,
    _ text: String,
    to after: ExactPounds,
    at position: Position? = nil,
    publication: String = "",
    evidence: Evidence
  ) {
    let entry = Entry(
      rule: rule,
      text: text,
      position: position,
      publication: publication,
      evidence: evidence,
      before: total,
      after: after
    )
    entries.append(entry)
  }
}
