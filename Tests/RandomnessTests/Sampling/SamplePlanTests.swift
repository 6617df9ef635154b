import Randomness
import Testing

struct SamplePlanTests {
  static let paths = [
    "stage.breast", "unit-cost.chemotherapy", "unit-cost.radiotherapy", "growth.lung", "drug.price",
  ]

  static let correlations = [
    RankCorrelation(between: "unit-cost.chemotherapy", and: "unit-cost.radiotherapy", is: 0.6),
    RankCorrelation(between: "drug.price", and: "unit-cost.chemotherapy", is: -0.3),
  ]

  static let designs = [SampleDesign.independent, .latinHypercube(draws: 3_000)]

  /// A column of a plan.
  static func column(_ plan: SamplePlan, _ path: String, draws: Range<Int>) -> [Double] {
    var numbers = [Double](repeating: 0, count: draws.count)
    guard let column = plan.paths.firstIndex(of: path) else { return numbers }
    var span = numbers.mutableSpan
    plan.uniforms(of: column, draws: draws, into: &span)
    return numbers
  }

  @Test func `independent inputs have the numbers of their streams`() throws {
    let plan = try SamplePlan(seed: 42, paths: Self.paths)
    for draw in [0, 7, 1_000_000] {
      #expect(
        plan.uniforms(draw: draw) == Self.paths.map { RandomStream(seed: 42, path: $0).uniform(draw: draw) }
      )
    }
  }

  @Test(arguments: designs)
  func `a draw alone is the draw among others`(design: SampleDesign) throws {
    let plan = try SamplePlan(seed: 42, paths: Self.paths, correlations: Self.correlations, design: design)
    let columns = Self.paths.map { Self.column(plan, $0, draws: 5..<305) }
    for draw in [5, 6, 99, 304] { #expect(plan.uniforms(draw: draw) == columns.map { $0[draw - 5] }) }
  }

  @Test(arguments: designs)
  func `another input moves no other, nor does the order of the paths or correlations`(design: SampleDesign)
    throws
  {
    let plan = try SamplePlan(seed: 42, paths: Self.paths, correlations: Self.correlations, design: design)
    let more = try SamplePlan(
      seed: 42,
      paths: ["another", "a.third"] + Self.paths.reversed(),
      correlations: [RankCorrelation(between: "a.third", and: "another", is: 0.9)]
        + Self.correlations.reversed(),
      design: design
    )
    for path in Self.paths {
      #expect(Self.column(plan, path, draws: 0..<200) == Self.column(more, path, draws: 0..<200))
    }
  }

  @Test(arguments: designs)
  func `which path of a pair is named first makes no difference`(design: SampleDesign) throws {
    let turned = Self.correlations.map { RankCorrelation(between: $0.second, and: $0.first, is: $0.rank) }
    let one = try SamplePlan(seed: 1, paths: Self.paths, correlations: Self.correlations, design: design)
    let other = try SamplePlan(seed: 1, paths: Self.paths, correlations: turned, design: design)
    for draw in 0..<50 { #expect(one.uniforms(draw: draw) == other.uniforms(draw: draw)) }
  }

  @Test(arguments: designs)
  func `inputs that are not correlated, and the first of a group, keep their numbers`(design: SampleDesign)
    throws
  {
    let alone = try SamplePlan(seed: 42, paths: Self.paths, design: design)
    let plan = try SamplePlan(seed: 42, paths: Self.paths, correlations: Self.correlations, design: design)
    for path in Self.paths {
      let isKept = !["unit-cost.chemotherapy", "unit-cost.radiotherapy"].contains(path)
      #expect((Self.column(alone, path, draws: 0..<99) == Self.column(plan, path, draws: 0..<99)) == isKept)
    }
  }

  @Test(arguments: designs)
  func `normal scores are the quantiles of the uniform numbers, and values those of the distribution`(
    design: SampleDesign
  ) throws {
    let plan = try SamplePlan(seed: 3, paths: Self.paths, correlations: Self.correlations, design: design)
    let table = TabulatedQuantile(try #require(GammaDistribution(shape: 16, scale: 250)))
    for column in Self.paths.indices {
      var (uniforms, scores) = ([Double](repeating: 0, count: 100), [Double](repeating: 0, count: 100))
      var values = scores
      var span = uniforms.mutableSpan
      plan.uniforms(of: column, draws: 100..<200, into: &span)
      span = scores.mutableSpan
      plan.normalScores(of: column, draws: 100..<200, into: &span)
      span = values.mutableSpan
      plan.values(of: column, from: table, draws: 100..<200, into: &span)
      for place in 0..<100 {
        #expect(abs(scores[place] - RandomStream.standardNormal(uniforms[place])) < 1e-12)
        #expect(Fit.isSame(values[place], table.quantile(uniforms[place]), within: 1e-12))
      }
    }
  }

  @Test func `correlated numbers are uniform too`() throws {
    let plan = try SamplePlan(seed: 8, paths: Self.paths, correlations: Self.correlations)
    for path in Self.paths {
      let numbers = Self.column(plan, path, draws: 0..<20_000)
      #expect(numbers.allSatisfy { 0 < $0 && $0 < 1 })
      #expect(Fit.kolmogorovSmirnov(numbers) { $0 } < Fit.kolmogorovSmirnovLimit)
    }
  }
}
