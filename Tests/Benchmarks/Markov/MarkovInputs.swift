import Randomness

/// The uncertain inputs of the Markov kernel: 18 numbers a draw, in the order of the stored draws.
struct MarkovInputs: Sendable {
  /// Where the numbers of a draw stand: the probabilities 1→2, 1→3, 1→4, 2→3, 2→4 and 3→4, the relative risks of
  /// six strategies, the costs of three states, and their utilities.
  static let (risks, costs, utilities, count) = (6, 12, 15, 18)

  /// The gamma variables of the three rows of transitions, which become shares.
  private static let rows: [(columns: Range<Int>, shapes: [Double])] = [
    (0..<4, [1251, 350, 116, 17]), (4..<7, [731, 512, 15]), (7..<9, [1312, 437]),
  ]

  private let plan: SamplePlan
  private let transitions: [TabulatedQuantile]
  private let others: [TabulatedQuantile]

  /// Nil never, for the parameters are in range.
  init?(seed: UInt64) {
    transitions = Self.rows.flatMap(\.shapes).compactMap { GammaDistribution(shape: $0, scale: 1) }
      .map { TabulatedQuantile($0) }
    let risks = [-0.15, -0.3, -0.45, -0.6, -0.75].compactMap {
      LogNormalDistribution(logMean: $0, logStandardDeviation: 0.1)
    }
    let costs = [(2756.0, 300.0), (3052, 350), (9007, 1000)].compactMap {
      GammaDistribution(mean: $0, standardDeviation: $1)
    }
    let utilities = [(85.0, 15.0), (70, 30), (45, 55)].compactMap { BetaDistribution(alpha: $0, beta: $1) }
    others =
      risks.map { TabulatedQuantile($0) } + costs.map { TabulatedQuantile($0) }
      + utilities.map { TabulatedQuantile($0) }
    let paths = (0..<20).map { "markov.\($0)" }
    guard transitions.count == 9, others.count == 11, let plan = try? SamplePlan(seed: seed, paths: paths)
    else {
      return nil
    }
    self.plan = plan
  }

  /// Draws the inputs of a block.
  func draw(_ draws: Range<Int>, into columns: inout DrawnColumns) {
    var rows = DrawnColumns(count: transitions.count)
    for column in transitions.indices {
      rows.fill(column) { plan.values(of: column, from: transitions[column], draws: draws, into: &$0) }
    }
    for row in Self.rows { rows.makeShares(of: row.columns) }
    // Those who stay are what is left of the whole.
    for (target, source) in [1, 2, 3, 5, 6, 8].enumerated() {
      columns.fill(target) { numbers in
        for place in 0..<draws.count { numbers[place] = rows[source, place] }
      }
    }
    // The first strategy is the one that the others' risks are relative to.
    columns.fill(Self.risks) { numbers in
      for place in 0..<draws.count { numbers[place] = 1 }
    }
    for (index, quantile) in others.enumerated() {
      columns.fill(Self.risks + 1 + index) {
        plan.values(of: transitions.count + index, from: quantile, draws: draws, into: &$0)
      }
    }
  }
}
