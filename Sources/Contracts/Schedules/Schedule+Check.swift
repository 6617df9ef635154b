public import Diagnostics
import Quantities
import Tables

extension Schedule {
  /// What the schedule is, in words.
  public var summary: String { "contract schedule, \(lines.count) lines, \(total) pounds" }

  /// The warnings of reading, and one where values are not activity × price × factor, which reading accepts: a side may
  /// say what it likes, and a negotiation tells what that makes.
  ///
  /// - Parameter file: the path of the schedule.
  public func remarks(on file: String) -> DiagnosticList {
    var remarks = warnings
    let other = lines.filter { $0.computedValue != nil && $0.value != $0.computedValue }
    guard !other.isEmpty else { return remarks }
    var difference = PenceTotal()
    for line in other {
      if let value = line.value, let computed = line.computedValue { difference += value - computed }
    }
    let named = other.prefix(3).map(\.lineID).joined(separator: ", ")
    remarks.append(
      Diagnostic(
        "schedule.arithmetic",
        at: Position(file: file),
        "found \(other.count) lines whose planned_value is not activity × price × factor, such as \(named); they come to "
          + "\(difference) pounds more",
        fix: "work them out again, or leave planned_value blank on them",
        severity: .warning
      )
    )
    return remarks
  }
}
