import Randomness
import Testing

struct RankCorrelationTests {
  /// Spearman's ρ, Pearson's correlation of the ranks.
  private func spearman(_ one: [Double], _ other: [Double]) -> Double {
    let (first, second) = (ranks(one), ranks(other))
    let middle = Double(one.count - 1) / 2
    let products = zip(first, second).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
    return products / first.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
  }

  private func ranks(_ values: [Double]) -> [Double] {
    var ranks = [Double](repeating: 0, count: values.count)
    for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
      ranks[index] = Double(rank)
    }
    return ranks
  }

  @Test(
    arguments: [-0.95, -0.5, -0.1, 0.3, 0.6, 0.99],
    [SampleDesign.independent, .latinHypercube(draws: 20_000)]
  )
  func `the ranks of two inputs are as correlated as asked`(rank: Double, design: SampleDesign) throws {
    let plan = try SamplePlan(
      seed: 2026,
      paths: ["a", "b"],
      correlations: [RankCorrelation(between: "a", and: "b", is: rank)],
      design: design
    )
    let columns = ["a", "b"].map { SamplePlanTests.column(plan, $0, draws: 0..<20_000) }
    #expect(abs(spearman(columns[0], columns[1]) - rank) < 0.02)
  }

  @Test func `so are those of four, whatever their distributions`() throws {
    let paths = ["a", "b", "c", "d"]
    let targets = [[1, 0.5, -0.3, 0.2], [0.5, 1, 0.1, 0], [-0.3, 0.1, 1, -0.6], [0.2, 0, -0.6, 1]]
    let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)]
    let plan = try SamplePlan(
      seed: 11,
      paths: paths,
      correlations: pairs.map { RankCorrelation(between: paths[$0], and: paths[$1], is: targets[$0][$1]) }
    )
    let gamma = TabulatedQuantile(try #require(GammaDistribution(shape: 0.7, scale: 1_000)))
    let columns = paths.indices.map { column in
      var values = [Double](repeating: 0, count: 20_000)
      var span = values.mutableSpan
      plan.values(of: column, from: gamma, draws: 0..<20_000, into: &span)
      return values
    }
    for one in 0..<4 {
      for other in 0..<one {
        #expect(abs(spearman(columns[one], columns[other]) - targets[one][other]) < 0.02)
      }
    }
  }
}
