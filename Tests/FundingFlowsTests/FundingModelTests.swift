import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Testing

/// Random scenarios, run from their files to the printed page.
struct FundingModelTests {
  private static let seeds = 0..<64 as Range<UInt64>

  /// The scenario of each seed, run once.
  private static let runs = seeds.map { seed in Result { try ModelRun(RandomScenario(seed)) } }

  private func run(_ seed: UInt64) throws -> ModelRun { try Self.runs[Int(seed)].get() }

  /// The pence of the rows of a table, by some of their columns.
  private func totals(_ rows: [[String: String]], by columns: String...) throws -> [String: Int64] {
    try rows.reduce(into: [:]) { totals, row in
      let text = try #require(row["value"])
      guard !text.isEmpty else { return }
      let key = columns.map { row[$0] ?? "?" }.joined(separator: " ")
      totals[key, default: 0] += try #require(pence(text))
    }
  }

  @Test(arguments: seeds)
  func `every file and the page have the same total, in every roll-up`(seed: UInt64) throws {
    let run = try run(seed)
    let flows = try run.table("flows.csv").rows
    let summary = try run.table("summary.csv").rows
    let page = try PageTotals(run.flows.page)
    let years = run.flows.years.map(\.description)
    let all = try totals(flows).values.first ?? 0
    #expect(run.flows.ledger.total.amount == all)
    #expect(try totals(summary).values.first ?? 0 == all)
    #expect(
      try totals(summary, by: "financial_year", "pathway", "phase")
        == totals(flows, by: "financial_year", "pathway", "phase")
    )
    let byYear = try totals(flows, by: "financial_year")
    #expect(page.sections["Pounds"]?["Total"] == years.map { byYear[$0] ?? 0 } + [all])
    let sections = [
      ("By pathway", "pathway"), ("By phase", "phase"), ("By provider", "provider"),
      ("By what the price is", "basis"), ("By who pays", "commissioner"),
    ]
    for (title, column) in sections {
      let own = try totals(flows, by: column, "financial_year")
      let printed = page.sections.first { $0.key.hasPrefix(title) }?.value ?? [:]
      var labels: Set<String> = []
      for value in Set(flows.filter { $0["value"] != "" }.compactMap { $0[column] }) {
        let label = column == "basis" ? try #require(CostBasis(value)).name : value
        let row = try #require(printed.first { $0.key == label || $0.key.hasPrefix("\(label) ") })
        labels.insert(row.key)
        let amounts = years.map { own["\(value) \($0)"] ?? 0 }
        #expect(row.value == amounts + [amounts.reduce(0, +)], "\(title) \(value)")
      }
      let others = printed.filter { !labels.contains($0.key) && !$0.key.contains("ruled out") }
      #expect(others.allSatisfy { $0.value.allSatisfy { $0 == 0 } }, "\(others)")
    }
  }

  @Test(arguments: seeds)
  func `the page says how much of each phase is for people in whom cancer was ruled out`(seed: UInt64) throws
  {
    let run = try run(seed)
    let years = run.flows.years.map(\.description)
    let flows = try run.table("flows.csv").rows.filter { $0["stage"] == "ruled-out" }
    let own = try totals(flows, by: "phase", "financial_year")
    let lines = run.flows.page.split(separator: "\n").map(String.init)
    var printed: [String: [Int64]] = [:]
    for (line, next) in zip(lines, lines.dropFirst()) where next.hasPrefix("    of which cancer ruled out") {
      let cells = next.dropFirst(36).split(separator: " ").map { $0.replacing(",", with: "") }
      printed[line.prefix(36).trimmed] = try cells.map { try #require(pence($0)) }
    }
    for phase in Phase.allCases {
      let amounts = years.map { own["\(phase) \($0)"] ?? 0 }
      let expected = amounts + [amounts.reduce(0, +)]
      #expect(printed[phase.rawValue] ?? expected.map { _ in 0 } == expected, "\(phase)")
    }
  }

  @Test(arguments: seeds)
  func `a line is worth its activity times its price times its factor, halves up`(seed: UInt64) throws {
    let rows = try run(seed).table("flows.csv").rows
    for row in rows {
      let activity = try #require(scaled(row["activity"] ?? "", 6))
      let factor = try #require(scaled(row["market_forces_factor"] ?? "", 6))
      #expect(activity > 0)
      #expect(row["basis"] == "tariff" || factor == 1_000_000)
      guard row["basis"] != "unpriced" else { continue }
      let price = try #require(scaled(row["unit_price"] ?? "", 9))
      #expect(pence(row["value"] ?? "") == halfUp(activity * price * factor, decimals: 21), "\(row)")
    }
  }

  @Test func `among those amounts are many half way between two pence`() throws {
    var ties = 0
    for seed in Self.seeds {
      for row in try run(seed).table("flows.csv").rows where row["unit_price"] == "5000" {
        let activity = try #require(scaled(row["activity"] ?? "", 6))
        if row["market_forces_factor"] == "1", activity % 2 == 1 { ties += 1 }
      }
    }
    #expect(ties > 50)
  }

  /// The lines of the commissioning table that the random prices come with.
  @Test(arguments: seeds)
  func `a line is paid by whom the commissioning table says, and by the board where it says nothing`(
    seed: UInt64
  ) throws {
    for row in try run(seed).table("flows.csv").rows {
      let currency = row["currency"] ?? ""
      let year = try #require(FinancialYear(row["financial_year"] ?? "")).start
      let isNational =
        currency.hasPrefix("AB")
        ? year <= 2019 : ["CD", "OLD"].contains(where: currency.hasPrefix) && year >= 2020
      let isDelegated = currency == "EF01Z" && row["point_of_delivery"] == "DC"
      #expect(row["commissioner"] == (isNational ? "NHSE" : "QMF"))
      #expect(row["service_category"] == (isNational ? "21" : isDelegated ? "25" : "12"))
    }
  }

  @Test(arguments: seeds)
  func `what has no price has no value, and is never nought`(seed: UInt64) throws {
    let run = try run(seed)
    for row in try run.table("flows.csv").rows {
      let isUnpriced = row["basis"] == "unpriced"
      #expect((row["unit_price"] == "") == isUnpriced)
      #expect((row["value"] == "") == isUnpriced)
      #expect(row["source"] != "")
    }
    for line in run.flows.ledger.lines {
      #expect((line.basis == .unpriced) == (line.value == nil))
      #expect((line.unitPrice == nil) == (line.value == nil))
    }
  }

  @Test func `among the random scenarios are published noughts, gaps, every basis and every payer`() throws {
    var seen: Set<String> = []
    for seed in Self.seeds {
      for row in try run(seed).table("flows.csv").rows {
        for column in ["basis", "commissioner", "service_category", "phase", "stage"] {
          seen.insert(row[column] ?? "")
        }
        if row["unit_price"] == "0" { seen.insert("nought") }
        if row["market_forces_factor"] != "1" { seen.insert("market forces") }
        if row["value"] != "", row["source"]?.contains("fallback") == true { seen.insert("fallback") }
        if row["source"]?.contains("there coded") == true { seen.insert("renamed") }
      }
    }
    let expected: [String] =
      ["tariff", "cost", "drug-list-price", "unpriced", "QMF", "NHSE", "12", "21", "25", "nought"]
      + ["market forces", "fallback", "renamed", "ruled-out"] + Phase.allCases.map(\.rawValue)
      + Stage.atDiagnosis.map(\.rawValue)
    #expect(Set(expected).subtracting(seen).isEmpty)
    #expect(!seen.contains("recurrent"))
  }

  @Test(arguments: seeds)
  func `the providers of a step together do what the step needs`(seed: UInt64) throws {
    let scenario = RandomScenario(seed)
    let needs = NaiveModel(scenario: scenario).needs()
    var found: [String: Double] = [:]
    for row in try run(seed).table("flows.csv").rows {
      let key = CSVRows.key(row, "financial_year", "pathway", "step", "stage")
      found[key, default: 0] += Double(try #require(scaled(row["activity"] ?? "", 6))) / 1e6
      #expect(needs[key] != nil, "\(key)")
    }
    for (key, need) in needs {
      let units = found[key] ?? 0
      #expect(abs(units - need.units) <= need.slack + 1e-9 * need.units, "\(key): \(units), needs \(need)")
    }
  }

  @Test(arguments: seeds)
  func `twice the people cost twice the money, to rounding`(seed: UInt64) throws {
    var scenario = RandomScenario(seed)
    let once = try run(seed).flows
    scenario.persons = scenario.persons.map { ($0.area, $0.year, $0.group, $0.count * 2) }
    let twice = try ModelRun(scenario).flows
    let slack = (once.ledger.lines + twice.ledger.lines).reduce(0.0) { total, line in
      let factor = Double(line.marketForces.millionths) / 1e6
      return total + 0.5 + (line.unitPrice?.approximatePounds ?? 0) * factor * 100 * 1e-6
    }
    let gap = Double(twice.ledger.total.amount - 2 * once.ledger.total.amount)
    #expect(abs(gap) <= slack * 2, "\(gap) beside \(slack)")
    #expect(Double(once.ledger.total.amount) >= 0)
  }

  /// Ten years on, everything that follows a diagnosis has happened to somebody; deaths go on growing.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `people who stay the same need the same from year to year, once all of it has begun`(seed: UInt64)
    throws
  {
    let scenario = RandomScenario(seed, isSteady: true)
    let byDeath = scenario.pathways.flatMap { pathway in
      pathway.rows.filter { $0.occurrence == .cancerDeath || $0.occurrence == .death }
        .map { "\(pathway.name) \($0.id)" }
    }
    var units: [String: [String: Int128]] = [:]
    for row in try ModelRun(scenario).table("flows.csv").rows {
      guard !byDeath.contains(CSVRows.key(row, "pathway", "step")) else { continue }
      let key = CSVRows.key(row, "pathway", "step", "stage", "provider", "currency", "point_of_delivery")
      units[key, default: [:]][row["financial_year"] ?? "", default: 0] +=
        try #require(scaled(row["activity"] ?? "", 6))
    }
    let last = (11...13).map { "\(FinancialYear(start: scenario.years.lowerBound + $0))" }
    for (key, own) in units {
      let steady = try last.map { try #require(own[$0], "\(key)") }
      #expect(steady.allSatisfy { abs($0 - steady[0]) <= 4 }, "\(key): \(steady)")
    }
    #expect(!units.isEmpty)
  }

  @Test(arguments: seeds)
  func `the order of rows in the inputs changes no total`(seed: UInt64) throws {
    var scenario = RandomScenario(seed)
    let one = try run(seed)
    scenario.order = seed + 1
    let other = try ModelRun(scenario)
    let columns = [
      "financial_year", "commissioner", "provider", "pathway", "phase", "step", "stage", "currency",
      "point_of_delivery", "tfc", "basis", "activity", "unit_price", "value", "market_forces_factor",
      "service_category",
    ]
    let lines = try [one, other].map { run in
      try run.table("flows.csv").rows.map { row in columns.map { row[$0] ?? "" }.joined(separator: " ") }
        .sorted()
    }
    #expect(lines[0] == lines[1])
    #expect(try one.bytes(of: "summary.csv") == other.bytes(of: "summary.csv"))
    #expect(try one.bytes(of: "patients.csv") == other.bytes(of: "patients.csv"))
    #expect(one.flows.ledger.total == other.flows.ledger.total)
  }

  @Test(arguments: seeds)
  func `the same inputs give the same bytes, wherever they lie`(seed: UInt64) throws {
    let scenario = RandomScenario(seed)
    let (one, other) = (try run(seed), try ModelRun(scenario))
    #expect(
      one.files.map(\.name) == [
        "flows.csv", "summary.csv", "patients.csv", "prevalence.csv", "calibration.csv", "manifest.json",
      ]
    )
    for (mine, yours) in zip(one.files, other.files) {
      #expect(mine.name == yours.name)
      #expect(mine.bytes == yours.bytes, "\(mine.name)")
    }
    #expect(one.flows.page == other.flows.page)
  }

  /// Each process orders its sets and dictionaries differently.
  @Test func `other processes write the same bytes`() async throws {
    let outputs = try await [Self.printed(), Self.printed(), Self.printed()]
    #expect(outputs[0].contains("flows.csv"))
    #expect(outputs.allSatisfy { $0 == outputs[0] })
  }

  private static func printed() async throws -> String {
    let result = try #require(
      await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
        for seed in 0..<6 as Range<UInt64> {
          let run = try ModelRun(RandomScenario(seed))
          for file in run.files { print(file.name, FileStamp(path: file.name, bytes: file.bytes).checksum) }
          print(run.flows.page)
        }
      }
    )
    return String(decoding: result.standardOutputContent, as: UTF8.self)
  }

  @Test(arguments: seeds)
  func `the patients are those of the inputs`(seed: UInt64) throws {
    let scenario = RandomScenario(seed)
    let naive = NaiveModel(scenario: scenario)
    let rows = try run(seed).flows.patients
    for pathway in scenario.pathways {
      for year in scenario.years.lowerBound...(scenario.years.upperBound + 1) {
        let own = rows.filter { $0.pathway == pathway.name && $0.year == year }
        let cases = naive.cases(of: pathway.name, in: year)
        #expect(abs(own.reduce(0) { $0 + $1.cases } - cases) <= 1e-9 * max(1, cases))
        let ruledOut = own.reduce(0) { $0 + $1.ruledOut }
        #expect(abs(ruledOut - cases * Double(pathway.ruledOutPerCase) / 1e6) <= 1e-9 * max(1, ruledOut))
        for stage in Stage.atDiagnosis {
          let staged = own.filter { $0.stage == stage }
          let expected = cases * naive.share(of: stage, pathway.name, year)
          #expect(abs(staged.reduce(0) { $0 + $1.cases } - expected) <= 1e-9 * max(1, cases))
          let survivors = naive.survivors(of: pathway.name, stage, in: year)
          #expect(abs(staged.reduce(0) { $0 + $1.survivors } - survivors) <= 1e-9 * max(1, survivors))
        }
      }
    }
  }
}
