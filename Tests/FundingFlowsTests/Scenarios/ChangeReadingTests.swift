import Diagnostics
import FundingFlows
import Quantities
import Tables
import TestSupport
import Testing

/// Scenario files that change another: what is read, and what is told of what cannot be.
struct ChangeReadingTests {
  private static let baseline = """
    {
      "name": "Before", "commissioner": "QMF", "nationalCommissioner": "NHSE",
      "years": { "first": "2026/27", "last": "2030/31" }, "guidelineYear": 2025, "pathways": ["breast", "lung"],
      "population": "p.csv",
      "incidence": { "method": "constant", "registrations": "c.csv", "years": [2018] },
      "stages": "st.csv", "survival": "su.csv", "lifeTable": { "file": "l.csv", "year": 2019 },
      "providerShares": "sh.csv", "prices": { "year": "2024/25", "basis": "cost", "beyond": "hold" }
    }
    """

  /// Reads a scenario beside the baseline `base.json`, and beside other files.
  private static func read(_ text: String, others: [(String, String)] = []) throws(DiagnosticList) -> Scenario
  {
    guard let folder = try? write([("base.json", baseline), ("a.json", text)] + others) else {
      throw DiagnosticList(Diagnostic("test.folder", "found no place for files", fix: "make some"))
    }
    return try Scenario(InputFile(reading: "\(folder.path)/a.json"))
  }

