import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// Care that is changed, and changes that a scenario of its own could make too.
struct CareChangeTests {
  private static let seeds = 500..<508 as Range<UInt64>

  private static func scenario(_ seed: UInt64, where isWanted: (RandomScenario) -> Bool) throws
    -> PatchedScenario
  {
    var seed = seed
    while !isWanted(RandomScenario(seed)) { seed += 1000 }
    return try PatchedScenario(seed)
  }

  /// The flows of the scenario file with one text in place of another, as if it had been written so.
  private static func run(_ base: borrowing PatchedScenario, _ text: String, as other: String) throws
    -> PredictedFlows
  {
    try #require(base.random.scenario.contains(text))
    let written = base.random.scenario.replacing(text, with: other)
    let input = InputFile(path: "\(base.folder.path)/scenario/written.json", text: written)
    return try FundingModel(Scenario(input), tariffs: base.tariffs).run()
  }

  @Test(arguments: seeds)
  func `another version of care as a change is a scenario written with it`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let year = base.random.guidelineYear < RandomPathway.turn ? 2021 : 2009
    let flows = try base.run(change("guideline.year", "\"set\": \(year)"))
    let written = try Self.run(
      base,
      "\"guidelineYear\": \(base.random.guidelineYear)",
      as: "\"guidelineYear\": \(year)"
    )
    #expect(flows.lines() == written.lines())
    #expect(flows.people() == written.people())
  }

  @Test(arguments: seeds)
  func `prices of another year and basis as changes are a scenario written with them`(seed: UInt64) throws {
    let base = try Self.scenario(seed) { $0.beyond != "error" && $0.published != 2024 }
    let flows = try base.run(
      change("tariff.basis", "\"set\": \"cost\""),
      change("tariff.year", "\"set\": \"2024/25\"")
    )
    let (year, basis) = (FinancialYear(start: base.random.published), base.random.basis)
    let written = try Self.run(
      base,
      "\"year\": \"\(year)\", \"basis\": \"\(basis)\", \"beyond\"",
      as: "\"year\": \"2024/25\", \"basis\": \"cost\", \"beyond\""
    )
    #expect(flows.lines() == written.lines())
  }

  @Test(arguments: seeds)
  func `from a later year on, such changes are the one scenario before and the other after`(seed: UInt64)
    throws
  {
    let base = try Self.scenario(seed) { $0.years.count > 1 }
    let year = base.random.guidelineYear < RandomPathway.turn ? 2021 : 2009
    let flows = try base.run(change("guideline.year", "\"set\": \(year)", "\"from\": \"\(base.year(1))\""))
    let written = try base.run(change("guideline.year", "\"set\": \(year)"))
    let start = base.random.years.lowerBound
    #expect(flows.lines { $0 == start } == base.flows.lines { $0 == start })
    #expect(flows.lines { $0 > start } == written.lines { $0 > start })
  }

  @Test(arguments: seeds)
  func `twice the quantity is twice the activity of the step, and of no other`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    guard let step = base.random.freeSteps(base.random.pathways[0]).first else { return }
    let flows = try base.run(change("pathway.\(base.site).\(step.id).quantity", "\"multiply\": 2"))
    let sums = [flows, base.flows].map { flows in
      flows.ledger.lines.reduce(into: [String: Double]()) { $0["\($1.who)", default: 0] += $1.activity.value }
    }
    for line in base.flows.ledger.lines {
      let isMeant = line.pathway == base.site && line.step == step.id
      let (after, before) = (sums[0][line.who] ?? 0, sums[1][line.who] ?? 0)
      let slack = isMeant ? 1e-4 * max(1, before) : 0
      #expect(abs(after - (isMeant ? 2 : 1) * before) <= slack, "\(line.text)")
    }
  }

  @Test(arguments: seeds)
  func `referrals that are set are so many for each case`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let flows = try base.run(change("referrals.\(base.site)", "\"set\": 3.5"))
    for row in flows.patients where row.stage == .ruledOut && row.pathway == base.site {
      let cases = flows.count(\.cases) { $0.year == row.year && $0.pathway == row.pathway }
      #expect(abs(row.ruledOut - 3.5 * cases) <= 1e-9 * max(1, cases))
    }
    #expect(
      flows.ledger.lines.filter { $0.stage != .ruledOut }.map(\.money)
        == base.flows.ledger.lines.filter { $0.stage != .ruledOut }.map(\.money)
    )
  }

  @Test func `faults of all changes are told at once, each at its own place`() throws {
    let base = try PatchedScenario(500)
    let changes = [
      change("provider.share.XXX", "\"set\": 0.2"), change("price.XX99Z", "\"set\": 1"),
      change("pathway.\(base.site).S-99.share", "\"set\": 1"), change("stage.melanoma.1", "\"set\": 0.5"),
      change("casemix.\(base.site).mix-9.DC", "\"set\": 0.5"),
    ]
    let told = faults { () throws(DiagnosticList) in try base.changed(changes) }
    #expect(told.count == 5)
    #expect(told.allSatisfy { $0.hasSuffix("[change.unknown]") }, "\(told)")
    #expect(Set(told.compactMap { $0.split(separator: ":").dropFirst().first }).count == 5)
  }

  @Test func `a fault of a later year is told beside one of an earlier, and each once`() throws {
    let base = try Self.scenario(500) { $0.years.count > 2 }
    let changes = [
      change("pathway.\(base.site).S-99.share", "\"set\": 1"),
      change("pathway.\(base.site).S-98.share", "\"set\": 1", "\"from\": \"\(base.year(1))\""),
      change("provider.share.XXX", "\"set\": 0.2", "\"from\": \"\(base.year(2))\""),
    ]
    let told = faults { () throws(DiagnosticList) in try base.changed(changes) }
    #expect(told.count == 3)
    #expect(told.allSatisfy { $0.hasSuffix("[change.unknown]") }, "\(told)")
  }
}
