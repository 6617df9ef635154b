import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a count varies about its mean: as a Poisson count, or as a negative binomial of some size.
///
/// Small counts are found by adding up their probabilities from none on. Counts that are large and little skewed are found from the normal quantile by the expansion of Cornish and
/// Fisher (Revue de l'Institut International de Statistique 5, 1938), which is within one count of the exact
/// quantile and takes a tenth of its time.
struct CountNoise {
  let mean: Double
  /// θ of variance μ + μ²/θ; nil for Poisson.
  let size: Double?

  private static let leastVariance = 250.0
  private static let greatestSkewness = 0.25

  /// Up to this mean the probability of no count is far from the smallest number there is.
  private static let greatestAddedUp = 100.0

  /// The least count with so much of the probability at or below it, or nearly so when it is large.
  func quantile(_ share: Double) -> Double {
    guard mean > 0 else { return 0 }
    guard mean > Self.greatestAddedUp else { return addedUpQuantile(share) }
    let (variance, skewness, kurtosis) = moments
    guard variance >= Self.leastVariance, skewness <= Self.greatestSkewness else {
      return exactQuantile(share)
    }
    let z = RandomStream.standardNormal(share)
    let expanded =
      z + (z * z - 1) * skewness / 6 + (z * z * z - 3 * z) * kurtosis / 24
      - (2 * z * z * z - 5 * z) * skewness * skewness / 36
    return max(0, (mean + variance.squareRoot() * expanded).rounded())
  }

  /// The least count with so much of the probability at or below it.
  func exactQuantile(_ share: Double) -> Double {
    guard let size else { return PoissonDistribution(mean: mean)?.quantile(share) ?? 0 }
    return NegativeBinomialDistribution(mean: mean, size: size)?.quantile(share) ?? 0
  }

  /// The same, from the probability of none and the ratio of each probability to the one before.
  private func addedUpQuantile(_ share: Double) -> Double {
    let success = size.map { mean / ($0 + mean) }
    var probability = exp(size.map { -$0 * log1p(mean / $0) } ?? -mean)
    var (count, below) = (0.0, probability)
    while below < share {
      count += 1
      probability *= (success.map { $0 * ((size ?? 0) + count - 1) } ?? mean) / count
      // Beyond the mean nothing more is added: the rest of the probability is lost to rounding.
      guard below + probability > below || count < mean else { return count }
      below += probability
    }
    return count
  }

  /// Variance, skewness and excess kurtosis.
  private var moments: (variance: Double, skewness: Double, kurtosis: Double) {
    guard let size else { return (mean, 1 / mean.squareRoot(), 1 / mean) }
    let success = size / (size + mean)
    let variance = mean + mean * mean / size
    let skewness = (2 - success) / (size * (1 - success)).squareRoot()
    return (variance, skewness, 6 / size + success * success / (size * (1 - success)))
  }
}
