import Diagnostics
import Pathways
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

@testable import FundingFlows

/// Two scenarios, every mix of them, and what each cause moves.
struct ScenarioPairTests {
  /// Some changes of every cause, of which a model takes those that it can.
  private static func changed(_ model: FundingModel, _ seed: UInt64) throws -> FundingModel {
    var random = Seeded(seed)
    let site = random.pick(model.scenario.pathways)
    let activities = model.read.costings.flatMap(\.activities)
    let payments = activities.compactMap(\.payment)
    var paths: [ChangePath] = [
      .population, .incidenceRatio(site, nil), .survival(site, random.pick(Stage.atDiagnosis)),
      .stage(site, random.pick(Stage.atDiagnosis)), .referrals(site),
    ]
    paths += Set(activities.map { ChangePath.stepQuantity(site, step: $0.step.id) }).sorted().prefix(2)
    if !payments.isEmpty { paths.append(.price(random.pick(payments).currency, nil)) }
    paths += model.read.shares.all.prefix(1).map { .providerShare($0, pathway: nil, nil) }
    let changes = try paths.compactMap { path -> ScenarioChange? in
      let factor = try #require(Factor(decimal(random.int(300_000...990_000))))
      let start = random.int(model.scenario.years.lowerBound...model.scenario.years.upperBound)
      guard random.happens(60) else { return nil }
      return ScenarioChange(path, .multiply(factor), from: FinancialYear(start: start))
    }
    return try model.changed(
      as: "Changed \(seed)",
      by: changes.filter { (try? model.changed(as: "One", by: [$0])) != nil }
    )
  }

  /// What a comparison attributes to each cause, in pence; nothing is left out but noughts.
  private static func parts(_ comparison: RunComparison) -> [Cause: Int64] {
    comparison.attribution.totals { $0.cause }.mapValues(\.amount).filter { $0.value != 0 }
  }

  private static func expectSameRun(
    _ one: RunTotals,
    _ other: RunTotals,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let difference = RunDifference(from: one, to: other)
    #expect(difference.flows.allSatisfy { $0.value.difference == .zero }, sourceLocation: location)
    #expect(difference.people.allSatisfy { $0.count.difference == .zero }, sourceLocation: location)
  }

  // MARK: - Over one baseline

  @Test(arguments: [2, 5, 8] as [UInt64])
  func `a scenario beside itself differs in nothing, and no cause moves anything`(seed: UInt64) throws {
    let bare = try FundingModel(RandomScenario(seed))
    for model in [bare, try Self.changed(bare, seed)] {
      let pair = try ScenarioPair(model, model)
      #expect(pair.causes == Set(model.scenario.changes.map(\.path.cause)))
      let comparison = try pair.comparison()
      #expect(!comparison.difference.flows.isEmpty)
      #expect(comparison.difference.flows.allSatisfy { $0.value.difference == .zero })
      #expect(comparison.difference.people.allSatisfy { $0.count.difference == .zero })
      #expect(comparison.attribution.flows.isEmpty)
      #expect(comparison.attribution.patients.isEmpty)
    }
  }

  @Test(arguments: [3, 5, 8, 11] as [UInt64])
  func `the parts of any two add up, and the way back gives them the other sign`(seed: UInt64) throws {
    let bare = try FundingModel(RandomScenario(seed))
    let (first, second) = try (Self.changed(bare, seed), Self.changed(bare, seed + 1))
    let pair = try ScenarioPair(first, second)
    let comparison = try pair.comparison()
    let parts = Self.parts(comparison)
    #expect(parts.values.reduce(0, +) == (second.ledger().total - first.ledger().total).amount)
    #expect(Set(parts.keys).isSubset(of: pair.causes))
    let back = try ScenarioPair(second, first).comparison()
    let returned = Self.parts(back)
    #expect(returned.mapValues { -$0 } == parts)
    Self.expectSameRun(try pair.totals(taking: []), try RunTotals(first.run()))
    Self.expectSameRun(try pair.totals(taking: pair.causes), try RunTotals(second.run()))
    Self.expectSameRun(try pair.totals(taking: Set(Cause.allCases)), try RunTotals(second.run()))
  }

