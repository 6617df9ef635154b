#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A model of the logarithm of rates that can be asked for any age group at any time, to be fitted and continued.
struct LogLinearModel {
  /// What the columns are called.
  let names: [String]
  /// The row of an age group at a time, in years after the middle of the last period.
  let row: (_ age: Int, _ time: Double) -> SparseRow

  /// Fits the model to some cells and continues it.
  ///
  /// Damped by φ, each year's change from the year before counts φ times as much as the last one's did: a drift
  /// of D a year has come to D · Σ over j ≤ h of φ^(j−1) after h years.
  func projection(
    named name: String,
    of part: ScopedCells,
    periods count: Int,
    damping: Double?,
    notes: [String]
  ) throws(ForecastFault) -> RateProjection {
    guard (damping ?? 0.5) > 0, (damping ?? 0.5) <= 1 else {
      throw .option("a damping is above 0 and at most 1")
    }
    let table = part.table
    let later = try table.periods(ahead: count)
    let fit = try fit(part)
    let cells = table.ageStarts.indices.map { age -> [RateProjection.Cell] in
      guard part.ages.contains(age) else {
        return Array(repeating: .held(part.held(age)), count: count)
      }
      return (1...count).map { step in
        .fitted(fit.design.overEstimated(continued(age, years: step * table.periodWidth, damping)))
      }
    }
    let damped = damping.map { ["the drift is damped by \($0) a year"] } ?? []
    return RateProjection(
      name: name,
      notes: notes + damped + ["goodness of fit: \(stated(fit.goodnessOfFit))"] + part.notes,
      fit: fit,
      ageStarts: table.ageStarts,
      periods: later,
      cells: cells,
      fittedCells: part.cells
    )
  }

  private func fit(_ part: ScopedCells) throws(ForecastFault) -> RegressionFit {
    let marks = part.marks
    let rows = part.cells.map { cell -> SparseRow in
      let period = part.table.periods[cell.period]
      let marked = marks.indices.filter { period.contains(marks[$0]) }
      let own = row(cell.age, part.table.time(of: cell.period))
      return SparseRow(own.entries + marked.map { (column: names.count + $0, value: 1) })
    }
    let design = DesignMatrix(names: names + marks.map { "year \($0)" }, rows: rows)
    do throws(RegressionFault) {
      return try PoissonRegression(design, link: .log).fit(
        counts: part.cells.map { part.table.cases[$0.age][$0.period] },
        personYears: part.cells.map { part.table.personYears[$0.age][$0.period] }
      )
    } catch {
      throw .regression(error)
    }
  }

  /// The row so many years on. Damped, it is an average of the rows of the years up to then: the changes from
  /// year to year, each times its power of φ, added up.
  private func continued(_ age: Int, years: Int, _ damping: Double?) -> SparseRow {
    guard let damping, damping < 1 else { return row(age, Double(years)) }
    let weights = (1...years).map { year -> Double in
      let reached = pow(damping, Double(year - 1))
      return year == years ? reached : reached * (1 - damping)
    }
    return SparseRow(
      weights.enumerated().flatMap { index, weight in
        row(age, Double(index + 1)).entries.map { (column: $0.column, value: weight * $0.value) }
      }
    )
  }
}
