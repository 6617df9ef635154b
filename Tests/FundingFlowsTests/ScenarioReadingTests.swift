import Diagnostics
import FundingFlows
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// Faults that show only when the files of a scenario are read.
struct ScenarioReadingTests {
  /// A random scenario with a method, prices and pathways that the tests know.
  private static func scenario(_ seed: UInt64) -> RandomScenario { RandomScenario(seed) }

  /// The first seeds whose scenario predicts incidence in each way.
  private static func seed(_ method: RandomScenario.Method) -> UInt64 {
    (0...100).first { RandomScenario($0).method == method && RandomScenario($0).ratios != nil } ?? 0
  }

  /// The faults of a scenario some of whose text or tables are changed; the folder is left out of them.
  private func refusal(
    _ seed: UInt64,
    _ change: (String) -> String,
    table: (name: String, change: (String) -> String)? = nil
  ) throws -> (faults: [String], place: String) {
    let folder = try TemporaryFolder()
    let scenario = Self.scenario(seed)
    let marked = MarkedText(change(scenario.scenario))
    let paths = try scenario.write(to: folder, as: marked.text)
    if let table { try folder.write(table.change(folder.text(of: table.name)), to: table.name) }
    let input = try InputFile(reading: paths.scenario)
    let library = TariffLibrary(directory: paths.tariffs)
    let found = faults { () throws(DiagnosticList) in
      try FundingModel(Scenario(input), tariffs: library)
    }
    let place = "scenario/scenario.json:\(marked.line):\(marked.column)"
    return (found.map { $0.replacing("\(folder.path)/", with: "") }, place)
  }

  private func changed(_ old: String, to new: String) -> (String) -> String {
    { text in text.replacing(old, with: new) }
  }

