public import Diagnostics
public import Quantities
public import Tariffs

/// Pays value above a baseline at a marginal rate; the commissioner keeps the rest.
///
/// Years: emergency admissions from 2010/11, at 30 % and later 70 %; 2015/16 has two rates, by the tariff that
/// the provider chose; from 2019/20 the rate is 1, which is unverified. Specialised services: 2015/16, under
/// the enhanced tariff option, above the value of 2014/15.
/// Formula: V ≤ B pays V; else B + r × (V − B). What is kept is (1 − r) × (V − B).
/// V is what the clauses before pay for the lines of the scope, readmissions taken off. That readmissions come
/// first is unverified, and the payment says so where there are any. B is the value of the baseline year,
/// adjusted for changed patterns of care from 2014/15; the parties state it.
/// Source: HFMA news 2015 to 2018; HSJ 2014; Monitor and NHS England, marginal rate rule.
///
/// Example: B £10,000,000, V £10,400,000: r 0.3 pays £10,120,000.00, r 0.7 pays £10,280,000.00.
public struct MarginalRate: Clause {
  /// Whose rate it is.
  public enum Kind: Sendable {
    /// Emergency admissions.
    case emergency
    /// Emergency admissions under the default tariff of 2015/16.
    case emergencyUnderDefaultTariff
    /// Specialised services.
    case specialised

    var parameter: RuleParameter {
      switch self {
      case .emergency: .marginalRate
      case .emergencyUnderDefaultTariff: .marginalRateDefaultTariff
      case .specialised: .marginalRateSpecialised
      }
    }
  }

  /// What the contract calls it.
  public let name: String
  /// The lines whose value is compared with the baseline.
  public let scope: LineScope
  /// The share of the value above the baseline that is paid.
  public let rate: Figure<Factor>
  /// The value up to which everything is paid.
  public let baseline: Figure<Pence>
  private var year: FinancialYear?
  private var baselineYear: Figure<[String]>?

  /// It pays part of what lies above a baseline.
  public var role: ClauseRole { .marginalRate }

  /// Takes the rate of a year.
  ///
  /// - Throws: `contract.no-rule` when the year has none, `contract.rate-out-of-range`,
  ///   `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    _ rules: PaymentRules,
    _ kind: Kind = .emergency,
    baseline: Figure<Pence>,
    scope: LineScope = .emergency,
    name: String = "marginal rate"
  ) throws(DiagnosticList) {
    let rate = try rules.rate(kind.parameter, for: name)
    try self.init(rate: rate, baseline: baseline, scope: scope, name: name)
    year = rules.year
    if kind != .specialised { baselineYear = rules.words(.marginalRateBaseline) }
  }

  /// Takes a rate that the parties agreed.
  ///
  /// - Throws: `contract.rate-out-of-range`, `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    rate: Figure<Factor>,
    baseline: Figure<Pence>,
    scope: LineScope = .emergency,
    name: String = "marginal rate"
  ) throws(DiagnosticList) {
    self.rate = try Amounts.share(rate, "the marginal rate")
    try Amounts.atLeastNothing(baseline.value, "the baseline of \(name)")
    self.baseline = baseline
    self.scope = scope
    self.name = name
  }

  /// What is taken off the value: what the commissioner keeps, with its sign reversed.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    let value = try account.value(of: scope, for: name)
    return try ClausePayment(name, paying: explanation(of: value), insteadOf: value.amount)
  }

  private func explanation(of value: Account.Value) throws(DiagnosticList) -> Explanation {
    var explanation = Explanation()
    let isAfterOthers = !value.changedBy.isEmpty
    let order = value.changedBy.joined(separator: ", ") + " taken off first, an order that is not verified"
    let exact = try Amounts.exact(value.amount, "the value of \(name)")
    explanation.note(
      name,
      "value of \(counted(value.lines, "line"))" + (isAfterOthers ? ", \(order)" : ""),
      to: exact,
      evidence: isAfterOthers ? .unverified : value.evidence
    )
    let ofYear = baselineYear.map { ", of \($0.value.joined(separator: " "))" } ?? ""
    let baseline = try Amounts.exact(baseline.value, "the baseline of \(name)")
    guard exact > baseline else {
      explanation.note(
        name,
        "not above the baseline of £\(self.baseline.value)\(ofYear): all is paid",
        to: exact,
        at: baselineYear?.row,
        evidence: self.baseline.evidence
      )
      return explanation
    }
    let above = exact - baseline
    explanation.note(
      name,
      "only the baseline of £\(self.baseline.value)\(ofYear)",
      to: baseline,
      at: baselineYear?.row ?? self.baseline.row,
      evidence: self.baseline.evidence
    )
    explanation.note(
      name,
      "and \(rate.value) of £\(above) above it; £\(above * rate.value.rest) is kept",
      to: baseline + above * rate.value,
      at: rate.row,
      evidence: rate.evidence
    )
    return explanation
  }

  /// What lies above a baseline and what of it is paid, when a commissioner plans to keep an amount.
  ///
  /// Example: £183,380 kept at a rate of 0.7 is £611,266.67 above the baseline, of which £427,886.67 is paid.
  ///
  /// - Throws: `contract.rate-out-of-range`, also for a rate of 1, at which nothing is kept;
  ///   `contract.amount-negative`, `contract.amount-too-large`.
  public static func value(
    keeping kept: Pence,
    at rate: Figure<Factor>
  ) throws(DiagnosticList) -> (aboveBaseline: ExactPounds, paidAboveBaseline: ExactPounds) {
    try Amounts.share(rate, "the marginal rate")
    let kept = try Amounts.atLeastNothing(kept, "the amount kept")
    guard rate.value != .one else {
      throw DiagnosticList(
        "contract.rate-out-of-range",
        at: rate.row,
        "found a marginal rate of 1, at which nothing is kept, expected a rate below 1",
        fix: "give the rate at which the amount was kept, such as 0.7"
      )
    }
    guard let above = kept.divided(by: rate.value.rest) else { throw Amounts.tooLarge("the value") }
    return (try Amounts.within(above, "the value above the baseline"), above - kept)
  }
}
