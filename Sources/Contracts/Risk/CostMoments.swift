/// The mean of a cost, its variance and its third central moment.
struct CostMoments: Hashable, Sendable {
  var mean = 0.0
  var variance = 0.0
  var third = 0.0

  /// Of the sum of two independent costs.
  static func + (one: CostMoments, other: CostMoments) -> CostMoments {
    CostMoments(
      mean: one.mean + other.mean,
      variance: one.variance + other.variance,
      third: one.third + other.third
    )
  }

  /// Of so many such costs.
  static func * (moments: CostMoments, count: Double) -> CostMoments {
    CostMoments(
      mean: moments.mean * count,
      variance: moments.variance * count,
      third: moments.third * count
    )
  }

  /// Of one of some costs by their shares; of no cost for what they leave of 1.
  ///
  /// With d the distance of a part's mean from the whole's: variance Σ p (v + d²), third Σ p (t + 3vd + d³).
  init(mixing parts: [(share: Double, moments: CostMoments)]) {
    let rest = 1 - parts.reduce(0) { $0 + $1.share }
    let whole = rest > CareChoice.slack ? parts + [(rest, CostMoments())] : parts
    let mean = whole.reduce(0) { $0 + $1.share * $1.moments.mean }
    var (variance, third) = (0.0, 0.0)
    for (share, part) in whole {
      let distance = part.mean - mean
      variance += share * (part.variance + distance * distance)
      third += share * (part.third + 3 * part.variance * distance + distance * distance * distance)
    }
    self.init(mean: mean, variance: variance, third: third)
  }

  init(mean: Double = 0, variance: Double = 0, third: Double = 0) {
    (self.mean, self.variance, self.third) = (mean, variance, third)
  }

  /// The third central moment in units of the standard deviation; 0 for what is certain.
  var skewness: Double {
    variance > 0 ? third / (variance * variance.squareRoot()) : 0
  }
}

extension CareNode {
  /// Of the cost of a patient who comes here, in thousand-millionths of a pound.
  var moments: CostMoments {
    choices.reduce(CostMoments(mean: Double(cost))) { $0 + $1.moments }
  }
}

extension CareChoice {
  fileprivate var moments: CostMoments {
    CostMoments(mixing: branches.map { ($0.share, $0.node.moments) })
  }
}
