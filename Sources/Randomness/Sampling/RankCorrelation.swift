#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How strongly two uncertain inputs rise together: Spearman's correlation of their ranks.
///
///     RankCorrelation(between: "unit-cost.chemotherapy", and: "unit-cost.radiotherapy", is: 0.6)
///
/// The ranks of two inputs say nothing of their distributions, so that any two can be so correlated.
public struct RankCorrelation: Hashable, Sendable {
  /// The path of one input.
  public let first: String

  /// The path of the other.
  public let second: String

  /// Spearman's ρ, above −1 and below 1.
  public let rank: Double

  /// A rank correlation of two inputs named by their paths; a ``SamplePlan`` finds what is wrong with it.
  public init(between first: String, and second: String, is rank: Double) {
    self.first = first
    self.second = second
    self.rank = rank
  }

  /// The correlation r = 2 sin(πρ/6) of two normal variables whose ranks have this one.
  ///
  /// Pearson, *On further methods of determining correlation*, Drapers' Company Research Memoirs 4 (1907).
  var ofNormalScores: Double { 2 * sin(Double.pi * rank / 6) }
}
