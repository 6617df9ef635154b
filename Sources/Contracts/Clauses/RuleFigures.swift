import Diagnostics
import Quantities
import Tables
import Tariffs

extension PaymentRules {
  /// A rate that a clause cannot do without.
  func rate(_ parameter: RuleParameter, for clause: String) throws(DiagnosticList) -> Figure<Factor> {
    try needed(factor(parameter), parameter, clause)
  }

  /// A whole number that a clause cannot do without.
  func number(_ parameter: RuleParameter, for clause: String) throws(DiagnosticList) -> Figure<Int> {
    try needed(count(parameter), parameter, clause)
  }

  /// A figure of this year that may be missing, as some mechanisms did not exist in every year.
  func needed<Value>(
    _ figure: Figure<Value>?,
    _ parameter: RuleParameter,
    _ clause: String
  ) throws(DiagnosticList) -> Figure<Value> {
    guard let figure else {
      throw DiagnosticList(
        "contract.no-rule",
        at: Position(file: file.path),
        "found no \(parameter.rawValue) for \(year), expected one for the clause \(clause)",
        fix: "leave the clause out of that year, or add the row to rules.csv with its evidence"
      )
    }
    return figure
  }
}
