public import Diagnostics
public import Quantities
public import Tariffs

/// Adds a share of the contract's value, earned by meeting goals for quality and innovation (CQUIN).
///
/// Years: 2010/11 to 2023/24 as far as rules.csv has a rate; several are unverified. 2015/16 has two, by the
/// tariff that the provider chose. In 2022/23 it was inside the fixed payment: then do not add it to that.
/// Formula: rate × (contract value − pass-through) × share earned. The contract value is what all clauses
/// before pay. That drugs and devices billed at cost are left out is unverified.
/// Source: HFMA news, 1 December 2011, 27 February 2015; HFMA, quality link in payment system, 2022.
///
/// Example: £1,000,000 of which £180,000 passes through: 2.5 % is £20,500.00, 1.25 % is £10,250.00.
public struct QualityPayment: Clause {
  /// What the contract calls it.
  public let name: String
  /// The share of the value.
  public let rate: Figure<Factor>
  /// The lines billed at cost, which earn nothing.
  public let passThrough: LineScope
  /// The share of the goals that was met.
  public let earned: Share
  private var year: FinancialYear?

  /// It adds a share of the value of the contract.
  public var role: ClauseRole { .quality }
  /// The payment belongs to the contract, and to no line.
  public var scope: LineScope { .none }

  /// Takes the rate of a year.
  ///
  /// - Throws: `contract.no-rule` when the year has none, `contract.rate-out-of-range`.
  public init(
    _ rules: PaymentRules,
    underDefaultTariff: Bool = false,
    passThrough: LineScope = .passThrough,
    earned: Share = .all,
    name: String = "CQUIN"
  ) throws(DiagnosticList) {
    let parameter: RuleParameter = underDefaultTariff ? .qualityRateDefaultTariff : .qualityRate
    let rate = try rules.rate(parameter, for: name)
    try self.init(rate: rate, passThrough: passThrough, earned: earned, name: name)
    year = rules.year
  }

  /// Takes a rate that the parties agreed.
  ///
  /// - Throws: `contract.rate-out-of-range`.
  public init(
    rate: Figure<Factor>,
    passThrough: LineScope = .passThrough,
    earned: Share = .all,
    name: String = "CQUIN"
  ) throws(DiagnosticList) {
    self.rate = try Amounts.share(rate, "the rate of \(name)")
    self.passThrough = passThrough
    self.earned = earned
    self.name = name
  }

  /// The rate of what is left of the contract's value.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    let whole = try account.value(of: .all, for: name)
    let through = try account.value(of: passThrough, for: name)
    let value = try Amounts.exact(whole.amount, "the contract value")
    let eligible = value - (try Amounts.exact(through.amount, "the pass-through"))
    let share = Factor(earned)
    var explanation = Explanation()
    explanation.note(name, "the contract's value before it", to: value, evidence: whole.evidence)
    if through.lines > 0 {
      let text = "less £\(through.amount) passed through, which is not verified"
      explanation.note(name, text, to: eligible, evidence: .unverified)
    }
    let full = try Amounts.product(eligible, rate.value, what: "the payment of \(name)")
    explanation.note(name, "× \(rate.value)", to: full, at: rate.row, evidence: rate.evidence)
    if earned != .all {
      let text = "× \(earned), the share of the goals that was met"
      let part = try Amounts.product(full, share, what: "the payment of \(name)")
      explanation.note(name, text, to: part, evidence: .definition)
    }
    return try ClausePayment(name, explanation: explanation)
  }
}
