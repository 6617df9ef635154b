public import Diagnostics
import Quantities
import Randomness
import Tables

/// A model with what it is unsure of, ready for many draws.
///
///     let flows = model.run()
///     let uncertain = try UncertainFlows(model, flows, seed: 1, draws: 10_000)
///     let spread = uncertain.simulate(threads: 2)
///
/// Draw k of an input depends on the seed, the input's path and k alone: not on the number of threads, nor on the
/// other inputs; and two scenarios share the numbers of the inputs that they share.
public struct UncertainFlows: Sendable {
  /// The seed of the random numbers.
  public let seed: UInt64
  /// How many draws there are.
  public let draws: Int
  /// The predicted flows without uncertainty.
  public let flows: PredictedFlows
  let compiled: CompiledFlows
  let plan: SamplePlan
  let totals: FlowTotals

  /// The paths of the numbers that are drawn, such as `stage.lung.4`.
  public var inputs: [String] { compiled.columns }

  /// Compiles a model.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - flows: its flows.
  ///   - seed: what makes one simulation differ from another.
  ///   - draws: how many draws there will be.
  /// - Throws: `uncertainty.none` when the scenario is unsure of nothing, `uncertainty.distribution`,
  ///   `uncertainty.correlation`, `change.unknown`.
  public init(_ model: FundingModel, _ flows: PredictedFlows, seed: UInt64, draws: Int) throws(DiagnosticList)
  {
    let uncertainty = model.scenario.uncertainty
    guard !uncertainty.inputs.isEmpty else {
      throw DiagnosticList(
        Diagnostic(
          "uncertainty.none",
          at: Position(file: model.scenario.file.path),
          "found no key \"uncertainty\" with inputs, so that all draws would be alike",
          fix: "add \"uncertainty\": {\"inputs\": [...]}, or leave out --draws"
        )
      )
    }
    self.seed = seed
    self.draws = draws
    self.flows = flows
    compiled = try FlowCompiler.compile(model, flows.forecast)
    totals = FlowTotals(compiled.outputs, model.scenario.pathways)
    plan = try Self.plan(uncertainty, compiled.columns, seed, draws, model.scenario.file.path)
  }

  private static func plan(
    _ uncertainty: UncertaintyPlan,
    _ columns: [String],
    _ seed: UInt64,
    _ draws: Int,
    _ file: String
  ) throws(DiagnosticList) -> SamplePlan {
    let correlations = uncertainty.correlations.map {
      RankCorrelation(between: $0.paths.0, and: $0.paths.1, is: $0.rank)
    }
    do throws(SamplePlanFault) {
      return try SamplePlan(
        seed: seed,
        paths: columns,
        correlations: correlations,
        design: uncertainty.isLatinHypercube ? .latinHypercube(draws: draws) : .independent
      )
    } catch {
      throw DiagnosticList(error.diagnostic(uncertainty, columns, file))
    }
  }

  // MARK: - Draws

  /// Makes all draws.
  ///
  /// - Parameters:
  ///   - threads: the most threads at once; the result does not depend on it.
  ///   - progress: told the share of draws done.
  ///   - isCancelled: asked now and then.
  /// - Returns: nil when it was cancelled.
  public func simulate(
    threads: Int,
    progress: (@Sendable (Double) -> Void)? = nil,
    isCancelled: @Sendable () -> Bool = { false }
  ) -> FlowSimulation? {
    let outcomes = Simulation(draws: draws, threads: threads).run(
      outputs: totals.count,
      progress: progress,
      isCancelled: isCancelled,
      scratch: { compiled.scratch() },
      model: { draws, scratch, results in
        evaluate(draws, &scratch, &results)
      }
    )
    return outcomes.map { FlowSimulation(self, $0, threads: threads) }
  }

  /// The numbers of one draw alone: the same as in a simulation. The first draw is 1.
  public func replay(draw: Int) -> FlowDraw {
    precondition((1...max(draws, 1)).contains(draw), "draws are numbered from 1 to their number")
    var scratch = compiled.scratch()
    let results = values(of: draw - 1..<draw, &scratch)
    var scores: [Double] = []
    for column in compiled.columns.indices {
      var score = [0.0]
      var span = score.mutableSpan
      plan.normalScores(of: column, draws: draw - 1..<draw, into: &span)
      scores.append(score[0])
    }
    return FlowDraw(
      number: draw,
      values: results,
      inputs: zip(compiled.columns, scores).map { ($0, $1) },
      totals
    )
  }

