import Diagnostics
import FundingFlows
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// The flows of people who are carried in, recur and are brought to registered deaths: breast cancer in North East
/// London, with tables of the shipped examples changed one at a time.
struct FollowedFlowsTests {
  /// A scenario of one pathway, with some of its files replaced.
  static func scenario(_ replaced: [String: String] = [:], more: String = "") -> String {
    let england = "\(Shipped.root)/Examples/england"
    let local = "\(Shipped.root)/Examples/north-east-london"
    let file = { (key: String, path: String) in "\"\(key)\": \"\(replaced[key] ?? path)\"" }
    return """
      {
        "name": "Followed", "commissioner": "QMF", "nationalCommissioner": "NHSE",
        "years": { "first": "2026/27", "last": "2028/29" }, "guidelineYear": 2025, "pathways": ["breast"],
        \(file("pathwayTables", "\(Shipped.root)/tariffs/pathways")),
        \(file("population", "\(local)/population.csv")),
        "incidence": { "method": "constant", "registrations": "\(england)/registrations.csv",
          "years": [2017, 2018, 2019] },
        \(file("stages", "\(england)/stage.csv")), \(file("survival", "\(england)/survival-by-stage.csv")),
        "survivalTrend": "\(england)/net-survival.csv", \(file("recurrence", "\(england)/recurrence.csv")),
        "lifeTable": { "file": "\(england)/life-table.csv", "year": 2019 }, \(more)
        \(file("providerShares", "\(local)/provider-shares.csv")),
        "prices": { "year": "2024/25", "basis": "cost", "beyond": "hold" }
      }
      """
  }

