import Diagnostics
import Randomness
import Tables

/// The funding-flow Monte Carlo: 278 uncertain numbers, the costs of 42 areas and 20 years, their quantiles.
///
/// The draws are the library's own, or with `fixed` those stored beside the data. Writes
/// `area,year[,step],q025,q500,q975` in pounds, and says on standard error how long each part took.
enum FundingFlowBenchmark {
  /// Runs it, and says whether it could.
  static func run(data folder: String, output: String, draws: String, threads: Int, bySteps: Bool) -> Bool {
    do {
      var watch = Stopwatch()
      let data = try FundingFlowData(folder)
      let source: DrawSource
      if draws == "fixed" {
        source = .stored(try NumberTable("\(folder)/fixed_draws.csv").rows)
      } else {
        guard let count = Int(draws), count > 0, let inputs = FundingFlowInputs(data, seed: 1) else {
          return false
        }
        source = .own(count, inputs)
      }
      watch.lap("load")
      guard let outcomes = simulate(data, source, threads, bySteps) else { return false }
      watch.lap("draws+model")
      let summaries = outcomes.summaries(threads: threads)
      watch.lap("quantiles")
      guard FileSystem.write(Array(table(summaries, bySteps).utf8), to: output) else { return false }
      watch.lap("write")
      watch.report("funding flow, \(outcomes.draws) draws, \(threads) threads, \(bySteps ? "step" : "total")")
      return true
    } catch {
      Stopwatch.say("\(error)\n")
      return false
    }
  }

  /// Where the draws come from.
  private enum DrawSource {
    case stored([[Double]])
    case own(Int, FundingFlowInputs)

    var count: Int {
      switch self {
      case .stored(let rows): rows.count
      case .own(let count, _): count
      }
    }

    func fill(_ columns: inout DrawnColumns, _ draws: Range<Int>) {
      switch self {
      case .own(_, let inputs): inputs.draw(draws, into: &columns)
      case .stored(let rows): columns.fill(draws, from: rows)
      }
    }
  }

  private static func simulate(
    _ data: FundingFlowData,
    _ source: DrawSource,
    _ threads: Int,
    _ bySteps: Bool
  ) -> SimulatedOutcomes? {
    let areaYears = FundingFlowData.areas * FundingFlowData.years
    return Simulation(draws: source.count, threads: threads).run(
      outputs: bySteps ? areaYears * FundingFlowData.steps : areaYears,
      scratch: { DrawnColumns(count: FundingFlowColumns.count) },
      model: { draws, columns, results in
        source.fill(&columns, draws)
        for place in 0..<draws.count {
          let draw = FlowInputs(columns, place: place)
          let outputs = bySteps ? steps(data, draw) : totals(data, draw)
          for output in outputs.indices { results[output * draws.count + place] = outputs[output] }
        }
      }
    )
  }

  /// The costs by area and year.
  private static func totals(_ data: FundingFlowData, _ draw: FlowInputs) -> [Double] {
    let costs = FundingFlowTotals.costs(data, draw)
    return (0..<FundingFlowData.areas).flatMap { area in
      costs.indices.map { costs[$0][area] * data.marketForces[area] }
    }
  }

  /// The costs by area, year and step.
  private static func steps(_ data: FundingFlowData, _ draw: FlowInputs) -> [Double] {
    let model = FundingFlowSteps(draw)
    return (0..<FundingFlowData.areas).flatMap { area in
      model.costs(data, area: area).map { $0 * data.marketForces[area] }
    }
  }

  private static func table(_ summaries: [OutcomeSummary], _ bySteps: Bool) -> String {
    let steps = bySteps ? FundingFlowData.steps : 1
    var text = bySteps ? "area,year,step,q025,q500,q975\n" : "area,year,q025,q500,q975\n"
    for (output, summary) in summaries.enumerated() {
      let (area, year) = (output / steps).quotientAndRemainder(dividingBy: FundingFlowData.years)
      text += "\(area),\(year)" + (bySteps ? ",\(output % steps + 1)" : "")
      text += ",\(summary.lower),\(summary.median),\(summary.upper)\n"
    }
    return text
  }
}
