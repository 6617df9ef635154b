import Randomness

/// Shares of a whole that a Dirichlet distribution draws, each over what it is without uncertainty.
struct SharesOfWhole: Sendable {
  /// The inputs, one for each share.
  let columns: [Int]
  /// Where the multipliers are kept.
  let into: [Int]
  private let gammas: [TabulatedQuantile]
  private let betas: [BetaDistribution]
  private let shares: [Double]

  /// Shares as if so many patients had been counted; nil when there are fewer than two, or no distribution.
  ///
  /// Less than one patient counted is refused: all gamma variables might then be below the least number there is.
  init?(_ shares: [Double], size: Double, columns: [Int], into: [Int]) {
    guard size >= 1 else { return nil }
    let gammas = shares.compactMap { GammaDistribution(shape: $0 * size, scale: 1) }
    let betas = shares.compactMap { BetaDistribution(alpha: $0 * size, beta: (1 - $0) * size) }
    guard shares.count > 1, gammas.count == shares.count, betas.count == shares.count else { return nil }
    self.columns = columns
    self.into = into
    self.gammas = gammas.map { TabulatedQuantile($0) }
    self.betas = betas
    self.shares = shares
  }

  /// What one share by itself is at a normal score, over what it is without uncertainty.
  func multiplier(of part: Int, at score: Double) -> Double {
    betas[part].quantile(RandomStream.probability(ofNormalScore: score)) / shares[part]
  }

  /// Fills the multipliers of one draw.
  ///
  /// Where only some shares are drawn, each is so by itself, by its own beta distribution, and the others keep their
  /// proportions.
  func fill(
    _ multipliers: inout [Lanes],
    _ score: (Int) -> Double,
    _ index: (Int) -> Int,
    lane: () -> Int
  ) {
    let scores = columns.map(score)
    guard scores.contains(where: \.isNaN) else {
      var sum = 0.0
      for (part, z) in scores.enumerated() {
        let size = gammas[part].quantile(normalScore: z)
        multipliers[index(into[part])][lane()] = size
        sum += size
      }
      for part in shares.indices { multipliers[index(into[part])][lane()] /= sum * shares[part] }
      return
    }
    for part in shares.indices { multipliers[index(into[part])][lane()] = 1 }
    guard let part = scores.firstIndex(where: { !$0.isNaN }) else { return }
    let drawn = shares[part] * multiplier(of: part, at: scores[part])
    for other in shares.indices {
      multipliers[index(into[other])][lane()] =
        other == part ? drawn / shares[part] : (1 - drawn) / (1 - shares[part])
    }
  }
}
