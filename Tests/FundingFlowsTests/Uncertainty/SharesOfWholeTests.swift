import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import TestSupport
import Testing

@testable import FundingFlows

/// Shares of a whole, whatever is drawn: nobody is lost, and nobody is made.
struct SharesOfWholeTests {
  /// The multipliers of some compiled steps at scores of the inputs, one draw.
  private static func multipliers(_ table: NumberTable, at scores: [Double]) -> [Double] {
    let room = SampleBlock.vectors
    var multipliers = [Lanes](repeating: Lanes(repeating: 1), count: table.count * room)
    var lanes = [Lanes](repeating: Lanes(repeating: 0), count: scores.count * room)
    for (column, score) in scores.enumerated() { lanes[column * room][3] = score }
    for step in table.steps { step.fill(&multipliers, at: 0, from: lanes, 3) }
    return (0..<table.count).map { multipliers[$0 * room][3] }
  }

  private static func table(_ inputs: [Unsure]) -> NumberTable {
    NumberTable(
      UncertaintyPlan(
        inputs: inputs.map { $0.input(line: 1) },
        correlations: [],
        isLatinHypercube: false
      )
    )
  }

  private static let stages: [Stage] = [.one, .two, .three, .four]

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `stages drawn together make up the whole, and so do those of other years`(seed: UInt64) throws {
    var random = Seeded(seed)
    var table = Self.table([Unsure(.stages("lung"), .dirichlet, .size(random.double(1...200)))])
    let cut = random.double(0.01...0.9)
    let first = [cut, (1 - cut) / 2, (1 - cut) / 3, (1 - cut) / 6]
    let own = table.stages("lung", Self.stages, first)
    let other = [0.1, 0.2, 0.3, 0.4]
    let later = table.stages("lung", Self.stages, other)
    // A stage that the first mix does not have.
    let more = table.stages("lung", Self.stages + [.notStaged], [0.2, 0.2, 0.2, 0.2, 0.2])
    #expect(table.stages("lung", Self.stages, other) == later)
    #expect(table.columns == ["stage.lung.1", "stage.lung.2", "stage.lung.3", "stage.lung.4"])
    #expect(table.faults.isClean)
    let drawn = Self.multipliers(table, at: (0..<4).map { _ in random.double(-4...4) })
    let sum = { (shares: [Double], into: [Int]) in zip(shares, into).reduce(0) { $0 + $1.0 * drawn[$1.1] } }
    #expect(abs(sum(first, own) - 1) < 1e-12)
    #expect(abs(sum(other, later) - 1) < 1e-12)
    #expect(abs(sum([0.2, 0.2, 0.2, 0.2, 0.2], more) - 1) < 1e-12)
    // Between two stages the odds are multiplied alike in all years.
    #expect(
      abs(drawn[own[0]] / drawn[own[1]] - drawn[later[0]] / drawn[later[1]]) < 1e-9 * drawn[own[0]]
        / drawn[own[1]]
    )
    let none = Self.multipliers(table, at: [.nan, .nan, .nan, .nan])
    #expect(none.allSatisfy { abs($0 - 1) < 1e-12 })
    let one = Self.multipliers(table, at: [.nan, 1.3, .nan, .nan])
    #expect(abs(zip(first, own).reduce(0) { $0 + $1.0 * one[$1.1] } - 1) < 1e-12)
    #expect(one[own[0]] == one[own[3]])
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `alternatives come to the whole where nobody else is left, else to at most the whole`(seed: UInt64)
    throws
  {
    var random = Seeded(seed)
    let isWhole = seed.isMultiple(of: 2)
    let cut = random.double(0.05...0.6)
    let shares = [cut, isWhole ? 1 - cut : (1 - cut) * random.double(0.1...0.9)]
    let paths = ["A", "B"].map { ChangePath.stepShare("lung", step: $0) }
    var table = Self.table(paths.map { Unsure($0, .beta, .size(3)) })
    let members = zip(paths, shares).compactMap { path, share in
      table.multiplier(path, own: share).map { (multiplier: $0, share: share) }
    }
    try #require(members.count == 2)
    let made = table.alternatives(members)
    #expect(table.alternatives(members).rest == made.rest)
    let drawn = Self.multipliers(table, at: [random.double(-3...3), random.double(-3...3)])
    let sum = zip(shares, made.members).reduce(0) { $0 + $1.0 * drawn[$1.1] }
    let rest = (1 - shares[0] - shares[1]) * drawn[made.rest]
    #expect(drawn.allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(sum <= 1 + 1e-12)
    #expect(abs(sum + (isWhole ? 0 : rest) - 1) < 1e-12)
  }

