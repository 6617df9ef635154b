#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much counts vary about their mean μ.
enum CountVariation: Sendable {
  /// Variance μ.
  case poisson
  /// Variance μ + μ²/θ.
  case negativeBinomial(theta: Double)

  /// The mean from which the first step starts: R's, which keeps it above zero.
  func startingMean(_ count: Double) -> Double {
    switch self {
    case .poisson: count + 0.1
    case .negativeBinomial: count == 0 ? 1.0 / 6 : count
    }
  }

  /// Twice the log-likelihood lost against a model that fits every count exactly.
  func deviance(_ counts: [Double], _ means: [Double]) -> Double {
    var sum = 0.0
    switch self {
    case .poisson:
      for row in counts.indices {
        let (count, mean) = (counts[row], means[row])
        sum += count > 0 ? count * log(count / mean) - (count - mean) : mean
      }
    case .negativeBinomial(let theta):
      for row in counts.indices {
        let (count, mean) = (counts[row], means[row])
        // log((y+θ)/(μ+θ)) as a step from 1: for a large θ little else would be left of it.
        let shared = (count + theta) * log1p((count - mean) / (mean + theta))
        sum += (count > 0 ? count * log(count / mean) : 0) - shared
      }
    }
    return 2 * sum
  }

  /// The log-likelihood of the counts.
  func logLikelihood(_ counts: [Double], _ means: [Double]) -> Double {
    var sum = 0.0
    for row in counts.indices {
      let (count, mean) = (counts[row], means[row])
      let ofCount = count > 0 ? count * log(mean) : 0
      switch self {
      case .poisson: sum += ofCount - mean - lgamma(count + 1)
      case .negativeBinomial(let theta):
        let ratio = lgamma(theta + count) - lgamma(theta) - lgamma(count + 1)
        sum += ratio + ofCount - count * log(mean + theta) - theta * log1p(mean / theta)
      }
    }
    return sum
  }
}
