import Diagnostics
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

@testable import FundingFlows

/// People, incidence, stages and survival that are changed.
struct PeopleChangeTests {
  private static let seeds = 300..<306 as Range<UInt64>

  private static func scenario(_ seed: UInt64, where isWanted: (RandomScenario) -> Bool) throws
    -> PatchedScenario
  {
    var seed = seed
    while !isWanted(RandomScenario(seed)) { seed += 1000 }
    return try PatchedScenario(seed)
  }

  private static func cases(_ flows: PredictedFlows, _ site: String, _ year: Int, _ stage: Stage? = nil)
    -> Double
  {
    flows.count(\.cases) { row in
      row.pathway == site && row.year == year && (stage.map { $0 == row.stage } ?? true)
    }
  }

  private static func isNear(_ one: Double, _ other: Double, _ slack: Double = 1e-9) -> Bool {
    abs(one - other) <= slack * max(1, abs(one), abs(other))
  }

  // MARK: - People and incidence

  @Test(arguments: seeds)
  func `twice the people have twice the cases from their year on, at the same stages`(seed: UInt64) throws {
    let base = try Self.scenario(seed) { $0.years.count > 1 }
    let start = base.random.years.lowerBound + 1
    let flows = try base.run(change("population", "\"multiply\": 2", "\"from\": \"\(base.year(1))\""))
    for (row, old) in zip(flows.patients, base.flows.patients) {
      #expect(Self.isNear(row.cases, (row.year < start ? 1 : 2) * old.cases))
      #expect(Self.isNear(row.ruledOut, (row.year < start ? 1 : 2) * old.ruledOut))
      #expect(row.survivors >= old.survivors)
    }
  }

  @Test(arguments: seeds)
  func `a population that grows over years has grown by so much in each`(seed: UInt64) throws {
    let base = try Self.scenario(seed) { $0.years.count > 2 }
    let ramp = "\"over\": 4, \"uptake\": 0.8"
    let flows = try base.run(change("population", "\"multiply\": 2", ramp))
    for (row, old) in zip(flows.patients, base.flows.patients) {
      let later = row.year - base.random.years.lowerBound
      let reach = later < 0 ? 0 : 0.8 * min(1, Double(later + 1) / 4)
      #expect(Self.isNear(row.cases, (1 + reach) * old.cases), "\(row.year)")
    }
  }

  @Test func `people of other tables stand in place of these from their year on`() throws {
    let base = try Self.scenario(300) { $0.years.count > 1 }
    var other = base.random
    other.persons = other.persons.map { ($0.area, $0.year, $0.group, $0.count * 3) }
    let folder = try TemporaryFolder()
    _ = try other.write(to: folder)
    let start = base.random.years.lowerBound + 1
    let path = "\(folder.path)/scenario/population.csv"
    let flows = try base.run(change("population", "\"file\": [\"\(path)\"]", "\"from\": \"\(base.year(1))\""))
    for (row, old) in zip(flows.patients, base.flows.patients) {
      #expect(Self.isNear(row.cases, (row.year < start ? 1 : 3) * old.cases))
    }
    #expect(flows.patients.contains { $0.cases > 0 })
  }