  private static func write(_ files: [(name: String, text: String)]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  private static func read(changes: String...) throws(DiagnosticList) -> Scenario {
    try read(PatchedScenario.text(changes, of: "base.json"))
  }

  /// The faults of a text, without the folder.
  private func told(_ text: String, others: [(String, String)] = []) -> [String] {
    faults { () throws(DiagnosticList) in try Self.read(text, others: others) }.map { fault in
      let parts = fault.split(separator: "/", omittingEmptySubsequences: false)
      return fault.hasPrefix("/") ? parts.drop { !$0.contains(".json:") }.joined(separator: "/") : fault
    }
  }

  private func told(changes: String...) -> [String] { told(PatchedScenario.text(changes, of: "base.json")) }

  // MARK: - What is read

  @Test func `a change is read as it is written`() throws {
    let text = """
      { "path": "price.JA20F.DC", "multiply": 1.25, "from": "2028/29", "over": 3, "uptake": 0.5,
        "evidence": "derived", "source": "A plan", "note": "why" }
      """
    let changes = try Self.read(changes: text, change("tariff.year", "\"set\": \"2023/24\"")).changes
    let first = try #require(changes.first)
    #expect(first.path == ChangePath("price.JA20F.DC"))
    #expect(first.amount == .multiply(Factor(millionths: 1_250_000)))
    #expect(first.from == FinancialYear(start: 2028))
    #expect(first.over == 3)
    #expect(first.uptake == Share(millionths: 500_000))
    #expect(first.evidence == .derived)
    #expect(first.source == "A plan")
    #expect(first.words == "× 1.25 from 2028/29, uptake 0.5 over 3 years")
    #expect(first.position.line == 5)
    let second = try #require(changes.last)
    #expect(second.amount == .year(2023))
    #expect(second.from == FinancialYear(start: 2026))
    #expect(second.over == 1)
    #expect(second.uptake == .all)
    #expect(second.evidence == .unverified)
    #expect(second.words == "2023/24 from 2026/27")
  }

  @Test(arguments: [
    ("price", "\"multiply\": 0.9", "× 0.9"), ("stage.breast.early", "\"set\": 0.75", "0.75"),
    ("stage.lung", #""set": { "4": 0.4, "1": 0.6 }"#, "1: 0.6, 4: 0.4"),
    ("guideline.year", "\"set\": 2030", "2030"),
    ("tariff.basis", "\"set\": \"tariff\"", "tariff"),
    ("referrals.lung", "\"set\": 10.123456789", "10.123456789"),
    ("provider.share.R1H", "\"set\": 1", "1"), ("population", "\"multiply\": 2", "× 2"),
  ])
  func `a change says in words what it does`(path: String, amount: String, words: String) throws {
    #expect(try Self.read(changes: change(path, amount)).changes.first?.words == "\(words) from 2026/27")
  }

  @Test func `files of people are seen from the folder of the change, not of the baseline`() throws {
    let changes = try Self.read(changes: change("population", "\"file\": [\"x/a.csv\", \"/b.csv\"]")).changes
    guard case .files(let places)? = changes.first?.amount else {
      Issue.record("no files")
      return
    }
    #expect(places.map(\.path).last == "/b.csv")
    #expect(places[0].path.hasSuffix("/x/a.csv"))
    #expect(places.map(\.key) == ["$.changes[0].file[0]", "$.changes[0].file[1]"])
  }

  @Test func `all but name and changes is the baseline's`() throws {
    let scenario = try Self.read(
      #"{ "name": "After", "note": "so", "baseline": "base.json", "changes": [] }"#
    )
    #expect(scenario.name == "After")
    #expect(scenario.changes.isEmpty)
    #expect(scenario.years == 2026...2030)
    #expect(scenario.pathways == ["breast", "lung"])
    #expect(scenario.baselines.map(\.name) == ["Before"])
    #expect(scenario.baselines[0].file.path.hasSuffix("base.json"))
    #expect(scenario.file.path.hasSuffix("a.json"))
    #expect(try Self.read(#"{ "name": "After", "baseline": "base.json" }"#).changes.isEmpty)
  }

  @Test func `a chain of baselines brings the changes of all, the first first`() throws {
    let middle = PatchedScenario.text([change("population", "\"multiply\": 2")], of: "base.json")
    let text = PatchedScenario.text([change("price", "\"multiply\": 2")], of: "middle.json")
    let scenario = try Self.read(text, others: [("middle.json", middle)])
    #expect(scenario.changes.map(\.path.description) == ["population", "price"])
    #expect(scenario.baselines.map(\.name) == ["Before", "Changed"])
  }

  // MARK: - Faults of changes

  @Test(arguments: [
    ("price", "\"set\": 1", "found set for price, expected multiply"),
    (
      "price.JA20F", "\"set\": 1, \"multiply\": 2",
      "found set and multiply for price.JA20F, expected set or multiply"
    ),
    ("price.JA20F", "\"note\": \"\"", "found no amount for price.JA20F, expected set or multiply"),
    ("population", "\"set\": 1", "found set for population, expected multiply or file"),
    ("stage.lung.early", "\"multiply\": 1", "found multiply for stage.lung.early, expected set"),
    ("incidence.forecast.lung", "\"set\": 1", "found set for incidence.forecast.lung, expected multiply"),
    ("tariff.year", "\"multiply\": 1", "found multiply for tariff.year, expected set"),
    (
      "guideline.year", "\"set\": 2020, \"over\": 2",
      "found guideline.year with an uptake, which only numbers can have"
    ),
    (
      "tariff.basis", "\"set\": \"cost\", \"uptake\": 0.5",
      "found tariff.basis with an uptake, which only numbers can have"
    ),
    (
      "population", "\"file\": \"p.csv\", \"uptake\": 0.5",
      "found population with an uptake, which only numbers can have"
    ),
  ])
  func `an amount that a path does not take is refused`(path: String, amount: String, message: String) {
    #expect(told(changes: change(path, amount)) == ["a.json:5:5 \(message) [change.amount]"])
  }

  @Test(arguments: [("2025/26"), ("2031/32"), ("1948/49"), ("2199/00")])
  func `a change that begins outside the years is refused`(year: String) {
    #expect(
      told(changes: change("price", "\"multiply\": 1", "\"from\": \"\(year)\"")) == [
        "a.json:5:47 found price changed from \(year) on, expected a year of the scenario, 2026/27 to 2030/31 "
          + "[change.from]"
      ]
    )
  }

  @Test(arguments: [
    ("prise", "\"multiply\": 1"), ("stage.breast.9", "\"set\": 1"), ("price..DC", "\"set\": 1"),
    ("", "\"set\": 1"),
  ])
  func `what is no path is told with all that there are`(path: String, amount: String) {
    let faults = told(changes: change(path, amount))
    #expect(faults.count == 1)
    #expect(
      faults.first?.contains("found \"\(path)\" at $.changes[0].path, expected a path: population, ") == true
    )
    #expect(faults.first?.hasSuffix("[scenario.type]") == true)
  }

