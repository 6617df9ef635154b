import Quantities

/// What a price pays for some cases beside what they cost: where it would reward choosing or coding them.
public struct SelectionSignal: Sendable {
  /// By what the cases are told apart.
  public let dimension: String
  /// Which cases.
  public let cases: String
  /// How many there are.
  public let count: Double
  /// What is paid for one, in pounds.
  public let paid: Double
  /// What one costs, in pounds.
  public let cost: Double
  /// What the cost is.
  public let basis: String

  /// What one leaves.
  public var margin: Double { paid - cost }
  /// The same as a share of the cost; nil where it costs nothing.
  public var share: Double? { cost > 0 ? margin / cost : nil }
  /// Whether it is paid more, or less, than its cost by more than a tenth.
  public var signal: String {
    guard let share, abs(share) > 0.1 else { return "" }
    return share > 0 ? "overpaid" : "underpaid"
  }
}
