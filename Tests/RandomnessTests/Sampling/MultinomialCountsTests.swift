import Randomness
import Testing

struct MultinomialCountsTests {
  static let shares = [0.4, 0.05, 0, 0.3, 0.25]

  @Test(arguments: [1, 4, 9, 25, 300])
  func `each place has a binomial count, and all together everybody`(people: Int) throws {
    let stream = RandomStream(seed: 5, path: "multinomial")
    let places = try #require(MultinomialCounts(shares: Self.shares, stream: stream))
    let draws = (0..<4_000).map { places.counts(of: people, draw: $0) }
    #expect(draws.allSatisfy { $0.reduce(0, +) == people })
    for (place, share) in Self.shares.enumerated() {
      let binomial = try #require(BinomialDistribution(trials: people, chance: share))
      let sample = draws.map { Double($0[place]) }
      guard share > 0 else {
        #expect(sample.allSatisfy { $0 == 0 })
        continue
      }
      #expect(Fit.isNear(sample, mean: binomial.mean, variance: binomial.variance))
    }
  }

  @Test(arguments: [6, 200])
  func `whoever is in one place is not in another`(people: Int) throws {
    let stream = RandomStream(seed: 6, path: "covariance")
    let places = try #require(MultinomialCounts(shares: Self.shares, stream: stream))
    let expected = Self.shares.map { Double(people) * $0 }
    let products = (0..<6_000).map { draw in
      let counts = places.counts(of: people, draw: draw)
      return (Double(counts[0]) - expected[0]) * (Double(counts[3]) - expected[3])
    }
    #expect(Fit.isNear(products, -Double(people) * Self.shares[0] * Self.shares[3]))
  }

  @Test(arguments: [3, 100])
  func `what the shares leave of 1 falls to no place`(people: Int) throws {
    let stream = RandomStream(seed: 8, path: "rest")
    let places = try #require(MultinomialCounts(shares: [0.2, 0.1, 0.1], stream: stream))
    let placed = (0..<4_000).map { Double(places.counts(of: people, draw: $0).reduce(0, +)) }
    let n = Double(people)
    #expect(Fit.isNear(placed, mean: n * 0.4, variance: n * 0.24))
  }

  @Test func `shares that rounding leaves short of 1 place everybody`() throws {
    let third = 1.0 / 3 - 1e-12
    let stream = RandomStream(seed: 9, path: "thirds")
    let places = try #require(MultinomialCounts(shares: [third, third, third, 0], stream: stream))
    for people in [2, 1_000] {
      #expect((0..<500).allSatisfy { places.counts(of: people, draw: $0).reduce(0, +) == people })
    }
  }

  @Test func `nobody falls to no place`() throws {
    let stream = RandomStream(seed: 9, path: "nobody")
    let places = try #require(MultinomialCounts(shares: [0.5, 0.5], stream: stream))
    #expect(places.counts(of: 0, draw: 0) == [0, 0])
  }

  @Test(arguments: [[], [0.5, 0.6], [-0.1, 0.5], [.nan]])
  func `what are no shares of a whole give nil`(shares: [Double]) {
    #expect(MultinomialCounts(shares: shares, stream: RandomStream(seed: 1, path: "")) == nil)
  }
}
