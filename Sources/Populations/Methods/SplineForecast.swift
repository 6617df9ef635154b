/// Age-cohort and age-period-cohort models with natural splines, which continue linearly.
///
///     log rate = f(age) + h(cohort)   or   f(age) + g(period) + h(cohort)
///
/// Only the curvatures of the three are identified, but the forecast is: whichever slope is moved between them,
/// it comes out the same (Carstensen 2007, Statistics in Medicine 26:3018; Sasieni 2012, Stata Journal 12:45).
public struct SplineForecast: RateForecast {
  /// How many knots age has, spread evenly over the age groups fitted; nil for as many as there are groups, so
  /// that each has an effect of its own.
  public var ageKnots: Int?
  /// How many knots the period has, at quantiles of the cases; nil for an age-cohort model.
  public var periodKnots: Int?
  /// How many knots the cohort has, at quantiles of the cases.
  public var cohortKnots: Int
  /// By how much each year's change is less than that of the year before; nil when the splines go on unchanged.
  public var damping: Double?
  /// Whether ages 45 to 74, at which breast screening finds cancers, have a linear trend of their own.
  public var hasScreeningTrend: Bool
  /// The part of the table that is fitted.
  public var scope: TrendScope

  /// An age-cohort model of splines.
  public static func ageCohort(
    ageKnots: Int? = nil,
    cohortKnots: Int = 5,
    damping: Double? = nil,
    hasScreeningTrend: Bool = false,
    scope: TrendScope = TrendScope()
  ) -> SplineForecast {
    SplineForecast(
      ageKnots: ageKnots,
      periodKnots: nil,
      cohortKnots: cohortKnots,
      damping: damping,
      hasScreeningTrend: hasScreeningTrend,
      scope: scope
    )
  }

  /// An age-period-cohort model of splines.
  public static func agePeriodCohort(
    ageKnots: Int? = nil,
    periodKnots: Int = 4,
    cohortKnots: Int = 5,
    damping: Double? = nil,
    hasScreeningTrend: Bool = false,
    scope: TrendScope = TrendScope()
  ) -> SplineForecast {
    SplineForecast(
      ageKnots: ageKnots,
      periodKnots: periodKnots,
      cohortKnots: cohortKnots,
      damping: damping,
      hasScreeningTrend: hasScreeningTrend,
      scope: scope
    )
  }

  private static let fewestPeriods = 3
  /// The first ages of the groups 45-49 to 70-74: women are invited from 47 to 73.
  private static let screeningAges = 45...70

  /// The method's name.
  public var name: String {
    (periodKnots == nil ? "age-cohort splines" : "age-period-cohort splines")
      + (hasScreeningTrend ? " with a screening trend" : "") + (damping == nil ? "" : ", damped")
  }

  /// Fits the splines and continues them.
  public func projection(of table: RateTable, periods: Int) throws(ForecastFault) -> RateProjection {
    let part = try ScopedCells(table, scope, fewestPeriods: Self.fewestPeriods)
    let age = try ageEffect(part)
    let cohorts = quantiles(cohortKnots, part) { Self.cohort(table, $0.age, table.time(of: $0.period)) }
    let cohort = try spline(cohorts)
    let period = try periodKnots.map { (count) throws(ForecastFault) in
      try spline(quantiles(count, part) { table.time(of: $0.period) })
    }
    var names = age.names("age")
    for (axis, spline) in [("cohort", cohort)] + (period.map { [("period", $0)] } ?? []) {
      names += (1...spline.columnCount).map { "\(axis) spline \($0)" }
    }
    if hasScreeningTrend { names.append("screening trend per year") }
    let hasScreeningTrend = hasScreeningTrend
    let model = LogLinearModel(names: names) { index, time in
      let isScreened = hasScreeningTrend && Self.screeningAges.contains(table.ageStarts[index])
      return SparseRow(
        dense: age.columnsWithConstant(at: table.middle(ofAge: index))
          + cohort.columns(at: Self.cohort(table, index, time)) + (period?.columns(at: time) ?? [])
          + (isScreened ? [time] : [])
      )
    }
    let knots =
      [age.knotCount.map { "\($0) of age" } ?? "one at each age"]
      + (period.map { ["\($0.knots.count) of period"] } ?? [])
      + ["\(cohort.knots.count) of cohort"]
    return try model.projection(
      named: name,
      of: part,
      periods: periods,
      damping: damping,
      notes: ["knots: " + knots.joined(separator: ", ")]
    )
  }

  /// When an age group was born, in years after the middle of the last period.
  private static func cohort(_ table: RateTable, _ age: Int, _ time: Double) -> Double {
    time - table.middle(ofAge: age)
  }

  private func spline(_ knots: [Double]) throws(ForecastFault) -> NaturalSpline {
    guard let spline = NaturalSpline(knots: knots) else {
      throw .option("a spline needs two knots or more where there are cases")
    }
    return spline
  }

  private func ageEffect(_ part: ScopedCells) throws(ForecastFault) -> TimeEffect {
    let middles = part.ages.map { part.table.middle(ofAge: $0) }
    guard let first = middles.first, let last = middles.last, first < last else {
      throw .option("splines need more than one age group with cases")
    }
    guard let count = ageKnots, count < middles.count else { return .factor(of: middles) }
    guard count >= 2 else { throw .option("a spline needs two knots or more") }
    return .spline(try spline((0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }))
  }

  private func quantiles(_ count: Int, _ part: ScopedCells, of value: ((age: Int, period: Int)) -> Double)
    -> [Double]
  {
    WeightedQuantiles.knots(
      count,
      of: part.cells.map(value),
      cases: part.cells.map { part.table.cases[$0.age][$0.period] }
    )
  }
}
