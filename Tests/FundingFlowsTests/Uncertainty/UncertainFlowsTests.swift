import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import Tables
import TestSupport
import Testing

@testable import FundingFlows

/// Draws of a model: which numbers they have, and what follows from them.
struct UncertainFlowsTests {
  /// A model of a random scenario, with inputs of every kind.
  private static func model(_ seed: UInt64) throws -> (model: FundingModel, inputs: [Unsure]) {
    let model = try FundingModel(RandomScenario(seed))
    return (model, model.unsureInputs)
  }

  /// A model with two prices that can be drawn.
  private static func prices() throws -> (model: FundingModel, paths: [ChangePath]) {
    let model = try FundingModel(RandomScenario(5))
    let prices = model.read.costings.flatMap(\.activities).compactMap(\.payment).map {
      ChangePath.price($0.currency, $0.pointOfDelivery)
    }
    let known = Set(prices).sorted().filter {
      (try? model.draws(of: [Unsure($0, .gamma, .variation(0.2))])) != nil
    }
    return (model, Array(known.prefix(2)))
  }

  // MARK: - Addresses

  @Test(arguments: [false, true])
  func `the draws are the same for any number of threads, to the byte`(isLatinHypercube: Bool) throws {
    let (model, inputs) = try Self.model(5)
    let ranks = [("population", "price", 0.5)]
    let uncertain = try model.draws(150, of: inputs, ranks: ranks, isLatinHypercube: isLatinHypercube)
    let files = try [1, 2, 7, 16].map { try #require(uncertain.simulate(threads: $0)).files }
    #expect(
      files[0].map(\.name) == ["uncertainty.csv", "uncertainty-totals.csv", "draws.csv", "tornado.csv"]
    )
    for other in files.dropFirst() {
      #expect(other.map(\.name) == files[0].map(\.name))
      #expect(other.map(\.bytes) == files[0].map(\.bytes))
    }
  }

  @Test(arguments: [false, true])
  func `a draw alone is that draw among all`(isLatinHypercube: Bool) throws {
    let (model, inputs) = try Self.model(8)
    let ranks = [("population", "price", -0.7)]
    let uncertain = try model.draws(130, of: inputs, ranks: ranks, isLatinHypercube: isLatinHypercube)
    let simulation = try #require(uncertain.simulate(threads: 2))
    let all = try CSVRows(try #require(simulation.files.first { $0.name == "draws.csv" }).bytes)
    for number in [1, 2, 64, 65, 97, 130] {
      let draw = uncertain.replay(draw: number)
      #expect(
        draw.values == (0..<uncertain.totals.count).map { simulation.outcomes[output: $0, draw: number - 1] }
      )
      let files = draw.files(of: uncertain)
      #expect(files.map(\.name) == ["draws.csv", "draw.csv", "draw-inputs.csv"])
      let line = try CSVRows(files[0].bytes)
      #expect(line.header == all.header)
      #expect(line.rows == [all.rows[number - 1]])
      let drawn = try CSVRows(files[2].bytes)
      #expect(drawn.rows.map { $0["path"] } == uncertain.inputs)
      #expect(drawn.rows.allSatisfy { (0...1).contains(Double($0["share_below"] ?? "") ?? -1) })
      let flows = try CSVRows(files[1].bytes).rows.map { try #require(pence($0["value"] ?? "")) }
      #expect(flows.count == uncertain.totals.outputs.count)
      #expect(abs(Double(flows.reduce(0, +)) / 100 - draw.total) < 0.006 * Double(flows.count))
    }
  }

  @Test func `one more input moves no number of the others, nor does the order in which they stand`() throws {
    let (model, inputs) = try Self.model(5)
    let few = try model.draws(40, of: Array(inputs.dropLast(3)))
    let all = try model.draws(40, of: inputs)
    let reversed = try model.draws(40, of: inputs.reversed())
    #expect(all.inputs.count > few.inputs.count)
    for (column, path) in few.inputs.enumerated() {
      let place = try #require(all.inputs.firstIndex(of: path))
      #expect(all.scores(of: place) == few.scores(of: column))
    }
    #expect(reversed.inputs == all.inputs)
    #expect(
      try #require(reversed.simulate(threads: 1)).files.map(\.bytes)
        == (try #require(all.simulate(threads: 1)).files.map(\.bytes))
    )
    let other = try model.draws(40, seed: 2, of: inputs)
    #expect(other.scores(of: 0) != all.scores(of: 0))
  }

  @Test func `what is cancelled gives nothing, and progress is told up to the end`() throws {
    let (model, inputs) = try Self.model(5)
    let uncertain = try model.draws(200, of: inputs)
    #expect(uncertain.simulate(threads: 2, isCancelled: { true }) == nil)
    let told = Told()
    _ = uncertain.simulate(threads: 1, progress: { told.shares.append($0) })
    #expect(told.shares == [0.25, 0.5, 0.75, 1])
  }

  // MARK: - Moments

  @Test func `in a model that is linear in independent inputs the mean is the point`() throws {
    let (model, paths) = try Self.prices()
    let inputs =
      paths.map { Unsure($0, .gamma, .variation(0.3)) }
      + [Unsure(.population, .logNormal, .variation(0.2))]
    let simulation = try #require(try model.draws(4_000, of: inputs).simulate(threads: 2))
    let point = Double(model.ledger().total.amount) / 100
    #expect(abs(simulation.total.mean - point) < 4 * simulation.total.monteCarloError)
    #expect(simulation.total.monteCarloError < 0.01 * point)
    let few = try #require(try model.draws(250, of: inputs).simulate(threads: 2))
    let ratio = few.total.monteCarloError / simulation.total.monteCarloError
    #expect(abs(ratio - 4) < 0.8)
  }

  @Test func `a single input gives the total its own coefficient of variation`() throws {
    let (model, _) = try Self.prices()
    let simulation = try #require(
      try model.draws(4_000, of: [Unsure(.population, .gamma, .variation(0.1))], isLatinHypercube: true)
        .simulate(threads: 2)
    )
    #expect(abs(simulation.total.standardDeviation / simulation.total.mean - 0.1) < 0.001)
    let gamma = try #require(GammaDistribution(mean: 1, standardDeviation: 0.1))
    let point = Double(model.ledger().total.amount) / 100
    #expect(abs(simulation.total.lower / point - gamma.quantile(0.025)) < 0.002)
    #expect(abs(simulation.total.upper / point - gamma.quantile(0.975)) < 0.002)
    let influence = try #require(simulation.influence.inputs.first)
    #expect(abs(influence.high / point - gamma.quantile(0.975)) < 1e-6)
    #expect(abs(influence.low / point - gamma.quantile(0.025)) < 1e-6)
    #expect(influence.rankCorrelation == 1)
    #expect(influence.lowText == "× 0.814")
    #expect(influence.highText == "× 1.205")
    #expect(abs(simulation.influence.centre - point) < 1e-6 * point)
  }

