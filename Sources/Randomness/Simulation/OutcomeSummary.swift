/// The mean, the spread and the quantiles of one output over the draws of a simulation.
public struct OutcomeSummary: Hashable, Sendable {
  /// The mean.
  public let mean: Double

  /// The square root of the sum of squared distances from the mean over n − 1; not a number for a single draw.
  public let standardDeviation: Double

  /// The 2.5 % quantile, type 7 of Hyndman and Fan as that of ``SortedSample``.
  public let lower: Double

  /// The 50 % quantile.
  public let median: Double

  /// The 97.5 % quantile.
  public let upper: Double

  /// The standard error of the mean if the draws are independent, standard deviation/√n.
  public let monteCarloError: Double

  /// Summarises values in the order of their draws, of which there is at least one; they are put into another
  /// order.
  ///
  /// Where a value is not a number, nothing is.
  init(_ values: inout [Double]) {
    let count = Double(values.count)
    let mean = PairwiseSum.of(values) { $0 } / count
    let squares = PairwiseSum.of(values) { ($0 - mean) * ($0 - mean) }
    self.mean = mean
    standardDeviation = (squares / (count - 1)).squareRoot()
    monteCarloError = standardDeviation / count.squareRoot()
    guard !values.contains(where: \.isNaN) else {
      (lower, median, upper) = (.nan, .nan, .nan)
      return
    }
    let positions = [0.025, 0.5, 0.975].map { QuantilePosition($0, count: values.count) }
    Selection.place(Set(positions.flatMap { [$0.lower, $0.upper] }).sorted(), of: &values)
    let quantiles = positions.map { $0.value(values[$0.lower], values[$0.upper]) }
    (lower, median, upper) = (quantiles[0], quantiles[1], quantiles[2])
  }
}
