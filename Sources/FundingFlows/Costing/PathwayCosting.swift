public import Diagnostics
public import Pathways
public import Populations
public import Quantities
public import Tariffs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One activity of a pathway with its price: so much of it for each person of a stage.
public struct CostedActivity: Sendable {
  /// The row of the pathway.
  public let step: PathwayStep
  /// The stage it is about.
  public let stage: Stage
  /// The subtype it is about; nil for all.
  public let subtype: String?
  /// What it is paid by; nil for a step with a cost and no currency, or paid inside another's price.
  public let payment: CasemixPart?
  /// The share of the stage's people whom the row is about: those of the subtype, or all.
  let subtypeWeight: Double
  /// The share of the people of the stage who have it, subtype and casemix included.
  public let share: Share
  /// Units for each person who has it: over all its years for survivors, and for those who die weighted by
  /// the chance of dying where survival was given.
  public let quantity: Activity
  /// What a unit is worth; nil when the step has no cost of its own.
  public private(set) var valuation: Valuation?
  /// The weakest of what share, quantity, casemix and price rest on.
  public private(set) var evidence: Evidence

  /// What it is expected to cost for each person of the stage, rounded to pence; nil when it is unpriced.
  ///
  ///     share × quantity × unit price
  public var expectedCost: Pence? {
    guard case .priced(let value)? = valuation else { return nil }
    let exact = (quantity * value.price) * Factor(millionths: share.millionths)
    return exact.rounded(.penceHalfUp)
  }

  /// The same at another price.
  func valued(at value: UnitValue) -> CostedActivity {
    var activity = self
    activity.valuation = .priced(value)
    activity.evidence = evidence.weaker(value.evidence)
    return activity
  }

  /// Units each time it happens: for each person, or for each year of a survivor.
  var unitsPerOccurrence: Double { share.value * step.quantity.value }

  /// Whether it costs something that no price was found for.
  public var isUnpriced: Bool {
    if case .unpriced? = valuation { return true }
    return false
  }
}

/// The cost of a pathway, by stage and step, at the prices of one list.
///
/// Shares and expected costs are for each person of the stage. With survival, follow-up is weighted by those
/// alive in each year and end of life by those who die of the cancer within five years. Without it, follow-up
/// is for a person who lives through its years, and end of life for a person who dies.
public struct PathwayCosting: Sendable {
  /// The pathway.
  public let pathway: Pathway
  /// The version of care.
  public let guidelineYear: Int
  /// The activities, by stage, in the order of the table.
  public private(set) var activities: [CostedActivity]
  /// Whether follow-up and end of life are weighted by survival.
  public let isWeightedBySurvival: Bool

  /// Prices every step for every stage.
  ///
  /// - Throws: `pathway.guideline-year` when the tables do not cover the year.
  public init(
    _ pathway: Pathway,
    guidelineYear: Int,
    prices: PriceList,
    survival: NetSurvival? = nil
  ) throws(DiagnosticList) {
    try Self.check(guidelineYear, pathway)
    self.pathway = pathway
    self.guidelineYear = guidelineYear
    isWeightedBySurvival = survival != nil
    var cache: [ValuationKey: Valuation] = [:]
    var activities: [CostedActivity] = []
    for stage in Stage.allCases {
      for row in Self.rows(of: pathway, stage, guidelineYear) {
        let weight = Self.weight(of: row.step, stage, pathway.name, survival)
        let quantity = Activity(rounding: row.step.quantity.value * weight) ?? row.step.quantity
        activities += Self.activities(row, quantity, stage, pathway, guidelineYear, prices, &cache)
      }
    }
    self.activities = activities
  }

  /// The same pathway with some of its activities at other prices.
  func valued(_ change: (CostedActivity) -> CostedActivity) -> PathwayCosting {
    var costing = self
    costing.activities = activities.map(change)
    return costing
  }

  private static func check(_ year: Int, _ pathway: Pathway) throws(DiagnosticList) {
    guard let covered = pathway.guidelineYears, !covered.contains(year) else { return }
    throw DiagnosticList(
      Diagnostic(
        "pathway.guideline-year",
        "found the guideline year \(year), but the \(pathway.name) pathway covers \(covered.lowerBound) "
          + "to \(covered.upperBound)",
        fix: "choose a year that it covers, or extend guideline_to in the steps table"
      )
    )
  }

