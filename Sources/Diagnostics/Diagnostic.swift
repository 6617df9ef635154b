/// One fault in an input: where it is, what is wrong, and how to mend it.
///
/// It prints as two lines that an editor can jump to:
///
///     lung-steps.csv:7:12: error: found "1.2", expected a share from 0 to 1 [value.out-of-range]
///       fix: write the share of those who had the step before, such as 0.85
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much it matters: an error stops the work, a warning does not.
  public enum Severity: String, Sendable {
    /// The input cannot be used.
    case error
    /// The input is used, and the user should know this.
    case warning
  }

  /// A stable name for this kind of fault, such as `value.out-of-range`.
  public let code: String
  /// Where the fault is; nil when it belongs to no file.
  public let position: Position?
  /// What was found and what was expected.
  public let message: String
  /// Something that the user can type to mend it.
  public let fix: String
  /// Whether it stops the work.
  public let severity: Severity

  /// Describes one fault.
  public init(
    _ code: String,
    at position: Position? = nil,
    _ message: String,
    fix: String,
    severity: Severity = .error
  ) {
    self.code = code
    self.position = position
    self.message = message
    self.fix = fix
    self.severity = severity
  }

  /// The same fault at a place, unless it names one.
  func placed(at position: Position) -> Diagnostic {
    Diagnostic(code, at: self.position ?? position, message, fix: fix, severity: severity)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The fault as printed: `file:line:column: error: message [code]`, then the fix.
  public var description: String {
    let place = position.map { "\($0): " } ?? ""
    return "\(place)\(severity.rawValue): \(message) [\(code)]\n  fix: \(fix)"
  }
}
