import Randomness
import Testing

struct InputInfluenceTests {
  /// Miles per gallon and weight of 32 cars (Henderson and Velleman, Biometrics 37:391, 1981), with many ties.
  private static let consumption = [
    21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
    30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
  ]
  private static let weight = [
    2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345,
    2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
  ]

  @Test func `the rank correlation with ties is that of R`() throws {
    // R 4: cor(mtcars$mpg, mtcars$wt, method = "spearman").
    let correlation = try #require(rankCorrelation(Self.consumption, Self.weight))
    #expect(abs(correlation + 0.886422) < 5e-7)
  }

  @Test func `only the order counts`() throws {
    let correlation = try #require(rankCorrelation(Self.consumption, Self.weight))
    let cubes = Self.weight.map { $0 * $0 * $0 }
    #expect(rankCorrelation(Self.consumption, cubes) == correlation)
    #expect(rankCorrelation(cubes, Self.consumption) == correlation)
    #expect(rankCorrelation(Self.consumption, cubes.map { -$0 }) == -correlation)
    #expect(rankCorrelation(cubes, Self.weight) == 1)
  }

  @Test func `what has no rank correlation gives nil`() {
    #expect(rankCorrelation([1, 2, 3], [1, 2]) == nil)
    #expect(rankCorrelation([1, 2, 3], [5, 5, 5]) == nil)
    #expect(rankCorrelation([1, 2, .nan], [1, 2, 3]) == nil)
    #expect(rankCorrelation([], []) == nil)
  }

  @Test func `inputs are ranked by the size of their correlation, whatever its sign`() throws {
    let columns = (0..<3).map { PretendDraws(seed: 1).normals("x\($0)", 500) }
    let outcome = (0..<500).map { columns[0][$0] - 3 * columns[1][$0] + 0.2 * columns[2][$0] }
    let constant = [Double](repeating: 4, count: 500)
    let ranked = try #require(InputInfluence.ranked(inputs: columns + [constant], outcome: outcome))
    #expect(ranked.map(\.input) == [1, 0, 2, 3])
    #expect(ranked[0].correlation == rankCorrelation(columns[1], outcome))
    #expect(ranked[0].correlation < -0.8)
    #expect(ranked[3].correlation == 0)
    #expect(InputInfluence.ranked(inputs: [[1, 2, 3, 4, 5]], outcome: [1, 2, 3, 4]) == nil)
    #expect(InputInfluence.ranked(inputs: [[1, 2, 3]], outcome: [1, 2, 3]) == nil)
  }

  @Test(arguments: [0, 0.5, 0.8])
  func `the standard error is what correlations scatter by`(correlation: Double) throws {
    let influences = try (1...150 as ClosedRange<UInt64>).map { seed in
      let draws = PretendDraws(seed: seed)
      let (one, other) = (draws.normals("one", 60), draws.normals("other", 60))
      let rest = (1 - correlation * correlation).squareRoot()
      let outcome = zip(one, other).map { correlation * $0 + rest * $1 }
      return try #require(InputInfluence.ranked(inputs: [one], outcome: outcome)?.first)
    }
    let mean = influences.map(\.correlation).reduce(0, +) / 150
    let squares = influences.map { ($0.correlation - mean) * ($0.correlation - mean) }.reduce(0, +) / 149
    let expected = influences.map(\.standardError).reduce(0, +) / 150
    // The scatter of 150 is itself known to one part in seventeen.
    #expect(Fit.isSame(squares.squareRoot(), expected, within: 0.2))
  }
}
