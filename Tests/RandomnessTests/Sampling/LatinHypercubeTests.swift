import Randomness
import Testing

struct LatinHypercubeTests {
  private func numbers(seed: UInt64, _ path: String, draws: Int) throws -> [Double] {
    let plan = try SamplePlan(seed: seed, paths: [path], design: .latinHypercube(draws: draws))
    return SamplePlanTests.column(plan, path, draws: 0..<draws)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 1_000, 1_025])
  func `each stratum is hit exactly once`(draws: Int) throws {
    for path in ["a", "b", "unit-cost.chemotherapy"] {
      let numbers = try numbers(seed: 5, path, draws: draws)
      #expect(numbers.allSatisfy { 0 < $0 && $0 < 1 })
      #expect(Set(numbers.map { Int($0 * Double(draws)) }) == Set(0..<draws))
    }
  }

  @Test func `every order of three strata comes up alike`() throws {
    var counts: [[Int]: Int] = [:]
    for seed in 0..<6_000 {
      let strata = try numbers(seed: UInt64(seed), "a", draws: 3).map { Int($0 * 3) }
      counts[strata, default: 0] += 1
    }
    #expect(counts.count == 6)
    // Five standard deviations of a count of 6,000 with probability a sixth.
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 145 })
  }

  @Test func `the strata of inputs, and of neighbouring draws, are independent`() throws {
    let draws = 20_000
    let (one, other) = (try numbers(seed: 5, "a", draws: draws), try numbers(seed: 5, "b", draws: draws))
    #expect(Fit.isIndependent(Array(zip(one, other))))
    #expect(Fit.isIndependent(Array(zip(one, one.dropFirst()))))
  }

  @Test func `within its stratum a number may be anywhere`() throws {
    let offsets = try numbers(seed: 5, "a", draws: 10_000).map { $0 * 10_000 }.map { $0 - $0.rounded(.down) }
    #expect(Fit.kolmogorovSmirnov(offsets) { $0 } < Fit.kolmogorovSmirnovLimit)
  }

  @Test func `the mean of a model that rises with its inputs varies less from seed to seed`() throws {
    let spreads = try [SampleDesign.independent, .latinHypercube(draws: 100)].map { design in
      let means = try (0..<40).map { seed in
        let plan = try SamplePlan(seed: UInt64(seed), paths: ["a", "b", "c"], design: design)
        let columns = plan.paths.map { SamplePlanTests.column(plan, $0, draws: 0..<100) }
        // Rising in all three, and not merely their sum.
        let outputs = (0..<100).map { columns[0][$0] * (1 + columns[1][$0]) + columns[2][$0] }
        return Moments(outputs).mean
      }
      return Moments(means).standardDeviation
    }
    #expect(spreads[1] < 0.25 * spreads[0])
  }
}
