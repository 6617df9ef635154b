import Randomness

/// The uncertain inputs of the funding-flow kernel, as the library draws them.
struct FundingFlowInputs: Sendable {
  private let plan: SamplePlan
  private let quantiles: [TabulatedQuantile]

  /// Nil if a distribution's parameters are out of range.
  init?(_ data: FundingFlowData, seed: UInt64) {
    var tables: [[Double]: TabulatedQuantile] = [:]
    var quantiles: [TabulatedQuantile] = []
    for name in ["trend", "split", "prob", "surv", "cost"] {
      for row in data.parameters[name] ?? [] {
        // Shares with the same parameter have the same table.
        let key = [Double(quantiles.count < 146 ? 0 : 1), row[4], row[5]]
        guard let table = tables[key] ?? Self.table(name, row[4], row[5]) else { return nil }
        tables[key] = table
        quantiles.append(table)
      }
    }
    guard quantiles.count == FundingFlowColumns.count,
      let plan = try? SamplePlan(seed: seed, paths: quantiles.indices.map { "funding-flow.\($0)" })
    else { return nil }
    (self.plan, self.quantiles) = (plan, quantiles)
  }

  private static func table(_ name: String, _ first: Double, _ second: Double) -> TabulatedQuantile? {
    switch name {
    case "trend":
      LogNormalDistribution(logMean: first, logStandardDeviation: second).map { TabulatedQuantile($0) }
    case "split": GammaDistribution(shape: first, scale: 1).map { TabulatedQuantile($0) }
    case "cost": GammaDistribution(shape: first, scale: second / first).map { TabulatedQuantile($0) }
    default: BetaDistribution(alpha: first, beta: second).map { TabulatedQuantile($0) }
    }
  }

  /// Draws the inputs of a block.
  func draw(_ draws: Range<Int>, into columns: inout DrawnColumns) {
    for column in quantiles.indices {
      columns.fill(column) { plan.values(of: column, from: quantiles[column], draws: draws, into: &$0) }
    }
    for group in 0..<36 {
      let start = FundingFlowColumns.split(age: 0, sex: 0, stage: 0) + 4 * group
      columns.makeShares(of: start..<start + 4)
    }
  }
}
