/// The age-period-cohort models of one set of records: log rate = f(age) + g(period) + h(cohort).
///
/// The six fits, their order and the drifts are those of `apc.fit` of the R package Epi (Carstensen 2007,
/// Statistics in Medicine 26:3018).
public struct AgePeriodCohort: Sendable {
  /// How the effects are shaped.
  public enum Shape: Sendable, Hashable {
    /// One effect for each age, period and cohort that occurs.
    case factors
    /// Natural splines with so many knots at quantiles of the cases.
    case splines(age: Int, period: Int, cohort: Int)
  }

  /// The effect of age.
  public let age: TimeEffect
  /// The effect of the period.
  public let period: TimeEffect
  /// The effect of the cohort.
  public let cohort: TimeEffect
  private let records: [LexisRecord]

  /// Chooses levels or knots for some records.
  ///
  /// - Throws: `noCases`, and `option` when there are not two different knots of each.
  public init(_ records: [LexisRecord], shape: Shape) throws(ForecastFault) {
    guard records.contains(where: { $0.cases > 0 }) else { throw .noCases }
    self.records = records
    let values = (records.map(\.age), records.map(\.period), records.map(\.cohort))
    switch shape {
    case .factors:
      (age, period, cohort) = (.factor(of: values.0), .factor(of: values.1), .factor(of: values.2))
    case .splines(let ageKnots, let periodKnots, let cohortKnots):
      let cases = records.map(\.cases)
      age = try Self.spline(ageKnots, values.0, cases)
      period = try Self.spline(periodKnots, values.1, cases)
      cohort = try Self.spline(cohortKnots, values.2, cases)
    }
  }

  private static func spline(_ knots: Int, _ values: [Double], _ cases: [Double]) throws(ForecastFault)
    -> TimeEffect
  {
    guard let spline = NaturalSpline(knots: WeightedQuantiles.knots(knots, of: values, cases: cases)) else {
      throw .option("a spline needs two knots or more where there are cases")
    }
    return .spline(spline)
  }

  /// The models that are compared.
  public enum Model: String, Sendable, CaseIterable {
    /// Age alone.
    case age = "Age"
    /// Age and one trend that all ages share.
    case ageDrift = "Age-drift"
    /// Age and cohort.
    case ageCohort = "Age-Cohort"
    /// All three.
    case agePeriodCohort = "Age-Period-Cohort"
    /// Age and period.
    case agePeriod = "Age-Period"
  }

  /// Fits one of the models.
  public func fit(_ model: Model) throws(ForecastFault) -> RegressionFit {
    try fit(
      records.map { record in
        let ages = age.columnsWithConstant(at: record.age)
        switch model {
        case .age: return ages
        case .ageDrift: return ages + [record.period - origin]
        case .ageCohort: return ages + cohort.columns(at: record.cohort)
        case .agePeriod: return ages + period.columns(at: record.period)
        case .agePeriodCohort:
          return ages + period.columns(at: record.period) + cohort.columns(at: record.cohort)
        }
      }
    )
  }

  /// The yearly trend of the age-drift model, as a factor: 1.02 is a rise of 2 % a year.
  public func ageDrift() throws(ForecastFault) -> Double {
    let fit = try fit(.ageDrift)
    return Link.log.rate(fit.coefficients.last.flatMap { $0 } ?? 0)
  }

  /// The yearly drift of the full model, as a factor.
  ///
  /// It is the slopes of the fitted period and cohort effects over the records, each counted once, added up:
  /// Epi's extraction with "1-weights". Where more than the drift is left open, as by triangles of which no two
  /// kinds share a level, the period effects are fitted before those of cohorts, as Epi does.
  public func drift() throws(ForecastFault) -> Double {
    let periods = Self.withoutTrend(records.map { period.columns(at: $0.period) }, records.map(\.period))
    let cohorts = Self.withoutTrend(records.map { cohort.columns(at: $0.cohort) }, records.map(\.cohort))
    let ages = records.map { age.columnsWithConstant(at: $0.age) }
    let fit = try fit(
      records.indices.map { row in
        ages[row] + [records[row].period - origin] + periods[row] + cohorts[row]
      }
    )
    return Link.log.rate(fit.coefficients[ages.first?.count ?? 0] ?? 0)
  }

  /// Dates are counted from here, so that a trend is not nearly a constant.
  private var origin: Double { records.reduce(0) { $0 + $1.period } / Double(records.count) }

  private func fit(_ rows: [[Double]]) throws(ForecastFault) -> RegressionFit {
    let names = (rows.first ?? []).indices.map { "column \($0 + 1)" }
    let design = DesignMatrix(names: names, rows: rows.map { SparseRow(dense: $0) })
    do throws(RegressionFault) {
      return try PoissonRegression(design, link: .log)
        .fit(counts: records.map(\.cases), personYears: records.map(\.personYears))
    } catch {
      throw .regression(error)
    }
  }

  /// What is left of each column once the straight line through it is taken out; columns that then depend on
  /// those before them are left out.
  private static func withoutTrend(_ rows: [[Double]], _ times: [Double]) -> [[Double]] {
    let mean = times.reduce(0, +) / Double(times.count)
    let squares = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let columns = (rows.first ?? []).indices.compactMap { column -> [Double]? in
      let values = rows.map { $0[column] }
      let level = values.reduce(0, +) / Double(values.count)
      let slope = zip(values, times).reduce(0) { $0 + $1.0 * ($1.1 - mean) } / squares
      let rest = zip(values, times).map { $0 - level - slope * ($1 - mean) }
      // A column that was a straight line leaves only rounding, which must not pass for an effect.
      let limit = DesignMatrix.tolerance * DesignMatrix.tolerance * values.reduce(0) { $0 + $1 * $1 }
      return rest.reduce(0) { $0 + $1 * $1 } > limit ? rest : nil
    }
    let flat = rows.indices.map { row in columns.map { $0[row] } }
    let names = columns.indices.map { "column \($0 + 1)" }
    let kept = DesignMatrix(names: names, rows: flat.map { SparseRow(dense: $0) }).estimated
    return flat.map { row in kept.map { row[$0] } }
  }
}
