import Randomness
import Testing

struct StandardNormalTests {
  @Test func `a standard normal number is that of the normal distribution with mean 0`() throws {
    let stream = RandomStream(seed: 7, path: "a.b")
    let normal = try #require(NormalDistribution(mean: 0, standardDeviation: 1))
    for draw in 0..<200 {
      #expect(
        stream.standardNormal(draw: draw, index: 3) == normal.sample(from: stream, draw: draw, index: 3)
      )
    }
  }
}
