import Contracts
import Quantities
import Randomness
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct ChanceOfLossTests {
  private func isNear(_ chance: SimulatedChance, _ exact: Double, simulations: Int) -> Bool {
    let error = (exact * (1 - exact) / Double(simulations)).squareRoot()
    return abs(chance.probability - exact) <= 5 * error + 1e-9
  }

  private func mixed(_ costs: [EpisodeCost], _ shares: [Double], times factor: Double = 1) -> [PaidCases] {
    zip(costs, shares).map { cost, share in
      let payment = Pence(Int64((cost.mean * factor * 100).rounded()))
      return PaidCases(cost, payment: payment, share: share)
    }
  }

  @Test(arguments: [1, 10, 60, 700])
  func `with one step that some have, losses are a binomial tail`(cases: Int) throws {
    let care = try Care("A,,,,1,1,AB01Z,1000", "B,,,,0.3,1,AB02Z,500.05")
    let kind = PaidCases(try #require(care.cost()), payment: pence("1150.02"))
    let loss = try #require(
      ChanceOfLoss([kind], cases: cases, seed: 1, simulations: 10_000, threads: 2)
    )
    // n (1150.02 − 1000) is exceeded from this many on who have the step.
    let allowed = (Double(cases) * 150.02 / 500.05).rounded(.down)
    let binomial = try #require(BinomialDistribution(trials: cases, chance: 0.3))
    #expect(isNear(loss.simulated, binomial.probability(above: allowed), simulations: 10_000))
  }

  @Test func `to break even exactly is no loss`() throws {
    let care = try Care("A,,,,1,1,AB01Z,1000.1", "B,,,,0.5,1,AB02Z,0.2")
    let cost = try #require(care.cost())
    let kind = PaidCases(cost, payment: pence("1000.20"))
    let loss = try #require(ChanceOfLoss([kind], cases: 2, seed: 1, simulations: 8_000, threads: 1))
    #expect(isNear(loss.simulated, 0.25, simulations: 8_000))
    let certain = try Care("A,,,,1,3,AB01Z,33.1")
    let even = PaidCases(try #require(certain.cost()), payment: pence("99.30"))
    let none = try #require(ChanceOfLoss([even], cases: 77, seed: 1, simulations: 100, threads: 1))
    #expect([none.simulated.probability, none.normal, none.skewnessCorrected] == [0, 0, 0])
    #expect(none.medianMargin == 0 && none.agrees)
    let short = PaidCases(even.cost, payment: pence("99.29"))
    let sure = try #require(ChanceOfLoss([short], cases: 77, seed: 1, simulations: 100, threads: 1))
    #expect([sure.simulated.probability, sure.normal, sure.skewnessCorrected] == [1, 1, 1])
  }

  @Test func `losses beyond a part of the income are counted exactly`() throws {
    let care = try Care("A,,,,1,1,AB01Z,100", "B,,,,0.5,1,AB02Z,2")
    let kind = PaidCases(try #require(care.cost()), payment: pence("100"))
    let loss = try #require(ChanceOfLoss([kind], cases: 1, seed: 2, simulations: 5_000, threads: 1))
    #expect(loss.beyond.map(\.part) == ["0.01", "0.02", "0.05"])
    #expect(loss.beyond[0].chance == loss.simulated)
    // A loss of 2 % of the income is not more than 2 %.
    #expect(loss.beyond.dropFirst().allSatisfy { $0.chance.probability == 0 })
    #expect(loss.lowMargin == -2 && loss.highMargin == 0)
  }

  @Test(arguments: UInt64(1)...40)
  func `chances are those of everything that can become of three patients`(seed: UInt64) throws {
    let care = RandomCare(seed)
    let cost = try #require(
      EpisodeCost(
        care.pathway(),
        stage: .one,
        guidelineYear: RandomCare.guidelineYear,
        price: care.price
      )
    )
    let outcomes = Dictionary(care.outcomes.map { ($0.cost, $0.probability) }, uniquingKeysWith: +)
    let payment = (cost.mean * 100).rounded() / 100
    var exact = 0.0
    for (first, p) in outcomes {
      for (second, q) in outcomes {
        for (third, r) in outcomes where first + second + third > 3 * payment + 1e-6 { exact += p * q * r }
      }
    }
    let kind = PaidCases(cost, payment: Pence(Int64((payment * 100).rounded())))
    let loss = try #require(ChanceOfLoss([kind], cases: 3, seed: seed, simulations: 2_000, threads: 2))
    #expect(isNear(loss.simulated, exact, simulations: 2_000))
  }

  @Test func `the number of threads changes nothing`() throws {
    let kinds = mixed([try Bundles.surgery(.one), try Bundles.surgery(.three)], [0.8, 0.2])
    let losses = try [1, 2, 7].map { threads in
      try #require(ChanceOfLoss(kinds, cases: 60, seed: 3, simulations: 500, threads: threads))
    }
    for loss in losses {
      #expect(loss.simulated == losses[0].simulated)
      #expect(loss.beyond == losses[0].beyond)
      #expect(
        [loss.lowMargin, loss.medianMargin, loss.highMargin]
          == [losses[0].lowMargin, losses[0].medianMargin, losses[0].highMargin]
      )
    }
  }

  @Test func `known numbers of each kind vary less than numbers that vary themselves`() throws {
    let care = try Care("A,,,1,1,1,AB01Z,100", "A,,,2,1,1,AB04Z,900", "B,,,,0.5,1,AB02Z,10")
    let costs = [try #require(care.cost(stage: .one)), try #require(care.cost(stage: .two))]
    let kinds = costs.map { PaidCases($0, payment: pence("505"), share: 3) }
    let known = try #require(
      ChanceOfLoss(kinds, counts: [20, 20], seed: 4, simulations: 4_000, threads: 1)
    )
    let drawn = try #require(ChanceOfLoss(kinds, cases: 40, seed: 4, simulations: 4_000, threads: 1))
    #expect(abs(known.standardDeviationOfOne - 5) < 1e-9)
    #expect(abs(drawn.standardDeviationOfOne - (160_000.0 + 25).squareRoot()) < 1e-9)
    #expect(known.highMargin - known.lowMargin < 3 && drawn.highMargin - drawn.lowMargin > 100)
    let tail = try #require(BinomialDistribution(trials: 40, chance: 0.5))
    #expect(isNear(known.simulated, tail.probability(above: 20), simulations: 4_000))
  }

  @Test(arguments: [5, 400])
  func `actual patients are drawn again and again`(cases: Int) throws {
    let cost = try #require(EpisodeCost(of: (1...50).map { Pence(Int64($0 * $0) * 100) }))
    let payment = Pence(Int64((cost.mean * 100).rounded()))
    let loss = try #require(
      ChanceOfLoss([PaidCases(cost, payment: payment)], cases: cases, seed: 5, simulations: 2_000, threads: 2)
    )
    let spread = cost.standardDeviation / Double(cases).squareRoot()
    #expect(abs(loss.highMargin - loss.lowMargin - 3.29 * spread) < 0.2 * spread)
    #expect(isNear(loss.simulated, loss.skewnessCorrected, simulations: 500))
  }

  @Test(arguments: [100, 200, 800], [1, 1.02])
  func `on shipped bundles the normal approximation is right within a percentage point`(
    cases: Int,
    factor: Double
  ) throws {
    let stages: [Stage] = [.one, .two, .three, .four, .notStaged]
    let breast = mixed(
      try stages.map { try Bundles.surgery($0) },
      [0.42, 0.38, 0.09, 0.01, 0.04],
      times: factor
    )
    let lung = mixed(
      try stages.map { try Bundles.diagnostics($0) },
      [0.2, 0.08, 0.21, 0.47, 0.04],
      times: factor
    )
    for kinds in [breast, lung] {
      let loss = try #require(ChanceOfLoss(kinds, cases: cases, seed: 42, simulations: 2_000, threads: 2))
      #expect(abs(loss.skewnessCorrected - loss.normal) < 0.01)
      #expect(isNear(loss.simulated, loss.skewnessCorrected, simulations: 2_000))
    }
  }

  @Test func `the first correction at the mean is that of the skewness`() throws {
    let cost = try Bundles.surgery(.two, delayedReconstruction: true)
    let kind = PaidCases(cost, payment: Pence(Int64((cost.mean * 100).rounded())))
    let loss = try #require(ChanceOfLoss([kind], cases: 100, seed: 1, simulations: 100, threads: 1))
    let first = cost.skewness / (6 * (2 * Double.pi * 100).squareRoot())
    #expect(abs(loss.normal - loss.skewnessCorrected - first) < 1e-5)
    // What makes the plain normal wrong by more than a point at 100 cases: one operation at day 600.
    #expect(first > 0.01)
    #expect(try Bundles.surgery(.two).skewness < cost.skewness - 0.5)
  }

  @Test func `without cases, shares or simulations there is no chance`() throws {
    let cost = try #require(EpisodeCost(of: [Pence(100)]))
    let kind = PaidCases(cost, payment: Pence(100))
    #expect(ChanceOfLoss([kind], cases: 0, seed: 1, threads: 1) == nil)
    #expect(ChanceOfLoss([], cases: 3, seed: 1, threads: 1) == nil)
    #expect(ChanceOfLoss([kind], counts: [-1], seed: 1, threads: 1) == nil)
    #expect(ChanceOfLoss([kind], counts: [1, 2], seed: 1, threads: 1) == nil)
    let none = PaidCases(cost, payment: Pence(100), share: 0)
    #expect(ChanceOfLoss([none], cases: 3, seed: 1, threads: 1) == nil)
    #expect(ChanceOfLoss([kind], cases: 3, seed: 1, simulations: 0, threads: 1) == nil)
  }
}
