import Diagnostics
import FundingFlows
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// Random scenarios with changes: what a change leaves alone, and that nothing else matters.
struct ChangedModelTests {
  private static let seeds = 100..<106 as Range<UInt64>

  /// Changes as they are written, from a year on.
  private static func written(_ group: [(path: String, amount: String)], from year: String) -> [String] {
    group.map { change($0.path, $0.amount, "\"from\": \"\(year)\"") }
  }

  /// A seed whose scenario has some years.
  private static func scenario(_ seed: UInt64, years: Int) throws -> PatchedScenario {
    var seed = seed
    while RandomScenario(seed).years.count < years { seed += 1000 }
    return try PatchedScenario(seed)
  }

  // MARK: - What changes nothing

  @Test(arguments: seeds)
  func `a scenario without changes is its baseline, byte for byte`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let model = try FundingModel(base.scenario([]), tariffs: base.tariffs)
    let flows = model.run()
    #expect(flows.scenario.name == "Changed")
    #expect(flows.scenario.baselines.map(\.name) == ["Scenario \(seed)"])
    #expect(flows.lines() == base.flows.lines())
    #expect(flows.people() == base.flows.people())
    for name in ["flows.csv", "summary.csv", "patients.csv", "prevalence.csv", "calibration.csv"] {
      let files = [flows, base.flows].map { $0.files(tariffDirectory: base.tariffs.directory) }
      let bytes = try files.map { files in try #require(files.first { $0.name == name }).bytes }
      #expect(bytes[0] == bytes[1], "\(name)")
    }
  }

  @Test(arguments: seeds)
  func `what is multiplied by 1 stays as it is, to the penny and to the last digit of a person`(seed: UInt64)
    throws
  {
    let base = try PatchedScenario(seed)
    var changes = ["population", "price"].map { change($0, "\"multiply\": 1") }
    for pathway in base.random.pathways {
      let site = pathway.name
      var paths = ["incidence.ratio.\(site).female", "incidence.ratio.\(site).male", "referrals.\(site)"]
      paths += base.random.deadlyStages(site).map { "survival.\(site).\($0)" }
      paths += base.random.stagesWithOthers(site).prefix(2).map { "stage.\(site).\($0)" }
      let steps = Set(base.random.freeSteps(pathway).map(\.id)).sorted()
      paths += steps.flatMap { ["pathway.\(site).\($0).share", "pathway.\(site).\($0).quantity"] }
      paths += base.random.providers.prefix(1).map { "provider.share.\($0).\(site)" }
      changes += paths.map { change($0, "\"multiply\": 1") }
    }
    let flows = try base.changed(changes).run()
    #expect(flows.money == base.flows.money)
    #expect(flows.people() == base.flows.people())
  }