  @Test(arguments: [5, 8] as [UInt64])
  func `one change alone is the cause of all that it moves`(seed: UInt64) throws {
    let bare = try FundingModel(RandomScenario(seed))
    let changed = try Self.changed(bare, seed)
    #expect(changed.scenario.changes.count > 2)
    for change in changed.scenario.changes {
      let alone = try bare.changed(as: "Alone", by: [change])
      let comparison = try ScenarioPair(bare, alone).comparison()
      let difference = (alone.ledger().total - bare.ledger().total).amount
      #expect(Self.parts(comparison) == (difference == 0 ? [:] : [change.path.cause: difference]))
    }
  }

  // MARK: - Two files that name all inputs

  /// A random scenario in a folder of its own, with some texts of it replaced.
  private static func write(
    _ scenario: RandomScenario,
    to folder: borrowing TemporaryFolder,
    _ replaced: [(old: String, new: String)] = []
  ) throws -> (scenario: Scenario, tariffs: TariffLibrary) {
    let text = replaced.reduce(scenario.scenario) { $0.replacing($1.old, with: $1.new) }
    let paths = try scenario.write(to: folder, as: text)
    return (try Scenario(InputFile(reading: paths.scenario)), TariffLibrary(directory: paths.tariffs))
  }

  /// Seeds of two scenarios about the same years and pathways.
  private static let alike: [(UInt64, UInt64)] = {
    var first: [String: UInt64] = [:]
    var pairs: [(UInt64, UInt64)] = []
    for seed in 0..<300 as Range<UInt64> {
      let scenario = RandomScenario(seed)
      let about = "\(scenario.years) \(scenario.pathways.map(\.name))"
      if let other = first.updateValue(seed, forKey: about) { pairs.append((other, seed)) }
    }
    return pairs
  }()

  @Test(arguments: 0..<2)
  func `two that differ in everything have parts that add up, both ways`(place: Int) throws {
    let seeds = Self.alike[place]
    let here = try TemporaryFolder()
    let there = try TemporaryFolder()
    let (first, tariffs) = try Self.write(RandomScenario(seeds.0), to: here)
    let (second, _) = try Self.write(RandomScenario(seeds.1), to: there)
    let pair = try ScenarioPair(first, second, tariffs: tariffs)
    #expect(pair.causes.count > 5)
    let comparison = try pair.comparison()
    let difference = pair.after.ledger().total - pair.before.ledger().total
    #expect(comparison.difference.total.difference == difference)
    let parts = Self.parts(comparison)
    #expect(parts.values.reduce(0, +) == difference.amount)
    #expect(parts.count > 2)
    let back = try ScenarioPair(second, first, tariffs: tariffs).comparison()
    #expect(Self.parts(back) == parts.mapValues { -$0 })
  }

  @Test func `files that read alike in two folders name two sets of tables`() throws {
    let scenario = RandomScenario(5)
    let here = try TemporaryFolder()
    let there = try TemporaryFolder()
    let (first, tariffs) = try Self.write(scenario, to: here)
    let (second, _) = try Self.write(scenario, to: there)
    let same = try ScenarioPair(first, second, tariffs: tariffs).comparison()
    #expect(same.difference.flows.allSatisfy { $0.value.difference == .zero })
    #expect(same.attribution.flows.isEmpty)

    let table = try there.text(of: "scenario/population.csv").split(separator: "\n").map { line in
      line.hasPrefix("area,") ? String(line) : "\(line)0"
    }
    try there.write(table.joined(separator: "\n") + "\n", to: "scenario/population.csv")
    let pair = try ScenarioPair(first, second, tariffs: tariffs)
    #expect(pair.causes.contains(.population))
    let comparison = try pair.comparison()
    let difference = (pair.after.ledger().total - pair.before.ledger().total).amount
    #expect(difference > 0)
    #expect(Self.parts(comparison) == [.population: difference])
  }

