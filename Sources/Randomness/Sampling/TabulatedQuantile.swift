/// The quantile function of a distribution, tabulated once so that a draw costs a few nanoseconds.
///
///     let cost = TabulatedQuantile(gamma)
///     cost.quantile(0.975)               // gamma.quantile(0.975), within 1 part in 10⁹
///     cost.quantile(normalScore: 1.96)   // that of the share Φ(1.96), in less time
///
/// The table runs over the normal score z of a share, z = Φ⁻¹(p), in which the quantiles of most distributions
/// bend little. Each unit of z from −4 to 4, or if need be each quarter of one, has a polynomial of the ninth degree
/// through exact quantiles, or the exponential of one, whichever is accurate. Where neither is, such as for counts,
/// and beyond, where 6 draws in 100,000 fall, the exact quantile is asked.
///
/// Values are within 10⁻⁹ of the exact ones, relative to them; on a stretch that reaches 0 or less, relative to
/// the farthest from 0 there. They never fall from one stretch to the next, and within one only by rounding, in the
/// last digits.
public struct TabulatedQuantile: Sendable {
  /// The distribution itself.
  public let distribution: any Distribution

  private let stretches: [QuantileStretch]
  private let stretchesPerUnit: Double

  /// There is a table from minus this normal score to plus it.
  private static let end = 4.0

  /// Tabulates the quantiles of a distribution, asking it for 73 of them, or for 289 more if some shape needs it.
  public init(_ distribution: some Distribution) {
    self.distribution = distribution
    let coarse = Self.stretches(of: distribution, perUnit: 1)
    let smooth = coarse.count { !$0.isExact }
    // Where nothing at all is smooth, nothing is on a finer scale.
    let isEnough = smooth == coarse.count || smooth == 0
    stretchesPerUnit = isEnough ? 1 : 4
    stretches = isEnough ? coarse : Self.stretches(of: distribution, perUnit: 4)
  }

  /// The value below which a share p lies; at 0 and 1 the ends of the range, outside them not a number.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return distribution.quantile(p) }
    return tabulated(normalQuantile(p)) ?? distribution.quantile(p)
  }

  /// The value below which a share Φ(z) lies, Φ being the standard normal distribution.
  public func quantile(normalScore z: Double) -> Double {
    tabulated(z) ?? distribution.quantile(normalProbability(below: z))
  }

  /// Puts the value of each of the first normal scores in its place.
  func replaceNormalScores(_ scores: inout MutableSpan<Double>, count: Int) {
    for place in 0..<count { scores[place] = quantile(normalScore: scores[place]) }
  }

  /// The quantile by the table; nil where the exact one is to be asked.
  @inline(__always)
  private func tabulated(_ z: Double) -> Double? {
    guard abs(z) < Self.end else { return nil }
    let distance = (z + Self.end) * stretchesPerUnit
    let place = Int(distance)
    return stretches[place].value(at: distance - Double(place))
  }

  private static func stretches(of distribution: some Distribution, perUnit: Int) -> [QuantileStretch] {
    let width = 1 / Double(perUnit)
    var start = distribution.quantile(normalProbability(below: -end))
    return (0..<Int(2 * end) * perUnit).map { stretch in
      let further = ChebyshevNodes.offsets.dropFirst().map { offset in
        distribution.quantile(normalProbability(below: (Double(stretch) + offset) * width - end))
      }
      defer { start = further.last ?? start }
      return QuantileStretch(through: [start] + further)
    }
  }
}
