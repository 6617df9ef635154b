import Pathways
import Quantities
import TestSupport
import Testing

struct PathwayTests {
  @Test func `the chance of a step is its share times that of the steps before it`() throws {
    let pathway = try SmallPathway(
      steps: """
        step,of_those_who,stage,share
        C,B,1,0.5
        A,,1 2,0.5
        B,A,1 2,0.25
        D,,2,0.125
        """
    ).pathway()
    #expect(chances(pathway, .one) == ["A": 0.5, "B": 0.125, "C": 0.0625])
    #expect(chances(pathway, .two) == ["A": 0.5, "B": 0.125, "D": 0.125])
    #expect(chances(pathway, .three) == [:])
  }

  @Test func `a step is as well supported as the weakest on the way to it`() throws {
    let pathway = try SmallPathway(
      steps: """
        step,of_those_who,share_evidence,quantity_evidence
        A,,derived,seen
        B,A,seen,definition
        C,B,seen,unverified
        D,C,seen,seen
        E,,seen,seen
        """
    ).pathway()
    let reached = pathway.reached(stage: .one, subtype: "one", guidelineYear: 2015)
    #expect(
      Dictionary(uniqueKeysWithValues: reached.map { ($0.step.id, $0.evidence) }) == [
        "A": .derived, "B": .derived, "C": .unverified, "D": .unverified, "E": .seen,
      ]
    )
  }

  @Test func `only the rows of the stage, subtype and guideline year count`() throws {
    let pathway = try SmallPathway(
      steps: """
        step,subtype,stage,guideline_from,guideline_to,share
        A,one,1,2010,2014,0.5
        A,one,1,2015,2020,0.25
        A,two,1,2010,2020,0.125
        A,,ruled-out,2010,2020,1
        """,
      subtypes: "subtype,stage,share\none,all,0.5\ntwo,all,0.5"
    ).pathway()
    let chance = { (stage: Stage, subtype: String, year: Int) in
      pathway.reached(stage: stage, subtype: subtype, guidelineYear: year).map(\.chance)
    }
    #expect(chance(.one, "one", 2014) == [0.5])
    #expect(chance(.one, "one", 2015) == [0.25])
    #expect(chance(.one, "two", 2015) == [0.125])
    #expect(chance(.ruledOut, "one", 2015) == [1])
    #expect(chance(.two, "one", 2015) == [])
    #expect(chance(.one, "one", 2021) == [])
  }

  @Test func `a step of nobody is reached by nobody`() throws {
    let pathway = try SmallPathway(
      steps: "step,of_those_who,stage,share\nA,,1,0.5\nB,A,1 2,0\nC,,2,0"
    ).pathway()
    #expect(chances(pathway, .two) == ["B": 0, "C": 0])
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `alternatives share out those who had the step before them`(seed: UInt64) throws {
    var random = Seeded(seed)
    var rows = ["S0,,,1"]
    var parents = ["S0"]
    for group in 1...Int.random(in: 1...6, using: &random) {
      let parent = random.pick(parents)
      let first = Int.random(in: 1...999_999, using: &random)
      for (branch, share) in [first, 1_000_000 - first].enumerated() {
        rows.append("S\(group)\(branch),\(parent),g\(group),\(Factor(millionths: Int64(share)))")
        parents.append("S\(group)\(branch)")
      }
    }
    rows.shuffle(using: &random)
    let text = (["step,of_those_who,alternatives,share"] + rows).joined(separator: "\n")
    let pathway = try SmallPathway(steps: text).pathway()
    let reached = pathway.reached(stage: .two, subtype: "one", guidelineYear: 2012)
    let chances = Dictionary(uniqueKeysWithValues: reached.map { ($0.step.id, $0.chance) })
    let groups = Dictionary(grouping: reached.filter { $0.step.parent != nil }) { $0.step.alternatives }
    for members in groups.values {
      let parent = try #require(members.first?.step.parent.flatMap { chances[$0] })
      #expect(abs(members.reduce(0) { $0 + $1.chance } - parent) < 1e-12)
    }
    let leaves = reached.filter { member in !reached.contains { $0.step.parent == member.step.id } }
    #expect(leaves.allSatisfy { (0...1).contains($0.chance) })
  }

  @Test func `the subtypes of a stage weigh what they share`() throws {
    let pathway = try SmallPathway(
      subtypes: """
        subtype,stage,share,evidence
        one,1 2,0.98,seen
        two,1 2,0.02,unverified
        one,3 4 not-staged,0.9,seen
        two,3 4 not-staged,0.1,unverified
        """
    ).pathway()
    let weights = pathway.weights(at: .two)
    #expect(weights.map(\.subtype) == ["one", "two"])
    #expect(weights.map(\.weight) == [0.98, 0.02])
    #expect(weights.map(\.evidence) == [.seen, .unverified])
    #expect(pathway.weights(at: .four).map(\.weight) == [0.9, 0.1])
  }

  @Test(arguments: [Stage.ruledOut, .recurrent])
  func `where no subtype has a share the first stands for all`(stage: Stage) throws {
    let weights = try SmallPathway(
      subtypes: "subtype,stage,share\ntwo,1 2 3 4 not-staged,0.5\none,1 2 3 4 not-staged,0.5"
    ).pathway().weights(at: stage)
    #expect(weights.map(\.subtype) == ["two"])
    #expect(weights.map(\.weight) == [1])
    #expect(weights.map(\.evidence) == [.definition])
  }

  @Test func `a step paid by a currency is paid by it alone`() throws {
    let pathway = try SmallPathway(
      steps: "step,payment,currency,point_of_delivery,setting\nA,currency,SB12Z,UNBCHEMO,day case"
    ).pathway()
    let payments = pathway.payments(of: pathway.steps[0], guidelineYear: 2015)
    #expect(payments.map(\.currency.description) == ["SB12Z"])
    #expect(payments.map(\.pointOfDelivery) == [.unbundledChemotherapy])
    #expect(payments.map(\.setting) == ["day case"])
    #expect(payments.map(\.share) == [.all])
    #expect(payments.map(\.position) == [pathway.steps[0].position])
  }

  @Test func `a step paid by a casemix is paid by the mix of the guideline year`() throws {
    let pathway = try SmallPathway(
      steps: "step,payment,currency\nA,casemix,mix",
      casemix: """
        casemix,currency,point_of_delivery,guideline_from,guideline_to,share
        mix,JA20E,DC,2010,2014,0.25
        mix,JA20E,EL,2010,2014,0.75
        other,JA21A,EL,2010,2020,1
        mix,JA20F,EL,2015,2020,1
        """
    ).pathway()
    let payments = { (year: Int) in pathway.payments(of: pathway.steps[0], guidelineYear: year) }
    #expect(payments(2014).map(\.share.description) == ["0.25", "0.75"])
    #expect(payments(2014).map(\.pointOfDelivery) == [.dayCase, .electiveInpatient])
    #expect(payments(2015).map(\.currency.description) == ["JA20F"])
  }

  @Test(arguments: ["bundled", "gap", "none"])
  func `a step that is not paid by itself is paid by nothing`(payment: String) throws {
    let pathway = try SmallPathway(steps: "step,payment,currency\nA,\(payment),JA20F").pathway()
    #expect(pathway.payments(of: pathway.steps[0], guidelineYear: 2015).isEmpty)
  }

  @Test func `the guideline years of a pathway run from the first row to the last`() throws {
    let pathway = try SmallPathway(
      steps: "step,guideline_from,guideline_to\nA,2012,2014\nB,2010,2011\nC,2018,2019"
    ).pathway()
    #expect(pathway.guidelineYears == 2010...2019)
  }

  private func chances(_ pathway: Pathway, _ stage: Stage) -> [String: Double] {
    let reached = pathway.reached(stage: stage, subtype: "one", guidelineYear: 2015)
    return Dictionary(uniqueKeysWithValues: reached.map { ($0.step.id, $0.chance) })
  }
}
