import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness
import Tables
import Tariffs
import TestSupport
import Testing

@testable import FundingFlows

/// One uncertain input of a test.
struct Unsure {
  let path: ChangePath
  let spread: UncertaintyPlan.Spread

  /// An input around its own value, or around a mean.
  init(
    _ path: ChangePath,
    _ kind: UncertaintyPlan.Kind,
    _ width: UncertaintyPlan.Width,
    mean: Double? = nil
  ) {
    self.path = path
    spread = UncertaintyPlan.Spread(kind: kind, mean: mean, width: width)
  }

  /// The input as a scenario has it, asked for on some line.
  func input(line: Int) -> UncertaintyPlan.Input {
    UncertaintyPlan.Input(
      path: path,
      spread: spread,
      evidence: .unverified,
      source: "",
      position: Position(file: "test.json", line: line)
    )
  }

  /// The normal score at which the input, around a value, is this.
  func score(of value: Double, around own: Double = 1) throws -> Double {
    let distribution = try #require(spread.distribution(around: own))
    return RandomStream.standardNormal(distribution.probability(below: value))
  }
}

extension FundingModel {
  /// A random scenario, read.
  init(_ scenario: RandomScenario, tables: [(name: String, text: String)] = [], as text: String? = nil) throws
  {
    let folder = try TemporaryFolder()
    let paths = try scenario.write(to: folder, as: text)
    for table in tables { try folder.write(table.text, to: "scenario/\(table.name)") }
    self = try FundingModel(
      Scenario(InputFile(reading: paths.scenario)),
      tariffs: TariffLibrary(directory: paths.tariffs)
    )
  }

  /// The same model, unsure of some inputs.
  func unsure(
    of inputs: [Unsure],
    ranks: [(String, String, Double)] = [],
    isLatinHypercube: Bool = false
  ) throws(DiagnosticList) -> FundingModel {
    let plan = UncertaintyPlan(
      inputs: inputs.enumerated().map { $1.input(line: $0 + 1) },
      correlations: ranks.map {
        UncertaintyPlan.Correlation(
          paths: ($0.0, $0.1),
          rank: $0.2,
          position: Position(file: "test.json", line: 9)
        )
      },
      isLatinHypercube: isLatinHypercube
    )
    return try FundingModel(scenario.changed(as: "Unsure", in: scenario.file, by: [], plan), read)
  }

  /// The same model compiled, unsure of some inputs.
  func draws(
    _ number: Int = 2,
    seed: UInt64 = 1,
    of inputs: [Unsure],
    ranks: [(String, String, Double)] = [],
    isLatinHypercube: Bool = false
  ) throws(DiagnosticList) -> UncertainFlows {
    let model = try unsure(of: inputs, ranks: ranks, isLatinHypercube: isLatinHypercube)
    return try UncertainFlows(model, model.run(), seed: seed, draws: number)
  }

