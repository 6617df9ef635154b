import Randomness
import Synchronization
import Testing

struct SimulationTests {
  /// Two inputs, and three outputs of them.
  struct Model: Sendable {
    let plan: SamplePlan
    let table: TabulatedQuantile

    init(seed: UInt64) throws {
      plan = try SamplePlan(
        seed: seed,
        paths: ["cost", "use"],
        correlations: [RankCorrelation(between: "cost", and: "use", is: 0.4)]
      )
      table = TabulatedQuantile(try #require(GammaDistribution(mean: 4_300, standardDeviation: 900)))
    }

    func outcomes(draws: Int, threads: Int) -> SimulatedOutcomes? {
      Simulation(draws: draws, threads: threads).run(
        outputs: 3,
        scratch: { [[Double]](repeating: [Double](repeating: 0, count: Simulation.blockSize), count: 2) },
        model: { draws, scratch, results in
          var span = scratch[0].mutableSpan
          plan.values(of: 0, from: table, draws: draws, into: &span)
          span = scratch[1].mutableSpan
          plan.uniforms(of: 1, draws: draws, into: &span)
          for place in 0..<draws.count {
            results[place] = scratch[0][place]
            results[draws.count + place] = scratch[0][place] * scratch[1][place]
            results[2 * draws.count + place] = Double(draws.lowerBound + place)
          }
        }
      )
    }
  }

  @Test(arguments: [1, 63, 64, 65, 1_000])
  func `outcomes and summaries are the same for any number of threads`(draws: Int) throws {
    let model = try Model(seed: 9)
    let single = try #require(model.outcomes(draws: draws, threads: 1))
    for threads in [2, 7, 16] {
      let outcomes = try #require(model.outcomes(draws: draws, threads: threads))
      #expect(outcomes == single)
      // As text, in which what is not a number is itself.
      #expect("\(outcomes.summaries(threads: threads))" == "\(single.summaries(threads: 1))")
    }
  }

  @Test func `each output has its draws in order`() throws {
    let outcomes = try #require(try Model(seed: 9).outcomes(draws: 200, threads: 3))
    #expect(outcomes.draws == 200)
    #expect(outcomes.outputs == 3)
    #expect(outcomes.values(of: 2) == (0..<200).map(Double.init))
    let costs = outcomes.values(of: 0)
    for draw in [0, 63, 64, 191, 192, 199] {
      #expect(outcomes[output: 2, draw: draw] == Double(draw))
      #expect(outcomes[output: 0, draw: draw] == costs[draw])
    }
  }

  @Test func `the error falls with the root of the number of draws`() throws {
    let model = try Model(seed: 10)
    let errors = try [1_000, 4_000, 16_000].map { draws in
      try #require(model.outcomes(draws: draws, threads: 2)?.summaries(threads: 2)[1].monteCarloError)
    }
    #expect(abs(errors[0] / errors[1] - 2) < 0.15)
    #expect(abs(errors[1] / errors[2] - 2) < 0.15)
  }

  @Test func `the error is how far means lie from each other from seed to seed`() throws {
    for draws in [100, 400] {
      let summaries = try (0..<50).map { seed in
        try #require(
          try Model(seed: UInt64(seed)).outcomes(draws: draws, threads: 1)?.summaries(threads: 1)[1]
        )
      }
      let spread = Moments(summaries.map(\.mean)).standardDeviation
      // The standard deviation of 50 values is within a third of the true one.
      #expect(abs(spread / Moments(summaries.map(\.monteCarloError)).mean - 1) < 0.34)
    }
  }

  @Test(arguments: [1, 4])
  func `a cancelled run stops and gives nothing`(threads: Int) {
    let blocks = Atomic(0)
    let outcomes = Simulation(draws: 100 * Simulation.blockSize, threads: threads).run(
      outputs: 1,
      isCancelled: { blocks.load(ordering: .sequentiallyConsistent) >= 5 },
      scratch: { 0 },
      model: { _, _, _ in blocks.wrappingAdd(1, ordering: .sequentiallyConsistent) }
    )
    #expect(outcomes == nil)
    // Each thread may have asked before the fifth block was done.
    #expect((5..<5 + threads).contains(blocks.load(ordering: .sequentiallyConsistent)))
  }

  @Test func `a run that is cancelled after its last block is whole`() {
    let blocks = Atomic(0)
    let outcomes = Simulation(draws: 100, threads: 1).run(
      outputs: 1,
      isCancelled: { blocks.load(ordering: .relaxed) == 2 },
      scratch: { 0 },
      model: { _, _, _ in blocks.wrappingAdd(1, ordering: .relaxed) }
    )
    #expect(outcomes != nil)
  }

  @Test(arguments: [1, 5])
  func `progress rises to 1, block by block`(threads: Int) {
    let told = Mutex<[Double]>([])
    let outcomes = Simulation(draws: 10 * Simulation.blockSize, threads: threads).run(
      outputs: 0,
      progress: { share in told.withLock { $0.append(share) } },
      scratch: { 0 },
      model: { _, _, _ in }
    )
    #expect(outcomes?.outputs == 0)
    #expect(told.withLock { $0 } == (1...10).map { Double($0) / 10 })
  }
}
