import Quantities

/// What differs between two runs and why, as a page of text.
public struct ComparisonPage: Sendable {
  /// The page.
  public let text: String

  /// Lays out a comparison.
  public init(_ comparison: RunComparison, names: ComparisonNames) {
    let sections = [
      Self.heading(comparison.attribution.causes, names),
      MoneySection(comparison, names).text,
      PeopleSection(comparison).text,
      UnpricedSection(comparison.difference, names).text,
    ]
    text = sections.joined(separator: "\n")
  }

  private static func heading(_ causes: [Cause], _ names: ComparisonNames) -> String {
    let same = Cause.allCases.filter { !causes.contains($0) }
    let lines = [
      "What changes from \(names.before) to \(names.after)",
      "  Different: \(listed(causes)). The same in both: \(listed(same)).",
      "  Each cause is given the mean of what it adds over all orders in which the causes could change, one after "
        + "the other (its Shapley value). No order is preferred, and the parts add up to the difference.",
    ]
    return lines.map { TextTable.wrapped($0) }.joined(separator: "\n") + "\n"
  }

  private static func listed(_ causes: [Cause]) -> String {
    causes.isEmpty ? "nothing" : causes.map(\.name).joined(separator: ", ")
  }
}