  @Test func `a share of all is certain, unless a mean is given, and then the others stay nobody`() throws {
    let path = ChangePath.stepShare("lung", step: "A")
    var certain = Self.table([Unsure(path, .beta, .size(10))])
    #expect(certain.multiplier(path, own: 1) == nil)
    #expect(certain.used.isEmpty)
    var supposed = Self.table([Unsure(path, .beta, .size(10), mean: 0.5)])
    let found = supposed.multiplier(path, own: 1)
    let index = try #require(found)
    let made = supposed.alternatives([(index, 1)])
    let drawn = Self.multipliers(supposed, at: [-1])
    #expect(drawn[index] < 0.5)
    #expect(drawn[made.members[0]] == 1)
    #expect(drawn[made.rest] == 1)
  }

  @Test func `a value of nothing is certain, and makes no other value so`() throws {
    let path = ChangePath.price(nil, nil)
    var table = Self.table([Unsure(path, .gamma, .variation(0.2))])
    #expect(table.multiplier(path, own: 0) == nil)
    let found = table.multiplier(path, own: 120)
    let index = try #require(found)
    #expect(table.multiplier(path, own: 3) == index)
    #expect(table.multiplier(path, own: 0) == nil)
    #expect(table.columns == ["price"])
  }

  @Test func `fewer than two stages, or less than one patient counted, are no distribution`() {
    #expect(SharesOfWhole([1], size: 10, columns: [0], into: [0]) == nil)
    #expect(SharesOfWhole([0.5, 0.5], size: 0.9, columns: [0, 1], into: [0, 1]) == nil)
    #expect(SharesOfWhole([0.5, 0.5], size: 1, columns: [0, 1], into: [0, 1]) != nil)
    #expect(SharesOfWhole([0.999999, 0.000001], size: 1, columns: [0, 1], into: [0, 1]) != nil)
  }

  @Test(arguments: [1, 4, 9] as [UInt64])
  func `who gives the care moves no total but that of market forces`(seed: UInt64) throws {
    let scenario = try #require(
      (seed * 40..<seed * 40 + 40).lazy.map { RandomScenario($0) }.first { scenario in
        !scenario.hasMarketForces && scenario.providers.count > 1
      }
    )
    let model = try FundingModel(scenario)
    let inputs = model.unsureInputs.filter {
      guard case .providerShare = $0.path else { return false }
      return true
    }
    let all = model.read.shares.all.map { Unsure(.providerShare($0, pathway: nil, nil), .beta, .size(4)) }
    // A provider that has all of some care is certain there.
    let uncertain = try (try? model.draws(40, of: all)) ?? model.draws(40, of: inputs)
    let simulation = try #require(uncertain.simulate(threads: 1))
    let point = uncertain.values(at: [uncertain.inputs.map { _ in .nan }])[0][uncertain.totals.everything]
    #expect(simulation.totalOfDraws.allSatisfy { abs($0 - point) < 1e-9 * point })
    #expect(simulation.summaries.contains { $0.standardDeviation > 1e-3 * abs($0.mean) })
  }

  @Test(arguments: [1, 12, 30] as [UInt64])
  func `a first mix of other stages than later ones is no fault`(seed: UInt64) throws {
    let model = try FundingModel(RandomScenario(seed))
    for site in model.scenario.pathways {
      let uncertain = try? model.draws(20, of: [Unsure(.stages(site), .dirichlet, .size(5))])
      let totals = uncertain?.simulate(threads: 1)?.totalOfDraws ?? []
      #expect(totals.allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }
}