  @Test func `people of other areas or of too few years are refused`() throws {
    let base = try Self.scenario(300) { $0.years.count > 1 }
    try base.folder.write("area,year,sex,age,persons\nZ99,2020,female,50-54,1\n", to: "scenario/odd.csv")
    let odd = faults { () throws(DiagnosticList) in
      try base.changed([change("population", "\"file\": \"odd.csv\"")])
    }
    #expect(odd.count == 1 && odd[0].hasSuffix("[population.areas]"), "\(odd)")
    let lines = try base.folder.text(of: "scenario/population.csv").split(separator: "\n")
    let last = "\(base.random.years.upperBound + 1)"
    let few = lines.filter { !$0.contains(",\(last),") }.joined(separator: "\n")
    try base.folder.write(few + "\n", to: "scenario/few.csv")
    let short = faults { () throws(DiagnosticList) in
      try base.changed([change("population", "\"file\": \"few.csv\"")])
    }
    #expect(short.count == 1 && short[0].hasSuffix("[model.no-population]"), "\(short)")
    let missing = faults { () throws(DiagnosticList) in
      try base.changed([change("population", "\"file\": \"none.csv\"")])
    }
    #expect(
      missing.count == 1 && missing[0].hasSuffix("named at $.changes[0].file [scenario.file]"),
      "\(missing)"
    )
  }

  @Test(arguments: seeds)
  func `local incidence of a site, or of one sex, is so many times what it was, and others stay`(seed: UInt64)
    throws
  {
    let base = try PatchedScenario(seed)
    let start = base.random.years.lowerBound
    for sex in [nil] + Sex.allCases {
      let path = "incidence.ratio.\(base.site)" + (sex.map { ".\($0)" } ?? "")
      let flows = try base.run(change(path, "\"multiply\": 1.37"))
      for (row, old) in zip(flows.patients, base.flows.patients) {
        guard let own = row.sex else { continue }
        let isMeant = row.pathway == base.site && row.year >= start && (sex == nil || sex == own)
        #expect(Self.isNear(row.cases, (isMeant ? 1.37 : 1) * old.cases), "\(path)")
      }
    }
  }

  @Test(arguments: seeds)
  func `a local ratio that is set is the ratio`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let start = base.random.years.lowerBound
    let one = try base.run(change("incidence.ratio.\(base.site)", "\"set\": 1"))
    let two = try base.run(change("incidence.ratio.\(base.site)", "\"set\": 2"))
    for row in two.patients where row.pathway == base.site && row.year >= start {
      let old = one.patients.first {
        $0.year == row.year && $0.pathway == row.pathway && $0.sex == row.sex && $0.stage == row.stage
      }
      #expect(Self.isNear(row.cases, 2 * (old?.cases ?? 0)))
    }
    guard base.random.ratios == nil else { return }
    #expect(one.people() == base.flows.people())
  }

  @Test(arguments: seeds)
  func `cases that are forecast become more, whatever is done to local ratios beside`(seed: UInt64) throws {
    let base = try Self.scenario(seed) { $0.method == .forecast && !$0.namesRegistrations }
    let year = base.random.years.lowerBound
    let forecast = change("incidence.forecast.\(base.site)", "\"multiply\": 1.5")
    let set = change("incidence.ratio.\(base.site)", "\"set\": 0.5")
    let before = Self.cases(base.flows, base.site, year)
    #expect(Self.isNear(Self.cases(try base.run(forecast), base.site, year), 1.5 * before))
    let ratio = Self.cases(try base.run(set), base.site, year)
    for both in [[forecast, set], [set, forecast]] {
      let flows = try base.changed(both).run()
      #expect(Self.isNear(Self.cases(flows, base.site, year), 1.5 * ratio))
    }
  }

  @Test func `cases that are registered are no forecast`() throws {
    let base = try Self.scenario(300) { $0.namesRegistrations }
    let told = faults { () throws(DiagnosticList) in
      try base.changed([change("incidence.forecast.\(base.site)", "\"multiply\": 2")])
    }
    #expect(told.count == 1)
    #expect(
      told.first?.hasSuffix(
        "found a change of incidence.forecast.\(base.site), but cases are registered up to "
          + "\(base.random.years.upperBound + 1) [change.unknown]"
      ) == true
    )
  }

  // MARK: - Stages

  @Test(arguments: seeds)
  func `a stage becomes what was asked for, the others keep their proportions, and nobody is lost`(
    seed: UInt64
  )
    throws
  {
    let base = try PatchedScenario(seed)
    let (site, years) = (base.site, base.random.years)
    for stage in base.random.stagesWithOthers(site) {
      let flows = try base.run(change("stage.\(site).\(stage)", "\"set\": 0.4"))
      for year in years.lowerBound...years.upperBound + 1 {
        let all = Self.cases(base.flows, site, year)
        guard all > 0 else { continue }
        #expect(Self.isNear(Self.cases(flows, site, year), all))
        #expect(abs(Self.cases(flows, site, year, stage) / all - 0.4) <= 3e-6)
        let left = 1 - Self.cases(base.flows, site, year, stage) / all
        for other in Stage.atDiagnosis where other != stage {
          let share = Self.cases(base.flows, site, year, other) / all
          #expect(abs(Self.cases(flows, site, year, other) / all - share * 0.6 / left) <= 6e-6)
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `early stages become the share of the staged that was asked for, and who has no stage stays without`(
    seed: UInt64
  ) throws {
    let base = try Self.scenario(seed) { $0.hasEarlyAndLate($0.pathways[0].name) }
    let (site, years) = (base.site, base.random.years)
    let flows = try base.run(change("stage.\(site).early", "\"set\": 0.7"))
    for year in years.lowerBound...years.upperBound + 1 {
      let before = Stage.atDiagnosis.map { Self.cases(base.flows, site, year, $0) }
      let after = Stage.atDiagnosis.map { Self.cases(flows, site, year, $0) }
      let all = before.reduce(0, +)
      guard all > 0 else { continue }
      #expect(Self.isNear(after.reduce(0, +), all))
      let staged = all - after[4]
      #expect(abs(after[0] + after[1] - 0.7 * staged) <= 5e-6 * all)
      #expect(abs(after[4] - before[4]) <= 5e-6 * all)
      #expect(abs(after[0] * before[1] - after[1] * before[0]) <= 5e-6 * all * all)
      #expect(abs(after[2] * before[3] - after[3] * before[2]) <= 5e-6 * all * all)
    }
  }

  @Test(arguments: seeds)
  func `all stages that are set are those, and half of the way with half the uptake`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let (site, year) = (base.site, base.random.years.lowerBound)
    let shares = #""set": { "1": 0.1, "2": 0.2, "3": 0.3, "4": 0.25, "not-staged": 0.15 }"#
    let all = Self.cases(base.flows, site, year)
    for (uptake, reach) in [("1", 1.0), ("0.5", 0.5)] {
      let flows = try base.run(change("stage.\(site)", shares, "\"uptake\": \(uptake)"))
      for (stage, share) in zip(Stage.atDiagnosis, [0.1, 0.2, 0.3, 0.25, 0.15]) {
        let before = Self.cases(base.flows, site, year, stage)
        let expected = before + reach * (share * all - before)
        #expect(abs(Self.cases(flows, site, year, stage) - expected) <= 5e-6 * max(1, all))
      }
    }
  }

  @Test(arguments: seeds)
  func `changed shares by stage add up to exactly 1`(seed: UInt64) throws {
    var random = Seeded(seed)
    let site = "lung"
    let rows = zip(Stage.atDiagnosis, random.parts(5)).map { "lung,\($0),2020,\(decimal($1)),seen" }
    let mix = try StageMix(
      InputFile(path: "s.csv", text: "site,stage,year,share,evidence\n" + rows.joined(separator: "\n"))
    )
    for _ in 0..<50 {
      let stage = random.pick(Stage.atDiagnosis)
      let number = try #require(ChangedNumber(decimal(random.int(0...1_000_000))))
      let first = FinancialYear(start: 2020)
      let changes = [ScenarioChange(.stage(site, stage), .set(number), from: first, over: random.int(1...4))]
      let changed = try? mix.changed(site, by: changes, in: 2018...2023)
      for year in 2018...2023 {
        let shares = (changed ?? mix).shares(of: site, in: year) ?? [:]
        #expect(shares.values.reduce(0) { $0 + $1.millionths } == 1_000_000)
        guard year < 2020 else { continue }
        #expect(shares == mix.shares(of: site, in: year))
      }
    }
  }

  /// The first published year is after the years that are carried in, which take its shares.
  @Test func `stages of earlier years stay as they were when the first published year is changed`() throws {
    let rows = zip(Stage.atDiagnosis, [0.2, 0.2, 0.2, 0.2, 0.2]).map { "lung,\($0),2030,\($1),seen" }
    let mix = try StageMix(
      InputFile(path: "s.csv", text: "site,stage,year,share,evidence\n" + rows.joined(separator: "\n"))
    )
    let half = try #require(ChangedNumber("0.6"))
    let change = ScenarioChange(.stage("lung", .one), .set(half), from: FinancialYear(start: 2026))
    let changed = try mix.changed("lung", by: [change], in: 2026...2029)
    #expect(changed.shares(of: "lung", in: 2027)?[.one]?.description == "0.6")
    for year in [2010, 2025] {
      #expect(changed.shares(of: "lung", in: year) == mix.shares(of: "lung", in: year))
    }
    #expect(changed.firstYear(of: "lung") == 2030)
  }

  @Test func `stages that cannot make up a whole are refused, with their year`() throws {
    let base = try Self.scenario(300) { $0.hasEarlyAndLate($0.pathways[0].name) }
    let (site, year) = (base.site, base.random.years.lowerBound)
    let told = faults { () throws(DiagnosticList) in
      try base.changed([
        change("stage.\(site).1", "\"set\": 0.7"), change("stage.\(site).2", "\"set\": 0.6"),
      ])
    }
    #expect(told.count == 1)
    #expect(
      told.first?.hasSuffix(
        "found stages of \(site) in \(year) that cannot add up to 1 when stage.\(site).1 is 0.7 from "
          + "\(base.first) and stage.\(site).2 is 0.6 from \(base.first) [change.share]"
      ) == true,
      "\(told)"
    )
    let five = Stage.atDiagnosis.map { change("stage.\(site).\($0)", "\"set\": 0.3") }
    #expect(faults { () throws(DiagnosticList) in try base.changed(five) }.count == 1)
    let whole = Stage.atDiagnosis.map { change("stage.\(site).\($0)", "\"set\": 0.2") }
    #expect(faults { () throws(DiagnosticList) in try base.changed(whole) } == [])
  }

  // MARK: - Survival

  @Test(arguments: seeds)
  func `better survival leaves the cases as they are, with fewer cancer deaths and more survivors`(
    seed: UInt64
  )
    throws
  {
    let base = try PatchedScenario(seed)
    let site = base.site
    for stage in base.random.deadlyStages(site) {
      let flows = try base.run(change("survival.\(site).\(stage)", "\"set\": 1"))
      for (row, old) in zip(flows.patients, base.flows.patients) {
        #expect(row.cases == old.cases)
        guard row.pathway == site, row.stage == stage else {
          #expect(row.survivors == old.survivors)
          continue
        }
        #expect(row.survivors >= old.survivors * (1 - 1e-12))
      }
      let isMeant = { (row: PatientRow) in row.pathway == site && row.stage == stage }
      let deaths = [flows, base.flows].map { $0.count(\.cancerDeaths, where: isMeant) }
      #expect(deaths[0] <= deaths[1] + 1e-9)
      let year = base.random.years.lowerBound
      guard Self.cases(base.flows, site, year, stage) > 0.01 else { continue }
      #expect(deaths[0] < deaths[1])
    }
  }

  @Test(arguments: seeds)
  func `five-year net survival of those diagnosed from the year on is what was set`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let (site, years) = (base.site, base.random.years)
    let read = try ModelInputs(base.model.scenario, tariffs: base.tariffs)
    for stage in base.random.deadlyStages(site) {
      let five = try #require(ChangedNumber("0.42"))
      let change = ScenarioChange(
        .survival(site, stage),
        .set(five),
        from: FinancialYear(start: years.lowerBound)
      )
      let inputs = try read.people.inputs.changed(by: [change], lastRegistered: nil) {
        places throws(DiagnosticList) in
        try read.reading.population(places)
      }
      let key = CohortInputs.SiteStage(site: site, stage: stage)
      let hazard = try #require(inputs.netSurvival.cumulativeHazard(of: site, stage, after: 5))
      for year in years.lowerBound...years.upperBound + 1 {
        let ratio = try #require(inputs.hazardRatios[key]?[year])
        // S = e^(-ratio × hazard): by logarithm, as no function of the C library is imported here.
        #expect(Self.isNear(ratio * hazard, 0.8675005677047231, 1e-12))
      }
      #expect(inputs.hazardRatios.count == 1)
      #expect(inputs.hazardRatios[key]?[years.lowerBound - 1] == nil)
    }
  }

  @Test func `nobody can be made to live from a stage at which nobody dies, nor anybody to die for certain`()
    throws
  {
    let base = try Self.scenario(300) { !$0.deadlyStages($0.pathways[0].name).isEmpty }
    let stage = try #require(base.random.deadlyStages(base.site).first)
    let path = "survival.\(base.site).\(stage)"
    for (amount, found) in [("\"set\": 0", "0.0"), ("\"multiply\": 1000000000", "")] {
      let told = faults { () throws(DiagnosticList) in try base.changed([change(path, amount)]) }
      #expect(told.count == 1)
      #expect(told.first?.contains("found \(path) changed to \(found)") == true)
      #expect(told.first?.hasSuffix("expected above 0 and at most 1 [change.survival]") == true)
    }
  }

  // MARK: - Names

  @Test func `a site that is no pathway is unknown, with the one that was meant`() throws {
    let base = try PatchedScenario(300)
    let site = base.site
    let odd = String(site.dropLast()) + "x"
    let stages = #""set": { "1": 0.5, "2": 0.5 }"#
    let changes = [
      change("incidence.ratio.\(odd)", "\"set\": 1"), change("incidence.forecast.\(odd)", "\"multiply\": 1"),
      change("stage.\(odd)", stages), change("survival.\(odd).1", "\"set\": 0.5"),
      change("referrals.\(odd)", "\"set\": 1"), change("pathway.\(odd).S-01.share", "\"set\": 1"),
      change("casemix.\(odd).mix-1.DC", "\"set\": 1"),
    ]
    let told = faults { () throws(DiagnosticList) in try base.changed(changes) }
    #expect(told.count == changes.count)
    #expect(
      told.allSatisfy { $0.hasSuffix("but \(odd) is no pathway of the scenario [change.unknown]") },
      "\(told)"
    )
    let mend = fixes { () throws(DiagnosticList) in try base.changed(changes) }
    #expect(mend.allSatisfy { $0 == "did you mean \(site)?" })
    let lines = places { () throws(DiagnosticList) in try base.changed(changes) }.map(\.line)
    #expect(lines.compactMap { $0 }.sorted() == Array(5..<12))
  }
}
