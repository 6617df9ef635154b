public import Diagnostics
import FundingFlows
public import Quantities
public import Tariffs

/// Pays a provider with little activity for a commissioner the mean of the years before, whatever happens.
///
/// Years: 2023/24 and 2024/25, for an expected yearly value below the threshold; from 2025/26 for one at most
/// as high. Threshold and number of years are those of rules.csv.
/// Formula: Σ values of the years ÷ their number.
/// Source: NHS England, NHS Payment Scheme pages of 2023/25 and 2025/26.
///
/// Example: £412,000, £455,000 and £437,500: £434,833.33.
public struct LowVolumePayment: Clause {
  /// What the contract calls it.
  public let name: String
  /// The lines that it pays for.
  public let scope: LineScope
  /// The values of the years before.
  public let years: Figure<[Pence]>
  /// The value that is expected in a year; nil for that of the lines.
  public let expected: Pence?
  private let threshold: Figure<UnitPrice>
  private let year: FinancialYear

  /// It pays for lines.
  public var role: ClauseRole { .payment }

  /// Takes threshold and number of years from the rules of a year.
  ///
  /// - Throws: `contract.no-rule`, `contract.low-volume-years` when there are not as many values as the rule
  ///   asks for, `contract.low-volume-threshold`, `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    _ rules: PaymentRules,
    years: Figure<[Pence]>,
    expected: Pence? = nil,
    scope: LineScope = .all,
    name: String = "low volume"
  ) throws(DiagnosticList) {
    threshold = try rules.needed(rules.price(.lowVolumeThreshold), .lowVolumeThreshold, name)
    let count = try rules.number(.lowVolumeYears, for: name)
    guard years.value.count == count.value, count.value > 0 else {
      throw DiagnosticList(
        "contract.low-volume-years",
        at: count.row,
        "found the values of \(counted(years.value.count, "year")), expected \(max(count.value, 1))",
        fix: "give the value of each of the years before \(rules.year)"
      )
    }
    for value in years.value { try Amounts.atLeastNothing(value, "the value of a year") }
    self.years = years
    self.expected = expected
    self.scope = scope
    self.name = name
    year = rules.year
    if let expected { try check(expected) }
  }

  private func check(_ expected: Pence) throws(DiagnosticList) {
    let value = try Amounts.exact(expected, "the expected value")
    let most = ExactPounds(threshold.value)
    let mayBeEqual = year >= FinancialYear(start: 2025)
    guard value < most || (mayBeEqual && value == most) else {
      throw DiagnosticList(
        "contract.low-volume-threshold",
        at: threshold.row,
        "found an expected value of £\(expected) in \(year), "
          + "expected \(mayBeEqual ? "at most" : "less than") £\(threshold.value)",
        fix: "pay this contract by its activity"
      )
    }
  }

  /// The mean of the years.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    let lines = account.lines(in: scope)
    let value = try Amounts.total(lines.compactMap(\.value), "the expected value")
    try check(expected ?? value)
    let what = "the values of the years before"
    let sum = try Amounts.exact(Amounts.total(years.value, what), what)
    let count = Factor(millionths: Int64(years.value.count) * 1_000_000)
    guard let mean = sum.divided(by: count) else { throw Amounts.tooLarge(what) }
    var explanation = Explanation()
    let values = years.value.map { "£\($0)" }.joined(separator: ", ")
    explanation.note(
      name,
      "mean of \(values), for \(counted(lines.count, "line")); the threshold is £\(threshold.value)",
      to: mean,
      at: threshold.row,
      evidence: years.evidence.weaker(threshold.evidence)
    )
    return try ClausePayment(name, explanation: explanation)
  }
}
