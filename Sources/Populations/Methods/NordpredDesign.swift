/// The three designs that Nordpred fits to the last so many periods of a table: its own, and the two whose
/// deviances tell whether the trend bends.
struct NordpredDesign: Sendable {
  let periodCount: Int
  /// The age group and period of each row.
  let cells: [(age: Int, period: Int)]
  /// Age, drift, period effects, cohort effects.
  let full: DesignMatrix
  /// The column of the drift.
  let drift: Int
  /// The column of each age group that is fitted.
  let ageColumns: [Int: Int]
  /// The column of each period effect, the first being none.
  let periodColumns: [Int: Int]
  /// The column of each cohort effect, the first being none.
  let cohortColumns: [Int: Int]

  private let ageCount: Int
  private let straight: DesignMatrix
  private let bent: DesignMatrix

  /// The designs for the cells that were observed among the last so many periods, from an age group on.
  init(_ table: RateTable, firstAge: Int, periods count: Int, where isObserved: (Int, Int) -> Bool) {
    let ageCount = table.ageStarts.count
    let periods = (table.periods.count - count)..<table.periods.count
    var cells: [(age: Int, period: Int)] = []
    for age in firstAge..<ageCount {
      for period in periods where isObserved(age, period) { cells.append((age, period)) }
    }
    let cohort = { (age: Int, period: Int) in Self.cohort(age, period, ageCount) }
    let ages = Set(cells.map(\.age)).sorted()
    let seen = Set(cells.map(\.period)).sorted()
    let cohorts = Set(cells.map { cohort($0.age, $0.period) }).sorted()

    var names = ages.map { "age \(table.label(ofAge: $0))" }
    let drift = names.count
    names.append("drift")
    let periodColumns = Self.columns(seen.dropFirst(), after: names.count)
    names += seen.dropFirst().map { "period \(table.periods[$0])" }
    let cohortColumns = Self.columns(cohorts.dropFirst(), after: names.count)
    names += cohorts.dropFirst().map { "cohort \($0 + 1)" }

    let ageColumns = Self.columns(ages[...], after: 0)
    let straightRows = cells.map { cell -> [(column: Int, value: Double)] in
      var row: [(column: Int, value: Double)] = [(drift, Double(cell.period + 1))]
      if let column = ageColumns[cell.age] { row.append((column, 1)) }
      if let column = cohortColumns[cohort(cell.age, cell.period)] { row.append((column, 1)) }
      return row
    }
    let fullRows = zip(cells, straightRows).map { cell, row in
      periodColumns[cell.period].map { row + [(column: $0, value: 1)] } ?? row
    }
    // The square takes the place of the first period effect, between drift and cohorts, as in the R package.
    let square = drift + 1
    let bentRows = zip(cells, straightRows).map { cell, row in
      row + [(column: square, value: Double((cell.period + 1) * (cell.period + 1)))]
    }
    self.ageCount = ageCount
    periodCount = count
    self.cells = cells
    self.drift = drift
    self.ageColumns = ageColumns
    self.periodColumns = periodColumns
    self.cohortColumns = cohortColumns
    full = DesignMatrix(names: names, rows: fullRows.map(SparseRow.init))
    straight = DesignMatrix(names: names, rows: straightRows.map(SparseRow.init))
    bent = DesignMatrix(names: names, rows: bentRows.map(SparseRow.init))
  }

  /// The cohort of an age group in a period, numbered from 0 for the oldest that a table can hold.
  func cohort(_ age: Int, _ period: Int) -> Int { Self.cohort(age, period, ageCount) }

  private static func cohort(_ age: Int, _ period: Int, _ ageCount: Int) -> Int {
    ageCount - 1 - age + period
  }

  private static func columns(_ levels: ArraySlice<Int>, after count: Int) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($0.element, count + $0.offset) })
  }

  /// Fits the whole model.
  func fit(_ table: RateTable, _ link: Link) throws(RegressionFault) -> RegressionFit {
    try PoissonRegression(full, link: link).fit(
      counts: cells.map { table.cases[$0.age][$0.period] },
      personYears: cells.map { table.personYears[$0.age][$0.period] }
    )
  }

  /// p of period² in the log-linear age-drift-cohort model; nil when one of the two models has no fit.
  func probabilityOfStraightTrend(_ counts: [Double], _ personYears: [Double]) -> Double? {
    let fits = [straight, bent].compactMap { design -> RegressionFit? in
      try? PoissonRegression(design, link: .log).fit(counts: counts, personYears: personYears)
    }
    guard let before = fits.first, let after = fits.last, fits.count == 2 else { return nil }
    let degrees = before.degreesOfFreedom - after.degreesOfFreedom
    guard degrees == 1 else { return nil }
    return ChiSquared.probability(above: before.deviance - after.deviance, degreesOfFreedom: degrees)
  }
}
