import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import Testing

@testable import FundingFlows

/// The compiled flows with one input moved, beside the model with the input changed alike.
struct MovedInputTests {
  /// An input, what it is moved to, and the change that does the same.
  private struct Move {
    let input: Unsure
    let score: Double
    let change: ScenarioChange

    /// A number times 1.25.
    init(multiplying path: ChangePath, in model: FundingModel) throws {
      input = Unsure(path, .normal, .variation(0.5))
      score = try input.score(of: 1.25)
      change = ScenarioChange(path, .multiply(try #require(Factor("1.25"))), from: model.first)
    }

    /// A number that is set, drawn around another.
    init(
      setting path: ChangePath,
      to text: String,
      _ kind: UncertaintyPlan.Kind,
      mean: Double,
      in model: FundingModel
    )
      throws
    {
      let number = try #require(ChangedNumber(text))
      input = Unsure(path, kind, .variation(0.3), mean: mean)
      score = try input.score(of: number.value)
      change = ScenarioChange(path, .set(number), from: model.first)
    }

    /// A share that is set to 0.35, drawn around 0.4.
    init(share path: ChangePath, to text: String = "0.35", in model: FundingModel) throws {
      try self.init(setting: path, to: text, .beta, mean: 0.4, in: model)
    }
  }

  /// Whether the model can be changed so, and some flow is moved by it; if so, both are compared.
  private func isCompared(
    _ model: FundingModel,
    _ moves: [Move],
    shares: Double = 4,
    within relative: Double = 2e-9,
    _ location: SourceLocation = #_sourceLocation
  ) throws -> Bool {
    guard let changed = try? model.changed(as: "Moved", by: moves.map(\.change)),
      let uncertain = try? model.draws(of: moves.map(\.input))
    else { return false }
    let scores = try uncertain.inputs.map { path in
      try #require(moves.first { $0.input.path.description == path }).score
    }
    let point = uncertain.values(at: [scores.map { _ in .nan }])[0]
    let moved = uncertain.values(at: [scores])[0]
    FlowSlack(changed, shares: shares)
      .expect(moved, of: uncertain, are: changed.ledger(), within: relative, location)
    return zip(point, moved).contains { abs($0 - $1) > 1e-3 * abs($0) }
  }

  /// How many of some moves were compared, over some random scenarios.
  private func compared(
    _ seeds: [UInt64],
    isSteady: Bool = false,
    shares: Double = 4,
    within relative: Double = 2e-9,
    _ location: SourceLocation = #_sourceLocation,
    moves: (RandomScenario, FundingModel) throws -> [[Move]]
  ) throws -> Int {
    try seeds.reduce(0) { count, seed in
      let scenario = RandomScenario(seed, isSteady: isSteady)
      let model = try FundingModel(scenario)
      return try moves(scenario, model).reduce(count) {
        try isCompared(model, $1, shares: shares, within: relative, location) ? $0 + 1 : $0
      }
    }
  }

  // MARK: - Care

  @Test func `a price is multiplied or set, all prices are multiplied`() throws {
    let count = try compared([2, 5, 8, 11], shares: 0) { _, model in
      let payments = model.read.costings.flatMap(\.activities).compactMap(\.payment)
      let paths = Set(payments.map { ChangePath.price($0.currency, $0.pointOfDelivery) }).sorted().prefix(3)
      return try [[Move(multiplying: .price(nil, nil), in: model)]]
        + paths.map { [try Move(multiplying: $0, in: model)] }
        + paths.map { [try Move(setting: $0, to: "321.5", .gamma, mean: 300, in: model)] }
    }
    #expect(count > 12)
  }

  @Test func `the share of a step moves its branches and its alternatives`() throws {
    let (seeds, counts) = ([1, 2, 5, 6, 8, 11] as [UInt64], Counter())
    let count = try compared(seeds) { scenario, model in
      try scenario.pathways.flatMap { pathway in
        // A change gives a step to those too of whom nobody had it, which is certain.
        let none = Set(pathway.rows.filter { $0.share == 0 }.map(\.id))
        let steps = Set(pathway.rows.filter { !none.contains($0.id) }.map(\.id)).sorted()
        counts.parents += Set(pathway.rows.compactMap(\.parent)).intersection(steps).count
        counts.alternatives += pathway.rows.filter { $0.group != nil && steps.contains($0.id) }.count
        return try steps.map { [try Move(share: .stepShare(pathway.name, step: $0), in: model)] }
      }
    }
    #expect(count > 12)
    #expect(counts.parents > 2)
    #expect(counts.alternatives > 4)
  }

  @Test func `two alternatives of three move together, and the third makes up the rest`() throws {
    let count = try compared([2, 3, 6, 10, 14, 17, 19]) { scenario, model in
      try scenario.pathways.flatMap { pathway in
        let groups = Dictionary(grouping: pathway.rows.filter { $0.group != nil && $0.share > 0 }) {
          $0.group ?? ""
        }
        return try groups.sorted { $0.key < $1.key }.filter { $0.value.count == 3 }.map { _, rows in
          try zip(rows, ["0.25", "0.45"]).map {
            try Move(share: .stepShare(pathway.name, step: $0.id), to: $1, in: model)
          }
        }
      }
    }
    #expect(count > 1)
  }

  @Test func `quantities are multiplied, and set`() throws {
    let count = try compared([1, 4, 5, 8]) { scenario, model in
      try scenario.pathways.flatMap { pathway in
        try Set(pathway.rows.filter { $0.quantity > 0 }.map(\.id)).sorted().prefix(3).flatMap { id in
          let path = ChangePath.stepQuantity(pathway.name, step: id)
          return [
            [try Move(multiplying: path, in: model)],
            [try Move(setting: path, to: "2.5", .logNormal, mean: 2, in: model)],
          ]
        }
      }
    }
    #expect(count > 6)
  }

  @Test func `the share of a mix that is delivered at a point moves the other points`() throws {
    let count = try compared([0, 3, 12, 20]) { scenario, model in
      try scenario.pathways.flatMap { pathway in
        let parts = pathway.parts.filter { $0.guideline.contains(scenario.guidelineYear) }
        let points = Set(parts.map { "\($0.casemix) \($0.unit.pointOfDelivery)" }).sorted()
        return try points.compactMap { place in
          let words = place.split(separator: " ").map(String.init)
          let point = try #require(PointOfDelivery(words[1]))
          return [try Move(share: .casemix(pathway.name, mix: words[0], point), in: model)]
        }
      }
    }
    #expect(count > 0)
  }

  @Test func `referrals are multiplied`() throws {
    let count = try compared([1, 2, 4, 7, 12, 13, 15, 16]) { _, model in
      try model.scenario.pathways.map { [try Move(multiplying: .referrals($0), in: model)] }
    }
    #expect(count > 1)
  }

  @Test func `a provider's share moves those of the others`() throws {
    let count = try compared([0, 1, 2, 4, 6, 7, 9, 10, 13, 14, 15, 16]) { scenario, model in
      let providers = scenario.providers
      guard providers.count > 2 else { return [] }
      let (first, last) = try (
        #require(model.read.shares.all.first), #require(model.read.shares.all.last)
      )
      return try scenario.pathways.flatMap { pathway in
        let phases = Set(pathway.rows.map(\.phase)).sorted().filter { phase in
          (scenario.shares[pathway.name]?[phase] ?? []).allSatisfy { $0 > 0 }
        }
        return try phases.prefix(2).flatMap { phase in
          let path = { (provider: ProviderCode) in
            ChangePath.providerShare(provider, pathway: pathway.name, phase)
          }
          return try [
            [Move(share: path(first), in: model)],
            [Move(share: path(first), to: "0.5", in: model), Move(share: path(last), to: "0.2", in: model)],
          ]
        }
      }
    }
    #expect(count > 1)
  }

  // MARK: - People

  /// Random scenarios that count nobody from before their first year: what changes them is all that is uncertain.
  private static func fresh(_ seeds: Range<UInt64>, _ count: Int) -> [UInt64] {
    Array(
      seeds.filter {
        let scenario = RandomScenario($0)
        return scenario.counted.lowerBound == scenario.years.lowerBound
      }.prefix(count)
    )
  }

  @Test func `people and local incidence are multiplied, of one sex or of both`() throws {
    let count = try compared(Self.fresh(0..<40, 5), shares: 0) { _, model in
      try [[Move(multiplying: .population, in: model)]]
        + model.scenario.pathways.flatMap { site in
          try [nil, Sex.female, .male].map { [try Move(multiplying: .incidenceRatio(site, $0), in: model)] }
        }
    }
    #expect(count > 10)
  }

  @Test func `a local ratio that is set is the same for women and men, whatever theirs were`() throws {
    let seeds = Self.fresh(0..<60, 10).filter { seed in
      let ratios = RandomScenario(seed).ratios ?? []
      return !ratios.isEmpty && ratios.allSatisfy { $0.ratio > 0 }
    }
    let count = try compared(seeds, shares: 0) { _, model in
      try model.scenario.pathways.map {
        [try Move(setting: .incidenceRatio($0, nil), to: "1.2", .logNormal, mean: 1.1, in: model)]
      }
    }
    #expect(count > 2)
  }

  @Test func `the forecast of cases multiplies those of years that are not registered`() throws {
    let seeds = (0..<80 as Range<UInt64>).filter {
      let scenario = RandomScenario($0)
      return scenario.method == .forecast && scenario.counted.lowerBound == scenario.years.lowerBound
        && !scenario.namesRegistrations
    }
    let count = try compared(Array(seeds.prefix(4)), shares: 0) { _, model in
      try model.scenario.pathways.map { [try Move(multiplying: .incidenceForecast($0), in: model)] }
    }
    #expect(count > 2)
  }

  @Test func `shares of single stages move the others, those of early stages do not move who is not staged`()
    throws
  {
    let count = try compared(Self.fresh(0..<60, 8)) { scenario, model in
      try scenario.pathways.flatMap { pathway -> [[Move]] in
        let mixes = (scenario.stages[pathway.name] ?? [:]).values
        let present = Stage.atDiagnosis.indices.filter { place in mixes.allSatisfy { $0[place] > 0 } }
        let single = present.map { Stage.atDiagnosis[$0] }
        guard single.count > 3 else { return [] }
        let path = { (stage: Stage) in ChangePath.stage(pathway.name, stage) }
        return try [
          [Move(share: path(single[0]), in: model)],
          [Move(share: path(single[1]), in: model), Move(share: path(single[3]), to: "0.2", in: model)],
          [Move(share: .earlyStages(pathway.name), in: model)],
        ]
      }
    }
    #expect(count > 8)
  }

  @Test(arguments: [1, 46] as [UInt64])
  func `all stages drawn at once are those of the model with these stages`(seed: UInt64) throws {
    let model = try FundingModel(RandomScenario(seed, isSteady: true))
    let site = model.scenario.pathways[0]
    let uncertain = try model.draws(of: [Unsure(.stages(site), .dirichlet, .size(25))])
    let scores = uncertain.inputs.indices.map { 0.7 - 0.4 * Double($0) }
    let gammas = try uncertain.inputs.map { path in
      let stage = try #require(Stage(String(path.dropFirst("stage.\(site).".count))))
      let own = try #require(model.read.people.inputs.stages.shares(of: site, in: 2020)?[stage]).value
      return (stage, try #require(GammaDistribution(shape: 25 * own, scale: 1)))
    }
    let sizes = zip(gammas, scores).map { $0.1.quantile(RandomStream.probability(ofNormalScore: $1)) }
    let whole = Share.whole(of: sizes)
    let shares = Dictionary(uniqueKeysWithValues: zip(gammas.map(\.0), whole))
    let changed = try model.changed(
      as: "Moved",
      by: [ScenarioChange(.stages(site), .stages(shares), from: model.first)]
    )
    let moved = uncertain.values(at: [scores])[0]
    FlowSlack(changed, shares: 6).expect(moved, of: uncertain, are: changed.ledger())
  }

  /// The people are followed at nine points of survival; between them lies a polynomial. With a standard deviation of
  /// three tenths of the mean it differs from following the people by less than 1 in 100,000. Only people diagnosed
  /// from the first year on are counted here, whom a change of survival is about.
  @Test func `survival between the points at which people are followed is that of people followed`() throws {
    let count = try compared(Self.fresh(0..<60, 6), shares: 0, within: 1e-5) { scenario, model in
      try scenario.pathways.flatMap { pathway in
        try zip(Stage.atDiagnosis, scenario.survival[pathway.name] ?? []).compactMap { stage, points in
          guard (50_000...990_000).contains(points.five) else { return nil }
          return [try Move(share: .survival(pathway.name, stage), in: model)]
        }
      }
    }
    #expect(count > 3)
  }

  /// A change of survival is about people diagnosed from some year on; the uncertain input about all who are counted.
  /// Where recurrence is followed, the people's numbers have bends, and a polynomial is not quite as good.
  @Test(
    arguments: [(nil, 2e-7), (.excessHazard, 1e-3), (.causeOfDeath, 1e-3)] as [(CalibrationMethod?, Double)]
  )
  func `survival is that of everybody counted, whenever diagnosed`(method: CalibrationMethod?, bound: Double)
    throws
  {
    let scenario = RandomScenario(method == nil ? 15 : 46, isSteady: method != nil)
    let model = try method.map { try FundingModel(recurring: scenario, $0) } ?? FundingModel(scenario)
    #expect(method != nil || model.followedYears.lowerBound < model.scenario.years.lowerBound)
    let site = model.scenario.pathways[0]
    let uncertain = try model.draws(of: [Unsure(.survival(site, .two), .beta, .variation(0.1))])
    guard case .survival(let nodes)? = uncertain.compiled.steps.first else {
      Issue.record("survival is compiled")
      return
    }
    let point = uncertain.values(at: [[.nan]])[0]
    for score in [-3, -1, 0.4, 2.5] {
      let moved = uncertain.values(at: [[score]])[0]
      let other = try model.followed(at: nodes.ratio(at: score), site, .two)
      let exact = try UncertainFlows(unsureOfNothing: other).values(at: [[.nan]])[0]
      #expect(zip(moved, exact).allSatisfy { abs($0 - $1) <= bound * abs($1) })
      #expect(moved != point)
    }
  }
}

/// What some moves were about.
private final class Counter {
  var parents = 0
  var alternatives = 0
}

extension FundingModel {
  /// The first financial year.
  fileprivate var first: FinancialYear { FinancialYear(start: scenario.years.lowerBound) }

  /// The same model with everybody followed at so many times the excess hazard of a stage, deaths calibrated as they
  /// were.
  fileprivate func followed(at ratio: Double, _ site: String, _ stage: Stage) throws -> FundingModel {
    var inputs = read.people.inputs
    inputs.heldCalibration = read.cohorts.calibration
    for year in followedYears {
      inputs.hazardRatios[CohortInputs.SiteStage(site: site, stage: stage), default: [:]][year] = ratio
    }
    let people = ScenarioReading.ReadCohorts(
      inputs: inputs,
      files: [],
      forecast: nil,
      lastRegistered: read.people.lastRegistered
    )
    let other = ModelInputs(
      reading: read.reading,
      people: people,
      costings: read.costings,
      prices: read.prices,
      priceYears: read.priceYears,
      marketForces: read.marketForces,
      shares: read.shares,
      providerNames: nil,
      commissioning: read.commissioning,
      cohorts: try Cohorts(inputs, at: nil),
      priceReading: read.priceReading,
      guidelineYear: read.guidelineYear
    )
    return try FundingModel(scenario, other)
  }
}
