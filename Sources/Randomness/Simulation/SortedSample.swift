/// Values in rising order, so that quantiles can be read off.
public struct SortedSample: Hashable, Sendable {
  /// The values, least first; there is at least one.
  public let values: [Double]

  /// A sample of values in any order; nil when there are none, or one is not a number.
  public init?(_ values: [Double]) {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
    self.values = values.sorted()
  }

  /// The value below which a share p of the sample lies, interpolated; not a number for p outside 0 to 1.
  ///
  /// Type 7 of Hyndman and Fan (*The American Statistician* 50:361, 1996), the default of R: with the n values
  /// numbered from 0, the value at (n − 1)p. So the median of 1, 2, 3, 4 is 2.5, their 0.25 quantile 1.75.
  public func quantile(_ p: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    let position = QuantilePosition(p, count: values.count)
    return position.value(values[position.lower], values[position.upper])
  }
}
