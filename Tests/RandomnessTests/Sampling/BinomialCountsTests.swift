import Randomness
import Testing

struct BinomialCountsTests {
  @Test(arguments: [
    (1, 0.4), (5, 0.5), (30, 0.1), (30, 0.9), (21, 0.48), (100, 0.1), (100, 0.37), (800, 0.62),
    (1_000_000, 0.25), (1_000_000_000, 3e-9), (1_000_000_000_000, 0.5),
  ])
  func `counts are distributed as they should be`(trials: Int, chance: Double) throws {
    let binomial = try #require(BinomialDistribution(trials: trials, chance: chance))
    let stream = RandomStream(seed: 7, path: "binomial.\(trials)")
    let sample = (0..<10_000).map { Double(binomial.count(from: stream, draw: $0)) }
    #expect(Fit.chiSquaredProbability(sample, binomial) > 0.001)
    #expect(Fit.isNear(sample, mean: binomial.mean, variance: binomial.variance))
    #expect(sample.allSatisfy { $0 >= 0 && $0 <= Double(trials) })
  }

  @Test func `over many seeds the test of fit is failed as often as it should be`() throws {
    let binomial = try #require(BinomialDistribution(trials: 60, chance: 0.3))
    let failed = (0..<100).count { seed in
      let stream = RandomStream(seed: UInt64(seed), path: "seeds")
      let sample = (0..<500).map { Double(binomial.count(from: stream, draw: $0)) }
      return Fit.chiSquaredProbability(sample, binomial) < 0.1
    }
    #expect((1...25).contains(failed))
  }

  @Test(arguments: [(12, 0.3), (900, 0.01), (3, 0.5)])
  func `where few are expected the uniform number is inverted`(trials: Int, chance: Double) throws {
    let binomial = try #require(BinomialDistribution(trials: trials, chance: chance))
    let stream = RandomStream(seed: 3, path: "inverted")
    for draw in 0..<2_000 {
      let inverted = binomial.quantile(stream.uniform(draw: draw))
      #expect(Double(binomial.count(from: stream, draw: draw)) == inverted)
    }
  }

  @Test(arguments: [0.05, 0.5])
  func `a count is the same whatever was drawn before`(chance: Double) {
    let counts = BinomialCounts(chance: chance, stream: RandomStream(seed: 11, path: "order"))
    let forwards = (0..<200).map { counts.count(of: 50 + $0, draw: $0) }
    let backwards = (0..<200).reversed().map { counts.count(of: 50 + $0, draw: $0) }
    #expect(forwards == backwards.reversed())
  }

  @Test func `nobody and everybody are counted without chance`() {
    let stream = RandomStream(seed: 1, path: "edges")
    #expect(BinomialCounts(chance: 0.5, stream: stream).count(of: 0, draw: 0) == 0)
    #expect(BinomialCounts(chance: 0, stream: stream).count(of: 1_000, draw: 0) == 0)
    #expect(BinomialCounts(chance: 1, stream: stream).count(of: 1_000, draw: 0) == 1_000)
  }
}
