#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many of some people something happens to, drawn at an address: exact for any number of people.
///
/// Where few are expected, the uniform number at index 0 is inverted by adding up probabilities from 0 on. Where
/// many are, numbers are proposed and refused by pairs of uniform numbers, at indices 0 and 1, then 2 and 3, and
/// so on: the method BTRS of Hörmann, *Journal of Statistical Computation and Simulation* 46:101 (1993). Both
/// take about the same time whatever the number of people is.
public struct BinomialCounts: Hashable, Sendable {
  /// The chance of each.
  public let chance: Double

  /// Where the random numbers are.
  public let stream: RandomStream

  /// The chance or what it leaves, whichever is less, and the other, with its logarithm.
  private let less: Double
  private let more: Double
  private let logMore: Double

  /// From this expectation on, numbers are proposed and refused: the method holds from 10.
  private static let leastProposed = 10.0

  /// Draws with a chance, from 0 to 1.
  public init(chance: Double, stream: RandomStream) {
    precondition((0...1).contains(chance), "a chance is from 0 to 1")
    self.chance = chance
    self.stream = stream
    less = min(chance, 1 - chance)
    more = 1 - less
    logMore = log1p(-less)
  }

  /// How many of so many it happens to.
  public func count(of trials: Int, draw: Int) -> Int {
    guard trials > 0, chance > 0 else { return 0 }
    guard chance < 1 else { return trials }
    let fewer =
      Double(trials) * less < Self.leastProposed
      ? inverted(trials, stream.uniform(draw: draw)) : proposed(trials, draw)
    return chance <= 0.5 ? fewer : trials - fewer
  }

  private func inverted(_ trials: Int, _ uniform: Double) -> Int {
    let ratio = less / more
    var probability = exp(Double(trials) * logMore)
    var (left, count) = (uniform, 0)
    while left > probability, count < trials {
      left -= probability
      probability *= Double(trials - count) / Double(count + 1) * ratio
      count += 1
    }
    return count
  }

  /// Proposals have the density of a ratio that lies above the binomial; names as in Hörmann's paper.
  private func proposed(_ trials: Int, _ draw: Int) -> Int {
    let n = Double(trials)
    let spread = (n * less * more).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * less
    let centre = n * less + 0.5
    let sure = 0.92 - 4.2 / b
    let distribution = BinomialDistribution(trials: trials, chance: less)
    let mode = ((n + 1) * less).rounded(.down)
    var (index, probabilityOfMode) = (0, 0.0)
    while true {
      let u = stream.uniform(draw: draw, index: index) - 0.5
      let v = stream.uniform(draw: draw, index: index + 1)
      index += 2
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + centre).rounded(.down)
      if us >= 0.07, v <= sure { return Int(k) }
      guard k >= 0, k <= n, let distribution else { continue }
      if probabilityOfMode == 0 { probabilityOfMode = distribution.probability(of: Int(mode)) }
      let height = v * (2.83 + 5.1 / b) * spread / (a / (us * us) + b)
      if height * probabilityOfMode <= distribution.probability(of: Int(k)) { return Int(k) }
    }
  }
}