  @Test(
    arguments: [
      ("population", "population.csv", .constant),
      ("incidence.registrations", "registrations.csv", .constant),
      ("incidence.registrations", "registrations.csv", .observed),
      ("incidence.rates", "rates.csv", .forecast),
      ("incidence.localRatio", "ratio.csv", .forecast), ("stages", "stage.csv", .constant),
      ("survival", "survival.csv", .constant), ("lifeTable.file", "life-table.csv", .constant),
      ("providerShares", "shares.csv", .constant), ("providerNames", "providers.csv", .constant),
    ] as [(String, String, RandomScenario.Method)]
  )
  func `a file that is not there is reported where the scenario names it`(
    key: String,
    name: String,
    method: RandomScenario.Method
  ) throws {
    let (found, place) = try refusal(Self.seed(method), changed("\"\(name)\"", to: "§\"nowhere/\(name)\""))
    #expect(
      found == [
        "\(place) found no readable file scenario/nowhere/\(name), named at $.\(key) [scenario.file]"
      ]
    )
  }

  @Test func `a pathway that is not there is reported where the scenario names it`() throws {
    let (found, place) = try refusal(0) { text in
      text.replacing("\"pathways\",", with: "\"nowhere\",")
        .replacing("\"pathways\": [", with: "\"pathways\": §[")
    }
    let names = Self.scenario(0).pathways.map(\.name)
    #expect(
      found
        == names.map {
          "\(place) found no pathway \"\($0)\": there is no scenario/nowhere/\($0)-steps.csv [pathway.unknown]"
        }
    )
  }

  @Test func `years in which nothing was registered are reported, for each pathway`() throws {
    let seed = Self.seed(.constant)
    let (found, place) = try refusal(seed) { text in
      text.replacing("\"incidence\": {", with: "\"incidence\": §{").replacing(
        "[2016, 2017]",
        with: "[2016, 1999, 1998]"
      )
    }
    let known = Self.scenario(seed).registrations.map(\.year).sorted()
    #expect(
      found
        == Self.scenario(seed).pathways.map {
          "\(place) found the year 1999, 1998 for the rates of \($0.name), which scenario/registrations.csv has for "
            + "\(known.first ?? 0) to \(known.last ?? 0) [scenario.rate-years]"
        }
    )
  }

  @Test func `market forces of a year without a table are reported with the years there are`() throws {
    let seed = try #require((0...100 as ClosedRange<UInt64>).first { RandomScenario($0).hasMarketForces })
    let (found, place) = try refusal(seed, changed("\"2026/27\"", to: "§\"2025/26\""))
    #expect(found == ["\(place) found no market forces factors of 2025/26 [scenario.market-forces]"])
  }

  @Test func `a provider without a market forces factor is reported`() throws {
    let seed = try #require((0...100 as ClosedRange<UInt64>).first { RandomScenario($0).hasMarketForces })
    let table = (
      name: "tariffs/2026-27/market-forces.csv",
      change: { (text: String) in text.replacing("\nR1H,", with: "\nRJ1,") }
    )
    let (found, place) = try refusal(seed, changed("\"2026/27\"", to: "§\"2026/27\""), table: table)
    #expect(found == ["\(place) found no market forces factor of R1H in 2026/27 [scenario.market-forces]"])
  }

  @Test func `a guideline year that a pathway does not cover is reported where it is asked for`() throws {
    let scenario = Self.scenario(5)
    let (found, place) = try refusal(
      5,
      changed("\"guidelineYear\": \(scenario.guidelineYear)", to: "\"guidelineYear\": §1999")
    )
    #expect(found.count == scenario.pathways.count)
    #expect(found.allSatisfy { $0.hasPrefix("\(place) found the guideline year 1999, but the ") })
    #expect(found.allSatisfy { $0.hasSuffix(" [pathway.guideline-year]") })
  }

  @Test func `prices of a year without a table are reported where they are asked for`() throws {
    let scenario = Self.scenario(7)
    let year = FinancialYear(start: scenario.published)
    let (found, place) = try refusal(7) { text in
      text.replacing("\"prices\": {", with: "\"prices\": §{")
        .replacing(
          "\"year\": \"\(year)\", \"basis\": \"\(scenario.basis)\", \"beyond\"",
          with: "\"year\": \"2011/12\", \"basis\": \"\(scenario.basis)\", \"beyond\""
        )
    }
    let content = scenario.basis == "tariff" ? "a national tariff" : "average costs"
    #expect(found.first == "\(place) found no table with \(content) for 2011/12 [tariff.no-table]")
  }

  @Test func `a life table of a year that is not there is reported where it is asked for`() throws {
    let (found, place) = try refusal(
      3,
      changed(
        "\"lifeTable\": { \"file\": \"life-table.csv\", \"year\": 2019 }",
        to: "\"lifeTable\": §{ \"file\": \"life-table.csv\", \"year\": 1950 }"
      )
    )
    #expect(
      found == [
        "\(place) found no whole life table of 1950 for female in scenario/life-table.csv [life-table.year]"
      ]
    )
  }

  @Test func `years without people are reported where they are asked for`() throws {
    let seed = Self.seed(.constant)
    let scenario = Self.scenario(seed)
    let last = FinancialYear(start: scenario.years.upperBound)
    let later = last.advanced(by: 1)
    let (found, place) = try refusal(seed) { text in
      text.replacing("\"years\": { \"first\"", with: "\"years\": §{ \"first\"")
        .replacing("\"last\": \"\(last)\"", with: "\"last\": \"\(later)\"")
        .replacing("\"beyond\": \"error\"", with: "\"beyond\": \"hold\"")
    }
    #expect(
      found == [
        "\(place) found no population of \(later.start + 1) in scenario/population.csv, which has "
          + "\(scenario.counted.lowerBound) to \(scenario.years.upperBound + 1) [model.no-population]"
      ]
    )
  }

  @Test func `phases without a provider are reported together`() throws {
    let scenario = Self.scenario(9)
    let name = scenario.pathways[0].name
    let table = (
      name: "scenario/shares.csv",
      change: { (text: String) in
        text.split(separator: "\n").filter {
          !$0.hasPrefix("\(name),palliative,") && !$0.hasPrefix("\(name),referral,")
        }.joined(separator: "\n")
      }
    )
    let (found, _) = try refusal(9, { $0 }, table: table)
    #expect(
      found == [
        "scenario/shares.csv found no provider of \(name) for referral, palliative [provider.missing]"
      ]
    )
  }

  @Test func `faults of several files are reported at once`() throws {
    let table = (
      name: "scenario/shares.csv",
      change: { (text: String) in text.replacing(",derived", with: ",certain") }
    )
    let scenario = Self.scenario(Self.seed(.constant))
    let (found, _) = try refusal(
      Self.seed(.constant),
      { text in
        text.replacing("\"stage.csv\"", with: "\"nowhere.csv\"")
          .replacing("\"survival.csv\"", with: "\"none.csv\"")
      },
      table: table
    )
    let shares = scenario.pathways.count * 9 * scenario.providers.count
    #expect(found.count == shares + 2)
    #expect(found.contains { $0.contains("nowhere.csv, named at $.stages") })
    #expect(found.contains { $0.contains("none.csv, named at $.survival") })
    #expect(found.count { $0.contains("\"certain\" as evidence") } == shares)
  }

  // MARK: - Years past the tables

  @Test(arguments: [2017, 2024])
  func `years past the prices are an error, at the years`(start: Int) throws {
    let seed = try #require(
      (0...200 as ClosedRange<UInt64>).first {
        let scenario = RandomScenario($0)
        return scenario.published == start && scenario.years.upperBound > start
      }
    )
    let scenario = Self.scenario(seed)
    let first = scenario.years.first { $0 != start } ?? 0
    let (found, place) = try refusal(seed) { text in
      text.replacing("\"years\": { \"first\"", with: "\"years\": §{ \"first\"")
        .replacing("\"beyond\": \"\(scenario.beyond)\"", with: "\"beyond\": \"error\"")
    }
    #expect(
      found == [
        "\(place) found the year \(FinancialYear(start: first)), but the prices are those of "
          + "\(FinancialYear(start: start)) and nothing carries them that far [price.beyond-tables]"
      ]
    )
  }

  @Test func `years that no uplift and no index reaches are an error, at the years`() throws {
    let seed = try #require((0...200 as ClosedRange<UInt64>).first { RandomScenario($0).beyond == "uplift" })
    let table = (
      name: "tariffs/deflators.csv",
      change: { (text: String) in text.split(separator: "\n").prefix(4).joined(separator: "\n") }
    )
    let scenario = Self.scenario(seed)
    let bare = scenario.fallbacks.map {
      "\"year\": \"\(FinancialYear(start: $0.year))\", \"basis\": \"\($0.basis)\", \"deflator\": \"gdp\""
    }
    let (found, place) = try refusal(
      seed,
      { text in
        bare.reduce(text) { $0.replacing($1, with: $1.replacing("gdp", with: "none")) }
          .replacing("\"years\": { \"first\"", with: "\"years\": §{ \"first\"")
      },
      table: table
    )
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("\(place) found the year 20"))
    #expect(found[0].hasSuffix(" and nothing carries them that far [price.beyond-tables]"))
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `prices held or carried past their year say so on every line, and by how much`(seed: UInt64) throws {
    let scenario = RandomScenario(seed)
    let published = FinancialYear(start: scenario.published)
    guard scenario.beyond != "error" else { return }
    let folder = try TemporaryFolder()
    let held = try scenario.write(to: folder, as: scenario.scenario.replacing("\"uplift\"", with: "\"hold\""))
    let base = try ModelRun(held.scenario, tariffs: held.tariffs).table("flows.csv").rows
    let rows = try ModelRun(scenario).table("flows.csv").rows
    #expect(rows.count == base.count)
    for (row, heldRow) in zip(rows, base) where row["basis"] != "unpriced" {
      let source = row["source"] ?? ""
      let price = try #require(scaled(row["unit_price"] ?? "", 9))
      let first = try #require(scaled(heldRow["unit_price"] ?? "", 9))
      guard row["financial_year"] != published.description else {
        #expect(!source.contains("\(published) prices"))
        #expect(price == first)
        continue
      }
      guard row["basis"] != "drug-list-price" else {
        #expect(source.hasSuffix("; held"))
        #expect(price == first)
        continue
      }
      guard scenario.beyond == "uplift" else {
        #expect(source.hasSuffix("; held at \(published) prices"))
        continue
      }
      let note = try #require(source.split(separator: "; ").last { $0.hasPrefix("\(published) prices × ") })
      let factors = try note.split(separator: " × ").dropFirst().map { part in
        try #require(scaled(part.prefix { $0 != " " }, 6))
      }
      #expect(factors.count == (FinancialYear(row["financial_year"] ?? "")?.start ?? 0) - published.start)
      let factor = factors.reduce(1_000_000) { ($0 * $1 + 500_000) / 1_000_000 }
      #expect(price == (first * factor + 500_000) / 1_000_000, "\(source)")
    }
  }
}
