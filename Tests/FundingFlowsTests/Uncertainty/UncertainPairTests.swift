import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import Testing

@testable import FundingFlows

/// Two models drawn with the same random numbers.
struct UncertainPairTests {
  private static func pair(
    _ before: FundingModel,
    _ after: FundingModel,
    draws: Int = 70
  ) throws -> DifferenceSimulation {
    let pair = try UncertainPair((before, before.run()), (after, after.run()), seed: 3, draws: draws)
    return try #require(pair.simulate(threads: 2))
  }

  private static func change(_ model: FundingModel, _ path: ChangePath, _ factor: String) throws
    -> FundingModel
  {
    let amount = ScenarioChange.Amount.multiply(try #require(Factor(factor)))
    let first = FinancialYear(start: model.scenario.years.lowerBound)
    return try model.changed(as: "After", by: [ScenarioChange(path, amount, from: first)])
  }

  @Test(arguments: [2, 5, 8, 14] as [UInt64])
  func `a model differs from itself by nothing in any draw, and nothing is worth knowing`(seed: UInt64) throws
  {
    let bare = try FundingModel(RandomScenario(seed))
    let model = try bare.unsure(of: bare.unsureInputs)
    let simulation = try Self.pair(model, model)
    for place in stride(from: 2, to: simulation.outcomes.outputs, by: 3) {
      #expect(simulation.outcomes.values(of: place).allSatisfy { $0 == 0 })
    }
    #expect(simulation.shareOfSavings == 0)
    let information = simulation.information()
    #expect(!information.isEmpty)
    #expect(information.allSatisfy { $0.value.value == 0 })
  }

  @Test(arguments: [2, 5, 8] as [UInt64])
  func `the difference of each draw is that of the two simulations`(seed: UInt64) throws {
    let bare = try FundingModel(RandomScenario(seed))
    let inputs = bare.unsureInputs
    let before = try bare.unsure(of: inputs)
    let after = try Self.change(before, .price(nil, nil), "1.2")
    let simulation = try Self.pair(before, after)
    let alone = try [before, after].map { model in
      try #require(try UncertainFlows(model, model.run(), seed: 3, draws: 70).simulate(threads: 1))
    }
    for (index, total) in simulation.totals.enumerated() {
      let values = try alone.map { one in
        one.outcomes.values(of: try #require(one.model.totals.place(of: total)))
      }
      #expect(simulation.outcomes.values(of: 3 * index) == values[0])
      #expect(simulation.outcomes.values(of: 3 * index + 1) == values[1])
      let differences = zip(values[1], values[0]).map { $0 - $1 }
      #expect(simulation.outcomes.values(of: 3 * index + 2) == differences)
      let mean = differences.reduce(0, +) / 70
      #expect(abs(simulation.summaries[3 * index + 2].mean - mean) <= 1e-9 * abs(mean))
      let sorted = try #require(SortedSample(differences))
      #expect(simulation.summaries[3 * index + 2].upper == sorted.quantile(0.975))
    }
    // All prices are a fifth more, so that each draw is too.
    let first = simulation.outcomes.values(of: 0)
    #expect(zip(first, simulation.outcomes.values(of: 2)).allSatisfy { abs($1 - 0.2 * $0) < 1e-6 * $0 })
    #expect(simulation.difference == simulation.summaries[2])
    #expect(simulation.shareOfSavings == 0)
  }

  @Test func `to know everything is worth at least what any inputs are worth, and no less than nothing`()
    throws
  {
    let bare = try FundingModel(RandomScenario(5))
    let payments = bare.read.costings.flatMap(\.activities).compactMap(\.payment)
    let path = try #require(
      Set(payments.map { ChangePath.price($0.currency, nil) }).sorted().first { path in
        (try? bare.draws(of: [Unsure(path, .gamma, .variation(0.5))])) != nil
      }
    )
    let site = bare.scenario.pathways[0]
    let before = try bare.unsure(of: [
      Unsure(path, .gamma, .variation(0.5)), Unsure(.population, .gamma, .variation(0.1)),
    ])
    // One price is fixed high in the second, so that the choice depends on what it is in the first.
    let own = try #require(bare.unsure(price: path))
    let first = FinancialYear(start: bare.scenario.years.lowerBound)
    let set = ScenarioChange(path, .set(try #require(ChangedNumber("\(Int(own * 1.05) + 1)"))), from: first)
    let after = try bare.changed(as: "After", by: [set]).unsure(of: [
      Unsure(.population, .gamma, .variation(0.1))
    ])
    let simulation = try Self.pair(before, after, draws: 400)
    let information = simulation.information()
    #expect(Set(information.map(\.what)) == ["everything", path.description, "population"])
    let everything = try #require(information.first)
    #expect(everything.what == "everything")
    #expect(everything.value.value > 0)
    #expect(information.allSatisfy { $0.value.value >= 0 && $0.value.value <= everything.value.value })
    // An input of the first alone is worth knowing too.
    #expect(information.first { $0.what == path.description }.map { $0.value.value > 0 } == true)
    #expect(!site.isEmpty)
    #expect(simulation.shareOfSavings > 0 && simulation.shareOfSavings < 1)
  }

  @Test func `the files say what the summaries say`() throws {
    let bare = try FundingModel(RandomScenario(5))
    let before = try bare.unsure(of: bare.unsureInputs)
    let after = try Self.change(before, .population, "0.9")
    let simulation = try Self.pair(before, after)
    let information = simulation.information()
    let files = simulation.files(information)
    #expect(files.map(\.name) == ["difference-uncertainty.csv", "value-of-knowing.csv"])
    let rows = try CSVRows(files[0].bytes).rows
    #expect(rows.count == 3 * simulation.totals.count)
    for (row, summary) in zip(rows, simulation.summaries) {
      #expect(signedPence(row["mean"] ?? "") == Pence(rounding: summary.mean).amount)
      #expect(signedPence(row["high_97.5"] ?? "") == Pence(rounding: summary.upper).amount)
    }
    #expect(rows.prefix(3).map { $0["of"] } == ["before", "after", "difference"])
    let known = try CSVRows(files[1].bytes).rows
    #expect(known.map { $0["inputs"] } == information.map(\.what))
    #expect(known.allSatisfy { pence($0["value"] ?? "") != nil && pence($0["standard_error"] ?? "") != nil })
    let page = simulation.page(information)
    #expect(page.contains("The second costs less in 100.0 % of the draws."))
    #expect(page.contains("would be worth 0.00 pounds (nothing would change"))
  }

  @Test func `two that are unsure of other inputs share the numbers of those that both have`() throws {
    let bare = try FundingModel(RandomScenario(5))
    let inputs = bare.unsureInputs
    let (one, other) = (inputs.dropLast(2), inputs.dropFirst(1))
    let first = try bare.draws(50, of: Array(one))
    let second = try bare.draws(50, of: Array(other))
    let shared = first.inputs.filter(second.inputs.contains)
    #expect(shared.count > 3)
    for path in shared {
      let places = try (
        #require(first.inputs.firstIndex(of: path)), #require(second.inputs.firstIndex(of: path))
      )
      #expect(first.scores(of: places.0) == second.scores(of: places.1))
    }
  }
}

extension FundingModel {
  /// A price that a path is about.
  fileprivate func unsure(price path: ChangePath) -> Double? {
    read.costings.flatMap(\.activities).compactMap { activity -> Double? in
      guard let payment = activity.payment, path.prices(payment) else { return nil }
      return activity.pounds
    }.first
  }
}
