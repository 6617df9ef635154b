/// The fifteen models of age, period and cohort on one table of rates, compared by their deviances.
///
/// The names and the order are those of `apc.fit.table` of the R package apc (Nielsen 2015, R Journal 7(2):52).
public struct DevianceTable: Sendable {
  /// Which effects a model has: capital letters for free effects, `d` for the drift beside them, `t` for trends
  /// alone.
  public enum Model: String, Sendable, CaseIterable {
    /// Age, period and cohort.
    case agePeriodCohort = "APC"
    /// Age and period.
    case agePeriod = "AP"
    /// Age and cohort.
    case ageCohort = "AC"
    /// Period and cohort.
    case periodCohort = "PC"
    /// Age and a trend.
    case ageDrift = "Ad"
    /// Period and a trend over ages.
    case periodDrift = "Pd"
    /// Cohort and a trend over ages.
    case cohortDrift = "Cd"
    /// Age alone.
    case age = "A"
    /// Period alone.
    case period = "P"
    /// Cohort alone.
    case cohort = "C"
    /// Trends over ages and cohorts.
    case trends = "t"
    /// A trend over ages.
    case ageTrend = "tA"
    /// A trend over periods.
    case periodTrend = "tP"
    /// A trend over cohorts.
    case cohortTrend = "tC"
    /// One rate.
    case constant = "1"
  }

  /// One model's line.
  public struct Row: Sendable {
    /// The model.
    public let model: Model
    /// Its fit.
    public let fit: RegressionFit
    /// Its deviance less that of the full model.
    public let likelihoodRatio: Double
    /// Its degrees of freedom less those of the full model.
    public let degreesOfFreedom: Int
    /// How likely so great a ratio is if the model holds; nil for the full model itself.
    public let probability: Double?
  }

  /// The lines, in the order of the models.
  public let rows: [Row]

  /// Fits all models to a table whose periods are as wide as its age groups.
  public init(_ table: RateTable) throws(ForecastFault) {
    guard table.periodWidth == RateTable.ageWidth else { throw .unequalWidths }
    var cells: [(age: Int, period: Int)] = []
    for age in table.ageStarts.indices {
      for period in table.periods.indices where table.personYears[age][period] > 0 {
        cells.append((age, period))
      }
    }
    let counts = cells.map { table.cases[$0.age][$0.period] }
    let personYears = cells.map { table.personYears[$0.age][$0.period] }
    guard counts.contains(where: { $0 > 0 }) else { throw .noCases }
    var fits: [(Model, RegressionFit)] = []
    for model in Model.allCases {
      let design = Self.design(model, cells, table)
      do throws(RegressionFault) {
        let regression = PoissonRegression(design, link: .log)
        fits.append((model, try regression.fit(counts: counts, personYears: personYears)))
      } catch {
        throw .regression(error)
      }
    }
    guard let full = fits.first?.1 else { throw .noCases }
    rows = fits.map { model, fit in
      let ratio = fit.deviance - full.deviance
      let degrees = fit.degreesOfFreedom - full.degreesOfFreedom
      return Row(
        model: model,
        fit: fit,
        likelihoodRatio: ratio,
        degreesOfFreedom: degrees,
        probability: degrees > 0 ? ChiSquared.probability(above: ratio, degreesOfFreedom: degrees) : nil
      )
    }
  }

  /// The line of a model.
  public subscript(model: Model) -> Row? { rows.first { $0.model == model } }

  /// What a column is made of.
  private enum Axis: String {
    case age, period, cohort
  }

  /// Free effects, and trends, of each model; a constant comes first where nothing free brings one along.
  private static func parts(_ model: Model) -> (free: [Axis], trends: [Axis]) {
    switch model {
    case .agePeriodCohort: ([.age, .period, .cohort], [])
    case .agePeriod: ([.age, .period], [])
    case .ageCohort: ([.age, .cohort], [])
    case .periodCohort: ([.period, .cohort], [])
    case .ageDrift: ([.age], [.cohort])
    case .periodDrift: ([.period], [.age])
    case .cohortDrift: ([.cohort], [.age])
    case .age: ([.age], [])
    case .period: ([.period], [])
    case .cohort: ([.cohort], [])
    case .trends: ([], [.age, .cohort])
    case .ageTrend: ([], [.age])
    case .periodTrend: ([], [.period])
    case .cohortTrend: ([], [.cohort])
    case .constant: ([], [])
    }
  }

  private static func design(_ model: Model, _ cells: [(age: Int, period: Int)], _ table: RateTable)
    -> DesignMatrix
  {
    let oldest = table.ageStarts.count - 1
    let counts: [Axis: Int] = [
      .age: table.ageStarts.count, .period: table.periods.count,
      .cohort: table.ageStarts.count + table.periods.count - 1,
    ]
    let parts = parts(model)
    var names = parts.free.isEmpty ? ["constant"] : []
    var starts: [Int] = []
    for axis in parts.free {
      starts.append(names.count)
      names += (1...(counts[axis] ?? 1)).map { "\(axis.rawValue) \($0)" }
    }
    let trendStart = names.count
    names += parts.trends.map { "trend over \($0.rawValue)" }
    let rows = cells.map { cell -> SparseRow in
      let place: [Axis: Int] = [
        .age: cell.age, .period: cell.period, .cohort: oldest - cell.age + cell.period,
      ]
      var row: [(column: Int, value: Double)] = parts.free.isEmpty ? [(0, 1)] : []
      for (axis, start) in zip(parts.free, starts) { row.append((start + (place[axis] ?? 0), 1)) }
      for (index, axis) in parts.trends.enumerated() {
        row.append((trendStart + index, Double(place[axis] ?? 0)))
      }
      return SparseRow(row)
    }
    return DesignMatrix(names: names, rows: rows)
  }
}
