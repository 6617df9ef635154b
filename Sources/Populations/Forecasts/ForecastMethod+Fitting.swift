extension ForecastMethod {
  /// The method with its options, for a table in the method's own periods.
  ///
  /// Constant rates are those of the last three years, or of as many as there are.
  func forecast(for table: RateTable, _ options: ForecastOptions) throws(ForecastFault) -> any RateForecast {
    // Rates that are held begin at no age: few cases, or none, are no fault.
    guard self != .constant else {
      let years = max(1, 3 / table.periodWidth)
      return ConstantRates(pooled: min(years, max(1, table.periods.indices.filter(table.isObserved).count)))
    }
    let ages = try options.ages(of: table)
    let scope = TrendScope(firstAge: ages.estimated, marking: options.indicated)
    switch self {
    case .nordpred:
      return Nordpred(
        link: options.link,
        base: options.base,
        recentTrend: options.recentTrend,
        firstAgeEstimated: ages.estimated,
        firstAgeUsed: ages.used
      )
    case .agePeriodCohortSpline:
      return SplineForecast.agePeriodCohort(hasScreeningTrend: options.hasScreeningTerm, scope: scope)
    case .ageCohortSpline:
      return SplineForecast.ageCohort(hasScreeningTrend: options.hasScreeningTerm, scope: scope)
    case .commonTrend: return TrendForecast(.common, scope: scope)
    case .ageTrend: return TrendForecast(.byAge, scope: scope)
    case .damped: return TrendForecast.damped(scope: scope)
    case .constant, .ensemble, .best: throw .option("\(self) is made of other methods")
    }
  }

  /// The table in the method's own periods; a method that knows no effect of single years leaves them out.
  func ownTable(_ table: RateTable, _ options: ForecastOptions) throws(ForecastFault) -> RateTable {
    switch self {
    case .nordpred: try table.leavingOut(options.indicated).pooled(years: 5)
    case .constant: try table.leavingOut(options.indicated)
    default: table
    }
  }
}