  @Test(arguments: [0.8, -0.6])
  func `two prices are correlated as asked`(rank: Double) throws {
    let (model, paths) = try Self.prices()
    let inputs = paths.map { Unsure($0, .gamma, .variation(0.3)) }
    let uncertain = try model.draws(
      4_000,
      of: inputs,
      ranks: [(paths[0].description, paths[1].description, rank)]
    )
    let found = try #require(rankCorrelation(uncertain.scores(of: 0), uncertain.scores(of: 1)))
    #expect(abs(found - rank) < 0.05)
  }

  @Test func `two draws are enough`() throws {
    let (model, inputs) = try Self.model(5)
    for isLatinHypercube in [false, true] {
      let uncertain = try model.draws(2, of: inputs, isLatinHypercube: isLatinHypercube)
      let simulation = try #require(uncertain.simulate(threads: 16))
      #expect(simulation.totalOfDraws.count == 2)
      #expect(simulation.files.allSatisfy { !$0.bytes.isEmpty })
      #expect(!simulation.page.isEmpty)
    }
  }

  // MARK: - Faults

  /// A model of one pathway, and its name.
  private static let alone = Result { try FundingModel(RandomScenario(2)) }

  private static func told(_ inputs: [Unsure], ranks: [(String, String, Double)] = []) throws -> [String] {
    let model = try alone.get()
    let found = faults { () throws(DiagnosticList) in try model.draws(of: inputs, ranks: ranks) }
    return zip(found, fixes { () throws(DiagnosticList) in try model.draws(of: inputs, ranks: ranks) }).map {
      "\($0)\n  \($1)"
    }
  }