  @Test(arguments: [
    ("\"multiply\": -1", "multiply"), ("\"multiply\": 1e5", "multiply"), ("\"multiply\": \"2\"", "multiply"),
    ("\"multiply\": 99999999999999999999", "multiply"), ("\"multiply\": null", "multiply"),
    ("\"multiply\": [1]", "multiply"), ("\"multiply\": 1.0000001", "multiply"),
    ("\"multiply\": true", "multiply"),
    ("\"set\": -0.1", "set"), ("\"set\": 1e5", "set"), ("\"set\": {}", "set"),
    ("\"set\": 99999999999", "set"),
    ("\"set\": \"1\"", "set"), ("\"set\": 1, \"uptake\": 1.1", "uptake"),
    ("\"set\": 1, \"uptake\": -1", "uptake"),
    ("\"set\": 1, \"uptake\": \"1\"", "uptake"), ("\"set\": 1, \"over\": 0", "over"),
    ("\"set\": 1, \"over\": 51", "over"), ("\"set\": 1, \"over\": 1.5", "over"),
    ("\"set\": 1, \"over\": 99999999999999999999", "over"), ("\"set\": 1, \"from\": 2027", "from"),
    ("\"set\": 1, \"from\": \"2027\"", "from"), ("\"set\": 1, \"evidence\": \"sure\"", "evidence"),
    ("\"set\": 1, \"source\": \" \"", "source"),
  ])
  func `an amount that is no such value is refused at its place`(amount: String, key: String) {
    let faults = told(changes: change("price.JA20F", amount))
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("a.json:5:") == true)
    #expect(faults.first?.contains(" at $.changes[0].\(key), expected ") == true, "\(faults)")
    #expect(faults.first?.hasSuffix("[scenario.type]") == true)
  }

  @Test(arguments: [
    ("stage.lung", "1"), ("stage.lung.1", "1.1"), ("stage.lung.1", "0.0000001"), ("survival.lung.1", "-1"),
    ("guideline.year", "1989"), ("guideline.year", "\"2020\""), ("tariff.year", "2020"),
    ("tariff.year", "\"2020\""),
    ("tariff.basis", "\"average\""), ("tariff.basis", "1"), ("provider.share.R1H", "2"),
    ("casemix.lung.m.DC", "1.5"),
    ("pathway.lung.A.share", "1.000001"), ("stage.lung.early", "\"much\""),
  ])
  func `a value that a path cannot have is refused`(path: String, value: String) {
    let faults = told(changes: change(path, "\"set\": \(value)"))
    #expect(faults.count == 1)
    #expect(faults.first?.contains(" at $.changes[0].set, expected ") == true, "\(faults)")
  }

  @Test func `stages that do not add up, or are none, are refused`() {
    #expect(
      told(changes: change("stage.lung", #""set": { "1": 0.5, "4": 0.4 }"#)) == [
        "a.json:5:36 found stages that add up to 0.9, expected 1 [stage.shares]"
      ]
    )
    let odd = told(changes: change("stage.lung", #""set": { "1": 0.5, "5": 0.5 }"#))
    #expect(odd.count == 2)
    #expect(odd.first?.contains("found a key $.changes[0].set.5 that a scenario does not have") == true)
    #expect(told(changes: change("stage.lung", #""set": { "recurrent": 1 }"#)).count == 2)
  }

  // MARK: - Conflicts

  @Test(arguments: [
    ("price", "price"), ("price", "price.JA20F"), ("price.JA20F", "price.JA20F.DC"),
    ("stage.lung", "stage.lung.1"),
    ("stage.lung.early", "stage.lung.4"), ("stage.lung.early", "stage.lung"), ("population", "population"),
  ])
  func `two changes of the same input are refused, in one file or in two`(one: String, other: String) {
    let amount = { (path: String) in
      path == "stage.lung"
        ? #""set": { "1": 1 }"# : path.hasPrefix("stage") ? "\"set\": 0.5" : "\"multiply\": 2"
    }
    for (first, second) in [(one, other), (other, one)] {
      let changes = [change(first, amount(first)), change(second, amount(second), "\"from\": \"2028/29\"")]
      let faults = told(PatchedScenario.text(changes, of: "base.json"))
      #expect(faults.count == 1)
      #expect(
        faults.first?.hasPrefix("a.json:6:5 found a change of \(second) beside one of \(first) (") == true
      )
      #expect(faults.first?.hasSuffix("a.json:5:5), which touches the same input [change.conflict]") == true)
      let middle = PatchedScenario.text([changes[0]], of: "base.json")
      let last = PatchedScenario.text([changes[1]], of: "middle.json")
      let chained = told(last, others: [("middle.json", middle)])
      #expect(chained.count == 1)
      #expect(
        chained.first?.hasSuffix("middle.json:5:5), which touches the same input [change.conflict]") == true
      )
    }
  }

  @Test func `changes beside one another are none of that`() {
    #expect(
      told(
        changes: change("stage.lung.1", "\"set\": 0.1"),
        change("stage.lung.2", "\"set\": 0.1"),
        change("provider.share.R1H", "\"set\": 0.1"),
        change("provider.share.RF4", "\"set\": 0.1"),
        change("price.JA20F.DC", "\"set\": 1"),
        change("price.JA20F.EL", "\"set\": 1"),
        change("stage.breast.early", "\"set\": 0.5"),
        change("incidence.ratio.lung", "\"set\": 1"),
        change("incidence.forecast.lung", "\"multiply\": 1")
      ) == []
    )
  }

  @Test func `thousands of changes are compared with one another, and the first hundred faults told`() {
    let many = (0..<4000).map { change("price.A\($0)", "\"multiply\": 2") }
    #expect(told(PatchedScenario.text(many, of: "base.json")) == [])
    let twice = told(PatchedScenario.text(many + many, of: "base.json"))
    #expect(twice.count == DiagnosticList.limit)
  }

  @Test func `a change that is made in a program is held to the same years and inputs`() throws {
    let scenario = try Self.read(changes: change("population", "\"multiply\": 2"))
    let path = try #require(ChangePath("population"))
    let factor = Factor(millionths: 2_000_000)
    let again = ScenarioChange(path, .multiply(factor), from: FinancialYear(start: 2027))
    let told = faults { () throws(DiagnosticList) in try scenario.changed(as: "More", by: [again]) }
    #expect(told.count == 1)
    #expect(told.first?.hasSuffix("[change.conflict]") == true)
    for start in [2025, 2031] {
      let price = try #require(ChangePath("price"))
      let outside = ScenarioChange(price, .multiply(factor), from: FinancialYear(start: start))
      let told = faults { () throws(DiagnosticList) in try scenario.changed(as: "More", by: [outside]) }
      #expect(told.count == 1)
      #expect(
        told.first?.hasSuffix("expected a year of the scenario, 2026/27 to 2030/31 [change.from]") == true
      )
    }
  }

  // MARK: - Faults of files

  @Test func `keys that a changing scenario does not have are told`() {
    let text = #"{ "name": "A", "baseline": "base.json", "years": {}, "change": [], "changes": [] }"#
    let faults = told(text)
    #expect(faults.count == 2)
    #expect(
      faults.first?.contains("found a key $.years that a scenario with a baseline does not have") == true
    )
    let mend = fixes { () throws(DiagnosticList) in try Self.read(text) }
    #expect(mend.last == "did you mean \"changes\"?")
  }

  @Test(arguments: [
    ("{}", "an object"), ("\"none\"", "none"), ("7", "7"), ("null", "null"), ("[1]", "1"), ("[[]]", "a list"),
  ])
  func `changes that are no list of objects are refused`(changes: String, found: String) {
    let faults = told("{ \"name\": \"A\", \"baseline\": \"base.json\", \"changes\": \(changes) }")
    #expect(faults.count == 1)
    #expect(faults.first?.contains(" at $.changes") == true, "\(faults)")
    #expect(faults.first?.hasSuffix("[scenario.type]") == true)
  }

  @Test func `all faults of a file are told at once, though its baseline cannot be read`() {
    let text = """
      { "baseline": "none.json", "changs": [],
        "changes": [ { "path": "prise", "set": 1 }, { "path": "price", "set": 1 }, { "path": "price.A", "set": -1 } ],
        "uncertainty": { "inputs": [ { "path": "tariff.year", "distribution": "beta", "size": 5 } ] } }
      """
    let faults = told(text)
    let codes = faults.map { String($0.split(separator: "[").last?.dropLast() ?? "") }
    #expect(
      codes.sorted() == [
        "change.amount", "scenario.file", "scenario.missing-key", "scenario.type", "scenario.type",
        "scenario.unknown-key", "uncertainty.distribution",
      ]
    )
  }

  @Test(arguments: ["none.json", ".", "../", "base.json/x", "/dev/null/x"])
  func `a baseline that is no file is refused at its key`(name: String) {
    let faults = told(#"{ "name": "A", "baseline": "\#(name)" }"#)
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("a.json:1:28 found no readable file ") == true, "\(faults)")
    #expect(faults.first?.hasSuffix("named at $.baseline [scenario.file]") == true)
  }

  @Test(arguments: ["7", "\" \"", "[\"base.json\"]", "null", "{}"])
  func `a baseline that is no name is refused`(value: String) {
    let faults = told("{ \"name\": \"A\", \"baseline\": \(value) }")
    #expect(faults.count == 1)
    #expect(faults.first?.contains(" at $.baseline, expected a text that is not blank") == true)
  }

  @Test func `a baseline that leads back to itself is refused, over one file or two`() {
    #expect(
      told(#"{ "name": "A", "baseline": "a.json" }"#).first?
        .hasSuffix("a.json, which leads back to itself [scenario.cycle]") == true
    )
    let faults = told(
      #"{ "name": "A", "baseline": "b.json" }"#,
      others: [("b.json", #"{ "name": "B", "baseline": "a.json" }"#)]
    )
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("b.json:1:28 found the baseline ") == true, "\(faults)")
  }

  @Test func `faults of a baseline are told at their place in it`() {
    let faults = told(
      #"{ "name": "A", "baseline": "b.json" }"#,
      others: [("b.json", #"{ "name": "B", "baseline": "base.json", "changes": [ { "path": "price" } ] }"#)]
    )
    #expect(faults == ["b.json:1:54 found no amount for price, expected multiply [change.amount]"])
    let broken = told(#"{ "name": "A", "baseline": "b.json" }"#, others: [("b.json", "{ \"name\": ")])
    #expect(broken.count == 1)
    #expect(broken.first?.hasSuffix("[json.syntax]") == true)
  }
}
