import Pathways
import Quantities
import Randomness
import Tables
import Testing

@testable import FundingFlows

/// The files of a simulation, read as a stranger would.
struct UncertaintyFilesTests {
  private struct Files {
    let simulation: FlowSimulation
    let ledger: Ledger
    let tables: [String: CSVRows]

    init(_ seed: UInt64) throws {
      let model = try FundingModel(RandomScenario(seed))
      ledger = model.ledger()
      simulation = try #require(try model.draws(70, of: model.unsureInputs).simulate(threads: 1))
      tables = try Dictionary(
        uniqueKeysWithValues: simulation.files.map { ($0.name, try CSVRows($0.bytes)) }
      )
    }

    func rows(_ name: String) throws -> [[String: String]] { try #require(tables[name]).rows }
  }

  private static let keys = ["commissioner", "financial_year", "pathway", "provider"]

  @Test(arguments: [2, 5, 8, 15] as [UInt64])
  func `totals are the sums of their flows to the penny, with and without uncertainty`(seed: UInt64) throws {
    let files = try Files(seed)
    let flows = try files.rows("uncertainty.csv")
    let totals = try files.rows("uncertainty-totals.csv")
    #expect(!flows.isEmpty)
    #expect(totals.first.map { row in Self.keys.allSatisfy { row[$0] == "all" } } == true)
    #expect(Set(totals.map { row in Self.keys.map { row[$0] ?? "" } }).count == totals.count)
    for total in totals {
      let own = flows.filter { flow in Self.keys.allSatisfy { total[$0] == "all" || total[$0] == flow[$0] } }
      for column in ["mean", "without_uncertainty"] {
        let sum = try own.reduce(0) { $0 + (try #require(pence($1[column] ?? ""))) }
        #expect(pence(total[column] ?? "") == sum)
      }
    }
    #expect(pence(totals[0]["without_uncertainty"] ?? "") == files.ledger.total.amount)
    let byYear = files.ledger.totals { $0.financialYear.description }
    for (year, value) in byYear {
      let row = totals.first {
        $0["financial_year"] == year && $0["pathway"] == "all" && $0["provider"] == "all"
      }
      #expect(pence(row?["without_uncertainty"] ?? "") == value.amount)
    }
  }

  @Test(arguments: [2, 5, 8] as [UInt64])
  func `every number parses, and quantiles are in their order`(seed: UInt64) throws {
    let files = try Files(seed)
    let numbers = [
      "sd", "low_2.5", "median", "high_97.5", "monte_carlo_error", "mean", "without_uncertainty",
    ]
    for row in try files.rows("uncertainty.csv") + files.rows("uncertainty-totals.csv") {
      let amounts = try numbers.map { try #require(pence(row[$0] ?? "")) }
      #expect(amounts[1] <= amounts[2] && amounts[2] <= amounts[3])
      #expect(amounts[0] >= amounts[4])
    }
    let draws = try files.rows("draws.csv")
    #expect(draws.map { $0["draw"] } == (1...70).map(String.init))
    let header = try #require(files.tables["draws.csv"]).header
    #expect(header == ["draw", "all"] + files.simulation.model.years.map(\.description))
    for draw in draws {
      let amounts = try header.dropFirst().map { try #require(pence(draw[$0] ?? "")) }
      #expect(abs(amounts[0] - amounts.dropFirst().reduce(0, +)) <= Int64(amounts.count))
    }
    let mean = try draws.reduce(0) { $0 + Double(try #require(pence($1["all"] ?? ""))) } / 70
    let first = try files.rows("uncertainty-totals.csv")[0]
    #expect(
      abs(mean - Double(try #require(pence(first["mean"] ?? "")))) < 1 + Double(files.simulation.means.count)
    )
  }

  @Test(arguments: [2, 5, 8] as [UInt64])
  func `each input has a row of the tornado, those that move the total most first`(seed: UInt64) throws {
    let files = try Files(seed)
    let rows = try files.rows("tornado.csv")
    #expect(Set(rows.map { $0["path"] ?? "" }) == Set(files.simulation.model.inputs))
    #expect(rows.count == files.simulation.model.inputs.count)
    let swings = try rows.map { try #require(pence($0["swing"] ?? "")) }
    #expect(swings == swings.sorted(by: >))
    for (row, swing) in zip(rows, swings) {
      let low = try #require(pence(row["total_at_low_2.5"] ?? ""))
      let high = try #require(pence(row["total_at_high_97.5"] ?? ""))
      #expect(abs(abs(high - low) - swing) <= 1)
      #expect(row["distribution"] != "")
      let rank = try #require(row["rank_correlation"])
      let digits = rank.first == "-" ? String(rank.dropFirst()) : rank
      #expect(scaled(digits, 4).map { $0 <= 10_000 } == true)
    }
    let page = files.simulation.page
    #expect(page.contains("How sure, by 70 draws, seed 1"))
    #expect(page.contains(rows[0]["path"] ?? "?"))
  }

  @Test func `a share that differs by stage has no one multiplier, a price has`() throws {
    let model = try FundingModel(RandomScenario(5))
    let uncertain = try model.draws(of: model.unsureInputs)
    for (column, path) in uncertain.inputs.enumerated() {
      let steps = uncertain.compiled.steps.filter { step in
        guard case .value(let own, _, _, _) = step else { return false }
        return own == column
      }
      let multiplier = uncertain.multiplier(of: column, at: 1)
      if steps.count == 1 || path == "price" { #expect(multiplier != nil, "\(path)") }
      if path.hasPrefix("survival") { #expect(multiplier == nil, "\(path)") }
    }
  }

  @Test func `numbers too large for a table are left blank, and do not stop the program`() throws {
    let model = try FundingModel(RandomScenario(5))
    let priced = model.read.costings.flatMap(\.activities).first { ($0.pounds ?? 0) > 0 }
    let payment = try #require(priced?.payment)
    let path = ChangePath.price(payment.currency, payment.pointOfDelivery)
    let uncertain = try model.draws(20, of: [Unsure(path, .gamma, .variation(0.5), mean: 9e18)])
    let simulation = try #require(uncertain.simulate(threads: 1))
    #expect(simulation.influence.inputs.allSatisfy { $0.lowText == "" })
    #expect(simulation.files.allSatisfy { !$0.bytes.isEmpty })
  }
}
