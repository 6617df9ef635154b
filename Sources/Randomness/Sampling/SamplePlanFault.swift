/// Why inputs cannot be drawn as asked.
public enum SamplePlanFault: Error, Hashable, Sendable {
  /// A path is given twice.
  case repeatedPath(String)

  /// Two paths have the same 64-bit hash and so would have the same numbers: rename one.
  case sameNumbers(String, String)

  /// A correlation names a path that is not among those given.
  case unknownPath(String, RankCorrelation)

  /// A correlation is not above −1 and below 1.
  case rankOutOfRange(RankCorrelation)

  /// A correlation is of an input with itself.
  case correlatedWithItself(RankCorrelation)

  /// The correlation of a pair is given twice, in either order.
  case repeatedPair(RankCorrelation)

  /// No variables can be so correlated: the matrix of these paths, in order, is not positive definite.
  ///
  /// Pairs of the group that no correlation names count as uncorrelated, which may be why.
  case impossibleGroup([String])

  /// A Latin hypercube of no draws.
  case noDraws
}