  /// The numbers of a block of draws, one output after another.
  func values(of draws: Range<Int>, _ scratch: inout CompiledFlows.Scratch) -> [Double] {
    var results = [Double](repeating: 0, count: totals.count * draws.count)
    var span = results.mutableSpan
    evaluate(draws, &scratch, &span)
    return results
  }

  private func evaluate(
    _ draws: Range<Int>,
    _ scratch: inout CompiledFlows.Scratch,
    _ results: inout MutableSpan<Double>
  ) {
    var column = [Double](repeating: 0, count: Simulation.blockSize)
    for index in compiled.columns.indices {
      var span = column.mutableSpan
      plan.normalScores(of: index, draws: draws, into: &span)
      for place in 0..<draws.count { scratch.set(score: column[place], of: index, at: place) }
    }
    compiled.evaluate(&scratch, draws: draws.count)
    totals.fill(&results, from: scratch, draws: draws.count)
  }

  /// What the totals are at some scores of the inputs; a score that is not a number leaves its input as it is.
  func values(at scores: [[Double]]) -> [[Double]] {
    var values: [[Double]] = []
    var scratch = compiled.scratch()
    for first in stride(from: 0, to: scores.count, by: Simulation.blockSize) {
      let block = Array(scores[first..<min(first + Simulation.blockSize, scores.count)])
      for (place, own) in block.enumerated() {
        for (index, score) in own.enumerated() { scratch.set(score: score, of: index, at: place) }
      }
      compiled.evaluate(&scratch, draws: block.count)
      var results = [Double](repeating: 0, count: totals.count * block.count)
      var span = results.mutableSpan
      totals.fill(&span, from: scratch, draws: block.count)
      values += block.indices.map { place in
        (0..<totals.count).map { results[$0 * block.count + place] }
      }
    }
    return values
  }
}

extension CompiledFlows.Scratch {
  /// Sets the score of an input in one draw of the block.
  mutating func set(score: Double, of column: Int, at place: Int) {
    scores[column * SampleBlock.vectors + place / Lanes.scalarCount][place % Lanes.scalarCount] = score
  }
}

extension SamplePlanFault {
  /// What is wrong with the correlations of a scenario.
  fileprivate func diagnostic(_ plan: UncertaintyPlan, _ columns: [String], _ file: String) -> Diagnostic {
    let place = { (correlation: RankCorrelation) in
      plan.correlations.first { $0.paths == (correlation.first, correlation.second) }?.position
    }
    switch self {
    case .unknownPath(let path, let correlation):
      let meant = Suggestion.closest(to: path, among: columns)
      return Self.fault(
        "found a correlation of \(path), which is no uncertain input",
        meant.map { "did you mean \($0)?" } ?? "write one of \(columns.joined(separator: ", "))",
        place(correlation)
      )
    case .rankOutOfRange(let correlation):
      return Self.fault(
        "found a rank correlation of \(correlation.rank)",
        "write a number above -1 and below 1",
        place(correlation)
      )
    case .correlatedWithItself(let correlation):
      return Self.fault(
        "found \(correlation.first) correlated with itself",
        "name two inputs",
        place(correlation)
      )
    case .repeatedPair(let correlation):
      return Self.fault(
        "found a second correlation of \(correlation.first) and \(correlation.second)",
        "keep one",
        place(correlation)
      )
    case .impossibleGroup(let paths):
      return Self.fault(
        "found correlations of \(paths.joined(separator: ", ")) that no numbers can have together",
        "bring them nearer to 0, or add the pairs that are missing",
        plan.correlations.first { paths.contains($0.paths.0) }?.position
      )
    case .repeatedPath(let path), .sameNumbers(_, let path):
      return Self.fault("found the input \(path) twice", "keep one of the two", Position(file: file))
    case .noDraws:
      return Self.fault("found no draws", "ask for one at least", Position(file: file))
    }
  }

  private static func fault(_ what: String, _ fix: String, _ position: Position?) -> Diagnostic {
    Diagnostic("uncertainty.correlation", at: position, what, fix: fix)
  }
}
