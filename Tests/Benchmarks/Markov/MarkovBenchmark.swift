import Diagnostics
import Randomness
import Tables

/// The Markov cohort Monte Carlo: 18 uncertain numbers, the life years and costs of six strategies, their quantiles.
///
/// Writes `outcome,strategy_id,q025,q500,q975`, and says on standard error how long each part took.
enum MarkovBenchmark {
  private static let strategies = MarkovModel.drugCosts.count

  /// Runs it on its own draws, or on those of a file; says whether it could.
  static func run(draws: Int, stored: String?, output: String, threads: Int) -> Bool {
    do {
      var watch = Stopwatch()
      let rows = try stored.map { try NumberTable($0).rows }
      guard let inputs = MarkovInputs(seed: 1) else { return false }
      watch.lap("load")
      guard let outcomes = simulate(rows?.count ?? draws, rows, inputs, threads) else { return false }
      watch.lap("draws+model")
      let summaries = outcomes.summaries(threads: threads)
      watch.lap("quantiles")
      guard FileSystem.write(Array(table(summaries).utf8), to: output) else { return false }
      watch.lap("write")
      watch.report("Markov, \(outcomes.draws) draws, \(threads) threads")
      return true
    } catch {
      Stopwatch.say("\(error)\n")
      return false
    }
  }

  private static func simulate(
    _ count: Int,
    _ stored: [[Double]]?,
    _ inputs: MarkovInputs,
    _ threads: Int
  ) -> SimulatedOutcomes? {
    let model = MarkovModel()
    return Simulation(draws: count, threads: threads).run(
      outputs: 2 * strategies,
      scratch: { DrawnColumns(count: MarkovInputs.count) },
      model: { draws, columns, results in
        if let stored { columns.fill(draws, from: stored) } else { inputs.draw(draws, into: &columns) }
        for strategy in 0..<strategies {
          for place in 0..<draws.count {
            let outcome = model.outcome(columns, place: place, strategy: strategy)
            results[strategy * draws.count + place] = outcome.qalys
            results[(strategies + strategy) * draws.count + place] = outcome.costs
          }
        }
      }
    )
  }

  private static func table(_ summaries: [OutcomeSummary]) -> String {
    var text = "outcome,strategy_id,q025,q500,q975\n"
    for (output, summary) in summaries.enumerated() {
      text += output < strategies ? "qalys," : "costs,"
      text += "\(output % strategies + 1),\(summary.lower),\(summary.median),\(summary.upper)\n"
    }
    return text
  }
}
