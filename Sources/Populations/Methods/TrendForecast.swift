/// Log-linear trends over the years: log rate = α of the age group + β · year.
public struct TrendForecast: RateForecast {
  /// Which age groups share a trend.
  public enum Trend: Sendable, Hashable {
    /// All of them.
    case common
    /// Each has its own.
    case byAge
  }

  /// Which age groups share a trend.
  public var trend: Trend
  /// By how much each year's change is less than that of the year before; nil when the trend goes on unchanged.
  public var damping: Double?
  /// The part of the table that is fitted.
  public var scope: TrendScope

  /// A trend, undamped unless told otherwise.
  public init(_ trend: Trend, damping: Double? = nil, scope: TrendScope = TrendScope()) {
    self.trend = trend
    self.damping = damping
    self.scope = scope
  }

  /// A trend that all ages share, damped by φ a year: after h years D · Σ over j ≤ h of φ^(j−1) has been added.
  ///
  /// The default of 0.9 lets a drift come to ten years' worth in the end.
  public static func damped(by damping: Double = 0.9, scope: TrendScope = TrendScope()) -> TrendForecast {
    TrendForecast(.common, damping: damping, scope: scope)
  }

  private static let fewestPeriods = 2

  /// The method's name.
  public var name: String {
    let own = trend == .common ? "common trend" : "age-specific trends"
    return damping == nil ? own : own + ", damped"
  }

  /// Fits the trend and continues it.
  public func projection(of table: RateTable, periods: Int) throws(ForecastFault) -> RateProjection {
    let part = try ScopedCells(table, scope, fewestPeriods: Self.fewestPeriods)
    let ages = part.ages
    let place = Dictionary(uniqueKeysWithValues: zip(ages, ages.indices))
    let labels = ages.map { table.label(ofAge: $0) }
    let model =
      switch trend {
      case .common:
        LogLinearModel(names: labels.map { "age \($0)" } + ["trend per year"]) { age, time in
          SparseRow([(place[age] ?? 0, 1), (ages.count, time)])
        }
      case .byAge:
        // Level and trend of an age side by side, so that ages stay apart in the normal equations.
        LogLinearModel(names: labels.flatMap { ["age \($0)", "trend per year of age \($0)"] }) { age, time in
          SparseRow([(2 * (place[age] ?? 0), 1), (2 * (place[age] ?? 0) + 1, time)])
        }
      }
    return try model.projection(named: name, of: part, periods: periods, damping: damping, notes: [])
  }
}
