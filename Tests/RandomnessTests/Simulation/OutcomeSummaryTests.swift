import Randomness
import Testing

struct OutcomeSummaryTests {
  /// The summary of values that a simulation gives as they are.
  private func summary(_ values: [Double]) throws -> OutcomeSummary {
    let outcomes = Simulation(draws: values.count, threads: 2).run(
      outputs: 1,
      scratch: { 0 },
      model: { draws, _, results in
        for (place, draw) in draws.enumerated() { results[place] = values[draw] }
      }
    )
    return try #require(outcomes?.summaries(threads: 2).first)
  }

  private static let stream = RandomStream(seed: 77, path: "values")

  /// Values of all sorts of shapes: with no ties, many or nothing else, in order, and with a few far out.
  private static let shapes: [@Sendable (Int) -> Double] = [
    { stream.standardNormal(draw: $0) },
    { (stream.uniform(draw: $0) * 4).rounded() },
    { _ in -3.5 },
    { Double($0) },
    { -Double($0) },
    { Double($0 % 7) * 1e9 },
    { 1e6 + 1 / stream.uniform(draw: $0) },
    { stream.uniform(draw: $0) < 0.5 ? -.infinity : stream.uniform(draw: $0) < 0.51 ? 0 : .infinity },
  ]

  @Test(arguments: [1, 2, 3, 17, 40, 41, 128, 137, 1_000, 2_500], shapes.indices)
  func `quantiles are those of the sorted values`(count: Int, shape: Int) throws {
    let values = (0..<count).map(Self.shapes[shape])
    let summary = try summary(values)
    let sorted = try #require(SortedSample(values))
    let quantiles = [0.025, 0.5, 0.975].map(sorted.quantile)
    // Between two infinities there is no number.
    #expect("\([summary.lower, summary.median, summary.upper])" == "\(quantiles)")
  }

  @Test(arguments: [2, 3, 17, 128, 137, 2_500], shapes.indices.dropLast())
  func `mean and standard deviation are those of adding up one by one`(count: Int, shape: Int) throws {
    let values = (0..<count).map(Self.shapes[shape])
    let (summary, plain) = (try summary(values), Moments(values))
    #expect(abs(summary.mean - plain.mean) <= 1e-12 * max(abs(plain.mean), plain.standardDeviation))
    #expect(Fit.isSame(summary.standardDeviation, plain.standardDeviation, within: 1e-9))
    #expect(summary.monteCarloError == summary.standardDeviation / Double(count).squareRoot())
  }

  @Test func `a single draw has no spread`() throws {
    let summary = try summary([12])
    #expect([summary.mean, summary.lower, summary.median, summary.upper] == [12, 12, 12, 12])
    #expect(summary.standardDeviation.isNaN && summary.monteCarloError.isNaN)
  }

  @Test func `many equal parts of a pound add up without loss`() throws {
    // Added one by one, 0.1 a hundred thousand times is off by more than a part in 10¹².
    let summary = try summary([Double](repeating: 0.1, count: 100_000))
    #expect(Fit.isSame(summary.mean, 0.1, within: 1e-15))
  }

  @Test func `a value that is not a number leaves no quantiles`() throws {
    let summary = try summary([1, .nan, 3])
    let numbers = [summary.mean, summary.lower, summary.median, summary.upper]
    #expect(numbers.allSatisfy { $0.isNaN })
  }
}
