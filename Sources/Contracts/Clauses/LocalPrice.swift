public import Diagnostics
import FundingFlows
public import Quantities
public import Tariffs

/// Pays lines at a price that the parties agreed, stated against what they were worth before.
///
/// Years: all.
/// - A *local price* is for services without a national price: lines at the national tariff are refused.
/// - A *local variation* is an agreed change to the price or currency of a nationally priced service.
/// - A *local modification* raises a price where a provider cannot recover its costs; it has an effective date.
///
/// Formula, by line and rounded by line: activity × agreed price, × market forces factor where agreed (by
/// rules.csv it is not, which is unverified); or one addition to the value of all lines.
/// An agreement may begin or end within the year. The ledger has no days, so that a price then holds for that
/// part of the value, activity being taken as even over the year, which is unverified; of an addition, the days
/// within the year count. A line without a value before is unpriced unless the price holds all year.
/// Source: Monitor, locally determined prices 2014/15; Health and Social Care Act 2012, section 124.
///
/// Example: Monitor's illustration of a modification adds £1,600,000 to VB01Z to VB11Z for one year.
public struct LocalPrice: Clause {
  /// What kind of agreement it is.
  public enum Kind: String, Sendable {
    /// For services without a national price.
    case localPrice = "local price"
    /// A change to a nationally priced service.
    case localVariation = "local variation"
    /// A higher price where costs cannot be recovered.
    case localModification = "local modification"
  }

  /// What was agreed.
  public enum Terms: Sendable {
    /// Pounds per unit.
    case price(Figure<UnitPrice>)
    /// Pounds in all, beside the value.
    case addition(Figure<Pence>)
  }

  /// What the contract calls it.
  public let name: String
  /// The lines that it pays for.
  public let scope: LineScope
  /// What kind of agreement it is.
  public let kind: Kind
  /// What was agreed.
  public let terms: Terms
  /// The first and last day on which it holds; nil for the whole year.
  public let period: ClosedRange<Day>?
  /// Whether the market forces factor is applied to the price.
  public let takesMarketForces: Figure<Bool>
  private let year: FinancialYear

  /// It pays for lines.
  public var role: ClauseRole { .payment }

  /// Agrees on a price.
  ///
  /// - Throws: `contract.no-rule` when neither the parties nor the year say whether the market forces factor is
  ///   applied, `contract.amount-too-large`.
  public init(
    _ rules: PaymentRules,
    _ kind: Kind,
    _ terms: Terms,
    scope: LineScope,
    period: ClosedRange<Day>? = nil,
    takesMarketForces: Figure<Bool>? = nil,
    name: String? = nil
  ) throws(DiagnosticList) {
    let name = name ?? kind.rawValue
    let parameter = RuleParameter.marketForcesOnLocalPrices
    self.takesMarketForces = try rules.needed(takesMarketForces ?? rules.flag(parameter), parameter, name)
    if case .addition(let sum) = terms { _ = try Amounts.exact(sum.value, "the addition of \(name)") }
    self.kind = kind
    self.terms = terms
    self.scope = scope
    self.period = period
    self.name = name
    year = rules.year
  }

  /// The lines at the agreed price, or their value and the addition.
  ///
  /// - Throws: `contract.national-price` when a local price is for lines that have a national one.
  public func payment(in account: Account) throws(DiagnosticList) -> ClausePayment {
    try account.check(year, for: name)
    let lines = account.lines(in: scope)
    let national = lines.filter { $0.basis == .tariff }
    guard kind != .localPrice || national.isEmpty else { throw nationallyPriced(national.count) }
    let value = try Amounts.total(lines.compactMap(\.value), "the value of \(name)")
    let bases = Set(lines.filter { $0.value != nil }.map(\.basis)).sorted().map(\.name)
    var explanation = Explanation()
    explanation.note(
      name,
      "value of \(counted(lines.count, "line")) before: "
        + (bases.isEmpty ? "none" : bases.joined(separator: ", ")),
      to: ExactPounds(value),
      evidence: lines.filter { $0.value != nil }.map(\.evidence).weakest()
    )
    switch terms {
    case .price(let price): return try repriced(lines, at: price, explanation)
    case .addition(let sum):
      let held = HeldDays(period, in: year)
      guard let part = ExactPounds(sum.value).part(held.inside, of: held.ofPeriod) else {
        throw Amounts.tooLarge("the addition of \(name)")
      }
      let isPart = held.inside < held.ofPeriod
      explanation.note(
        name,
        "\(kind.rawValue): £\(sum.value) added"
          + (isPart ? ", \(held.inside) of its \(held.ofPeriod) days" : ""),
        to: ExactPounds(value) + part,
        at: sum.row,
        evidence: isPart ? .unverified : sum.evidence
      )
      return try ClausePayment(name, explanation: explanation)
    }
  }

