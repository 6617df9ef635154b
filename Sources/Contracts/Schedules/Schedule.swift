public import Diagnostics
public import Quantities

/// A contract's schedule: one line for each commissioner, provider and service line.
public struct Schedule: Sendable {
  /// The lines, in order.
  public let lines: [ScheduleLine]
  /// What a reader should know of the file that they were read from, such as rows that are no lines.
  public let warnings: DiagnosticList

  /// Keeps lines.
  public init(_ lines: [ScheduleLine], warnings: DiagnosticList = DiagnosticList()) {
    self.lines = lines
    self.warnings = warnings
  }

  /// The value of the lines that have one.
  public var total: Pence { lines.compactMap(\.value).total() }
}
