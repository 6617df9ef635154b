#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The binomial distribution of how many of some people something happens to, each with the same chance.
public struct BinomialDistribution: Distribution, Hashable {
  /// How many people there are.
  public let trials: Int

  /// The chance of each.
  public let chance: Double

  /// A binomial distribution; nil unless there are 0 people or more and the chance is from 0 to 1.
  public init?(trials: Int, chance: Double) {
    guard trials >= 0, (0...1).contains(chance) else { return nil }
    self.trials = trials
    self.chance = chance
  }

  /// Trials × chance.
  public var mean: Double { Double(trials) * chance }

  /// Trials × chance × (1 − chance).
  public var variance: Double { mean * (1 - chance) }

  /// The probability of one count: n! / (k! (n − k)!) chanceᵏ (1 − chance)ⁿ⁻ᵏ.
  public func probability(of count: Int) -> Double {
    guard (0...trials).contains(count) else { return 0 }
    let (n, k) = (Double(trials), Double(count))
    guard chance > 0, chance < 1 else { return count == (chance == 0 ? 0 : trials) ? 1 : 0 }
    if count == 0 { return exp(n * log1p(-chance)) }
    if count == trials { return exp(n * log(chance)) }
    return IncompleteBeta(a: k, b: n - k).peak(chance, 1 - chance) * (n / (k * (n - k)))
  }

  /// P(X ≤ x), one minus the regularised incomplete beta function of k + 1 and n − k, k the whole part of x
  /// (DLMF 8.17.5).
  public func probability(below x: Double) -> Double { tails(x).lower }

  /// P(X > x).
  public func probability(above x: Double) -> Double { tails(x).upper }

  /// The least whole number k with P(X ≤ k) ≥ p.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? Double(trials) : .nan }
    guard variance > 0 else { return mean }
    let z = normalQuantile(p)
    // The first terms of Cornish and Fisher (1938), for the skewness of the distribution.
    let near = mean + z * standardDeviation + (1 - 2 * chance) * (z * z - 1) / 6
    return leastCount(near: min(near, Double(trials)), reaching: p) { probability(below: $0) }
  }

  /// A count drawn at an address: see ``BinomialCounts``.
  public func count(from stream: RandomStream, draw: Int) -> Int {
    BinomialCounts(chance: chance, stream: stream).count(of: trials, draw: draw)
  }

  private func tails(_ x: Double) -> Tails {
    guard x >= 0, x < Double(trials) else { return Tails(lower: x.isNaN ? x : x < 0 ? 0 : 1) }
    let k = x.rounded(.down)
    return IncompleteBeta(a: k + 1, b: Double(trials) - k).tails(chance, 1 - chance).swapped
  }
}
