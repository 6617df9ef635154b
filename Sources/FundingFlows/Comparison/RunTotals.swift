public import Diagnostics
import Quantities

/// A run, reduced to what two runs are compared by: money by year, payer, provider and step; activity that has
/// no price; people by year and pathway.
///
/// It is some thousand numbers where the ledger has some ten thousand lines, so that those of many runs can be
/// kept.
public struct RunTotals: Sendable {
  /// Pence of the lines that have a value.
  let flows: Tally<FlowKey>
  /// Millionths of a unit of the lines that have none.
  let unpriced: Tally<StepKey>
  /// Millionths of a person.
  let patients: Tally<PatientKey>

  /// The flows and the patients of a run.
  public init(_ run: PredictedFlows) throws(DiagnosticList) {
    try self.init(run.ledger, run.patients)
  }

  /// Reduces a ledger and the patients behind it. People are rounded to six decimals row by row, as they are
  /// written in files.
  ///
  /// - Throws: `compare.too-large` when pounds, without their signs, come to more than 5 × 10¹⁵, or units
  ///   without a price or people to more than 5 × 10¹¹.
  /// - Complexity: O(lines + patients).
  public init(_ ledger: Ledger, _ patients: [PatientRow]) throws(DiagnosticList) {
    var flows = Tally<FlowKey>()
    var unpriced = Tally<StepKey>()
    for line in ledger.lines {
      let key = FlowKey(line)
      if let value = line.value {
        flows.add(value.amount, to: key)
      } else {
        unpriced.add(line.activity.millionths, to: StepKey(key))
      }
    }
    guard let people = Self.people(patients), !people.isTooLarge, !flows.isTooLarge, !unpriced.isTooLarge
    else {
      throw DiagnosticList(Self.tooLarge)
    }
    self.flows = flows
    self.unpriced = unpriced
    self.patients = people
  }

  /// Nil when a count is no number, or more than could ever fit.
  private static func people(_ patients: [PatientRow]) -> Tally<PatientKey>? {
    var people = Tally<PatientKey>()
    for row in patients {
      for measure in PatientMeasure.allCases {
        guard let count = Activity(rounding: measure.count(in: row)) else { return nil }
        people.add(count.millionths, to: PatientKey(year: row.year, pathway: row.pathway, measure: measure))
      }
    }
    return people
  }

  private static let tooLarge = Diagnostic(
    "compare.too-large",
    "found a run of more than 5,000 million million pounds, or of more than 500,000 million people or units of "
      + "activity without a price, expected less",
    fix: "look for a slip in persons, rates, local ratios, quantities or prices"
  )
}
