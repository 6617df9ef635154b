/// Rates forecast by age group and future period, and what they rest on.
///
/// Every fitted cell is a row of the regression's estimated coefficients, so that a simulation of the
/// coefficients can be pushed through: rate = link⁻¹(row · coefficients).
public struct RateProjection: Sendable {
  /// Where the rate of one age group in one future period comes from.
  public enum Cell: Sendable, Equatable {
    /// The row over the regression's estimated coefficients.
    case fitted(SparseRow)
    /// A rate held as it was observed.
    case held(HeldRate)
  }

  /// The method's name.
  public let name: String
  /// What was chosen and why, in words.
  public let notes: [String]
  /// The regression; nil when every rate is held.
  public let fit: RegressionFit?
  /// The first age of each group.
  public let ageStarts: [Int]
  /// The future periods.
  public let periods: [CalendarPeriod]
  /// Where the rates come from, `[age group][future period]`.
  public let cells: [[Cell]]
  /// The age group and period of the table behind each row of the regression.
  public let fittedCells: [(age: Int, period: Int)]

  /// A forecast of a method of one's own.
  ///
  /// - Precondition: `cells` has a row for each age group and in it a cell for each period, and fitted cells only
  ///   when there is a regression.
  public init(
    name: String,
    notes: [String],
    fit: RegressionFit?,
    ageStarts: [Int],
    periods: [CalendarPeriod],
    cells: [[Cell]],
    fittedCells: [(age: Int, period: Int)] = []
  ) {
    precondition(
      cells.count == ageStarts.count && cells.allSatisfy { $0.count == periods.count },
      "a forecast has one cell for each age group and period"
    )
    self.name = name
    self.notes = notes
    self.fit = fit
    self.ageStarts = ageStarts
    self.periods = periods
    self.cells = cells
    self.fittedCells = fittedCells
  }

  /// Cases per person-year, `[age group][future period]`.
  public var rates: [[Double]] { rates(with: fit?.estimates ?? []) }

  /// The rates if the estimated coefficients were these; held rates stay.
  ///
  /// - Precondition: there are as many coefficients as the regression estimated.
  public func rates(with coefficients: [Double]) -> [[Double]] {
    precondition(coefficients.count == fit?.estimates.count ?? 0, "one coefficient for each estimate")
    return cells.map { row in row.map { rate(of: $0, with: coefficients) } }
  }

  private func rate(of cell: Cell, with coefficients: [Double]) -> Double {
    switch cell {
    case .held(let held): held.rate
    case .fitted(let row): (fit?.link ?? .log).rate(row.predictor(coefficients))
    }
  }

  /// The cases among some person-years, `[age group][future period]`, beginning with the first future period.
  ///
  /// - Precondition: there is one row for each age group, none longer than there are future periods.
  public func cases(among personYears: [[Double]]) -> [[Double]] {
    precondition(
      personYears.count == cells.count && personYears.allSatisfy { $0.count <= periods.count },
      "person-years are given by age group and future period"
    )
    return zip(rates, personYears).map { rates, years in zip(rates, years).map { $0 * $1 } }
  }
}

/// A way to forecast rates from a table of them.
public protocol RateForecast: Sendable {
  /// What the method is called.
  var name: String { get }
  /// Forecasts the rates of so many periods after the table's last.
  func projection(of table: RateTable, periods: Int) throws(ForecastFault) -> RateProjection
}
