public import Quantities

/// A figure that a pilot states, with what it rests on.
public struct Figured<Value: Sendable>: Sendable {
  /// The figure.
  public let value: Value
  /// How well it is supported.
  public let evidence: Evidence
  /// Where it comes from.
  public let source: String
}
