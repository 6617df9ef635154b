/// All the faults of some input, so that they can be mended at once.
///
/// It keeps the first hundred of each kind of severity and counts the rest.
public struct DiagnosticList: Error, Sendable {
  /// How many faults are kept; the rest are counted.
  public static let limit = 100

  /// The errors kept, in the order found.
  public private(set) var errors: [Diagnostic] = []
  /// The warnings kept, in the order found.
  public private(set) var warnings: [Diagnostic] = []
  /// How many errors were found in all, kept or not.
  public private(set) var errorCount = 0
  /// How many warnings were found in all, kept or not.
  public private(set) var warningCount = 0

  /// An empty list.
  public init() {}

  /// A list of one fault.
  public init(_ diagnostic: Diagnostic) {
    append(diagnostic)
  }

  /// Whether nothing was found that stops the work.
  public var isClean: Bool { errorCount == 0 }

  /// Adds a fault.
  public mutating func append(_ diagnostic: Diagnostic) {
    switch diagnostic.severity {
    case .error:
      errorCount += 1
      if errors.count < Self.limit { errors.append(diagnostic) }
    case .warning:
      warningCount += 1
      if warnings.count < Self.limit { warnings.append(diagnostic) }
    }
  }

  /// Adds the faults of another list.
  public mutating func append(contentsOf other: DiagnosticList) {
    for diagnostic in other.errors + other.warnings { append(diagnostic) }
    errorCount += other.errorCount - other.errors.count
    warningCount += other.warningCount - other.warnings.count
  }

  /// The same faults; those that name no place are at this one.
  private func placed(at position: Position) -> DiagnosticList {
    var list = self
    list.errors = errors.map { $0.placed(at: position) }
    list.warnings = warnings.map { $0.placed(at: position) }
    return list
  }

  /// Runs a step that may throw faults and keeps them, so that the next step can report its own.
  public mutating func collect<Value>(_ work: () throws(DiagnosticList) -> Value) -> Value? {
    do throws(DiagnosticList) {
      return try work()
    } catch {
      append(contentsOf: error)
      return nil
    }
  }

  /// Runs a step about one place: faults that name none are there.
  public static func at<Value>(
    _ position: Position,
    _ work: () throws(DiagnosticList) -> Value
  ) throws(DiagnosticList) -> Value {
    do throws(DiagnosticList) {
      return try work()
    } catch {
      throw error.placed(at: position)
    }
  }

  /// Stops here when any error was found.
  public func throwIfFaulty() throws(DiagnosticList) {
    if !isClean { throw self }
  }
}

extension DiagnosticList: CustomStringConvertible {
  /// The faults as printed, warnings first, and how many more there were of each.
  public var description: String {
    var lines = warnings.map(\.description)
    lines += Self.rest(warningCount - warnings.count, "warning")
    lines += errors.map(\.description)
    lines += Self.rest(errorCount - errors.count, "error")
    return lines.joined(separator: "\n")
  }

  private static func rest(_ count: Int, _ name: String) -> [String] {
    count == 0 ? [] : ["… and \(count) more \(name)\(count == 1 ? "" : "s")"]
  }
}
