import Randomness
import Testing

struct MultinomialCountsTests {
  static let shares = [0.4, 0.05, 0, 0.3, 0.25]

  @Test(arguments: [1, 4, 9, 25, 300, 3_000])
  func `each place has a binomial count, and all together everybody`(people: Int) throws {
    let stream = RandomStream(seed: 5, path: "multinomial")
    let places = try #require(CountedPeople(Self.shares, stream))
    let draws = places.counts(of: people, draws: 4_000)
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
    let places = try #require(CountedPeople(Self.shares, stream))
    let expected = Self.shares.map { Double(people) * $0 }
    let products = places.counts(of: people, draws: 6_000).map { counts in
      (Double(counts[0]) - expected[0]) * (Double(counts[3]) - expected[3])
    }
    #expect(Fit.isNear(products, -Double(people) * Self.shares[0] * Self.shares[3]))
  }

  @Test(arguments: [3, 100])
  func `what the shares leave of 1 falls to no place`(people: Int) throws {
    let stream = RandomStream(seed: 8, path: "rest")
    let places = try #require(CountedPeople([0.2, 0.1, 0.1], stream))
    let placed = places.counts(of: people, draws: 4_000).map { Double($0.reduce(0, +)) }
    let n = Double(people)
    #expect(Fit.isNear(placed, mean: n * 0.4, variance: n * 0.24))
  }

  @Test func `shares that rounding leaves short of 1 place everybody`() throws {
    let third = 1.0 / 3 - 1e-12
    let stream = RandomStream(seed: 9, path: "thirds")
    let places = try #require(CountedPeople([third, third, third, 0], stream))
    for people in [2, 1_000] {
      #expect(places.counts(of: people, draws: 500).allSatisfy { $0.reduce(0, +) == people })
    }
  }

  @Test func `a draw is the same alone as among others`() throws {
    let stream = RandomStream(seed: 10, path: "alone")
    let places = try #require(CountedPeople(Self.shares, stream))
    let people = [0, 3, 5, 6, 40, 0, 1_023, 1_024, 5_000, 7, 7, 2, 900, 1, 0, 12, 4]
    let together = places.counts(of: people, from: 30)
    for (draw, count) in people.enumerated() {
      #expect(places.counts(of: [count], from: 30 + draw) == [together[draw]])
    }
  }

  @Test(arguments: [(1, 0.4), (9, 0.02), (30, 0.9), (200, 0.5), (1_023, 0.001), (1_023, 0.62)])
  func `counts from tables are distributed as they should be`(people: Int, chance: Double) throws {
    let stream = RandomStream(seed: 12, path: "tables.\(people)")
    let places = try #require(CountedPeople([chance], stream))
    let sample = places.counts(of: people, draws: 10_000).map { Double($0[0]) }
    let binomial = try #require(BinomialDistribution(trials: people, chance: chance))
    #expect(Fit.chiSquaredProbability(sample, binomial) > 0.001)
    #expect(Fit.isNear(sample, mean: binomial.mean, variance: binomial.variance))
  }

  @Test func `nobody falls to no place`() throws {
    let stream = RandomStream(seed: 9, path: "nobody")
    let places = try #require(CountedPeople([0.5, 0.5], stream))
    #expect(places.counts(of: [0]) == [[0, 0]])
  }

  @Test(arguments: [[], [0.5, 0.6], [-0.1, 0.5], [.nan]])
  func `what are no shares of a whole give nil`(shares: [Double]) {
    #expect(CountedPeople(shares, RandomStream(seed: 1, path: "")) == nil)
  }
}
