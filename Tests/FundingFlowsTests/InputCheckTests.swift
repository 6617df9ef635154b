import Diagnostics
import FundingFlows
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct InputCheckTests {
  /// The tables and scenarios that are shipped, from the root of the repository; what runs wrote is left out, and what
  /// only contracts use, which the executable recognises.
  private static let shipped: [String] = {
    let folders = ["tariffs", "Examples"]
    let paths = folders.flatMap { folder in
      ((try? FileManager.default.subpathsOfDirectory(atPath: "\(Shipped.root)/\(folder)")) ?? []).map {
        "\(folder)/\($0)"
      }
    }
    return paths.filter { path in
      (path.hasSuffix(".csv") || path.hasSuffix(".json")) && !path.contains("/out/")
        && !path.contains("/expected/") && !ofContracts.contains { path.hasPrefix($0) }
    }.sorted()
  }()

  private static let ofContracts = [
    "Examples/contract-monitoring/", "Examples/negotiation/", "Examples/pilots/", "tariffs/bank-holidays.csv",
  ]

  /// What a shipped file must be recognised as, by its name.
  private static let kinds: [(ending: String, kind: String)] = [
    ("-steps.csv", "pathway steps"), ("-casemix.csv", "casemix"), ("-subtypes.csv", "subtypes"),
    ("-referrals.csv", "referrals that rule cancer out"), ("/currency-claims.csv", "currency claims"),
    ("/population.csv", "population"), ("/projections.csv", "population"),
    ("/registrations.csv", "registrations"), ("/incidence-ratio.csv", "incidence ratios"),
    ("/stage.csv", "stages"), ("/survival-by-stage.csv", "survival by stage"),
    ("/net-survival.csv", "net survival"), ("/recurrence.csv", "recurrence"),
    ("/life-table.csv", "life table"),
    ("/provider-shares.csv", "provider shares"), ("/providers.csv", "provider names"),
    ("/prices.csv", "national tariff"), ("/unit-costs.csv", "average costs"), ("/drugs.csv", "drug prices"),
    ("/market-forces.csv", "market forces"), ("/uplifts.csv", "uplifts"), ("/deflators.csv", "deflators"),
    ("/code-changes.csv", "code changes"), ("/commissioning.csv", "commissioning"),
    ("/rules.csv", "payment rules"), ("/sources.csv", "sources"),
    (".json", "a scenario and the files that it names"),
  ]

  private let check = InputCheck(tariffs: Shipped.tariffs)

  @Test func `the shipped files are found`() {
    #expect(Self.shipped.count > 40)
    #expect(Self.shipped.contains("tariffs/2017-18/unit-costs.csv"))
    #expect(Self.shipped.contains("Examples/england/scenario.json"))
  }

  @Test(arguments: shipped)
  func `every shipped file is good, and recognised for what it is`(path: String) throws {
    let expected = try #require(Self.kinds.first { path.hasSuffix($0.ending) }, "nobody said what it is")
    let found = try check.check("\(Shipped.root)/\(path)")
    guard path.hasSuffix(".csv") else {
      #expect(found == expected.kind)
      return
    }
    let lines = try CSVTable(InputFile(reading: "\(Shipped.root)/\(path)")).rows.count
    #expect(found == "\(expected.kind), \(lines) rows")
    #expect(lines > 0)
  }

  /// The faults of a file of one's own.
  private func refusal(_ name: String, _ text: String, year: FinancialYear? = nil) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: name)
    let check = InputCheck(tariffs: Shipped.tariffs, year: year)
    let path = "\(folder.path)/\(name)"
    return faults { () throws(DiagnosticList) in try check.check(path) }
      .map { $0.replacing("\(folder.path)/", with: "") }
  }

  @Test(arguments: ["a,b,c\n1,2,3\n", "provider\nR1H\n", "name,address\nx,y\n", "site\nlung\n"])
  func `a table that is none of ours is refused`(text: String) throws {
    #expect(
      try refusal("t.csv", text) == [
        "t.csv:1 found columns of no table that is read here [check.unknown-table]"
      ]
    )
  }

  @Test func `a table with a misspelt column is recognised, and the column is pointed at`() throws {
    #expect(
      try refusal("t.csv", "area,year,sex,age,person\nE01,2024,male,0-4,1\n") == [
        "t.csv:1 found no column \"persons\", expected one: people at mid-year [table.missing-column]",
        "t.csv:1:19 found a column \"person\" that this table does not have [table.unknown-column]",
      ]
    )
  }

  @Test func `a file that is not there is refused`() {
    let path = "\(Shipped.root)/nowhere.csv"
    #expect(
      faults { () throws(DiagnosticList) in try check.check(path) } == [
        "\(path) found no file of this name [file.unreadable]"
      ]
    )
  }

  @Test func `the faults of a table of each kind are reported`() throws {
    #expect(
      try refusal("stage.csv", "site,stage,year,share,evidence\nlung,1,2019,0.4,seen\n") == [
        "stage.csv:2 found stages of lung in 2019 that add up to 0.4, expected 1 [stage.shares]"
      ]
    )
    #expect(
      try refusal("life.csv", "year,sex,age,death_rate\n2019,male,0,0.1\n")
        == [
          "life.csv found no whole life table of 2019 for female in life.csv [life-table.year]"
        ].map { $0.replacing(" in life.csv", with: " in life.csv") }
    )
    #expect(
      try refusal(
        "lines.csv",
        "line_id,financial_year,currency,point_of_delivery,quantity\n1,2018/19,JA20F,DX,1\n"
      ) == [
        "lines.csv:2:17 found \"DX\" as point_of_delivery, expected a national point of delivery code such as DC,"
          + " EL, NEL or OPPROC [value.malformed]"
      ]
    )
  }

  @Test(
    arguments: [
      (
        "best practice prices", "currency,point_of_delivery,best_practice,kind,price,evidence,source,note",
        "JA20F,DC,flag,addition,150,seen,made up,"
      ),
      (
        "code map", "currency,financial_year,from_currency,from_year,share,evidence,source,note",
        "JA38A,2024/25,JA38B,2018/19,1,derived,made up,"
      ),
    ]
  )
  func `a table that is not shipped is recognised too`(kind: String, header: String, row: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("\(header)\n\(row)\n", to: "t.csv")
    #expect(try check.check("\(folder.path)/t.csv") == "\(kind), 1 rows")
  }

  @Test func `the faults of a table that is not shipped are reported`() throws {
    #expect(
      try refusal(
        "bp.csv",
        "currency,point_of_delivery,best_practice,kind,price,evidence,source,note\nJA20F,DC,flag,more,150,seen,,\n"
      ) == [
        "bp.csv:2:15 found \"more\" as kind, expected price, addition, pathway, inside [value.malformed]"
      ]
    )
    #expect(
      try refusal(
        "map.csv",
        "currency,financial_year,from_currency,from_year,share,evidence,source,note\n"
          + "JA38A,2024/25,JA38B,2018/19,0.6,derived,,\nJA38A,2024/25,JA38C,2018/19,0.5,derived,,\n"
          + "JA38A,2024/25,JA38B,2017/18,1,derived,,\nJA38B,2024/25,JA38B,2018/19,0.4,derived,,\n"
      ) == [
        "map.csv:2:29 found parts of JA38A that add up to 1.1, expected 1 [code-map.shares]",
        "map.csv:5:29 found parts of JA38B that add up to 0.4, expected 1 [code-map.shares]",
      ]
    )
  }

  @Test func `a scenario is checked together with the files that it names`() throws {
    let folder = try TemporaryFolder()
    let scenario = RandomScenario(1)
    let text = scenario.scenario.replacing("\"population.csv\"", with: "\"people.csv\"")
    let paths = try scenario.write(to: folder, as: text)
    let check = InputCheck(tariffs: TariffLibrary(directory: paths.tariffs))
    let found = faults { () throws(DiagnosticList) in try check.check(paths.scenario) }
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("people.csv, named at $.population [scenario.file]") == true)
    _ = try scenario.write(to: folder)
    #expect(try check.check(paths.scenario) == "a scenario and the files that it names")
  }

  @Test
  func
    `a pathway's currency that no table has is reported, and one that the year lacks when a year is asked`()
    throws
  {
    let shipped = try InputFile(reading: "\(Shipped.root)/tariffs/pathways/lung-steps.csv")
    let text = String(decoding: shipped.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(",DZ52Z,") && $0.hasPrefix("L-") })
    let changed = text.replacing(",DZ52Z,", with: ",DZ52Y,")
    let found = try refusal("lung-steps.csv", changed)
    #expect(
      found.allSatisfy { $0.contains("a currency that no table of any year has [step.unknown-currency]") }
    )
    #expect(found.first?.contains("lung-steps.csv:\(row + 1):") == true)
    #expect(found.first?.contains("paid by DZ52Y,") == true)
    let inTariff = try refusal("lung-steps.csv", text, year: FinancialYear(start: 2018))
    #expect(
      inTariff.contains { $0.contains("paid by WF01A, a currency that the 2018/19 tables do not have") }
    )
  }

  @Test func `a currency of a casemix that no table has is reported at its row`() throws {
    let folder = try TemporaryFolder()
    let tables = "\(Shipped.root)/tariffs/pathways"
    let steps = try InputFile(reading: "\(tables)/breast-steps.csv")
    let mixes = try InputFile(reading: "\(tables)/breast-casemix.csv")
    let text = String(decoding: mixes.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.hasPrefix("JA20,JA20D,") })
    try folder.write(String(decoding: steps.bytes, as: UTF8.self), to: "my-steps.csv")
    try folder.write(text.replacing("JA20,JA20D,", with: "JA20,JA20Y,"), to: "my-casemix.csv")
    let check = InputCheck(tariffs: Shipped.tariffs)
    let found = faults { () throws(DiagnosticList) in try check.check("\(folder.path)/my-steps.csv") }
    #expect(found.first?.contains("my-casemix.csv:\(row + 1):") == true)
    #expect(
      found.first?.contains("found the casemix JA20 with JA20Y, a currency that no table of any year has")
        == true
    )
    #expect(found.allSatisfy { $0.contains("JA20Y") })
  }
}
