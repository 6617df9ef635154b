import Randomness
import Testing

/// What holds for every distribution.
struct DistributionTests {
  /// A distribution under a name, for the tests' reports.
  struct Named: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let distribution: any Distribution

    init?(_ name: String, _ distribution: (any Distribution)?) {
      guard let distribution else { return nil }
      testDescription = name
      self.distribution = distribution
    }
  }

  static let continuous: [Named] = [
    Named("normal", NormalDistribution(mean: -3, standardDeviation: 2)),
    Named("lognormal", LogNormalDistribution(mean: 4_300, standardDeviation: 900)),
    Named("gamma 0.05", GammaDistribution(shape: 0.05, scale: 3)),
    Named("gamma 2.5", GammaDistribution(mean: 5, standardDeviation: 10.squareRoot())),
    Named("gamma 30", GammaDistribution(shape: 30, scale: 1)),
    Named("gamma 400", GammaDistribution(shape: 400, scale: 0.5)),
    Named("beta 0.4, 0.7", BetaDistribution(alpha: 0.4, beta: 0.7)),
    Named("beta 35, 965", BetaDistribution(alpha: 35, beta: 965)),
    Named("beta 8000, 9000", BetaDistribution(alpha: 8_000, beta: 9_000)),
  ].compactMap(\.self)

  static let discrete: [Named] = [
    Named("Poisson 0.02", PoissonDistribution(mean: 0.02)),
    Named("Poisson 6", PoissonDistribution(mean: 6)),
    Named("Poisson 3000", PoissonDistribution(mean: 3_000)),
    Named("negative binomial 4, 0.7", NegativeBinomialDistribution(mean: 4, size: 0.7)),
    Named("negative binomial 900, 60", NegativeBinomialDistribution(mean: 900, size: 60)),
    Named("negative binomial 12, 500", NegativeBinomialDistribution(mean: 12, size: 500)),
  ].compactMap(\.self)

  private func sample(_ named: Named, _ count: Int) -> [Double] {
    let stream = RandomStream(seed: 2026, path: named.testDescription)
    return (0..<count).map { named.distribution.sample(from: stream, draw: $0) }
  }

  @Test func `all distributions of the tests are valid`() {
    #expect(Self.continuous.count == 9)
    #expect(Self.discrete.count == 6)
  }

  @Test(arguments: continuous)
  func `100,000 draws follow the cumulative distribution`(named: Named) {
    let distance = Fit.kolmogorovSmirnovBound(
      sample(named, 100_000),
      every: 100,
      named.distribution.probability(below:)
    )
    #expect(distance < Fit.kolmogorovSmirnovLimit)
  }

  @Test(arguments: discrete)
  func `20,000 counts follow the cumulative distribution`(named: Named) {
    #expect(Fit.chiSquaredProbability(sample(named, 20_000), named.distribution) > 0.001)
  }

  @Test(arguments: continuous + discrete)
  func `draws have the mean and variance of the distribution`(named: Named) {
    let distribution = named.distribution
    let draws = sample(named, 20_000)
    #expect(Fit.isNear(draws, mean: distribution.mean, variance: distribution.variance))
    #expect(Fit.isSame(distribution.standardDeviation, distribution.variance.squareRoot(), within: 1e-15))
  }

  private static let probabilities = [1e-300, 1e-20, 1e-6, 0.01, 0.3, 0.5, 0.77, 0.999, 1 - 0x1p-53]

  @Test(arguments: continuous, probabilities)
  func `the cumulative of a quantile is its probability`(named: Named, p: Double) {
    let distribution = named.distribution
    let x = distribution.quantile(p)
    guard x > -.infinity, x != 0 else { return }
    #expect(Fit.isSame(distribution.probability(below: x), p, within: 1e-10))
    // From the upper side where that is the finer: the neighbours of x are this far apart in probability.
    let grain = distribution.probability(above: x.nextDown) - distribution.probability(above: x.nextUp)
    #expect(abs(distribution.probability(above: x) - (1 - p)) <= 1e-10 * (1 - p) + grain)
  }

  @Test(arguments: discrete, probabilities)
  func `the quantile of a count is the least that reaches the probability`(named: Named, p: Double) {
    let distribution = named.distribution
    let count = distribution.quantile(p)
    #expect(count >= 0)
    #expect(count == count.rounded())
    #expect(distribution.probability(below: count) >= p)
    if count > 0 { #expect(distribution.probability(below: count - 1) < p) }
  }

  @Test(arguments: continuous + discrete)
  func `quantiles rise, from one end of the range to the other`(named: Named) {
    let distribution = named.distribution
    let steps = (0...1_000).map { distribution.quantile(Double($0) / 1_000) }
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(steps.allSatisfy { !$0.isNaN })
    #expect(distribution.probability(below: steps[0].nextDown) == 0)
    #expect(distribution.probability(above: steps[1_000]) == 0)
  }

  @Test(arguments: continuous + discrete)
  func `the two tails make 1, and nothing else than a number is passed on`(named: Named) {
    let distribution = named.distribution
    for p in [0.001, 0.2, 0.6, 0.99] {
      let x = distribution.quantile(p)
      #expect(abs(distribution.probability(below: x) + distribution.probability(above: x) - 1) < 1e-15)
    }
    #expect(distribution.probability(below: -.infinity) == 0)
    #expect(distribution.probability(above: -.infinity) == 1)
    #expect(distribution.probability(below: .infinity) == 1)
    #expect(distribution.probability(above: .infinity) == 0)
    #expect(distribution.probability(below: .nan).isNaN)
    #expect(distribution.probability(above: .nan).isNaN)
    for p in [-0.1, 1.1, .nan] { #expect(distribution.quantile(p).isNaN) }
  }
}