  private static func run(_ text: String) throws -> ModelRun {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "scenario.json")
    return try ModelRun("\(folder.path)/scenario.json", tariffs: Shipped.tariffs.directory)
  }

  /// A shipped table, changed, in a folder that stays as long as the closure runs.
  private static func run(changing key: String, _ path: String, _ change: (String) -> String) throws
    -> ModelRun
  {
    let folder = try TemporaryFolder()
    let text = try String(decoding: InputFile(reading: "\(Shipped.root)/\(path)").bytes, as: UTF8.self)
    try folder.write(change(text), to: "changed.csv")
    return try run(scenario([key: "\(folder.path)/changed.csv"]))
  }

  private static let shipped = Result { try run(scenario()) }

  private func units(_ run: ModelRun, _ start: Int, where isAsked: (LedgerLine) -> Bool) -> Double {
    run.flows.ledger.lines.filter { $0.financialYear.start == start && isAsked($0) }
      .reduce(0) { $0 + $1.activity.value }
  }

  private func patients(_ run: ModelRun, _ year: Int, _ count: (PatientRow) -> Double) -> Double {
    run.flows.patients.filter { $0.year == year }.reduce(0) { $0 + count($1) }
  }

  // MARK: - Recurrence

  @Test(arguments: 2026...2028)
  func `each distant recurrence takes the work-up once, as of its year`(start: Int) throws {
    let run = try Self.shipped.get()
    let recurrences =
      0.75 * patients(run, start) { $0.recurrences } + 0.25 * patients(run, start + 1) { $0.recurrences }
    #expect(recurrences > 100)
    let workUps = units(run, start) { $0.step == "B-N01" && $0.stage == .recurrent }
    #expect(abs(workUps - recurrences) < 0.001)
  }

  @Test func `who recurs leaves the follow-up, and without rates nobody does`() throws {
    let run = try Self.shipped.get()
    let text = Self.scenario().replacing(
      "\"recurrence\": \"\(Shipped.root)/Examples/england/recurrence.csv\",",
      with: ""
    )
    let bare = try Self.run(text)
    #expect(!bare.flows.ledger.lines.contains { $0.stage == .recurrent })
    #expect(bare.flows.patients.allSatisfy { $0.recurrences == 0 && $0.recurrent == 0 })
    for year in 2026...2029 {
      #expect(abs(patients(run, year) { $0.survivors } - patients(bare, year) { $0.survivors }) < 1e-9)
      #expect(abs(patients(run, year) { $0.cancerDeaths } - patients(bare, year) { $0.cancerDeaths }) < 1e-9)
    }
    let isFollowUp = { (line: LedgerLine) in line.step == "B-F01" }
    #expect(units(run, 2027, where: isFollowUp) < units(bare, 2027, where: isFollowUp))
    let isMetastatic = { (line: LedgerLine) in line.step == "B-N16" && line.stage == .four }
    #expect(abs(units(run, 2027, where: isMetastatic) - units(bare, 2027, where: isMetastatic)) < 1e-9)
    #expect(
      bare.flows.basis.notCounted == [
        "people diagnosed before 2001", "recurrence of breast: no rate was read",
      ]
    )
    #expect(run.flows.basis.notCounted == ["people diagnosed before 2001"])
  }

  // MARK: - Identities

  @Test func `the page and the manifest say from when people are counted and what is not`() throws {
    let run = try Self.shipped.get()
    #expect(run.flows.page.contains("\n  People diagnosed from 2001 on are counted.\n"))
    #expect(run.flows.page.contains("\n  Not counted: people diagnosed before 2001.\n"))
    #expect(run.flows.page.contains("mid-year"))
    let manifest = String(decoding: try run.bytes(of: "manifest.json"), as: UTF8.self)
    #expect(manifest.contains("\"countedFrom\": 2001"))
    #expect(manifest.contains("people diagnosed before 2001"))
  }

  @Test func `prevalence adds up to the mean of the survivors before and after`() throws {
    let run = try Self.shipped.get()
    for year in 2027...2029 {
      let rows = run.flows.prevalence.filter { $0.year == year }
      #expect(rows.count == 22)
      let mean = (patients(run, year - 1) { $0.survivors } + patients(run, year) { $0.survivors }) / 2
      #expect(abs(rows.reduce(0) { $0 + $1.persons } - mean) < 1e-6 * mean)
    }
    let table = try run.table("prevalence.csv").rows
    #expect(table.count == run.flows.prevalence.count)
    #expect(table.last?["years_since_diagnosis"] == "10+")
  }

  @Test func `calibration says what was modelled, registered and multiplied, and blank is not nought`() throws
  {
    let run = try Self.shipped.get()
    let rows = try run.table("calibration.csv").rows
    #expect(rows.count == 20)
    #expect(rows.allSatisfy { $0["pathway"] == "breast" && $0["sex"] == "female" })
    for row in rows {
      let isKnown = (2010...2020).contains(try #require(Int(row["year"] ?? "")))
      #expect((row["target"] == "") == !isKnown)
      #expect((row["ratio"] == "") == !isKnown)
      #expect(row["factor"] != "")
      guard isKnown else { continue }
      let numbers = try ["modelled", "target", "ratio"].map { try #require(Double(row[$0] ?? "")) }
      #expect(abs(numbers[1] / numbers[0] - numbers[2]) < 1e-6)
    }
    #expect(Set(rows.suffix(9).map { $0["factor"] ?? "" }).count == 1)
  }

  @Test func `twice the people cost twice the money, recurrence and calibration included`() throws {
    let once = try Self.shipped.get()
    let twice = try Self.run(changing: "population", "Examples/north-east-london/population.csv") { text in
      let lines = text.split(separator: "\n")
      let doubled = lines.dropFirst().map { line -> String in
        var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[5] = "\((Double(fields[5]) ?? 0) * 2)"
        return fields.joined(separator: ",")
      }
      return ([String(lines[0])] + doubled).joined(separator: "\n")
    }
    let slack = (once.flows.ledger.lines + twice.flows.ledger.lines).reduce(0.0) { total, line in
      total + 0.5 + (line.unitPrice?.approximatePounds ?? 0) * 100 * 1e-6
    }
    let gap = Double(twice.flows.ledger.total.amount - 2 * once.flows.ledger.total.amount)
    #expect(abs(gap) <= slack * 2)
  }

  @Test func `what the areas are called changes nothing`() throws {
    let named = try Self.shipped.get()
    let renamed = try Self.run(changing: "population", "Examples/north-east-london/population.csv") {
      $0.replacing("E09", with: "X77")
    }
    for name in ["flows.csv", "summary.csv", "patients.csv", "prevalence.csv", "calibration.csv"] {
      #expect(try named.bytes(of: name) == renamed.bytes(of: name), "\(name)")
    }
  }

  /// The stages of 2028 are those of 2022 with all of stage 4 found at stage 1.
  @Test func `found at stage 1 instead of 4 from a year on, nothing before moves, and after it fewer die`()
    throws
  {
    let before = try Self.shipped.get()
    let after = try Self.run(changing: "stages", "Examples/england/stage.csv") { text in
      text
        + [("1", "0.500588"), ("2", "0.412412"), ("3", "0.087"), ("4", "0")]
        .map { "breast,\($0.0),2028,\($0.1),unverified,made up,\n" }.joined()
    }
    for year in 2026...2029 {
      #expect(abs(patients(before, year) { $0.cases } - patients(after, year) { $0.cases }) < 1e-6)
    }
    #expect(
      before.flows.patients.filter { $0.year < 2028 }.map(\.survivors)
        == after.flows.patients.filter { $0.year < 2028 }.map(\.survivors)
    )
    let first = { (run: ModelRun) in
      run.flows.ledger.lines.filter { $0.financialYear.start == 2026 }.map { "\($0.step) \($0.activity)" }
    }
    #expect(first(before) == first(after))
    for year in [2028, 2029] {
      #expect(patients(after, year) { $0.cancerDeaths } < patients(before, year) { $0.cancerDeaths })
      #expect(patients(after, year) { $0.survivors } > patients(before, year) { $0.survivors })
    }
    let isFollowUp = { (line: LedgerLine) in line.step == "B-F01" }
    #expect(units(after, 2028, where: isFollowUp) > units(before, 2028, where: isFollowUp))
  }

  // MARK: - Faults

  private func refusal(of key: String, _ path: String, _ change: (String) -> String) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.makeFolder("pathways")
    for name in ["steps", "casemix", "subtypes", "referrals"] {
      let text = String(
        decoding: try InputFile(reading: "\(Shipped.root)/tariffs/pathways/breast-\(name).csv").bytes,
        as: UTF8.self
      )
      try folder.write(name == path ? change(text) : text, to: "pathways/breast-\(name).csv")
    }
    let text = Self.scenario(["pathwayTables": "\(folder.path)/pathways"])
    let library = TariffLibrary(directory: Shipped.tariffs.directory)
    return faults { () throws(DiagnosticList) in
      try FundingModel(Scenario(InputFile(path: "scenario.json", text: text)), tariffs: library)
    }.map { $0.replacing("\(folder.path)/", with: "") }
  }

  @Test func `a step of people who recur that is not once for each of them is refused`() throws {
    let told = try refusal(of: "pathwayTables", "steps") {
      $0.replacing(
        "Urgent re-referral attendance,,recurrent,,,case",
        with: "Urgent re-referral attendance,,recurrent,,,death"
      )
    }
    #expect(told.count == 1)
    #expect(told.first?.hasPrefix("pathways/breast-steps.csv:563:") == true)
    #expect(
      told.first?.hasSuffix(
        "found B-N01 of stage recurrent per death, expected it per case: so many for each recurrence"
          + " [model.recurrent-step]"
      ) == true
    )
  }

  @Test func `a subtype that recurs and has no share of stage recurrent is refused`() throws {
    let told = try refusal(of: "pathwayTables", "subtypes") { text in
      let header = "pathway,subtype,stage,share,evidence,source,note\n"
      let stages = ["1", "2", "3", "4", "not-staged"].flatMap { stage in
        ["HR+HER2-,\(stage),0.7", "HER2+,\(stage),0.2", "TNBC,\(stage),0.1"]
      }
      let rows = stages + ["HR+HER2-,recurrent,0.9", "HER2+,recurrent,0.1"]
      return header + rows.map { "breast,\($0),seen,,\n" }.joined()
    }
    #expect(
      told == [
        "scenario.json:9:\(told.first?.split(separator: ":").dropFirst(2).first?.prefix { $0 != " " } ?? "")"
          + " found recurrences of breast TNBC, but nobody of it at stage recurrent in the subtypes table"
          + " [recurrence.subtype]"
      ]
    )
  }
}
