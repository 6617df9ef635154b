public import Diagnostics
public import Quantities

/// A priced line with what one unit of it cost its provider.
public struct CostedLine: Sendable {
  /// Its name.
  public let name: String
  /// The line.
  public let line: ActivityLine
  /// What is paid for it.
  public let price: PricedLine
  /// What one unit of it cost; for an admission, brought from the episode to the spell by a conversion.
  public let cost: BasedAmount

  /// Puts a cost beside a priced line.
  public init(name: String, line: ActivityLine, price: PricedLine, cost: BasedAmount) {
    self.name = name
    self.line = line
    self.price = price
    self.cost = cost
  }
}

/// What providers keep of their prices, seen from both ends: with local market costs on both sides, as it is
/// paid, and with them on neither, as national prices are.
///
/// Formula: tariff × market forces factor − cost, and tariff − cost ÷ factor, for each unit and times the units;
/// totals are rounded half up once. Of a line the core alone is compared: what is unbundled has prices and costs
/// of its own. Taking market forces out of a cost is unverified as to the index, and its entry says so.
/// Source: national price modelling, which takes market forces from costs first.
///
/// Example: the 2017/18 price of JA20F, £1,957, against a cost of £2,717.77 for an episode, one episode taken for
/// a spell: −£760.77.
public struct TariffMargins: Sendable {
  /// The amounts of one line, each for one unit.
  public struct Line: Sendable {
    /// Its name.
    public let name: String
    /// How many units.
    public let quantity: Activity
    /// The price without market forces.
    public let tariff: BasedAmount
    /// The price with them: what is paid.
    public let paid: BasedAmount
    /// What it cost, local market costs included.
    public let cost: BasedAmount
    /// What it cost without them.
    public let costAtPrices: BasedAmount
    /// From nothing to what is paid less what it cost.
    public let margin: Explanation
    /// From nothing to the tariff less what it cost without market forces.
    public let marginAtPrices: Explanation
    /// The same four amounts and both margins for all units.
    public let all: Totals
  }

  /// Amounts of all units, exact.
  public struct Totals: Sendable, Equatable {
    /// Prices without market forces.
    public fileprivate(set) var tariff = ExactPounds.zero
    /// Prices with them.
    public fileprivate(set) var paid = ExactPounds.zero
    /// Costs, local market costs included.
    public fileprivate(set) var cost = ExactPounds.zero
    /// Costs without them.
    public fileprivate(set) var costAtPrices = ExactPounds.zero
    /// The weakest of what they rest on.
    public fileprivate(set) var evidence = Evidence.seen

    /// What is paid less what it cost, rounded half up once; negative for a loss.
    public var margin: Pence { (paid - cost).rounded(.penceHalfUp) }
    /// The tariff less what it cost without market forces, rounded half up once; negative for a loss.
    public var marginAtPrices: Pence { (tariff - costAtPrices).rounded(.penceHalfUp) }

    /// From nothing to the margin as paid: what market forces add is an entry of its own.
    public var explanation: Explanation {
      explanation([
        (Conversion.Name.marketForcesAdded.rawValue, "what market forces add to them", paid),
        ("cost", "less what it cost", paid - cost),
      ])
    }

    /// From nothing to the margin at national prices: market forces in the cost are an entry of their own.
    public var explanationAtPrices: Explanation {
      explanation([
        ("cost", "less what it cost", tariff - cost),
        (Conversion.Name.marketForcesRemoved.rawValue, "market forces in that cost", tariff - costAtPrices),
      ])
    }

    private func explanation(_ steps: [(rule: String, text: String, after: ExactPounds)]) -> Explanation {
      var explanation = Explanation()
      explanation.note("tariff", "prices without market forces", to: tariff, evidence: evidence)
      for step in steps { explanation.note(step.rule, step.text, to: step.after, evidence: evidence) }
      return explanation
    }
  }

  /// A line that was not compared.
  public struct Gap: Sendable {
    /// Its name.
    public let name: String
    /// Why.
    public let reason: String
  }

