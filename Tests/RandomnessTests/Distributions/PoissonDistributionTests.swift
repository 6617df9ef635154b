import Randomness
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct PoissonDistributionTests {
  @Test(arguments: ReferenceValues.poisson)
  func `quantiles and tails agree with those of 40 digits`(
    mean: Double,
    p: Double,
    k: Double,
    below: Double,
    above: Double
  ) throws {
    let count = try #require(PoissonDistribution(mean: mean))
    #expect(count.quantile(p) == k)
    #expect(Fit.isSame(count.probability(below: k), below, within: 1e-12))
    #expect(Fit.isSame(count.probability(above: k), above, within: 1e-12))
    #expect(count.probability(below: k + 0.5) == count.probability(below: k))
  }

  @Test(arguments: [0.001, 0.3, 4, 11, 60])
  func `cumulative probabilities are sums of single ones`(mean: Double) throws {
    let count = try #require(PoissonDistribution(mean: mean))
    var (single, sum) = (exp(-mean), 0.0)
    for k in 0..<150 {
      sum += single
      single *= mean / Double(k + 1)
      #expect(Fit.isSame(count.probability(below: Double(k)), sum, within: 1e-13))
    }
  }

  @Test(arguments: [0.001, 0.7, 5, 80, 2e4, 1e6])
  func `the quantile of a cumulative probability is its count`(mean: Double) throws {
    let count = try #require(PoissonDistribution(mean: mean))
    for z in -5...5 {
      let k = (mean + Double(z) * mean.squareRoot()).rounded(.down)
      let p = count.probability(below: k)
      if p > 0, p < 1 { #expect(count.quantile(p) == k) }
    }
  }

  @Test func `of an expected count of 0 none is seen`() throws {
    let none = try #require(PoissonDistribution(mean: 0))
    #expect(none.quantile(1 - 0x1p-53) == 0)
    #expect(none.probability(below: 0) == 1)
    #expect(none.probability(above: 0) == 0)
  }

  @Test(arguments: [-1, .nan, .infinity])
  func `what is not an expected count gives nil`(mean: Double) {
    #expect(PoissonDistribution(mean: mean) == nil)
  }
}