  @Test(arguments: seeds)
  func `what is set to what it is stays as it is, to the penny`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    var changes: [String] = []
    for pathway in base.random.pathways {
      let site = pathway.name
      changes.append(change("referrals.\(site)", "\"set\": \(decimal(pathway.ruledOutPerCase))"))
      for stage in base.random.deadlyStages(site) {
        let index = try #require(Stage.atDiagnosis.firstIndex(of: stage))
        let five = try #require(base.random.survival[site]?[index].five)
        changes.append(change("survival.\(site).\(stage)", "\"set\": \(decimal(five))"))
      }
      let counts = Dictionary(grouping: pathway.rows, by: \.id).mapValues(\.count)
      for step in base.random.freeSteps(pathway) where counts[step.id] == 1 {
        changes.append(change("pathway.\(site).\(step.id).share", "\"set\": \(decimal(step.share))"))
        changes.append(change("pathway.\(site).\(step.id).quantity", "\"set\": \(decimal(step.quantity))"))
      }
      for (phase, shares) in base.random.shares[site] ?? [:] {
        for (provider, share) in zip(base.random.providers, shares) {
          let path = "provider.share.\(provider).\(site).\(phase)"
          changes.append(change(path, "\"set\": \(decimal(share))"))
        }
      }
    }
    if base.random.ratios == nil {
      changes.append(change("incidence.ratio.\(base.site)", "\"set\": 1"))
    }
    let flows = try base.changed(changes).run()
    #expect(flows.money == base.flows.money)
    #expect(flows.money.count > 0 || base.flows.money == [])
  }

  @Test func `a change with an uptake of nothing changes nothing`() throws {
    for seed in Self.seeds {
      let base = try PatchedScenario(seed)
      let groups = base.random.bearable.filter { !$0[0].path.hasPrefix("tariff") }
      let flows = try base.changed(groups.map { change($0[0].path, $0[0].amount, "\"uptake\": 0") }).run()
      #expect(flows.money == base.flows.money)
      #expect(flows.people() == base.flows.people())
    }
  }

  // MARK: - Earlier years

  @Test(arguments: seeds)
  func `each change leaves the flows and people of earlier years as they were, byte for byte`(seed: UInt64)
    throws
  {
    let base = try Self.scenario(seed, years: 3)
    let (from, start) = (base.year(2), base.random.years.lowerBound + 2)
    for group in base.random.bearable {
      let flows = try base.changed(Self.written(group, from: from)).run()
      #expect(flows.lines { $0 < start } == base.flows.lines { $0 < start }, "\(group[0].path)")
      #expect(flows.people { $0 < start } == base.flows.people { $0 < start }, "\(group[0].path)")
    }
  }

  @Test(arguments: seeds)
  func `changes of several years leave the years before the first as they were, and each other's beginnings`(
    seed: UInt64
  ) throws {
    let base = try Self.scenario(seed, years: 3)
    let groups = base.random.bearable
    let cut = groups.count / 2
    let second = groups.prefix(cut).flatMap { Self.written($0, from: base.year(1)) }
    let third = groups.dropFirst(cut).flatMap { Self.written($0, from: base.year(2)) }
    let both = try base.changed(second + third).run()
    let only = try base.changed(second).run()
    let start = base.random.years.lowerBound
    #expect(both.lines { $0 == start } == base.flows.lines { $0 == start })
    #expect(both.lines { $0 < start + 2 } == only.lines { $0 < start + 2 })
  }

  @Test func `every kind of change moves some flows`() throws {
    var moved: Set<String> = []
    for seed in Self.seeds.prefix(4) {
      let base = try PatchedScenario(seed)
      for group in base.random.bearable {
        let flows = try base.changed(Self.written(group, from: base.first)).run()
        let kind = group[0].path.split(separator: ".").enumerated()
          .filter { $0.offset == 0 || $0.offset == 3 }.map { String($0.element) }.joined(separator: " ")
        if flows.money != base.flows.money { moved.insert(kind) }
      }
    }
    let kinds = moved.map { $0.split(separator: " ").first.map(String.init) ?? "" }
    let expected = [
      "population", "price", "incidence", "referrals", "stage", "survival", "pathway", "provider", "tariff",
    ]
    #expect(Set(expected).subtracting(kinds).isEmpty)
    #expect(moved.isSuperset(of: ["pathway share", "pathway quantity"]))
  }

  // MARK: - What does not matter

  @Test(arguments: seeds)
  func `the order of changes and the number of files they are spread over change no byte`(seed: UInt64) throws
  {
    let base = try Self.scenario(seed, years: 2)
    var random = Seeded(seed)
    let changes = base.random.bearable.flatMap { group in
      Self.written(group, from: base.year(random.int(0...1)))
    }
    let flows = try FundingModel(base.scenario(changes), tariffs: base.tariffs).run()
    let shuffled = try FundingModel(base.scenario(changes.shuffled(using: &random)), tariffs: base.tariffs)
      .run()
    #expect(shuffled.lines() == flows.lines())
    #expect(shuffled.people() == flows.people())

    let cut = changes.count / 2
    try base.folder.write(PatchedScenario.text(Array(changes.dropFirst(cut))), to: "scenario/middle.json")
    let last = PatchedScenario.text(Array(changes.prefix(cut)), of: "middle.json")
    let chained = try Scenario(InputFile(path: "\(base.folder.path)/scenario/last.json", text: last))
    #expect(chained.baselines.map(\.name) == ["Scenario \(base.random.seed)", "Changed"])
    let spread = try FundingModel(chained, tariffs: base.tariffs).run()
    #expect(spread.lines() == flows.lines())
    #expect(spread.people() == flows.people())
    #expect(try base.changed(changes).run().lines() == flows.lines())
  }

  @Test(arguments: seeds)
  func `changing a model leaves it as it was, and models changed from it do not touch one another`(
    seed: UInt64
  )
    throws
  {
    let base = try PatchedScenario(seed)
    let one = try base.changed([change("population", "\"multiply\": 2")])
    let other = try base.changed([change("price", "\"multiply\": 3")])
    #expect(base.model.run().lines() == base.flows.lines())
    #expect(base.model.run().people() == base.flows.people())
    let again = try base.changed([change("population", "\"multiply\": 2")])
    #expect(again.run().lines() == one.run().lines())
    #expect(other.run().people() == base.flows.people())
  }

  @Test(arguments: seeds)
  func `changes on changes are all of them at once`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let groups = base.random.bearable.filter { !$0[0].path.hasPrefix("tariff") }
    let changes = try base.scenario(groups.flatMap { Self.written($0, from: base.first) }).changes
    var model = base.model
    for own in changes { model = try model.changed(as: "Changed", by: [own]) }
    let all = try base.model.changed(as: "Changed", by: changes)
    #expect(model.run().lines() == all.run().lines())
    #expect(model.run().people() == all.run().people())
  }

  @Test func `the files that changes read are among the inputs`() throws {
    let base = try Self.scenario(102, years: 2)
    try base.folder.write(try base.folder.text(of: "scenario/population.csv"), to: "scenario/more.csv")
    let changes = [change("population", "\"file\": \"more.csv\"", "\"from\": \"\(base.year(1))\"")]
    let flows = try base.changed(changes).run()
    #expect(flows.inputs.map(\.path).contains("\(base.folder.path)/scenario/more.csv"))
    #expect(flows.money == base.flows.money)
    var seed: UInt64 = 100
    while RandomScenario(seed).beyond == "error" || RandomScenario(seed).published == 2024 { seed += 1 }
    let priced = try PatchedScenario(seed)
    let later = try priced.run(
      change("tariff.year", "\"set\": \"2024/25\""),
      change("tariff.basis", "\"set\": \"cost\"")
    )
    #expect(later.inputs.contains { $0.path.hasSuffix("2024-25/unit-costs.csv") })
    #expect(Set(later.inputs.map(\.path)).count == later.inputs.count)
  }
}
