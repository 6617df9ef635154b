import Diagnostics
import FundingFlows
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct ScenarioTests {
  private static let lines = [
    "{",
    #"  "name": "A run","#,
    #"  "commissioner": "QMF","#,
    #"  "nationalCommissioner": "NHSE","#,
    #"  "years": { "first": "2019/20", "last": "2020/21" },"#,
    #"  "guidelineYear": 2019,"#,
    #"  "pathways": ["breast", "lung"],"#,
    #"  "population": "people/population.csv","#,
    #"  "incidence": { "method": "constant", "registrations": "cases.csv", "years": [2018, 2019] },"#,
    #"  "stages": "stage.csv","#,
    #"  "survival": "survival.csv","#,
    #"  "lifeTable": { "file": "/life.csv", "year": 2019 },"#,
    #"  "providerShares": "shares.csv","#,
    #"  "prices": { "year": "2017/18", "basis": "cost" }"#,
    "}",
  ]

  private static func text(_ line: Int, _ replacement: String) -> String {
    var lines = lines
    lines[line - 1] = replacement
    return lines.joined(separator: "\n")
  }

  private static func input(_ text: String) -> InputFile { InputFile(path: "runs/a.json", text: text) }

  private func read(_ line: Int, _ replacement: String) throws -> Scenario {
    try Scenario(Self.input(Self.text(line, replacement)))
  }

  // MARK: - What is read

  @Test func `a scenario is read as it is written, its files as seen from its folder`() throws {
    let scenario = try Scenario(Self.input(Self.lines.joined(separator: "\n")))
    #expect(scenario.name == "A run")
    #expect(scenario.commissioner.description == "QMF")
    #expect(scenario.nationalCommissioner.description == "NHSE")
    #expect(scenario.years == 2019...2020)
    #expect(scenario.guidelineYear == 2019)
    #expect(scenario.pathways == ["breast", "lung"])
    #expect(scenario.pathwayFolder == nil)
    #expect(scenario.population.map(\.path) == ["runs/people/population.csv"])
    #expect(scenario.population.map(\.key) == ["$.population"])
    #expect(scenario.survivalForms["lung"] == .twoPiece)
    #expect(scenario.survivalTrend == nil)
    #expect(scenario.recurrence == nil)
    #expect(scenario.calibration == .causeOfDeath)
    #expect(scenario.stages.path == "runs/stage.csv")
    #expect(scenario.lifeTable.path == "/life.csv")
    #expect(scenario.lifeTableYear == 2019)
    #expect(scenario.providerNames == nil)
    #expect(scenario.localRatio == nil)
    #expect(scenario.prices == PriceSource(year: FinancialYear(start: 2017), basis: .averageCost))
    #expect(scenario.fallbacks.isEmpty)
    #expect(scenario.beyond == .error)
    #expect(scenario.marketForcesYear == nil)
    guard case .constant(let place, let years) = scenario.incidence else {
      Issue.record("\(scenario.incidence)")
      return
    }
    #expect(place.path == "runs/cases.csv")
    #expect(years == [2018, 2019])
  }

  @Test func `what may be left out is read when it is there`() throws {
    let prices =
      #"  "note": "n", "providerNames": "n.csv", "pathwayTables": "mine", "prices": { "year": "2018/19","#
      + #" "basis": "tariff", "beyond": "uplift", "marketForces": "2026/27", "fallback": [{ "year": "2017/18","#
      + #" "basis": "cost", "deflator": "gdp" }, { "year": "2024/25", "basis": "cost" }] }"#
    let scenario = try read(14, prices)
    #expect(scenario.providerNames?.path == "runs/n.csv")
    #expect(scenario.pathwayFolder?.path == "runs/mine")
    #expect(scenario.beyond == .uplift)
    #expect(scenario.marketForcesYear == FinancialYear(start: 2026))
    #expect(
      scenario.fallbacks == [
        PriceSource(year: FinancialYear(start: 2017), basis: .averageCost, isDeflated: true),
        PriceSource(year: FinancialYear(start: 2024), basis: .averageCost),
      ]
    )
    let forecast = try read(
      9,
      #"  "incidence": { "method": "forecast", "rates": "r.csv", "localRatio": "l.csv" },"#
    )
    #expect(forecast.localRatio?.path == "runs/l.csv")
    #expect(forecast.localRatio?.key == "$.incidence.localRatio")
    guard case .forecast(let place, let registrations) = forecast.incidence else {
      Issue.record("\(forecast.incidence)")
      return
    }
    #expect(place.path == "runs/r.csv")
    #expect(registrations == nil)
  }

  @Test func `people of several files, forms of survival and what carries them on are read`() throws {
    let people = try read(8, #"  "population": ["past.csv", "/future.csv"],"#)
    #expect(people.population.map(\.path) == ["runs/past.csv", "/future.csv"])
    #expect(people.population.map(\.key) == ["$.population[0]", "$.population[1]"])
    let one = try read(10, #"  "stages": "s.csv", "survivalForm": "weibull","#)
    #expect(one.survivalForms["lung"] == .weibull)
    #expect(one.survivalForms["breast"] == .weibull)
    let each = try read(
      10,
      #"  "stages": "s.csv", "survivalForm": { "lung": "mixture-cure" }, "survivalTrend": "t.csv", "recurrence": "r.csv","#
    )
    #expect(each.survivalForms["lung"] == .mixtureCure)
    #expect(each.survivalForms["breast"] == .twoPiece)
    #expect(each.survivalTrend?.path == "runs/t.csv")
    #expect(each.recurrence?.path == "runs/r.csv")
    let methods = try ["excess-hazard", "none"].map { word in
      try read(10, "  \"stages\": \"s.csv\", \"calibration\": \"\(word)\",").calibration
    }
    #expect(methods == [.excessHazard, nil])
    let forecast = try read(
      9,
      #"  "incidence": { "method": "forecast", "rates": "r.csv", "registrations": "past.csv" },"#
    )
    guard case .forecast(_, let registrations) = forecast.incidence else {
      Issue.record("\(forecast.incidence)")
      return
    }
    #expect(registrations?.path == "runs/past.csv")
  }

  @Test(arguments: [
    (
      8, #""population": [],"#,
      "found a list at $.population, expected a text that is not blank, or a list of them"
    ),
    (
      8, #""population": ["a.csv", " "],"#,
      #"found " " at $.population[1], expected a text that is not blank"#
    ),
    (
      10, #""stages": "s.csv", "survivalForm": "gompertz","#,
      #"found "gompertz" at $.survivalForm, expected two-piece, weibull or mixture-cure"#
    ),
    (
      10, #""stages": "s.csv", "survivalForm": { "lung": 1 },"#,
      "found 1 at $.survivalForm.lung, expected two-piece, weibull or mixture-cure, in double quotes"
    ),
  ])
  func `what is neither one value nor several is refused`(line: Int, text: String, message: String) {
    let told = faults { () throws(DiagnosticList) in try Scenario(Self.input(Self.text(line, text))) }
    #expect(told.count == 1)
    #expect(told.first?.hasSuffix("\(message) [scenario.type]") == true, "\(told)")
  }

  @Test func `a form of survival of a pathway that is not asked for is refused`() {
    let text = Self.text(10, #""stages": "s.csv", "survivalForm": { "lungs": "weibull" },"#)
    #expect(
      faults { () throws(DiagnosticList) in try Scenario(Self.input(text)) } == [
        "runs/a.json:10:38 found a key $.survivalForm.lungs that a scenario does not have [scenario.unknown-key]"
      ]
    )
  }

  @Test func `a scenario of fifty years is read`() throws {
    let scenario = try read(5, #"  "years": { "first": "2019/20", "last": "2068/69" },"#)
    #expect(scenario.years == 2019...2068)
  }

  // MARK: - Faults

  /// The line that is changed, what it becomes with the fault marked, the fault, and how to mend it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let line: Int
    let text: String
    let message: String
    let fix: String

    init(_ line: Int, _ text: String, _ message: String, fix: String = "") {
      (self.line, self.text, self.message, self.fix) = (line, text, message, fix)
    }

    var testDescription: String { text }
  }

  private static let unknownKeys = [
    Fault(
      2,
      #""name": "A run", §"comissioner": "QMF","#,
      "$.comissioner",
      fix: #"did you mean "commissioner"?"#
    ),
    Fault(
      2,
      #""name": "A run", §"zebra": 1,"#,
      "$.zebra",
      fix:
        "remove it; here are name, note, commissioner, nationalCommissioner, years, guidelineYear, pathways,"
        + " pathwayTables, population, incidence, stages, survival, survivalForm, survivalTrend, recurrence, calibration, lifeTable,"
        + " providerShares, providerNames, prices, uncertainty"
    ),
    Fault(
      5,
      #""years": { "first": "2019/20", "last": "2020/21", §"lst": 1 },"#,
      "$.years.lst",
      fix: #"did you mean "last"?"#
    ),
    Fault(
      9,
      #""incidence": { "registrations": "c.csv", "years": [2019], §"rates": "r.csv" },"#,
      "$.incidence.rates",
      fix: "remove it; here are method, registrations, years, localRatio"
    ),
    Fault(
      9,
      #""incidence": { "method": "observed", "registrations": "c.csv", §"years": [2019] },"#,
      "$.incidence.years",
      fix: "remove it; here are method, registrations, localRatio"
    ),
    Fault(
      9,
      #""incidence": { "method": "forecast", "rates": "r.csv", §"localRation": "l.csv" },"#,
      "$.incidence.localRation",
      fix: #"did you mean "localRatio"?"#
    ),
    Fault(
      12,
      #""lifeTable": { "file": "l.csv", "year": 2019, §"Year": 2019 },"#,
      "$.lifeTable.Year",
      fix: #"did you mean "year"?"#
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", §"fallbacks": [] }"#,
      "$.prices.fallbacks",
      fix: #"did you mean "fallback"?"#
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "fallback": [{ "year": "2024/25", "basis": "cost", §"beyond": "hold" }] }"#,
      "$.prices.fallback[0].beyond",
      fix: "remove it; here are year, basis, deflator"
    ),
  ]

  @Test(arguments: unknownKeys)
  func `a key that a scenario does not have is reported with the one that was meant`(fault: Fault) {
    check(
      fault,
      "found a key \(fault.message) that a scenario does not have",
      "scenario.unknown-key",
      fault.fix
    )
  }

  private static let missingKeys = [
    Fault(2, "", "$.name, expected a text that is not blank", fix: #"add "name""#),
    Fault(
      3,
      "",
      "$.commissioner, expected a commissioner code of 3 to 5 capital letters and digits, such as QMF",
      fix: #"add "commissioner""#
    ),
    Fault(
      4,
      "",
      "$.nationalCommissioner, expected a commissioner code of 3 to 5 capital letters and digits, such as QMF",
      fix: #"add "nationalCommissioner""#
    ),
    Fault(5, "", "$.years, expected an object in braces", fix: #"add "years""#),
    Fault(
      5,
      #""years": §{ "last": "2020/21" },"#,
      "$.years.first, expected a financial year such as 2018/19",
      fix: #"add "first""#
    ),
    Fault(
      5,
      #""years": §{ "first": "2020/21" },"#,
      "$.years.last, expected a financial year such as 2018/19",
      fix: #"add "last""#
    ),
    Fault(6, "", "$.guidelineYear, expected a whole number from 1990 to 2100", fix: #"add "guidelineYear""#),
    Fault(7, "", "$.pathways, expected a list of texts", fix: #"add "pathways""#),
    Fault(
      8,
      "",
      "$.population, expected a text that is not blank, or a list of them",
      fix: #"add "population""#
    ),
    Fault(9, "", "$.incidence, expected an object in braces", fix: #"add "incidence""#),
    Fault(
      9,
      #""incidence": §{ "years": [2019] },"#,
      "$.incidence.registrations, expected a text that is not blank",
      fix: #"add "registrations""#
    ),
    Fault(
      9,
      #""incidence": §{ "registrations": "c.csv" },"#,
      "$.incidence.years, expected a list of whole numbers from 1900 to 2200",
      fix: #"add "years""#
    ),
    Fault(
      9,
      #""incidence": §{ "method": "forecast" },"#,
      "$.incidence.rates, expected a text that is not blank",
      fix: #"add "rates""#
    ),
    Fault(10, "", "$.stages, expected a text that is not blank", fix: #"add "stages""#),
    Fault(11, "", "$.survival, expected a text that is not blank", fix: #"add "survival""#),
    Fault(12, "", "$.lifeTable, expected an object in braces", fix: #"add "lifeTable""#),
    Fault(
      12,
      #""lifeTable": §{ "year": 2019 },"#,
      "$.lifeTable.file, expected a text that is not blank",
      fix: #"add "file""#
    ),
    Fault(
      12,
      #""lifeTable": §{ "file": "l.csv" },"#,
      "$.lifeTable.year, expected a whole number from 1800 to 2200",
      fix: #"add "year""#
    ),
    Fault(13, "", "$.providerShares, expected a text that is not blank", fix: #"add "providerShares""#),
    Fault(14, #""note": """#, "$.prices, expected an object in braces", fix: #"add "prices""#),
    Fault(
      14,
      #""prices": §{ "basis": "cost" }"#,
      "$.prices.year, expected a financial year such as 2018/19",
      fix: #"add "year""#
    ),
    Fault(14, #""prices": §{ "year": "2017/18" }"#, "$.prices.basis, expected text", fix: #"add "basis""#),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "fallback": [{ "year": "2024/25", "basis": "cost" }, §{ "basis": "cost" }] }"#,
      "$.prices.fallback[1].year, expected a financial year such as 2018/19",
      fix: #"add "year""#
    ),
  ]

  @Test(arguments: missingKeys)
  func `a key that must be there is asked for, at the object that lacks it`(fault: Fault) {
    check(fault, "found no key \(fault.message)", "scenario.missing-key", fault.fix)
  }

  private static let types = [
    Fault(2, #""name": §5,"#, "found 5 at $.name, expected a text that is not blank, in double quotes"),
    Fault(2, #""name": §"  ","#, #"found "  " at $.name, expected a text that is not blank"#),
    Fault(
      3,
      #""commissioner": §"qmf","#,
      #"found "qmf" at $.commissioner, expected a commissioner code of 3 to 5 capital letters and digits, such as QMF"#
    ),
    Fault(5, #""years": §"2019/20","#, #"found "2019/20" at $.years, expected an object in braces"#),
    Fault(
      5,
      #""years": { "first": §2019, "last": "2020/21" },"#,
      "found 2019 at $.years.first, expected a financial year such as 2018/19, in double quotes"
    ),
    Fault(
      5,
      #""years": { "first": "2019/20", "last": §"2020/22" },"#,
      #"found "2020/22" at $.years.last, expected a financial year such as 2018/19"#
    ),
    Fault(
      6,
      #""guidelineYear": §"2019","#,
      #"found "2019" at $.guidelineYear, expected a whole number from 1990 to 2100"#
    ),
    Fault(
      6,
      #""guidelineYear": §2019.5,"#,
      "found 2019.5 at $.guidelineYear, expected a whole number from 1990 to 2100"
    ),
    Fault(
      6,
      #""guidelineYear": §1989,"#,
      "found 1989 at $.guidelineYear, expected a whole number from 1990 to 2100"
    ),
    Fault(7, #""pathways": §"breast","#, #"found "breast" at $.pathways, expected a list of texts"#),
    Fault(7, #""pathways": §[],"#, "found a list at $.pathways, expected a list of texts"),
    Fault(
      7,
      #""pathways": ["breast", §7],"#,
      "found 7 at $.pathways[1], expected text, in double quotes"
    ),
    Fault(
      7,
      #""pathways": ["breast", "lung", §"breast"],"#,
      #"found "breast" at $.pathways[2], expected a text that the list does not have yet"#
    ),
    Fault(
      8,
      #""population": §null,"#,
      "found null at $.population, expected a text that is not blank, in double quotes"
    ),
    Fault(9, #""incidence": §[],"#, "found a list at $.incidence, expected an object in braces"),
    Fault(
      9,
      #""incidence": { "method": §"linear" },"#,
      #"found "linear" at $.incidence.method, expected one of "constant", "observed", "forecast", "#
        + #""nordpred", "apc-spline", "ac-spline", "common-trend", "age-trend", "damped", "ensemble", "best""#
    ),
    Fault(
      9,
      #""incidence": { "registrations": "c.csv", "years": §[] },"#,
      "found a list at $.incidence.years, expected a list of whole numbers from 1900 to 2200"
    ),
    Fault(
      9,
      #""incidence": { "registrations": "c.csv", "years": [2019, §true] },"#,
      "found true at $.incidence.years[1], expected a whole number from 1900 to 2200"
    ),
    Fault(
      12,
      #""lifeTable": { "file": "l.csv", "year": §1e3 },"#,
      "found 1e3 at $.lifeTable.year, expected a whole number from 1800 to 2200"
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": §"tarif" }"#,
      #"found "tarif" at $.prices.basis, expected one of "tariff", "cost""#
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "beyond": §"stop" }"#,
      #"found "stop" at $.prices.beyond, expected one of "error", "hold", "uplift""#
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "fallback": §{} }"#,
      "found an object at $.prices.fallback, expected a list of objects"
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "fallback": [§5] }"#,
      "found 5 at $.prices.fallback[0], expected an object in braces"
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "fallback": [{ "year": "2024/25", "basis": "cost", "deflator": §"cpi" }] }"#,
      #"found "cpi" at $.prices.fallback[0].deflator, expected one of "none", "gdp""#
    ),
    Fault(
      14,
      #""prices": { "year": "2017/18", "basis": "cost", "marketForces": §2026 }"#,
      "found 2026 at $.prices.marketForces, expected a financial year such as 2018/19, in double quotes"
    ),
    Fault(
      14,
      #""note": §5, "prices": { "year": "2017/18", "basis": "cost" }"#,
      "found 5 at $.note, expected text, in double quotes"
    ),
  ]

  @Test(arguments: types)
  func `a value of another kind is reported with what was expected`(fault: Fault) {
    check(fault, fault.message, "scenario.type", "correct the value")
  }

  private static let years = [
    Fault(5, #""years": §{ "first": "2020/21", "last": "2019/20" },"#, "2020/21 to 2019/20"),
    Fault(5, #""years": §{ "first": "2019/20", "last": "2069/70" },"#, "2019/20 to 2069/70"),
  ]

  @Test(arguments: years)
  func `years out of order or too many are refused`(fault: Fault) {
    check(
      fault,
      "found the years \(fault.message), expected them in order and at most 50 of them",
      "scenario.years",
      "correct first or last"
    )
  }

  private static let syntax = [
    Fault(3, #""commissioner": §QMF,"#, "found no JSON value here"),
    Fault(
      4,
      #""nationalCommissioner": "NHSE""# + "\n  §\"note\": \"\",",
      "found no comma or closing brace after a value"
    ),
    Fault(6, #""guidelineYear" §2019,"#, #"found no colon after the key "guidelineYear""#),
    Fault(
      8,
      #""population": "p.csv", §population: "p.csv","#,
      "found no key, expected one in double quotes"
    ),
  ]

  @Test(arguments: syntax)
  func `what is no JSON is pointed at`(fault: Fault) {
    check(fault, fault.message, "json.syntax", "write valid JSON, with keys and texts in double quotes")
  }

  @Test func `a key that is there twice is refused`() {
    let fault = Fault(8, #""population": "p.csv", §"name": "Other","#, "")
    check(
      fault,
      #"found the key "name" a second time in the same object"#,
      "json.syntax",
      "keep one of the two"
    )
  }

  @Test func `another value than an object is refused`() {
    #expect(
      faults { () throws(DiagnosticList) in try Scenario(Self.input("\n  []")) } == [
        "runs/a.json:2:3 found a list at $, expected an object in braces [scenario.type]"
      ]
    )
  }

  @Test func `every fault is reported at once`() {
    let text = Self.text(6, #"  "guidelineYear": 1, "nme": 2,"#)
      .replacing(#""beyond""#, with: "").replacing(#""first": "2019/20", "#, with: "")
      .replacing(#"  "stages": "stage.csv",\#n"#, with: "")
    #expect(
      faults { () throws(DiagnosticList) in try Scenario(Self.input(text)) } == [
        "runs/a.json:6:23 found a key $.nme that a scenario does not have [scenario.unknown-key]",
        "runs/a.json:5:12 found no key $.years.first, expected a financial year such as 2018/19"
          + " [scenario.missing-key]",
        "runs/a.json:6:20 found 1 at $.guidelineYear, expected a whole number from 1990 to 2100 [scenario.type]",
        "runs/a.json:1:1 found no key $.stages, expected a text that is not blank [scenario.missing-key]",
      ]
    )
  }

  /// Checks that a scenario with one line changed has exactly this fault, at the mark or else at the top.
  private func check(_ fault: Fault, _ message: String, _ code: String, _ fix: String) {
    let marked = MarkedText(Self.text(fault.line, fault.text))
    let place = fault.text.contains("§") ? "\(marked.line):\(marked.column)" : "1:1"
    let input = Self.input(marked.text)
    #expect(
      faults { () throws(DiagnosticList) in try Scenario(input) } == [
        "runs/a.json:\(place) \(message) [\(code)]"
      ]
    )
    #expect(fixes { () throws(DiagnosticList) in try Scenario(input) } == [fix])
  }
}