  @Test(arguments: [
    (["\"survival\":": "\"survivalForm\": \"weibull\", \"survival\":"], Cause.mortality),
    (["\"commissioner\": \"QMF\"": "\"commissioner\": \"QWE\""], .population),
    (["shares.csv": "other.csv"], .providerShare), (["stage.csv": "other.csv"], .stage),
    (["survival.csv": "other.csv"], .mortality),
  ])
  func `what differs in one thing is due to that alone`(replaced: [String: String], cause: Cause) throws {
    let scenario = RandomScenario(3)
    let folder = try TemporaryFolder()
    let (first, tariffs) = try Self.write(scenario, to: folder)
    let text = replaced.reduce(scenario.scenario) { $0.replacing($1.key, with: $1.value) }
    try folder.write(text, to: "scenario/second.json")
    if let name = replaced.keys.first, name.hasSuffix(".csv") {
      // The same table with two of its figures exchanged.
      let lines = try folder.text(of: "scenario/\(name)").split(separator: "\n").map(String.init)
      try folder.write(
        Self.exchanged(lines, in: name).joined(separator: "\n") + "\n",
        to: "scenario/other.csv"
      )
    }
    let second = try Scenario(InputFile(reading: "\(folder.path)/scenario/second.json"))
    let pair = try ScenarioPair(first, second, tariffs: tariffs)
    #expect(pair.causes.contains(cause))
    let comparison = try pair.comparison()
    let moved = comparison.attribution.flows.filter { $0.difference != .zero }
    #expect(Set(moved.map(\.cause)) == [cause])
  }

  /// The rows of a table with their figures in another order: of shares the whole stays, of survival the years do.
  private static func exchanged(_ lines: [String], in name: String) -> [String] {
    let rows = lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let column = 3
    let keys = rows.map { row in
      name == "survival.csv" ? row[0] + row[2] : row[0] + (name == "stage.csv" ? row[2] : row[1])
    }
    var figures = Dictionary(grouping: zip(keys, rows.map { $0[column] }), by: \.0).mapValues { $0.map(\.1) }
    for (key, own) in figures { figures[key] = own.reversed() }
    let changed = zip(keys, rows).map { key, row in
      var row = row
      row[column] = figures[key]?.removeFirst() ?? ""
      return row.joined(separator: ",")
    }
    return [lines[0]] + changed
  }

  @Test func `changes of one baseline have the parts that those of two copies of it have`() throws {
    let scenario = RandomScenario(2)
    let here = try TemporaryFolder()
    let there = try TemporaryFolder()
    let (first, tariffs) = try Self.write(scenario, to: here)
    let (copy, _) = try Self.write(scenario, to: there)
    let before = try FundingModel(first, tariffs: tariffs)
    let after = try Self.changed(before, 2)
    let other = try FundingModel(copy, tariffs: tariffs).changed(as: "Copy", by: after.scenario.changes)
    let (own, mixed) = try (
      ScenarioPair(before, after).comparison(), ScenarioPair(before, other).comparison()
    )
    #expect(Self.parts(own) == Self.parts(mixed))
    #expect(Self.parts(own).count > 1)
    #expect(
      own.attribution.patientTotals { $0.cause }.filter { $0.value != .zero }
        == mixed.attribution.patientTotals { $0.cause }.filter { $0.value != .zero }
    )
  }

  // MARK: - Faults

  @Test func `scenarios of other years or other pathways are not compared`() throws {
    let (one, other) = (RandomScenario(5), RandomScenario(8))
    let here = try TemporaryFolder()
    let there = try TemporaryFolder()
    let (first, tariffs) = try Self.write(one, to: here)
    let (second, _) = try Self.write(other, to: there)
    let span = { (scenario: RandomScenario) in
      "\(FinancialYear(start: scenario.years.lowerBound)) to \(FinancialYear(start: scenario.years.upperBound))"
    }
    let names = { (scenario: RandomScenario) in scenario.pathways.map(\.name).joined(separator: " and ") }
    let file = "\(there.path)/scenario/scenario.json"
    let pair = { () throws(DiagnosticList) in try ScenarioPair(first, second, tariffs: tariffs) }
    #expect(
      faults(pair) == [
        "\(file):5:12 found \(span(other)), expected \(span(one)) as in the first scenario [compare.years]",
        "\(file):7:15 found \(names(other)), expected \(names(one)) as in the first scenario [compare.pathways]",
      ]
    )
    #expect(fixes(pair) == ["give both scenarios the same", "give both scenarios the same"])
  }
}
