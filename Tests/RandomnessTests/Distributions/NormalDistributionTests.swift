import Randomness
import Testing

struct NormalDistributionTests {
  @Test(arguments: ReferenceValues.normal)
  func `quantiles agree with those of 40 digits`(p: Double, quantile: Double) throws {
    let normal = try #require(NormalDistribution(mean: 0, standardDeviation: 1))
    #expect(Fit.isSame(normal.quantile(p), quantile, within: 1e-15))
    let other = try #require(NormalDistribution(mean: 10, standardDeviation: 3))
    #expect(Fit.isSame(other.quantile(p), 10 + 3 * quantile, within: 1e-14))
  }

  @Test func `the upper tail keeps its digits`() throws {
    let normal = try #require(NormalDistribution(mean: 1, standardDeviation: 2))
    // The standard normal upper tail at 10 and the lower at −10, by mpmath 1.4.1.
    #expect(Fit.isSame(normal.probability(above: 21), 7.619853024160525e-24, within: 1e-13))
    #expect(Fit.isSame(normal.probability(below: -19), 7.619853024160525e-24, within: 1e-13))
  }

  @Test(arguments: [(0, 0), (0, -1), (.nan, 1), (.infinity, 1), (0, .infinity), (0, .nan)])
  func `what is not a normal distribution is nil`(mean: Double, standardDeviation: Double) {
    #expect(NormalDistribution(mean: mean, standardDeviation: standardDeviation) == nil)
  }
}
