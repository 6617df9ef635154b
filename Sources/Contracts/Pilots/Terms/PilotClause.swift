public import Diagnostics
public import Quantities

/// A clause as a pilot states it; its rates may be those of a year's payment rules.
public struct PilotClause: Sendable {
  /// What it is called.
  public let name: String
  /// What it does.
  public let terms: Terms
  /// The year whose rules it takes; nil for that of the activity.
  public let year: FinancialYear?
  /// How well its figures are supported.
  public let evidence: Evidence
  /// Where they come from.
  public let source: String
  /// Where it stands.
  public let position: Position

  /// What a clause does.
  public enum Terms: Sendable {
    /// Pays value above a baseline at a marginal rate.
    case marginalRate(rate: Factor?, kind: MarginalRate.Kind, baseline: Pence, scope: LineScope)
    /// Works out the value above a baseline from the amount that is kept.
    case marginalRateKeeping(Pence, rate: Factor?, kind: MarginalRate.Kind)
    /// Pays a fixed sum and a variable one.
    case alignedPayment(
      fixed: Pence,
      AlignedPayment.Variable,
      rate: Factor?,
      multiple: Factor?,
      variableScope: LineScope,
      scope: LineScope
    )
    /// Adds a share of the value for quality.
    case qualityPayment(rate: Factor?, passThrough: LineScope, earned: Share)
    /// Shares gains and losses against a plan.
    case gainShare(plan: Pence, above: GainShare.Terms, below: GainShare.Terms, stopLoss: Share?, LineScope)
    /// Pays the mean of the years before.
    case lowVolume(years: [Pence], expected: Pence?, scope: LineScope)
  }
}