  /// How often a step happens to a person: the years of a survivor, the chance of dying of the cancer.
  private static func weight(
    of step: PathwayStep,
    _ stage: Stage,
    _ site: String,
    _ survival: NetSurvival?
  ) -> Double {
    let alive = { (years: Double) in
      survival?.cumulativeHazard(of: site, stage, after: years).map { exp(-$0) }
    }
    switch step.occurrence {
    case .case: return 1
    case .survivorYear: return (step.years ?? 0...0).reduce(0) { $0 + (alive(Double($1) + 0.5) ?? 1) }
    case .cancerDeath, .death: return alive(5).map { 1 - $0 } ?? 1
    }
  }

  private struct ValuationKey: Hashable {
    let currency: CurrencyCode
    let pointOfDelivery: PointOfDelivery
    let setting: String
    let treatmentFunction: TreatmentFunction?
  }

  private struct ReachedRow {
    let step: PathwayStep
    let subtype: String?
    let chance: Double
    let weight: Double
    let evidence: Evidence

    var share: Double { chance * weight }
  }

  /// The rows of a stage; one for all subtypes where they do not differ, else one for each that anybody has.
  private static func rows(of pathway: Pathway, _ stage: Stage, _ year: Int) -> [ReachedRow] {
    let weights = pathway.weights(at: stage).filter { $0.weight > 0 }
    // To six decimals, as the weights are: so that their order moves no share.
    let all = (weights.reduce(0) { $0 + $1.weight } * 1e6).rounded() / 1e6
    var byPosition: [Position: [(row: ReachedRow, weightEvidence: Evidence)]] = [:]
    var order: [Position] = []
    for (subtype, weight, weightEvidence) in weights {
      let reached = pathway.reached(stage: stage, subtype: subtype, guidelineYear: year)
      for (step, chance, evidence) in reached where chance > 0 {
        if byPosition[step.position] == nil { order.append(step.position) }
        let row = ReachedRow(step: step, subtype: subtype, chance: chance, weight: weight, evidence: evidence)
        byPosition[step.position, default: []].append((row, weightEvidence))
      }
    }
    return order.flatMap { position -> [ReachedRow] in
      let own = byPosition[position] ?? []
      guard let first = own.first?.row else { return [] }
      let isSame = own.count == weights.count && own.allSatisfy { abs($0.row.chance - first.chance) < 1e-9 }
      let rows = isSame ? [(first, own.map(\.row.evidence).max() ?? first.evidence)] : own
      return rows.map { row, evidence in
        ReachedRow(
          step: row.step,
          subtype: isSame ? nil : row.subtype,
          chance: row.chance,
          weight: isSame ? all : row.weight,
          evidence: row.evidence.weaker(evidence)
        )
      }
    }
  }

  private static func activities(
    _ row: ReachedRow,
    _ quantity: Activity,
    _ stage: Stage,
    _ pathway: Pathway,
    _ year: Int,
    _ prices: PriceList,
    _ cache: inout [ValuationKey: Valuation]
  ) -> [CostedActivity] {
    let step = row.step
    switch step.payment {
    case .none:
      return []
    case .bundled, .gap:
      let isGap = step.payment == .gap
      return [
        CostedActivity(
          step: step,
          stage: stage,
          subtype: row.subtype,
          payment: nil,
          subtypeWeight: row.weight,
          share: share(row.share),
          quantity: quantity,
          valuation: isGap ? .unpriced("no national currency or price is known") : nil,
          evidence: row.evidence
        )
      ]
    case .currency, .casemix:
      return pathway.payments(of: step, guidelineYear: year).map { part in
        let key = ValuationKey(
          currency: part.currency,
          pointOfDelivery: part.pointOfDelivery,
          setting: part.setting,
          treatmentFunction: step.treatmentFunction
        )
        let valuation =
          cache[key]
          ?? prices.value(
            of: key.currency,
            at: key.pointOfDelivery,
            setting: key.setting,
            treatmentFunction: key.treatmentFunction
          )
        cache[key] = valuation
        var evidence = row.evidence.weaker(part.evidence)
        if case .priced(let value) = valuation { evidence = evidence.weaker(value.evidence) }
        return CostedActivity(
          step: step,
          stage: stage,
          subtype: row.subtype,
          payment: part,
          subtypeWeight: row.weight,
          share: share(row.share * part.share.value),
          quantity: quantity,
          valuation: valuation,
          evidence: evidence
        )
      }
    }
  }

  private static func share(_ value: Double) -> Share {
    let millionths = Int64((value * 1e6).rounded(.toNearestOrAwayFromZero))
    return Share(millionths: min(max(millionths, 0), Share.all.millionths)) ?? .none
  }
}
