import Randomness
import Testing

struct TabulatedQuantileTests {
  typealias Named = DistributionTests.Named

  /// Of all kinds, from very skewed to nearly normal.
  static let continuous: [Named] =
    [0.3, 0.5, 1, 2.5, 16, 120, 2_000].map { Named("gamma \($0)", GammaDistribution(shape: $0, scale: 3)) }
    .compactMap(\.self)
    + [(0.02, 0.03), (0.3, 0.4), (0.5, 500), (1, 1), (2, 3), (77, 12), (394, 6), (8_000, 9_000), (1e6, 1e6)]
    .map { Named("beta \($0), \($1)", BetaDistribution(alpha: $0, beta: $1)) }.compactMap(\.self)
    + [0.01, 0.5, 2, 6].map {
      Named("lognormal \($0)", LogNormalDistribution(logMean: 2, logStandardDeviation: $0))
    }.compactMap(\.self)
    + [Named("normal", NormalDistribution(mean: 40, standardDeviation: 9))].compactMap(\.self)

  /// Shares from 1 in 10,000 up, closer near the ends, and none of them at a point of the table.
  private static let body = (0..<331).map { step in
    NormalDistribution(mean: 0, standardDeviation: 1)?.probability(below: -3.71 + 0.02248 * Double(step))
      ?? 0.5
  }

  @Test func `all distributions of the tests are valid`() {
    #expect(Self.continuous.count == 21)
    #expect(Self.body.first.map { $0 > 1e-4 } == true && Self.body.last.map { $0 < 1 - 1e-4 } == true)
  }

  @Test(arguments: continuous)
  func `in the body it is the exact quantile within 1 part in a thousand million`(named: Named) {
    let table = TabulatedQuantile(named.distribution)
    for p in Self.body {
      #expect(Fit.isSame(table.quantile(p), named.distribution.quantile(p), within: 1e-9))
    }
  }

  @Test(arguments: continuous)
  func `far out and at the ends it is the exact quantile`(named: Named) {
    let table = TabulatedQuantile(named.distribution)
    for p in [0, 1e-300, 1e-9, 3e-5, 1 - 3e-5, 1 - 1e-12, 1 - 0x1p-53, 1] {
      #expect(table.quantile(p) == named.distribution.quantile(p))
    }
    for p in [-0.1, 1.1, .nan] { #expect(table.quantile(p).isNaN) }
  }

  @Test func `of a normal distribution that passes 0 it is exact but for rounding`() throws {
    for mean in [0.0, 2, -7] {
      let normal = try #require(NormalDistribution(mean: mean, standardDeviation: 1))
      let table = TabulatedQuantile(normal)
      for p in Self.body { #expect(abs(table.quantile(p) - normal.quantile(p)) < 1e-12) }
    }
  }

  @Test(arguments: DistributionTests.discrete)
  func `a count is never other than the exact one`(named: Named) {
    let table = TabulatedQuantile(named.distribution)
    for p in Self.body { #expect(table.quantile(p) == named.distribution.quantile(p)) }
  }

  @Test(arguments: continuous)
  func `a normal score gives what its probability gives`(named: Named) throws {
    let table = TabulatedQuantile(named.distribution)
    let normal = try #require(NormalDistribution(mean: 0, standardDeviation: 1))
    for z in [-6, -4, -3.99, -1, 0, 0.3, 2.5, 3.99, 4] {
      let expected = named.distribution.quantile(normal.probability(below: z))
      #expect(Fit.isSame(table.quantile(normalScore: z), expected, within: 1e-9))
    }
    #expect(table.quantile(normalScore: -.infinity) == named.distribution.quantile(0))
    #expect(table.quantile(normalScore: .infinity) == named.distribution.quantile(1))
    #expect(table.quantile(normalScore: .nan).isNaN)
  }

  @Test(arguments: continuous)
  func `quantiles rise, over the ends of the stretches too`(named: Named) {
    let table = TabulatedQuantile(named.distribution)
    // Steps far finer than the table's, on either side of where one polynomial follows another.
    let near = (-16...16).flatMap { quarter in (-5...5).map { Double(quarter) / 4 + Double($0) * 1e-9 } }
    let scores = (near + (0..<2_000).map { -4.5 + 0.0045 * Double($0) }).sorted()
    let values = scores.map { table.quantile(normalScore: $0) }
    // One unit of rounding in ten thousand is what the polynomials and the exact quantiles may fall back.
    #expect(zip(values, values.dropFirst()).allSatisfy { $1 >= $0 - 1e-12 * abs($0) })
  }

  // Many draws of a beta distribution with such small shapes are 1 exactly, which no cumulative allows for.
  @Test(arguments: continuous.filter { $0.testDescription != "beta 0.02, 0.03" })
  func `100,000 draws follow the exact cumulative distribution`(named: Named) throws {
    let table = TabulatedQuantile(named.distribution)
    let plan = try SamplePlan(seed: 2026, paths: [named.testDescription])
    var draws = [Double](repeating: 0, count: 100_000)
    var span = draws.mutableSpan
    plan.values(of: 0, from: table, draws: 0..<100_000, into: &span)
    let distance = Fit.kolmogorovSmirnovBound(draws, every: 100, named.distribution.probability(below:))
    #expect(distance < Fit.kolmogorovSmirnovLimit)
  }
}
