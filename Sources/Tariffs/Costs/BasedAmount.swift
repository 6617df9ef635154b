public import Diagnostics
public import Quantities

/// Pounds for one unit, or in all, that know what they are: what they are a price or cost of, what is counted,
/// the price year, and whether unavoidable local costs are in them.
///
/// Amounts of different terms are neither added nor compared: a named conversion brings one to the terms of the
/// other first, and stays visible as an entry of the explanation. A price stands against a cost as a margin.
/// At most a million million pounds.
public struct BasedAmount: Sendable, Equatable {
  /// What an amount is an amount of.
  public struct Terms: Hashable, Sendable, CustomStringConvertible {
    /// What it is a price or cost of.
    public var basis: CostBasis
    /// What is counted.
    public var unit: CountedUnit
    /// The year of its prices.
    public var year: FinancialYear
    /// Whether unavoidable local costs are in it: in what providers spend, not in national prices.
    public var includesMarketForces: Bool

    /// Names the terms.
    public init(
      _ basis: CostBasis,
      per unit: CountedUnit,
      of year: FinancialYear,
      includesMarketForces: Bool
    ) {
      self.basis = basis
      self.unit = unit
      self.year = year
      self.includesMarketForces = includesMarketForces
    }

    /// The terms in words.
    public var description: String {
      "\(basis.name), by the \(unit.rawValue), \(year), local market costs "
        + (includesMarketForces ? "included" : "left out")
    }
  }

  /// What it is an amount of.
  public internal(set) var terms: Terms
  /// From nothing to the amount: where it comes from, then each conversion.
  public internal(set) var explanation: Explanation
  /// The conversions that were made, in order.
  public internal(set) var conversions: [Conversion] = []

  /// The amount in pounds.
  public var amount: ExactPounds { explanation.total }

  /// How well it is supported: as the weakest of what it rests on.
  public var evidence: Evidence { CostArithmetic.weakest(explanation.entries.map(\.evidence)) }

  init(_ terms: Terms, _ explanation: Explanation) {
    self.terms = terms
    self.explanation = explanation
  }

  /// A figure and where it comes from.
  ///
  /// - Parameters:
  ///   - amount: pounds.
  ///   - terms: what it is an amount of.
  ///   - source: where it comes from, in words.
  ///   - evidence: how well it is supported.
  ///   - position: the row that holds it; nil when it was given.
  ///   - publication: the publication; blank when there is none.
  /// - Throws: `cost.too-large`.
  public init(
    _ amount: ExactPounds,
    _ terms: Terms,
    source: String,
    evidence: Evidence,
    at position: Position? = nil,
    publication: String = ""
  ) throws(DiagnosticList) {
    let amount = try CostArithmetic.within(amount, "\(source),", at: position)
    self.terms = terms
    explanation = Explanation()
    explanation.note(
      terms.basis.name,
      source,
      to: amount,
      at: position,
      publication: publication,
      evidence: evidence
    )
  }

  /// The sum of two amounts of the same terms.
  ///
  /// - Throws: `basis.mixed`; `cost.too-large`.
  public static func + (one: BasedAmount, other: BasedAmount) throws(DiagnosticList) -> BasedAmount {
    try one.joined(with: other, times: 1)
  }

  /// The difference of two amounts of the same terms.
  ///
  /// - Throws: `basis.mixed`; `cost.too-large`.
  public static func - (one: BasedAmount, other: BasedAmount) throws(DiagnosticList) -> BasedAmount {
    try one.joined(with: other, times: -1)
  }

  /// Whether one amount is less than another of the same terms.
  ///
  /// - Throws: `basis.mixed`.
  public static func < (one: BasedAmount, other: BasedAmount) throws(DiagnosticList) -> Bool {
    if one.terms != other.terms { throw one.mixed(with: other) }
    return one.amount < other.amount
  }

  /// What is left of this price after a cost of the same unit, year and treatment of local market costs.
  ///
  /// - Throws: `basis.mixed` when these differ; `basis.margin` when it is no price or the other no cost.
  public func margin(over cost: BasedAmount) throws(DiagnosticList) -> Explanation {
    guard terms.basis.isPrice, cost.terms.basis.isCost else {
      throw CostArithmetic.fault(
        "basis.margin",
        "found \(terms.basis.name) against \(cost.terms.basis.name), expected a price against a cost",
        fix: "take a price first, then what it cost the provider or all providers on average"
      )
    }
    var expected = terms
    expected.basis = cost.terms.basis
    if expected != cost.terms { throw mixed(with: cost, isMargin: true) }
    return try joined(explanation, with: cost.explanation, times: -1)
  }

  private func joined(with other: BasedAmount, times sign: Int64) throws(DiagnosticList) -> BasedAmount {
    if terms != other.terms { throw mixed(with: other) }
    var sum = BasedAmount(terms, try joined(explanation, with: other.explanation, times: sign))
    sum.conversions = conversions + other.conversions
    return sum
  }

  private func joined(
    _ first: Explanation,
    with second: Explanation,
    times sign: Int64
  ) throws(DiagnosticList) -> Explanation {
    var joined = first
    for entry in second.entries {
      joined.note(
        entry.rule,
        entry.text,
        to: first.total + entry.after * sign,
        at: entry.position,
        publication: entry.publication,
        evidence: entry.evidence
      )
    }
    _ = try CostArithmetic.within(joined.total, "a sum")
    return joined
  }

  /// Why two amounts do not go together, and the conversions that would bring them together.
  private func mixed(with other: BasedAmount, isMargin: Bool = false) -> DiagnosticList {
    var fixes: [String] = []
    if !isMargin, terms.basis != other.terms.basis {
      fixes.append("take one basis, or the margin of a price over a cost")
    }
    if Set([terms.unit, other.terms.unit]) == [.episode, .spell] {
      fixes.append("\(Self.conversion(.episodesToSpell)), with the episodes of a spell and their evidence")
    } else if terms.unit != other.terms.unit {
      fixes.append("take one unit, as no conversion turns one of these into the other")
    }
    if terms.year != other.terms.year { fixes.append(Self.conversion(.uplift, .deflator, .held)) }
    if terms.includesMarketForces != other.terms.includesMarketForces {
      fixes.append(Self.conversion(.marketForcesRemoved, .marketForcesAdded))
    }
    return CostArithmetic.fault(
      "basis.mixed",
      "found £\(amount) (\(terms)) and £\(other.amount) (\(other.terms)), expected one "
        + (isMargin ? "unit, year and treatment of local market costs" : "basis"),
      fix: fixes.joined(separator: "; ")
    )
  }

  private static func conversion(_ names: Conversion.Name...) -> String {
    "convert by \(names.map(\.rawValue).joined(separator: ", or by "))"
  }
}
