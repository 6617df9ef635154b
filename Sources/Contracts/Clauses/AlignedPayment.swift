public import Diagnostics
import FundingFlows
public import Quantities
public import Tariffs

/// Pays a fixed sum, and a variable one by the activity that happened.
///
/// Years and formula, r being the variable rate of the year, A the value of the lines in the variable scope:
/// - 2019/20, emergency care: F + r × (A − plan), r 0.2 and unverified;
/// - 2022/23: F + r × (A − m × B), both ways, r 0.75 and m 1.04; B is the elective value of 2019/20 at prices
///   of 2022/23. A system may limit what is taken off; the parties state that limit;
/// - 2023/24 to 2025/26: F + r × A, r 1: unit price × market forces factor × activity.
///
/// Which activity is variable differs by year and was not read for every service: the parties state the scope.
/// The fixed sum covers the other lines of the clause's scope, priced or not.
/// Source: HFMA news, 25 February and 31 March 2022; NHS England, NHS Payment Scheme pages; 2019/20: none read.
///
/// Example: 2022/23, B £10,000,000, F £0: A £11,000,000 pays £450,000.00, A £9,900,000 pays −£375,000.00.
/// 2023/24: two day cases under JA20F at £1,979 pay £3,958.00.
public struct AlignedPayment: Clause {
  /// What the variable element is measured against.
  public enum Variable: Sendable {
    /// The planned value of the activity: 2019/20.
    case aroundPlan(Pence)
    /// The elective value of 2019/20, and how much the variable element may take off at most: 2022/23.
    case againstBaseYear(Pence, largestReduction: Pence? = nil)
    /// Nothing: all of it is paid, from 2023/24.
    case allActivity
  }

  /// What the contract calls it.
  public let name: String
  /// All lines that it pays for, by the fixed sum or the variable element.
  public let scope: LineScope
  /// Those of them whose value is the actual value.
  public let variableScope: LineScope
  /// The fixed sum.
  public let fixed: Figure<Pence>
  /// What the variable element is measured against.
  public let variable: Variable
  /// The rate of the variable element.
  public let rate: Figure<Factor>
  private let multiple: Figure<Factor>?
  private let year: FinancialYear?

  /// It pays for lines.
  public var role: ClauseRole { .payment }

