/// Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of theirs.
///
/// It is 1 where one column rises whenever the other does, by whatever curve, and −1 where one falls then. Nil
/// unless the columns are of equal length, hold numbers only, and neither is constant. Source: Spearman, *The
/// proof and measurement of association between two things*, American Journal of Psychology 15:72 (1904).
public func rankCorrelation(_ one: [Double], _ other: [Double]) -> Double? {
  guard one.count == other.count, !one.contains(where: \.isNaN), !other.contains(where: \.isNaN) else {
    return nil
  }
  return correlation(ofRanks: midRanks(one), midRanks(other))
}

/// Pearson's correlation of ranks from 1 to their number; nil when all of either are equal.
private func correlation(ofRanks one: [Double], _ other: [Double]) -> Double? {
  let middle = Double(one.count + 1) / 2
  var (both, squares, otherSquares) = (0.0, 0.0, 0.0)
  for (rank, otherRank) in zip(one, other) {
    both += (rank - middle) * (otherRank - middle)
    squares += (rank - middle) * (rank - middle)
    otherSquares += (otherRank - middle) * (otherRank - middle)
  }
  guard squares > 0, otherSquares > 0 else { return nil }
  return both / (squares * otherSquares).squareRoot()
}

/// How closely an outcome goes with one of the inputs from which it was computed, over the draws.
public struct InputInfluence: Hashable, Sendable {
  /// Which input it is: its place among the columns.
  public let input: Int
  /// The rank correlation with the outcome, from −1 to 1; 0 of a column that is constant.
  public let correlation: Double
  /// The number of draws.
  public let draws: Int

  /// The sampling error of the correlation ρ over n draws: (1 − ρ²)√((1 + ρ²/2)/(n − 3)).
  ///
  /// Source: Bonett and Wright, *Sample size requirements for estimating Pearson, Kendall and Spearman
  /// correlations*, Psychometrika 65:23 (2000), who found it to hold for |ρ| below 0.95.
  public var standardError: Double {
    let square = correlation * correlation
    return (1 - square) * ((1 + square / 2) / Double(draws - 3)).squareRoot()
  }

  /// The inputs by the size of their correlation with an outcome, greatest first, equal ones in their order.
  ///
  /// Nil unless all columns have as many draws as the outcome, four at least, and hold numbers only.
  public static func ranked(inputs: [[Double]], outcome: [Double]) -> [InputInfluence]? {
    guard outcome.count >= 4,
      ([outcome] + inputs).allSatisfy({ $0.count == outcome.count && !$0.contains(where: \.isNaN) })
    else { return nil }
    let outcomeRanks = midRanks(outcome)
    let influences = inputs.enumerated().map { place, column in
      InputInfluence(
        input: place,
        correlation: Randomness.correlation(ofRanks: midRanks(column), outcomeRanks) ?? 0,
        draws: outcome.count
      )
    }
    return influences.sorted { (-abs($0.correlation), $0.input) < (-abs($1.correlation), $1.input) }
  }
}
