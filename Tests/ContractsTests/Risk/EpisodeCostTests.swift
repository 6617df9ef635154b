import Contracts
import FundingFlows
import Pathways
import Quantities
import Tariffs
import TestSupport
import Testing

struct EpisodeCostTests {
  private func isSame(_ one: Double, _ other: Double, scale: Double) -> Bool {
    abs(one - other) <= 1e-9 * max(abs(other), scale)
  }

  @Test(arguments: UInt64(1)...300)
  func `moments are those of everything that can become of a patient`(seed: UInt64) throws {
    let care = RandomCare(seed)
    let cost = try #require(
      EpisodeCost(
        care.pathway(),
        stage: .one,
        guidelineYear: RandomCare.guidelineYear,
        price: care.price
      )
    )
    expect(cost, care.outcomes)
    #expect(cost.chanceOfTrigger == 1 && cost.triggersPerEpisode == 1)
    #expect(cost.expectedUse.allSatisfy { $0.shareInside == 1 })
  }

  @Test(arguments: UInt64(1)...300)
  func `given any triggers, moments and use are those of patients who have one`(seed: UInt64) throws {
    let care = RandomCare(seed)
    var random = Seeded(seed)
    let triggers = Set(care.steps.map(\.id).filter { _ in random.happens(35) })
    let chance = care.outcomes.filter { !$0.steps.isDisjoint(with: triggers) }
      .reduce(0) { $0 + $1.probability }
    let built = EpisodeCost(
      try care.pathway(),
      stage: .one,
      guidelineYear: RandomCare.guidelineYear,
      triggers: triggers,
      price: care.price
    )
    guard !triggers.isEmpty, chance > 0 else {
      #expect(triggers.isEmpty || built == nil)
      return
    }
    let cost = try #require(built)
    let given = care.outcomes(given: triggers)
    expect(cost, given)
    #expect(abs(cost.chanceOfTrigger - chance) < 1e-12)
    let triggersPerEpisode = given.expectation { Double($0.steps.intersection(triggers).count) }
    #expect(abs(cost.triggersPerEpisode - triggersPerEpisode) < 1e-12)
    for use in cost.expectedUse {
      let code = use.part.currency.description
      let inside = given.expectation { $0.units[code] ?? 0 }
      let all = care.outcomes.expectation { $0.units[code] ?? 0 }
      #expect(abs(use.unitsPerEpisode - inside) < 1e-12)
      if all > 0 { #expect(abs(use.shareInside - inside * chance / all) < 1e-12) }
    }
    let value = cost.expectedUse.reduce(0) { $0 + $1.unitsPerEpisode * $1.unitPrice.approximatePounds }
    #expect(isSame(value, cost.mean, scale: 1))
  }

  private func expect(_ cost: EpisodeCost, _ outcomes: [RandomCare.Outcome]) {
    let mean = outcomes.expectation(\.cost)
    let variance = outcomes.expectation { ($0.cost - mean) * ($0.cost - mean) }
    let third = outcomes.expectation { ($0.cost - mean) * ($0.cost - mean) * ($0.cost - mean) }
    #expect(isSame(cost.mean, mean, scale: 1))
    #expect(isSame(cost.variance, variance, scale: mean * mean))
    #expect(isSame(cost.thirdCentralMoment, third, scale: mean * mean * mean + variance * mean))
  }

  @Test func `the example of the documentation holds`() throws {
    let care = try Care("A,,,,0.4,1,AB01Z,3000", "B,,,,0.6,1,AB02Z,2000", "D,,,,0.1,1,AB03Z,500", group: "AB")
    let cost = try #require(care.cost())
    #expect(abs(cost.mean - 2_450) < 1e-9)
    #expect(abs(cost.variance - 262_500) < 1e-6)
  }

  @Test func `what a trigger depends on is certain, and what it excludes is impossible`() throws {
    let care = try Care(
      "A,,,,0.25,1,AB01Z,100",
      "B,,,,0.75,1,AB02Z,200",
      "C,A,,,0.5,1,AB03Z,400",
      "D,B,,,0.5,1,AB04Z,800",
      group: "AB"
    )
    let cost = try #require(care.cost(triggers: ["C"]))
    #expect(cost.expectedUse.map(\.step.id) == ["A", "C"])
    #expect(cost.expectedUse.map(\.chance) == [1, 1])
    #expect(cost.expectedUse.map(\.shareInside) == [0.5, 1])
    #expect(cost.chanceOfTrigger == 0.125)
    #expect(cost.mean == 500)
    #expect(cost.variance == 0 && cost.skewness == 0)
    #expect(care.cost(triggers: ["none"]) == nil)
  }

  @Test func `subtypes are mixed by those who have an episode`() throws {
    let care = try Care(
      "A,,one,,0.9,1,AB01Z,100",
      "A,,two,,0.1,1,AB01Z,100",
      "B,A,two,,1,1,AB02Z,1000",
      subtypes: ["one,all,0.5", "two,all,0.5"]
    )
    let cost = try #require(care.cost(triggers: ["A"]))
    #expect(abs(cost.chanceOfTrigger - 0.5) < 1e-12)
    #expect(abs(cost.mean - 200) < 1e-9)
    #expect(abs(cost.variance - 0.1 * 0.9 * 1e6) < 1e-6)
    #expect(try #require(care.cost(subtype: "two", triggers: ["A"])).mean == 1_100)
  }

  @Test(arguments: ["breast", "lung"], Stage.allCases)
  func `the mean of a whole pathway is what its costing expects`(name: String, stage: Stage) throws {
    let costing = try Bundles.costing(name)
    guard let cost = EpisodeCost(costing, stage: stage) else {
      Issue.record("no patient of stage \(stage)")
      return
    }
    var exact = 0.0
    for (subtype, weight, _) in costing.pathway.weights(at: stage) {
      let year = costing.guidelineYear
      for (step, chance, _) in costing.pathway.reached(stage: stage, subtype: subtype, guidelineYear: year) {
        let years = Double(step.years?.count ?? 1)
        for part in costing.pathway.payments(of: step, guidelineYear: year) {
          let price = Bundles.price(costing, stage, step, part)?.approximatePounds ?? 0
          exact += weight * chance * part.share.value * step.quantity.value * years * price
        }
      }
    }
    #expect(isSame(cost.mean, exact, scale: 1))
    // The costing's own shares have six decimals.
    var (rounded, slack) = (0.0, 1e-6)
    for activity in costing.activities where activity.stage == stage {
      guard case .priced(let value)? = activity.valuation else { continue }
      let whole = activity.quantity.value * value.price.approximatePounds
      rounded += activity.share.value * whole
      slack += 0.5e-6 * whole
    }
    #expect(abs(cost.mean - rounded) <= slack)
  }

  @Test func `actual patients have the moments of their costs`() throws {
    let cost = try #require(EpisodeCost(of: [100_00, 100_00, 400_00, 0].map(Pence.init)))
    #expect(cost.mean == 150)
    #expect(abs(cost.variance - 22_500) < 1e-9)
    #expect(abs(cost.thirdCentralMoment - 3_000_000) < 1e-6)
    #expect(cost.expectedUse.isEmpty)
    #expect(EpisodeCost(of: []) == nil)
  }

  @Test func `evidence is that of what the episode leaves open`() throws {
    let care = try Care(
      "A,,,,0.5,1,AB01Z,100,unverified",
      "B,A,,,0.5,1,AB02Z,200,derived",
      "C,,,,0.5,1,AB03Z,200,unverified"
    )
    let all = try #require(care.cost()).expectedUse
    #expect(all.map(\.evidence) == [.unverified, .unverified, .unverified])
    let given = try #require(care.cost(triggers: ["A"])).expectedUse
    #expect(given.map(\.step.id) == ["A", "B", "C"])
    #expect(given[1].evidence == .derived)
  }

  @Test func `what is the same for all subtypes does not rest on how many there are of each`() throws {
    let care = try Care(
      "A,,,,0.5,1,AB01Z,100",
      "B,A,,,1,1,AB02Z,200",
      "C,A,two,,1,1,AB03Z,200",
      subtypes: ["one,all,0.5", "two,all,0.5"],
      weightEvidence: .unverified
    )
    let given = try #require(care.cost(triggers: ["A"])).expectedUse
    #expect(given.map(\.step.id) == ["A", "B", "C"])
    #expect(given.map(\.evidence) == [.definition, .definition, .unverified])
  }
}
