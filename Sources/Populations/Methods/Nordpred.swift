/// Nordpred, the age-period-cohort forecast of Møller et al. 2003 (Statistics in Medicine 22:2751).
///
///     (cases / person-years)^(1/5) = age + D · period + period effect + cohort effect
///
/// with D the drift. In the k-th period ahead the drift, cut by and by, goes on:
///
///     rate = (age + D · T + S · K + cohort effect)^5,   K = Σ over j ≤ k of (1 − cut_j)
///
/// S is D, or the slope of the last two periods when the recent trend is asked for. A cohort that was not seen
/// takes the effect of the youngest one seen at the ages that are forecast. Periods have five years, as age groups
/// have, so that cohorts are theirs too.
///
/// The figures are those of the R package nordpred to the last digits, with one difference: an age group without
/// a single case in the fitted periods is left out, where R lets its level run away until it stops.
public struct Nordpred: Sendable {
  /// How many periods at the end of the table are fitted.
  public enum Base: Sendable, Hashable {
    /// Six; the oldest is dropped, down to four, while the goodness of fit has p < 0.01.
    case automatic
    /// So many.
    case last(Int)
  }

  /// Which slope goes on into the future.
  public enum RecentTrend: Sendable, Hashable {
    /// That of the last two periods when the trend bends: period² in the log-linear model has p < 0.05.
    case automatic
    /// That of the last two periods.
    case yes
    /// The drift over all fitted periods.
    case no
  }

  /// How the rate follows from the effects: `power5`, or `log`, which the R package calls "poisson".
  public var link: Link
  /// How many periods are fitted.
  public var base: Base
  /// Which slope goes on.
  public var recentTrend: RecentTrend
  /// The first age of the youngest group that takes part in the regression.
  public var firstAgeEstimated: Int
  /// The first age of the youngest group that the regression forecasts; younger ones hold the mean rate of the
  /// last two periods.
  public var firstAgeUsed: Int
  /// The part of the drift that is cut in each future period; beyond the last value, it repeats.
  public var cutTrend: [Double]

  /// The published defaults, unless told otherwise.
  public init(
    link: Link = .power5,
    base: Base = .automatic,
    recentTrend: RecentTrend = .automatic,
    firstAgeEstimated: Int = 20,
    firstAgeUsed: Int = 25,
    cutTrend: [Double] = [0, 0.25, 0.5, 0.75, 0.75]
  ) {
    self.link = link
    self.base = base
    self.recentTrend = recentTrend
    self.firstAgeEstimated = firstAgeEstimated
    self.firstAgeUsed = firstAgeUsed
    self.cutTrend = cutTrend
  }

  /// Fewer periods than this cannot tell a recent trend from the drift.
  static let fewestPeriods = 3
  /// The automatic choice begins with the last of these and stops at the first.
  static let automaticPeriods = 4...6
  static let poorFit = 0.01
  static let significant = 0.05

  /// Makes the designs for tables like this one, once for any number of series.
  public func plan(like table: RateTable) throws(ForecastFault) -> NordpredPlan {
    try NordpredPlan(self, like: table)
  }

  /// Fits the model to a table.
  public func estimate(_ table: RateTable) throws(ForecastFault) -> NordpredEstimate {
    try plan(like: table).estimate(table)
  }
}

extension Nordpred: RateForecast {
  /// The method's name.
  public var name: String { "Nordpred" }

  /// Fits a table and forecasts so many periods after its last.
  public func projection(of table: RateTable, periods: Int) throws(ForecastFault) -> RateProjection {
    try estimate(table).projection(periods: periods)
  }
}
