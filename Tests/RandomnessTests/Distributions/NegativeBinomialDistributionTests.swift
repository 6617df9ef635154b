import Randomness
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct NegativeBinomialDistributionTests {
  @Test(arguments: ReferenceValues.negativeBinomial)
  func `quantiles and tails agree with those of 40 digits`(
    mean: Double,
    size: Double,
    p: Double,
    k: Double,
    below: Double,
    above: Double
  ) throws {
    let count = try #require(NegativeBinomialDistribution(mean: mean, size: size))
    #expect(count.quantile(p) == k)
    #expect(Fit.isSame(count.probability(below: k), below, within: 1e-12))
    #expect(Fit.isSame(count.probability(above: k), above, within: 1e-12))
  }

  @Test(arguments: [(0.1, 3), (4, 0.7), (12, 500)])
  func `cumulative probabilities are sums of single ones`(mean: Double, size: Double) throws {
    let count = try #require(NegativeBinomialDistribution(mean: mean, size: size))
    var (single, sum) = (pow(size / (size + mean), size), 0.0)
    for k in 0..<150 {
      sum += single
      single *= (Double(k) + size) / Double(k + 1) * (mean / (size + mean))
      #expect(Fit.isSame(count.probability(below: Double(k)), sum, within: 1e-13))
    }
  }

  @Test func `of great size it is Poisson`() throws {
    let count = try #require(NegativeBinomialDistribution(mean: 30, size: 1e15))
    let poisson = try #require(PoissonDistribution(mean: 30))
    for k in [5.0, 20, 30, 40, 80] {
      #expect(Fit.isSame(count.probability(above: k), poisson.probability(above: k), within: 1e-11))
    }
  }

  @Test(arguments: [1e-19, 0.3, 1e9], [1e-12, 1, 4e18])
  func `extreme means and sizes give counts`(mean: Double, size: Double) throws {
    let count = try #require(NegativeBinomialDistribution(mean: mean, size: size))
    for p in [1e-300, 0.5, 1 - 0x1p-53] {
      let k = count.quantile(p)
      #expect(k >= 0)
      #expect(count.probability(below: k) >= p)
      #expect((0...1).contains(count.probability(above: k)))
    }
  }

  @Test func `its variance is the mean and its square over the size`() throws {
    #expect(try #require(NegativeBinomialDistribution(mean: 6, size: 4)).variance == 15)
    #expect(try #require(NegativeBinomialDistribution(mean: 0, size: 4)).quantile(0.9) == 0)
  }

  @Test(arguments: [
    (-1, 1), (1, 0), (1, -1), (.nan, 1), (1, .nan), (.infinity, 1), (1, .infinity), (1e200, 1e-200),
  ])
  func `what is not a negative binomial distribution is nil`(mean: Double, size: Double) {
    #expect(NegativeBinomialDistribution(mean: mean, size: size) == nil)
  }
}
