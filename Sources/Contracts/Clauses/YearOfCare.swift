public import Diagnostics
import FundingFlows
public import Quantities
public import Tariffs

/// Pays a price for a year of a patient's care, in equal parts that add up to the year.
///
/// Years: those for which rules.csv has a number of parts. Formula: yearly price × patients, rounded once;
/// the parts are whole pence, and what is left over goes to the first.
/// Source: re-pricing of contracts from 2019/20 to 2020/21 (secondary copy).
///
/// Example: £10,048.97 for one patient is five payments of £837.42 and seven of £837.41.
public struct YearOfCare: Clause {
  /// What the contract calls it.
  public let name: String
  /// The lines that it pays for.
  public let scope: LineScope
  /// Pounds for a patient's year.
  public let price: Figure<UnitPrice>
  /// The patients, in years of care.
  public let patients: Activity
  /// In how many parts a year is paid.
  public let parts: Figure<Int>
  private let year: FinancialYear

  /// It pays for lines.
  public var role: ClauseRole { .payment }

  /// Takes the number of parts of a year.
  ///
  /// - Throws: `contract.no-rule`, `contract.no-parts` when the number is 0, `contract.amount-too-large`.
  public init(
    _ rules: PaymentRules,
    price: Figure<UnitPrice>,
    patients: Activity,
    scope: LineScope = LineScope(pointsOfDelivery: [.yearOfCare]),
    name: String = "year of care"
  ) throws(DiagnosticList) {
    parts = try rules.number(.yearOfCareParts, for: name)
    guard parts.value > 0 else {
      throw DiagnosticList(
        "contract.no-parts",
        at: parts.row,
        "found 0 as the number of payments in a year of care, expected 1 or more",
        fix: "write 12 for monthly payments"
      )
    }
    self.price = price
    self.patients = patients
    self.scope = scope
    self.name = name
    year = rules.year
    _ = try value()
  }

  private func value() throws(DiagnosticList) -> ExactPounds {
    try Amounts.product(ExactPounds(price.value), Factor(patients), what: "the payment of \(name)")
  }

  /// The parts in which the year is paid; they add up to the payment.
  public func installments() throws(DiagnosticList) -> [Pence] {
    let ones = [Int64](repeating: 1, count: parts.value)
    return try value().rounded(.penceHalfUp).split(by: ones)
  }

  /// The payment of the year.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    var explanation = Explanation()
    explanation.note(
      name,
      "\(patients) patients at £\(price.value) a year, in \(counted(parts.value, "part")), "
        + "for \(counted(account.lines(in: scope).count, "line"))",
      to: try value(),
      at: price.row ?? parts.row,
      evidence: price.evidence.weaker(parts.evidence)
    )
    return try ClausePayment(name, explanation: explanation)
  }
}