  /// Takes rate and multiple of a year.
  ///
  /// - Parameters:
  ///   - rules: the rules of the year.
  ///   - fixed: the fixed sum.
  ///   - variable: what the variable element is measured against.
  ///   - variableScope: the lines whose value is the actual value.
  ///   - scope: all lines that the clause pays for, fixed or variable.
  ///   - name: what the contract calls it.
  /// - Throws: `contract.no-rule`, `contract.aligned-form` when the year measured otherwise,
  ///   `contract.rate-out-of-range`, `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    _ rules: PaymentRules,
    fixed: Figure<Pence>,
    variable: Variable,
    variableScope: LineScope,
    scope: LineScope = .all,
    name: String = "aligned payment"
  ) throws(DiagnosticList) {
    rate = try Amounts.share(rules.rate(.alignedVariableRate, for: name), "the variable rate")
    guard variable.fits(rules.year) else { throw Self.otherForm(variable, rules.year) }
    multiple =
      if case .againstBaseYear = variable { try rules.rate(.alignedBaselineMultiple, for: name) } else { nil }
    try Amounts.atLeastNothing(fixed.value, "the fixed payment of \(name)")
    for amount in variable.amounts { try Amounts.atLeastNothing(amount, "the baseline of \(name)") }
    self.fixed = fixed
    self.variable = variable
    self.variableScope = variableScope
    self.scope = scope
    self.name = name
    year = rules.year
  }

  /// Takes a rate and a multiple that the parties agreed.
  ///
  /// - Throws: `contract.rate-out-of-range`, `contract.amount-negative`, `contract.amount-too-large`.
  public init(
    rate: Figure<Factor>,
    multiple: Figure<Factor>? = nil,
    fixed: Figure<Pence>,
    variable: Variable,
    variableScope: LineScope,
    scope: LineScope = .all,
    name: String = "aligned payment"
  ) throws(DiagnosticList) {
    self.rate = try Amounts.share(rate, "the variable rate")
    try Amounts.atLeastNothing(fixed.value, "the fixed payment of \(name)")
    for amount in variable.amounts { try Amounts.atLeastNothing(amount, "the baseline of \(name)") }
    self.multiple = multiple
    self.fixed = fixed
    self.variable = variable
    self.variableScope = variableScope
    self.scope = scope
    self.name = name
    year = nil
  }

  private static func otherForm(_ variable: Variable, _ year: FinancialYear) -> DiagnosticList {
    DiagnosticList(
      "contract.aligned-form",
      "found a variable element \(variable.words) for \(year), expected \(Variable.expected(in: year))",
      fix: "state the variable element as the payment scheme of \(year) has it"
    )
  }

  /// The fixed sum and the variable element.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    let lines = account.lines(in: scope).filter { variableScope.contains($0) && $0.value != nil }
    let what = "the actual value of \(name)"
    let actual = try Amounts.exact(Amounts.total(lines.compactMap(\.value), what), what)
    let fixedSum = ExactPounds(fixed.value)
    var explanation = Explanation()
    explanation.note(
      name,
      "fixed payment for \(counted(account.lines(in: scope).count, "line"))",
      to: fixedSum,
      at: fixed.row,
      evidence: fixed.evidence
    )
    let base = try reference()
    let difference = actual - base.amount
    explanation.note(
      name,
      "and \(rate.value) of £\(difference): \(counted(lines.count, "line")) worth £\(actual)\(base.text)",
      to: fixedSum + difference * rate.value,
      at: rate.row,
      evidence: lines.map(\.evidence).reduce(rate.evidence.weaker(base.evidence)) { $0.weaker($1) }
    )
    if case .againstBaseYear(_, let most?) = variable,
      explanation.total < fixedSum - ExactPounds(most)
    {
      let text = "at most £\(most) is taken off"
      explanation.note(name, text, to: fixedSum - ExactPounds(most), evidence: .definition)
    }
    return try ClausePayment(name, explanation: explanation)
  }

  private func reference() throws(DiagnosticList) -> (amount: ExactPounds, text: String, evidence: Evidence) {
    switch variable {
    case .allActivity:
      return (.zero, "", .seen)
    case .aroundPlan(let plan):
      return (ExactPounds(plan), ", less the plan of £\(plan)", .definition)
    case .againstBaseYear(let value, _):
      let multiple = multiple ?? Figure(.one)
      let amount = try Amounts.product(
        ExactPounds(value),
        multiple.value,
        what: "the baseline of \(name)"
      )
      return (amount, ", less \(multiple.value) of the base year's £\(value)", multiple.evidence)
    }
  }
}

extension AlignedPayment.Variable {
  /// The first years of the three forms.
  private static let firstYears = [
    FinancialYear(start: 2019), FinancialYear(start: 2022), FinancialYear(start: 2023),
  ]

  private static func form(of year: FinancialYear) -> Int { firstYears.filter { $0 <= year }.count - 1 }

  private var form: Int {
    switch self {
    case .aroundPlan: 0
    case .againstBaseYear: 1
    case .allActivity: 2
    }
  }

  private static let names = ["around a plan", "against the value of 2019/20", "of all activity"]

  /// Whether the year measured its variable element so.
  func fits(_ year: FinancialYear) -> Bool { form == Self.form(of: year) }

  var words: String { Self.names[form] }

  static func expected(in year: FinancialYear) -> String {
    let form = form(of: year)
    return names.indices.contains(form) ? "one \(names[form])" : "none"
  }

  var amounts: [Pence] {
    switch self {
    case .aroundPlan(let plan): [plan]
    case .againstBaseYear(let value, let most): [value] + [most].compactMap(\.self)
    case .allActivity: []
    }
  }
}
