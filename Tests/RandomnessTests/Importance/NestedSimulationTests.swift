import Randomness
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Regressions beside the plain way: for each of many values of some inputs, the mean over the others.
struct NestedSimulationTests {
  /// Three options: nothing, one that bends with the inputs, and one that depends on the product of two.
  private static func netBenefits(_ x: [Double]) -> [Double] {
    [0, 4 * exp(0.6 * x[0]) - 6 - x[1] * x[1] + 2 * x[2], 3 * x[1] * x[2] - 1 + x[0]]
  }

  /// Equally probable values of a standard normal input, with its variance.
  private static let values: [Double] = {
    let middles = (0..<36).map { RandomStream.standardNormal((Double($0) + 0.5) / 36) }
    let variance = middles.reduce(0) { $0 + $1 * $1 } / 36
    return middles.map { $0 / variance.squareRoot() }
  }()

  /// E max_d E(NB_d | inputs) − max_d E NB_d, with the mean over all else for each value of what is known.
  private static func nested(knowing known: [Int]) -> Double {
    let keys = known.reduce(1) { keys, _ in keys * values.count }
    var sums = [[Double]](repeating: [0, 0, 0], count: keys)
    for first in values.indices {
      for second in values.indices {
        for third in values.indices {
          let places = [first, second, third]
          let benefits = netBenefits(places.map { values[$0] })
          let key = known.reduce(0) { $0 * values.count + places[$1] }
          for option in 0..<3 { sums[key][option] += benefits[option] }
        }
      }
    }
    let count = Double(values.count * values.count * values.count)
    let chosen = sums.reduce(0) { $0 + ($1.max() ?? 0) / count }
    let means = (0..<3).map { option in sums.reduce(0) { $0 + $1[option] / count } }
    return chosen - (means.max() ?? 0)
  }

  @Test(arguments: [[0], [1], [2], [1, 2], [0, 1]])
  func `a regression finds what a simulation within a simulation finds`(known: [Int]) throws {
    let draws = PretendDraws(seed: 11)
    let inputs = (0..<3).map { draws.normals("x\($0)", 5000) }
    let benefits = (0..<5000).map { draw in Self.netBenefits(inputs.map { $0[draw] }) }
    let information = try #require(
      ValueOfInformation(
        netBenefits: (0..<3).map { option in benefits.map { $0[option] } },
        inputs: inputs
      )
    )
    let estimate = information.partial(of: known)
    let expected = Self.nested(knowing: known)
    #expect(abs(estimate.value - expected) <= 3 * estimate.standardError)
  }
}