  private func repriced(
    _ lines: [LedgerLine],
    at price: Figure<UnitPrice>,
    _ before: Explanation
  ) throws(DiagnosticList) -> ClausePayment {
    let held = HeldDays(period, in: year)
    let isPart = held.inside < held.ofYear
    let evidence = isPart ? .unverified : price.evidence.weaker(takesMarketForces.evidence)
    var parts: [ClausePayment.Line] = []
    var sum = ExactPounds.zero
    for line in lines {
      let agreed = try Amounts.product(
        ExactPounds(price.value),
        Factor(line.activity),
        takesMarketForces.value ? line.marketForces : .one,
        what: "the agreed value of a line of \(name)"
      )
      let exact = isPart ? try mixed(agreed, held, before: line.value) : agreed
      sum = try Amounts.within(sum + (exact ?? .zero), "the payment of \(name)")
      let amount = exact?.rounded(.penceHalfUp)
      parts.append(ClausePayment.Line(amount: amount, evidence: evidence.weaker(line.evidence)))
    }
    var explanation = before
    explanation.note(
      name,
      "\(kind.rawValue) at £\(price.value) \(takesMarketForces.value ? "with" : "without") market forces factor"
        + (isPart ? ", for \(held.inside) of \(held.ofYear) days, activity taken as even" : ""),
      to: sum,
      at: price.row ?? takesMarketForces.row,
      evidence: evidence
    )
    return try ClausePayment(name, lines: parts, explanation: explanation)
  }

  /// The agreed value for the days on which it holds, and the value before for the others.
  private func mixed(
    _ agreed: ExactPounds,
    _ held: HeldDays,
    before: Pence?
  ) throws(DiagnosticList) -> ExactPounds? {
    guard let before else { return nil }
    guard let one = agreed.part(held.inside, of: held.ofYear),
      let other = ExactPounds(before).part(held.ofYear - held.inside, of: held.ofYear)
    else { throw Amounts.tooLarge("the agreed value of a line of \(name)") }
    return one + other
  }

  private func nationallyPriced(_ count: Int) -> DiagnosticList {
    DiagnosticList(
      "contract.national-price",
      "found \(counted(count, "line")) at the national tariff in the scope of \(name), "
        + "expected only services without a national price",
      fix: "make it a local variation or a local modification"
    )
  }
}

/// How much of a year an agreement holds.
private struct HeldDays {
  /// The days of the year on which it holds.
  let inside: Int64
  /// The days on which it holds in all.
  let ofPeriod: Int64
  /// The days of the year.
  let ofYear: Int64

  init(_ period: ClosedRange<Day>?, in year: FinancialYear) {
    let days = year.firstDay...year.lastDay
    let period = period ?? days
    let first = max(days.lowerBound, period.lowerBound)
    let last = min(days.upperBound, period.upperBound)
    inside = first <= last ? Self.length(first, last) : 0
    ofPeriod = Self.length(period.lowerBound, period.upperBound)
    ofYear = Self.length(days.lowerBound, days.upperBound)
  }

  private static func length(_ first: Day, _ last: Day) -> Int64 {
    Int64(last.sinceEpoch) - Int64(first.sinceEpoch) + 1
  }
}

extension ExactPounds {
  /// So many parts of a whole, cut at 24 decimals; nil when it does not fit.
  fileprivate func part(_ parts: Int64, of whole: Int64) -> ExactPounds? {
    multiplied(by: Factor(Activity(parts)))?.divided(by: Factor(Activity(whole)))
  }
}
