import Randomness
import Testing

struct BetaDistributionTests {
  @Test(arguments: ReferenceValues.beta)
  func `quantiles and tails agree with those of 40 digits`(
    alpha: Double,
    beta: Double,
    p: Double,
    x: Double,
    below: Double,
    above: Double
  ) throws {
    let share = try #require(BetaDistribution(alpha: alpha, beta: beta))
    #expect(Fit.isSame(share.quantile(p), x, within: 1e-12))
    #expect(Fit.isSame(share.probability(below: x), below, within: 1e-12))
    #expect(Fit.isSame(share.probability(above: x), above, within: 1e-12))
  }

  @Test func `exchanged shapes look from the other end`() throws {
    for (alpha, beta) in [(0.3, 4.0), (20, 9), (6_000, 7_000)] {
      let share = try #require(BetaDistribution(alpha: alpha, beta: beta))
      let rest = try #require(BetaDistribution(alpha: beta, beta: alpha))
      for x in [0.125, 0.4375, 0.5, 0.75] {
        #expect(Fit.isSame(share.probability(below: x), rest.probability(above: 1 - x), within: 1e-13))
      }
    }
  }

  @Test func `with a shape of 1 it is a power`() throws {
    let share = try #require(BetaDistribution(alpha: 3, beta: 1))
    #expect(Fit.isSame(share.probability(below: 0.25), 0.015625, within: 1e-15))
    #expect(Fit.isSame(share.quantile(0.015625), 0.25, within: 1e-15))
  }

  @Test func `a mean and standard deviation asked for are those it has`() throws {
    let share = try #require(BetaDistribution(mean: 0.535, standardDeviation: 0.02))
    #expect(Fit.isSame(share.mean, 0.535, within: 1e-14))
    #expect(Fit.isSame(share.standardDeviation, 0.02, within: 1e-14))
  }

  @Test(arguments: [1e-300, 1e-9, 1, 1e12, 1e60], [1e-300, 1e-3, 1e6, 1e15])
  func `extreme shapes give shares`(alpha: Double, beta: Double) throws {
    let share = try #require(BetaDistribution(alpha: alpha, beta: beta))
    for p in [1e-300, 0.01, 0.5, 0.99, 1 - 0x1p-53] {
      let x = share.quantile(p)
      #expect((0...1).contains(x))
      #expect((0...1).contains(share.probability(below: x)))
      #expect((0...1).contains(share.probability(above: x)))
    }
  }

  @Test(arguments: [(0, 1), (1, 0), (-1, 1), (1, -1), (.nan, 1), (1, .nan), (.infinity, 1), (1, .infinity)])
  func `what is not a beta distribution is nil`(alpha: Double, beta: Double) {
    #expect(BetaDistribution(alpha: alpha, beta: beta) == nil)
  }

  @Test(arguments: [
    (0, 0.1), (1, 0.1), (0.5, 0), (0.5, -0.1), (0.5, 0.5), (0.5, 0.6), (.nan, 0.1), (0.5, .nan),
  ])
  func `what has no such mean and standard deviation is nil`(mean: Double, sd: Double) {
    #expect(BetaDistribution(mean: mean, standardDeviation: sd) == nil)
  }
}