  @Test func `a scenario that is unsure of nothing is told so`() throws {
    let told = try Self.told([])
    #expect(told.count == 1)
    #expect(
      told[0].hasSuffix(
        """
        /scenario/scenario.json found no key "uncertainty" with inputs, so that all draws would be alike \
        [uncertainty.none]
          add "uncertainty": {"inputs": [...]}, or leave out --draws
        """
      )
    )
  }

  @Test func `a distribution that there is not is told, once for each value that cannot have it`() throws {
    let site = try #require(try Self.alone.get().scenario.pathways.first)
    let width = UncertaintyPlan.Width.standardDeviation(0.5)
    #expect(
      try Self.told([Unsure(.earlyStages(site), .beta, width, mean: 0.5)]) == [
        """
        test.json:1 found a distribution of stage.\(site).early that there is not: beta with mean 0.5, sd 0.5, \
        around 0.5 [uncertainty.distribution]
          give a smaller width, or a mean that the input can have
        """
      ]
    )
    let sized = try Self.told([Unsure(.stages(site), .dirichlet, .size(0.5))])
    let start =
      "test.json:1 found a distribution of stage.\(site) that there is not: dirichlet, as if 0.5 had been"
    #expect(!sized.isEmpty)
    #expect(sized.allSatisfy { $0.hasPrefix(start) })
    #expect(Set(sized).count == sized.count)
    let survival = try Self.told([Unsure(.survival(site, .one), .beta, .size(5), mean: 1.2)])
    #expect(survival.count == 1)
    #expect(
      survival[0].contains("found a distribution of survival.\(site).1 that there is not: beta with mean 1.2")
    )
  }

  @Test func `cases that are not forecast from registrations are not as unsure as their forecast`() throws {
    let seed = try #require((0..<80 as Range<UInt64>).first { RandomScenario($0).method == .forecast })
    let model = try FundingModel(RandomScenario(seed))
    let site = model.scenario.pathways[0]
    let input = Unsure(.incidenceForecast(site), .forecast, .ofForecast)
    #expect(
      faults { () throws(DiagnosticList) in try model.draws(of: [input]) } == [
        "test.json:1 found incidence.forecast.\(site) as unsure as the forecast, but cases of \(site) are not "
          + "forecast from registrations [uncertainty.distribution]"
      ]
    )
  }

  @Test func `inputs on which no flow depends are all told`() throws {
    let site = try #require(try Self.alone.get().scenario.pathways.first)
    let currency = try #require(CurrencyCode("XX99Z"))
    let said = "on which no flow depends, or whose value is certain [change.unknown]\n"
    let fix = "  correct the path, or remove it"
    #expect(
      try Self.told([
        Unsure(.population, .gamma, .variation(0.1)), Unsure(.price(currency, nil), .gamma, .variation(0.1)),
        Unsure(.stepShare(site, step: "S-99"), .beta, .size(10)),
      ]) == [
        "test.json:3 found a distribution of pathway.\(site).S-99.share, " + said + fix,
        "test.json:2 found a distribution of price.XX99Z, " + said + fix,
      ]
    )
    #expect(
      try Self.told([Unsure(.earlyStages("skin"), .beta, .size(10))]) == [
        "test.json:1 found a distribution of stage.skin.early, but skin is no pathway of the scenario "
          + "[change.unknown]\n  write one of \(site)"
      ]
    )
  }

  /// Correlations that cannot be, and what is said of them.
  struct Odd: Sendable {
    let ranks: [(String, String, Double)]
    let message: String
    let fix: String
  }

  private static let odd = [
    Odd(
      ranks: [("population", "prices", 0.5)],
      message: "found a correlation of prices, which is no uncertain input",
      fix: "did you mean price?"
    ),
    Odd(
      ranks: [("population", "survival", 0.5)],
      message: "found a correlation of survival, which is no uncertain input",
      fix: "write one of population, incidence.ratio.lung, price"
    ),
    Odd(
      ranks: [("population", "population", 0.5)],
      message: "found population correlated with itself",
      fix: "name two inputs"
    ),
    Odd(
      ranks: [("price", "population", 0.5), ("population", "price", 0.5)],
      message: "found a second correlation of population and price",
      fix: "keep one"
    ),
    Odd(
      ranks: [("population", "price", 1)],
      message: "found a rank correlation of 1.0",
      fix: "write a number above -1 and below 1"
    ),
    Odd(
      ranks: [
        ("price", "population", 0.9), ("population", "incidence.ratio.lung", 0.9),
        ("price", "incidence.ratio.lung", -0.9),
      ],
      message:
        "found correlations of incidence.ratio.lung, population, price that no numbers can have together",
      fix: "bring them nearer to 0, or add the pairs that are missing"
    ),
  ]

  @Test(arguments: odd)
  func `correlations that cannot be are told`(odd: Odd) throws {
    let seed = try #require((0..<20 as Range<UInt64>).first { RandomScenario($0).pathways[0].name == "lung" })
    let model = try FundingModel(RandomScenario(seed))
    let inputs = [
      Unsure(.population, .gamma, .variation(0.1)), Unsure(.price(nil, nil), .gamma, .variation(0.1)),
      Unsure(.incidenceRatio("lung", nil), .gamma, .variation(0.1)),
    ]
    let draws = { () throws(DiagnosticList) in try model.draws(of: inputs, ranks: odd.ranks) }
    #expect(faults(draws) == ["test.json:9 \(odd.message) [uncertainty.correlation]"])
    #expect(fixes(draws) == [odd.fix])
  }
}

/// What a simulation told while it ran, on one thread.
private final class Told: @unchecked Sendable {
  var shares: [Double] = []
}
