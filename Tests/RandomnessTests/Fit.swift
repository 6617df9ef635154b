import Randomness

/// Whether numbers look as they should.
enum Fit {
  /// What √n × the greatest distance exceeds once in a thousand samples (Kolmogorov 1933).
  static let kolmogorovSmirnovLimit = 1.95

  /// √n × the greatest distance between the share of a sample below x and a cumulative distribution.
  static func kolmogorovSmirnov(_ sample: [Double], _ cumulative: (Double) -> Double) -> Double {
    let count = Double(sample.count)
    let distances = sample.sorted().enumerated().map { index, x in
      let expected = cumulative(x)
      return max(expected - Double(index) / count, Double(index + 1) / count - expected)
    }
    return (distances.max() ?? 0) * count.squareRoot()
  }

  /// What that cannot exceed, by the cumulative distribution at every so many values of the sample alone.
  ///
  /// Between two of them neither the sample's share nor the distribution can leave the range of the two.
  static func kolmogorovSmirnovBound(
    _ sample: [Double],
    every step: Int,
    _ cumulative: (Double) -> Double
  ) -> Double {
    let (sorted, count) = (sample.sorted(), Double(sample.count))
    let places = Array(stride(from: 0, to: sorted.count - 1, by: step)) + [sorted.count - 1]
    var (greatest, last) = (0.0, (place: -1, expected: 0.0))
    for place in places + [sorted.count] {
      let expected = place == sorted.count ? 1 : cumulative(sorted[place])
      let above = expected - Double(last.place + 1) / count
      let below = Double(place) / count - last.expected
      greatest = max(greatest, above, below)
      last = (place, expected)
    }
    return greatest * count.squareRoot()
  }

  /// The probability of counts at least so far from a discrete distribution, by the chi-squared test.
  static func chiSquaredProbability(_ sample: [Double], _ distribution: some Distribution) -> Double {
    let count = Double(sample.count)
    var (statistic, cells) = (0.0, -1.0)
    var (from, below) = (-1.0, 0.0)
    // Cells of a tenth of the sample or what a single count makes more.
    for tenth in 1...10 {
      let to = tenth == 10 ? .infinity : distribution.quantile(Double(tenth) / 10)
      guard to > from else { continue }
      let probability = distribution.probability(below: to) - below
      guard probability * count > 5 else { continue }
      let seen = Double(sample.count { from < $0 && $0 <= to })
      statistic += (seen - probability * count) * (seen - probability * count) / (probability * count)
      cells += 1
      (from, below) = (to, distribution.probability(below: to))
    }
    return GammaDistribution(shape: cells / 2, scale: 2)?.probability(above: statistic) ?? 1
  }

  /// Whether mean and variance of a sample are within five standard errors of what they should be.
  static func isNear(_ sample: [Double], mean: Double, variance: Double) -> Bool {
    let squares = sample.map { ($0 - mean) * ($0 - mean) }
    return isNear(sample, mean) && isNear(squares, variance)
  }

  /// Whether there is no correlation of pairs of uniform numbers, nor of their distances from the middle.
  static func isIndependent(_ pairs: [(Double, Double)]) -> Bool {
    let centred = pairs.map { ($0 - 0.5, $1 - 0.5) }
    return isNear(centred.map { $0 * $1 }, 0)
      && isNear(centred.map { ($0 * $0 - 1.0 / 12) * ($1 * $1 - 1.0 / 12) }, 0)
  }

  /// Whether the mean of a sample is within five standard errors of what it should be.
  static func isNear(_ sample: [Double], _ expected: Double) -> Bool {
    let count = Double(sample.count)
    let mean = sample.reduce(0, +) / count
    let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    return abs(mean - expected) < 5 * (variance / count).squareRoot()
  }

  /// Whether a number is within a relative distance of what it should be.
  static func isSame(_ one: Double, _ other: Double, within relative: Double) -> Bool {
    one == other || abs(one - other) <= relative * abs(other)
  }
}
