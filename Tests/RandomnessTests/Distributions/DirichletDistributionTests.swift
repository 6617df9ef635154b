import Randomness
import Testing

struct DirichletDistributionTests {
  private let stream = RandomStream(seed: 11, path: "breast.stage")

  @Test func `shares make a whole and have the means and variances of the distribution`() throws {
    let stages = try #require(DirichletDistribution(shapes: [41, 38, 9.5, 6, 0.2]))
    let draws = (0..<20_000).map { stages.sample(from: stream, draw: $0) }
    #expect(draws.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-15 })
    for (part, (mean, variance)) in zip(stages.means, stages.variances).enumerated() {
      #expect(Fit.isNear(draws.map { $0[part] }, mean: mean, variance: variance))
    }
  }

  @Test func `each share follows a beta distribution`() throws {
    let stages = try #require(DirichletDistribution(shapes: [0.3, 2, 5]))
    let draws = (0..<20_000).map { stages.sample(from: stream, draw: $0) }
    for (part, shape) in stages.shapes.enumerated() {
      let beta = try #require(BetaDistribution(alpha: shape, beta: 7.3 - shape))
      let distance = Fit.kolmogorovSmirnov(draws.map { $0[part] }, beta.probability(below:))
      #expect(distance < Fit.kolmogorovSmirnovLimit)
    }
  }

  @Test(arguments: [1e-300, 1e-9, 1e-3])
  func `small shapes give shares, nearly all to one part`(shape: Double) throws {
    let parts = try #require(DirichletDistribution(shapes: [shape, shape, 2 * shape]))
    let draws = (0..<4_000).map { parts.sample(from: stream, draw: $0) }
    #expect(draws.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-15 })
    for (part, mean) in parts.means.enumerated() { #expect(Fit.isNear(draws.map { $0[part] }, mean)) }
    #expect(draws.filter { ($0.max() ?? 0) > 0.99 }.count > 3_900)
  }

  @Test func `one part is the whole`() throws {
    #expect(try #require(DirichletDistribution(shapes: [3])).sample(from: stream, draw: 0) == [1])
  }

  @Test(arguments: [[], [1, 0], [1, -1], [1, .nan], [1, .infinity], [1e-301, 1], [1e308, 1e308]])
  func `what is not a Dirichlet distribution is nil`(shapes: [Double]) {
    #expect(DirichletDistribution(shapes: shapes) == nil)
  }
}