  /// The lines that were compared, in the order given.
  public let lines: [Line]
  /// The others, in the order given.
  public let gaps: [Gap]
  /// The lines that were compared, together.
  public let totals: Totals

  /// Compares prices with costs, line by line; lines without a price are listed and not compared.
  ///
  /// - Throws: for all lines, `basis.mixed` for a cost by the episode against a price by the spell, or one of
  ///   another year; `basis.margin` for what is no cost; `basis.factor`; `cost.too-large`.
  public init(_ costed: [CostedLine]) throws(DiagnosticList) {
    var faults = DiagnosticList()
    var lines: [Line] = []
    var gaps: [Gap] = []
    var totals = Totals()
    for line in costed {
      guard line.price.unpriced == nil, line.price.basis.isPrice else {
        let reason = line.price.unpriced ?? "priced at \(line.price.basis.name), which is no price"
        gaps.append(Gap(name: line.name, reason: reason))
        continue
      }
      do throws(DiagnosticList) {
        let compared = try Line(line)
        try totals.add(compared.all)
        lines.append(compared)
      } catch {
        for fault in error.errors {
          faults.append(
            Diagnostic(fault.code, at: fault.position, "\(fault.message), in \(line.name)", fix: fault.fix)
          )
        }
      }
    }
    try faults.throwIfFaulty()
    self.lines = lines
    self.gaps = gaps
    self.totals = totals
  }
}

extension TariffMargins.Totals {
  fileprivate mutating func add(_ other: TariffMargins.Totals) throws(DiagnosticList) {
    tariff = try CostArithmetic.within(tariff + other.tariff, "a total")
    paid = try CostArithmetic.within(paid + other.paid, "a total")
    cost = try CostArithmetic.within(cost + other.cost, "a total")
    costAtPrices = try CostArithmetic.within(costAtPrices + other.costAtPrices, "a total")
    evidence = evidence.weaker(other.evidence)
  }
}

extension TariffMargins.Line {
  fileprivate init(_ costed: CostedLine) throws(DiagnosticList) {
    let factor = costed.price.marketForces
    let rules = [RuleOutcome.marketForces, .marketForcesGiven, .marketForcesUnknownProvider]
      .map(\.text)
    let found = costed.price.explanation.entries.first { rules.contains($0.rule) }
    let evidence = found?.evidence ?? costed.price.evidence
    name = costed.name
    quantity = costed.line.quantity
    tariff = try Self.tariff(of: costed)
    paid = try tariff.withMarketForces(factor, evidence: evidence, at: found?.position)
    if costed.cost.terms.includesMarketForces {
      cost = costed.cost
      costAtPrices = try cost.withoutMarketForces(factor, evidence: .unverified, at: found?.position)
    } else {
      costAtPrices = costed.cost
      cost = try costAtPrices.withMarketForces(factor, evidence: .unverified, at: found?.position)
    }
    margin = try paid.margin(over: cost)
    marginAtPrices = try tariff.margin(over: costAtPrices)
    var all = TariffMargins.Totals()
    all.tariff = try CostArithmetic.value(quantity, at: tariff.amount, "the price")
    all.paid = try CostArithmetic.value(quantity, at: paid.amount, "what is paid")
    all.cost = try CostArithmetic.value(quantity, at: cost.amount, "the cost")
    all.costAtPrices = try CostArithmetic.value(quantity, at: costAtPrices.amount, "the cost")
    all.evidence = CostArithmetic.weakest([paid, cost, costAtPrices].map(\.evidence))
    self.all = all
  }

  /// The price of a unit before market forces.
  private static func tariff(of costed: CostedLine) throws(DiagnosticList) -> BasedAmount {
    let price = costed.price
    let terms = BasedAmount.Terms(
      price.basis,
      per: .paid(at: costed.line.pointOfDelivery),
      of: costed.line.year,
      includesMarketForces: false
    )
    let base = price.explanation.entries.first { $0.after != .zero }
    return try BasedAmount(
      price.payable,
      terms,
      source: "payable for \(costed.line.currency) before market forces",
      evidence: price.evidence,
      at: base?.position,
      publication: base?.publication ?? ""
    )
  }
}
