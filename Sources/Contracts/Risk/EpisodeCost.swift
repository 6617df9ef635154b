public import FundingFlows
public import Pathways
public import Quantities

/// What one patient costs inside a bundle, as it depends on who comes: each amount with its chance.
///
/// A patient takes the steps of a pathway by their shares: one of exclusive alternatives, one of the currencies
/// of a mix, other steps independently of each other once their parents happened. Each step that is taken costs
/// quantity × price, rounded to a thousand-millionth of a pound; a quantity is the same for all who have the step.
/// What happens in years after diagnosis or at death is taken to happen in each of its years, and once: as in a
/// `PathwayCosting` without survival.
///
/// Given a trigger, it is about patients in whom one of some steps happened; what those steps depend on, and what
/// they exclude, follows exactly.
///
/// Example: of two patients in five the operation costs £3,000, of the others £2,000; a drain at £500 follows in
/// one of ten. The mean is £2,450, the variance 240,000 + 22,500.
public struct EpisodeCost: Sendable {
  /// The expected cost, in pounds.
  public var mean: Double { moments.mean / 1e9 }
  /// The expected square of the distance from the mean, in pounds squared.
  public var variance: Double { moments.variance / 1e18 }
  /// The expected cube of that distance, in pounds cubed.
  public var thirdCentralMoment: Double { moments.third / 1e27 }
  /// The square root of the variance, in pounds.
  public var standardDeviation: Double { variance.squareRoot() }
  /// The third central moment in units of the standard deviation; 0 where every patient costs the same.
  public var skewness: Double { moments.skewness }
  /// The chance that a patient of the stage has an episode: 1 without triggers.
  public let chanceOfTrigger: Double
  /// The triggers that are expected in an episode: 1 where they exclude one another.
  public let triggersPerEpisode: Double
  /// The activity that is expected of each patient, in the order of the pathway; none for actual patients.
  public let expectedUse: [ExpectedUse]
  /// What may become of a patient, as far as it costs.
  let care: CareNode
  /// In thousand-millionths of a pound.
  let moments: CostMoments

  /// Works out what a patient of a stage costs.
  ///
  /// - Parameters:
  ///   - pathway: the pathway.
  ///   - stage: the stage.
  ///   - subtype: one subtype; nil for all, by their weights at the stage.
  ///   - guidelineYear: the version of care.
  ///   - triggers: the steps of which one begins the episode; without any, every patient of the stage has one.
  ///   - price: pounds per unit of a step paid by one part of its casemix; nil outside the bundle.
  /// - Returns: nil where no patient of the stage has an episode.
  public init?(
    _ pathway: Pathway,
    stage: Stage,
    subtype: String? = nil,
    guidelineYear: Int,
    triggers: Set<String> = [],
    price: (_ step: PathwayStep, _ part: CasemixPart) -> UnitPrice?
  ) {
    let own = subtype.map { [(subtype: $0, weight: 1.0, evidence: Evidence.definition)] }
    let (patient, uses) = withoutActuallyEscaping(price) { price in
      var builder = CareBuilder(pathway, stage, guidelineYear, triggers, price)
      let patient = builder.patient(of: own ?? pathway.weights(at: stage))
      return (patient, builder.uses)
    }
    guard let choice = triggers.isEmpty ? patient : patient.givenTrigger, !choice.branches.isEmpty else {
      return nil
    }
    let episode = CareNode(choices: [choice])
    let chance = triggers.isEmpty ? 1 : patient.chanceOfTrigger
    chanceOfTrigger = chance
    var expectedTriggers = 0.0
    episode.visit { node, chance, _ in if node.isTrigger { expectedTriggers += chance } }
    triggersPerEpisode = triggers.isEmpty ? 1 : expectedTriggers
    expectedUse = ExpectedUse.all(uses, of: patient, in: choice, chanceOfEpisode: chance)
    care = episode.simplified
    moments = care.moments
  }

  /// Works out what a patient of a stage costs at the prices of a costing.
  ///
  /// - Parameters:
  ///   - costing: the pathway with its prices.
  ///   - stage: the stage.
  ///   - subtype: one subtype; nil for all, by their weights at the stage.
  ///   - triggers: the steps of which one begins the episode; without any, every patient of the stage has one.
  ///   - includes: whether a step paid by one part of its casemix is inside the bundle; what has no price is not.
  /// - Returns: nil where no patient of the stage has an episode.
  public init?(
    _ costing: PathwayCosting,
    stage: Stage,
    subtype: String? = nil,
    triggers: Set<String> = [],
    includes: (_ step: PathwayStep, _ part: CasemixPart) -> Bool = { _, _ in true }
  ) {
    let prices = CostingPrices(costing, stage)
    self.init(
      costing.pathway,
      stage: stage,
      subtype: subtype,
      guidelineYear: costing.guidelineYear,
      triggers: triggers
    ) { step, part in includes(step, part) ? prices.price(of: step, part) : nil }
  }

  /// Takes what actual patients cost, each as likely to come again as another; nil when there are none.
  public init?(of costs: [Pence]) {
    guard !costs.isEmpty else { return nil }
    let counts = Dictionary(costs.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    let branches = counts.map { cost, count in
      CareBranch(
        share: Double(count) / Double(costs.count),
        evidence: .seen,
        node: CareNode(cost: Int128(cost.amount) * CareNode.perPenny)
      )
    }
    care = CareNode(choices: [CareChoice(branches: branches)]).simplified
    moments = care.moments
    (chanceOfTrigger, triggersPerEpisode, expectedUse) = (1, 1, [])
  }
}
