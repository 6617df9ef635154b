public import Quantities

/// A contract's schedule: one line for each commissioner, provider and service line.
public struct Schedule: Sendable {
  /// The lines, in order.
  public let lines: [ScheduleLine]

  /// Keeps lines.
  public init(_ lines: [ScheduleLine]) {
    self.lines = lines
  }

  /// The value of the lines that have one.
  public var total: Pence { lines.compactMap(\.value).total() }
}
