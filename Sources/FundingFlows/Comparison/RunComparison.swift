public import Diagnostics
import Quantities

/// Two runs side by side: what differs between them, and why.
public struct RunComparison: Sendable {
  /// What differs.
  public let difference: RunDifference
  /// How much of the difference is due to each cause.
  public let attribution: Attribution

  /// Compares two runs and attributes the difference.
  ///
  /// - Parameters:
  ///   - before: the first run.
  ///   - after: the second run.
  ///   - causes: the causes in which they differ.
  ///   - mix: the run that takes these causes from the second run, and all else from the first. It is asked
  ///     once for each set of the causes, none and all among them.
  /// - Throws: `compare.unexplained` when the mix of all causes less that of none is not the difference; and
  ///   what `mix` throws.
  public init(
    from before: RunTotals,
    to after: RunTotals,
    causes: Set<Cause>,
    mix: (Set<Cause>) throws(DiagnosticList) -> RunTotals
  ) throws(DiagnosticList) {
    difference = RunDifference(from: before, to: after)
    attribution = try Attribution(to: causes, mix: mix)
    guard isExplained else { throw DiagnosticList(Self.unexplained) }
  }

  /// Whether the parts of every flow and of every count of people add up to its difference.
  private var isExplained: Bool {
    let flows = difference.totals { $0 }.mapValues(\.difference).filter { $0.value != .zero }
    let people = difference.peopleTotals { $0 }.mapValues(\.difference).filter { $0.value != .zero }
    return flows == attribution.totals { $0.key }.filter { $0.value != .zero }
      && people == attribution.patientTotals { $0.key }.filter { $0.value != .zero }
  }

  private static let unexplained = Diagnostic(
    "compare.unexplained",
    "found a difference that is due to none of the causes, expected runs that differ only in "
      + Cause.allCases.map(\.name).joined(separator: ", "),
    fix: "make the scenarios alike in all else, such as their years and who pays"
  )
}
