import Randomness
import Testing

struct LogNormalDistributionTests {
  @Test(arguments: [(4_300, 900), (0.001, 0.5), (1e9, 1)])
  func `a mean and standard deviation asked for are those it has`(mean: Double, sd: Double) throws {
    let costs = try #require(LogNormalDistribution(mean: mean, standardDeviation: sd))
    #expect(Fit.isSame(costs.mean, mean, within: 1e-12))
    #expect(Fit.isSame(costs.standardDeviation, sd, within: 1e-12))
  }

  @Test func `quantiles are the exponentials of the normal ones`() throws {
    let ratio = try #require(LogNormalDistribution(logMean: 0.2, logStandardDeviation: 0.5))
    // By mpmath 1.4.1; scipy 1.17.1 agrees.
    #expect(Fit.isSame(ratio.quantile(0.025), 0.4584142662312191, within: 1e-14))
    #expect(Fit.isSame(ratio.quantile(0.975), 3.2543155995254525, within: 1e-14))
    #expect(Fit.isSame(ratio.probability(above: 30), 7.647927785122753e-11, within: 1e-12))
    #expect(ratio.probability(below: -1) == 0)
    #expect(ratio.probability(above: 0) == 1)
  }

  @Test(arguments: [(0, 1), (-1, 1), (1, 0), (1, -1), (.nan, 1), (1, .nan), (.infinity, 1), (1e-300, 1e300)])
  func `what has no such mean and standard deviation is nil`(mean: Double, sd: Double) {
    #expect(LogNormalDistribution(mean: mean, standardDeviation: sd) == nil)
  }

  @Test(arguments: [(0, 0), (0, -1), (.nan, 1), (0, .infinity), (0, 40), (800, 1)])
  func `what is not lognormal, or beyond all numbers, is nil`(logMean: Double, logSD: Double) {
    #expect(LogNormalDistribution(logMean: logMean, logStandardDeviation: logSD) == nil)
  }
}
