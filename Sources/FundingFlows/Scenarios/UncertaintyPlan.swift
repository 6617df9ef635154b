public import Diagnostics
public import Quantities

/// Of which inputs a scenario is unsure, and how much.
public struct UncertaintyPlan: Sendable {
  /// One input and how likely each of its values is.
  public struct Input: Sendable {
    /// The input.
    public let path: ChangePath
    /// How its values are spread.
    public let spread: Spread
    /// How well the spread is supported.
    public let evidence: Evidence
    /// Where it comes from; blank when nothing was said.
    public let source: String
    /// Where it is asked for.
    public let position: Position
  }

  /// The kind of a distribution.
  public enum Kind: String, Sendable, CaseIterable {
    /// Of a share.
    case beta
    /// Of shares that make up a whole.
    case dirichlet
    /// Of a number above 0.
    case gamma
    /// Of a number above 0, its logarithm normal.
    case logNormal = "lognormal"
    /// Of a number; below 0 it counts as 0.
    case normal
    /// That of the forecast of cases itself.
    case forecast
  }

  /// A distribution around the value that the input has, or around a mean of its own.
  public struct Spread: Sendable {
    /// The kind.
    public let kind: Kind
    /// What stands in place of the input's own value as the mean; nil for that.
    public let mean: Double?
    /// How far it spreads.
    public let width: Width
  }

  /// How far a distribution spreads.
  public enum Width: Hashable, Sendable {
    /// The standard deviation, in the units of the input.
    case standardDeviation(Double)
    /// The standard deviation over the mean.
    case variation(Double)
    /// As if so many patients had been counted.
    case size(Double)
    /// The ends of an interval of 95 %.
    case interval(low: Double, high: Double)
    /// As wide as the forecast's own intervals.
    case ofForecast
  }

  /// Two inputs that rise together, or one as the other falls.
  public struct Correlation: Sendable {
    /// The inputs.
    public let paths: (String, String)
    /// Spearman's rank correlation.
    public let rank: Double
    /// Where it is asked for.
    public let position: Position
  }

  /// The inputs.
  public private(set) var inputs: [Input] = []
  /// Which of them go together; all others are independent.
  public private(set) var correlations: [Correlation] = []
  /// Whether draws are spread evenly over each input's range.
  public private(set) var isLatinHypercube = false

  /// Unsure of nothing.
  public init() {}

  /// Adds inputs and correlations to these.
  init(inputs: [Input], correlations: [Correlation], isLatinHypercube: Bool) {
    self.inputs = inputs
    self.correlations = correlations
    self.isLatinHypercube = isLatinHypercube
  }

  /// These and others besides; where others are about the same input, they stand.
  func adding(_ other: UncertaintyPlan) -> UncertaintyPlan {
    let kept = inputs.filter { own in !other.inputs.contains { $0.path.overlaps(own.path) } }
    return UncertaintyPlan(
      inputs: kept + other.inputs,
      correlations: correlations + other.correlations,
      isLatinHypercube: isLatinHypercube || other.isLatinHypercube
    )
  }
}