  /// Inputs of every kind on which some flow depends.
  var unsureInputs: [Unsure] {
    var candidates: [Unsure] = [
      Unsure(.population, .normal, .variation(0.1)), Unsure(.price(nil, nil), .gamma, .variation(0.2)),
    ]
    for (place, site) in scenario.pathways.enumerated() {
      let stages: [[Unsure]] = [
        [Unsure(.stages(site), .dirichlet, .size(40))], [Unsure(.earlyStages(site), .beta, .size(30))],
        [Unsure(.stage(site, .two), .beta, .size(20)), Unsure(.stage(site, .four), .beta, .size(20))],
      ]
      candidates += stages[(place + scenario.years.lowerBound) % 3]
      candidates.append(
        Unsure(.incidenceRatio(site, place == 0 ? .female : nil), .logNormal, .variation(0.2))
      )
      candidates.append(Unsure(.incidenceForecast(site), .logNormal, .variation(0.2)))
      candidates += Stage.atDiagnosis.map { Unsure(.survival(site, $0), .beta, .size(50)) }
      candidates.append(Unsure(.referrals(site), .gamma, .variation(0.3)))
    }
    for costing in read.costings {
      let (name, year) = (costing.pathway.name, costing.guidelineYear)
      for step in Set(costing.activities.map(\.step.id)).sorted() {
        candidates.append(Unsure(.stepShare(name, step: step), .beta, .size(30)))
        candidates.append(Unsure(.stepQuantity(name, step: step), .logNormal, .variation(0.2)))
      }
      for part in costing.pathway.casemix where part.guidelineYears.contains(year) {
        let path = ChangePath.casemix(name, mix: part.casemix, part.pointOfDelivery)
        guard !candidates.contains(where: { $0.path == path }) else { continue }
        candidates.append(Unsure(path, .beta, .size(30)))
      }
    }
    candidates += read.shares.all.dropLast().map {
      Unsure(.providerShare($0, pathway: nil, nil), .beta, .size(20))
    }
    while true {
      do throws(DiagnosticList) {
        _ = try FlowCompiler.compile(unsure(of: candidates), nil)
        return candidates
      } catch {
        let refused = Set(error.errors.compactMap { $0.position?.line })
        guard !refused.isEmpty else { return [] }
        candidates = candidates.enumerated().filter { !refused.contains($0.offset + 1) }.map(\.element)
      }
    }
  }
}

extension CostedActivity {
  /// The pounds of one unit; nil when it has no price.
  var pounds: Double? {
    guard case .priced(let value)? = valuation else { return nil }
    return value.price.approximatePounds
  }
}

/// What a compiled flow may differ by from the sum of its lines.
struct FlowSlack {
  private var pounds: [FlowOutput: Double] = [:]

  /// Each line is rounded to pence, its activity to six decimals. With `shares`, so many millionths of everybody may
  /// be at another stage, take another branch or go to another provider: changed shares are rounded too.
  init(_ model: FundingModel, shares: Double = 0) {
    for start in model.scenario.years {
      guard let year = model.year(start) else { continue }
      for costing in year.costings {
        let name = costing.pathway.name
        let cohorts = year.people.cohorts
        let cases = cohorts.keys.filter { $0.site == name }.flatMap { cohorts.figures(of: $0) }
          .reduce(0) { $0 + $1.cases }
        let everybody = cases * max(1, costing.pathway.ruledOut.perCase.value)
        for activity in costing.activities {
          let flow = model.flow(of: activity, year, start)
          for (provider, _) in year.shares.providers(of: name, activity.step.phase) {
            let price = flow.price * (flow.takesMarketForces ? model.marketForces(of: provider) : 1)
            let units = everybody * max(1, activity.step.quantity.value)
            let output = FlowOutput(
              commissioner: flow.commissioner,
              year: FinancialYear(start: start),
              pathway: name,
              provider: provider
            )
            pounds[output, default: 0] += 0.005 + price * 1e-6 * (0.5 + shares * units)
          }
        }
      }
    }
  }

  /// Expects the values of compiled flows, in their order, to be those of a ledger.
  func expect(
    _ values: [Double],
    of uncertain: UncertainFlows,
    are ledger: Ledger,
    within relative: Double = 1e-9,
    _ location: SourceLocation = #_sourceLocation
  ) {
    var lines = ledger.totals { line in
      FlowOutput(
        commissioner: line.commissioner,
        year: line.financialYear,
        pathway: line.pathway,
        provider: line.provider
      )
    }
    for (output, value) in zip(uncertain.totals.outputs, values) {
      let own = Double((lines.removeValue(forKey: output) ?? .zero).amount) / 100
      let slack = (pounds[output] ?? 0) + relative * abs(own)
      #expect(abs(value - own) <= slack, "\(output): \(value), by line \(own)", sourceLocation: location)
    }
    // A flow that no output stands for is less than its rounding.
    for (output, rest) in lines {
      #expect(abs(Double(rest.amount)) / 100 <= pounds[output] ?? 0, sourceLocation: location)
    }
  }
}
