public import Diagnostics
public import Quantities
import Tables

/// What a provider's activity cost, against what it would have cost at national average costs: 100 is average,
/// and 125 a quarter dearer.
///
/// Formula: 100 × actual cost ÷ Σ(activity × national average unit cost), an exact ratio rounded half up once to
/// two decimals; adjusted for market forces, the actual cost is divided by the provider's factor first.
/// Source: Healthcare Financial Management Association, reference costs, for the index; that dividing by the
/// factor of the payment system is right for it is unverified, and the result says so.
///
/// Example: 100 elective and 150 day cases of JA20F, 40 elective DZ02K and 600 day-case SB12Z in 2017/18 are
/// expected to cost £1,089,158.86; actual costs of £1,250,000.00 make the index 114.77, and 96.09 adjusted by
/// 1.194349.
public struct ReferenceCostIndex: Sendable {
  /// An index number with two decimals.
  public struct Number: Hashable, Sendable, CustomStringConvertible {
    /// The number in hundredths: 114.77 is 11,477.
    public let hundredths: Int64

    /// The number with two decimals.
    public var description: String { "\(Pence(hundredths))" }
  }

  /// Activity with a national average cost.
  public struct Line: Sendable {
    /// The activity.
    public let line: CountedActivity
    /// What a unit of it cost on average.
    public let unitCost: UnitValue
    /// What it would have cost at that.
    public let expected: ExactPounds
  }

  /// Activity without a national average cost: its actual cost is in the index, and nothing is expected for it.
  public struct Gap: Sendable {
    /// The activity.
    public let line: CountedActivity
    /// Why it has none.
    public let reason: String
  }

  /// The year of the average costs.
  public let year: FinancialYear
  /// What the provider's activity cost it.
  public let actual: Pence
  /// What it would have cost at national averages, exact.
  public let expectedExactly: ExactPounds
  /// The lines that make it up, in the order given.
  public let lines: [Line]
  /// The lines for which nothing is expected, in the order given.
  public let gaps: [Gap]
  /// The index.
  public let index: Number
  /// The index of the actual cost without the provider's market forces; unverified. Nil when no factor was given.
  public let adjusted: Number?
  /// The factor that was given.
  public let marketForces: Factor?
  /// How well the index is supported.
  public let evidence: Evidence

  /// How well the adjusted index is supported: which factor belongs to it is in no document that was read.
  public var adjustedEvidence: Evidence { .unverified }

  /// What the activity would have cost at national averages, rounded half up once.
  public var expected: Pence { expectedExactly.rounded(.penceHalfUp) }

  /// Works out the index of a provider's activity.
  ///
  /// - Parameters:
  ///   - activity: the provider's activity.
  ///   - costs: the national average costs of its year.
  ///   - actual: what all of the activity cost the provider, local market costs included.
  ///   - marketForces: the provider's market forces factor, to adjust by it too.
  /// - Throws: `cost-index.negative-cost`; `cost-index.nothing-expected` when no line has an average cost above
  ///   nothing; `basis.factor`; `cost.too-large`.
  public init(
    of activity: [CountedActivity],
    at costs: AverageCosts,
    actual: Pence,
    marketForces: Factor? = nil
  ) throws(DiagnosticList) {
    guard actual >= .zero else {
      throw CostArithmetic.fault(
        "cost-index.negative-cost",
        "found £\(actual) as the actual cost, expected £0 or more",
        fix: "give what the activity cost, without its sign"
      )
    }
    let spent = try CostArithmetic.within(ExactPounds(actual), "the actual cost")
    var lines: [Line] = []
    var gaps: [Gap] = []
    var expected = ExactPounds.zero
    for line in activity {
      let valuation = costs.value(of: line)
      guard case .priced(let unitCost) = valuation, let units = line.activity else {
        gaps.append(Gap(line: line, reason: valuation.reason ?? "its activity is not known"))
        continue
      }
      let what = "the expected cost of \(line.name)"
      let cost = ExactPounds(unitCost.price)
      let value = try CostArithmetic.value(units, at: cost, what, at: unitCost.position)
      expected = try CostArithmetic.within(expected + value, "the expected cost")
      lines.append(Line(line: line, unitCost: unitCost, expected: value))
    }
    guard let index = spent.ratio(to: expected, decimals: 4) else {
      throw CostArithmetic.fault(
        "cost-index.nothing-expected",
        at: Position(file: costs.file.path),
        "found nothing that activity is expected to cost at the averages of \(costs.year), expected more",
        fix: "give activity that the table has a cost of"
      )
    }
    year = costs.year
    self.actual = actual
    expectedExactly = expected
    self.lines = lines
    self.gaps = gaps
    self.index = Number(hundredths: index)
    adjusted = try Self.adjusted(spent, expected, marketForces)
    self.marketForces = marketForces
    evidence = CostArithmetic.weakest(lines.map(\.unitCost.evidence), from: .derived)
  }

  private static func adjusted(
    _ spent: ExactPounds,
    _ expected: ExactPounds,
    _ factor: Factor?
  ) throws(DiagnosticList) -> Number? {
    guard let factor else { return nil }
    guard factor > Factor(millionths: 0), factor <= .largestGiven,
      let index = expected.multiplied(by: factor).flatMap({ spent.ratio(to: $0, decimals: 4) })
    else { throw BasedAmount.factorFault(factor, "more than 0 and at most \(Factor.largestGiven)") }
    return Number(hundredths: index)
  }

  /// The index in words, with what it rests on and what is not in it.
  public var report: String {
    let comparison = "of £\(actual) against £\(expected) at national averages [\(evidence)]"
    var lines = ["Reference cost index \(year): \(index), \(comparison)"]
    if let adjusted, let marketForces {
      lines.append(
        "  without market forces (÷ \(marketForces)): \(adjusted) [\(adjustedEvidence): no document says which "
          + "factor belongs to this index]"
      )
    }
    if !gaps.isEmpty {
      lines.append("  without a national average, and so in the actual cost alone:")
      lines += gaps.map { "    \($0.line.name): \($0.reason)" }
    }
    return lines.joined(separator: "\n")
  }
}
