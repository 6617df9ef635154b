import Randomness
import Testing

struct GammaDistributionTests {
  @Test(arguments: ReferenceValues.gamma)
  func `quantiles and tails agree with those of 40 digits`(
    shape: Double,
    p: Double,
    x: Double,
    below: Double,
    above: Double
  ) throws {
    let gamma = try #require(GammaDistribution(shape: shape, scale: 1))
    #expect(Fit.isSame(gamma.quantile(p), x, within: 1e-12))
    #expect(Fit.isSame(gamma.probability(below: x), below, within: 1e-12))
    #expect(Fit.isSame(gamma.probability(above: x), above, within: 1e-12))
    let scaled = try #require(GammaDistribution(shape: shape, scale: 8))
    #expect(scaled.quantile(p) == 8 * gamma.quantile(p))
    #expect(scaled.probability(above: 8 * x) == gamma.probability(above: x))
  }

  @Test(arguments: [
    (22.574740074137125, 24, 0.54500341082841008), (22.199739002269663, 24, 0.56734632890971448),
    (29.015114123730289, 36, 0.78912278899130883), (41.494100926213129, 48, 0.73490603516504072),
    (65.257309128878987, 72, 0.70000637138273558),
  ])
  func `half the degrees of freedom and scale 2 make chi-squared`(
    statistic: Double,
    freedom: Double,
    probability: Double
  ) throws {
    let chiSquared = try #require(GammaDistribution(shape: freedom / 2, scale: 2))
    #expect(Fit.isSame(chiSquared.probability(above: statistic), probability, within: 1e-12))
  }

  @Test func `a mean and standard deviation asked for are those it has`() throws {
    let cost = try #require(GammaDistribution(mean: 4_300, standardDeviation: 900))
    #expect(Fit.isSame(cost.mean, 4_300, within: 1e-15))
    #expect(Fit.isSame(cost.standardDeviation, 900, within: 1e-15))
  }

  @Test(arguments: [1e-300, 1e-20, 1e-4, 1e9, 1e15, 1e300])
  func `extreme shapes give numbers`(shape: Double) throws {
    let gamma = try #require(GammaDistribution(shape: shape, scale: 1e-10))
    for p in [1e-300, 0.01, 0.5, 0.99, 1 - 0x1p-53] {
      let x = gamma.quantile(p)
      #expect(x >= 0)
      #expect((0...1).contains(gamma.probability(below: x)))
      #expect((0...1).contains(gamma.probability(above: x)))
    }
  }

  @Test func `the tails cross from one method of computing to the next without a step`() throws {
    for shape in [0.3, 0.999, 1.001, 9.99, 10.01, 49.99, 50.01, 5_000] {
      let gamma = try #require(GammaDistribution(shape: shape, scale: 1))
      for x in [1.5, shape + 1, 0.7 * shape, 1.3 * shape] {
        let (before, after) = (gamma.probability(below: x.nextDown), gamma.probability(below: x))
        #expect(Fit.isSame(before, after, within: 1e-12 * max(1, shape)))
      }
    }
  }

  @Test(arguments: [(0, 1), (-1, 1), (1, 0), (1, -1), (.nan, 1), (1, .nan), (.infinity, 1), (1, 1e200)])
  func `what is not a gamma distribution is nil`(shape: Double, scale: Double) {
    #expect(GammaDistribution(shape: shape, scale: scale) == nil)
  }

  @Test(arguments: [(0, 1), (-1, 1), (1, 0), (1, -1), (.nan, 1), (1, .nan), (1, 1e-300)])
  func `what has no such mean and standard deviation is nil`(mean: Double, sd: Double) {
    #expect(GammaDistribution(mean: mean, standardDeviation: sd) == nil)
  }
}
