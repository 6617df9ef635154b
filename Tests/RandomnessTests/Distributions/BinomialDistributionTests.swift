import Randomness
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct BinomialDistributionTests {
  @Test(arguments: [(1, 0.3), (7, 0.02), (40, 0.5), (60, 0.93)])
  func `probabilities are those of counting the ways`(trials: Int, chance: Double) throws {
    let binomial = try #require(BinomialDistribution(trials: trials, chance: chance))
    var (ways, below) = (1.0, 0.0)
    for k in 0...trials {
      let single = ways * pow(chance, Double(k)) * pow(1 - chance, Double(trials - k))
      below += single
      #expect(Fit.isSame(binomial.probability(of: k), single, within: 1e-12))
      #expect(Fit.isSame(binomial.probability(below: Double(k)), below, within: 1e-12))
      #expect(abs(binomial.probability(above: Double(k) + 0.5) - (1 - below)) < 1e-13)
      ways *= Double(trials - k) / Double(k + 1)
    }
    #expect(binomial.probability(of: -1) == 0)
    #expect(binomial.probability(of: trials + 1) == 0)
  }

  @Test(arguments: [(10, 0.2), (500, 0.01), (5_000, 0.4), (2_000_000, 0.7)])
  func `the quantile of a cumulative probability is its count`(trials: Int, chance: Double) throws {
    let binomial = try #require(BinomialDistribution(trials: trials, chance: chance))
    for z in -5...5 {
      let k = (binomial.mean + Double(z) * binomial.standardDeviation).rounded(.down)
      let p = binomial.probability(below: k)
      if p > 0, p < 1 { #expect(binomial.quantile(p) == k) }
    }
  }

  @Test func `of many the probability of one count is that of Stirling's formula`() throws {
    let n = 1e12
    let binomial = try #require(BinomialDistribution(trials: Int(n), chance: 0.5))
    let middle = (2 / (Double.pi * n)).squareRoot() * (1 - 1 / (4 * n))
    #expect(Fit.isSame(binomial.probability(of: Int(n) / 2), middle, within: 1e-13))
  }

  @Test(arguments: [(0, 0.4, 0.0), (9, 0, 0), (9, 1, 9)])
  func `what is certain has one value`(trials: Int, chance: Double, value: Double) throws {
    let certain = try #require(BinomialDistribution(trials: trials, chance: chance))
    #expect(certain.variance == 0)
    #expect(certain.probability(of: Int(value)) == 1)
    #expect(certain.quantile(0.001) == value && certain.quantile(0.999) == value)
    #expect(certain.count(from: RandomStream(seed: 1, path: "certain"), draw: 5) == Int(value))
  }

  @Test(arguments: [(-1, 0.5), (3, -0.1), (3, 1.1), (3, .nan)])
  func `what is no number of trials or no chance gives nil`(trials: Int, chance: Double) {
    #expect(BinomialDistribution(trials: trials, chance: chance) == nil)
  }
}
