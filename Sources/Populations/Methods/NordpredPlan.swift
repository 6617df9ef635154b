/// Nordpred's designs for tables of one shape, made once for any number of series.
public struct NordpredPlan: Sendable {
  /// The method's options.
  public let method: Nordpred
  /// The first age of each group of the tables.
  public let ageStarts: [Int]
  /// The periods of the tables.
  public let periods: [CalendarPeriod]
  /// The youngest group that is fitted.
  let firstEstimated: Int
  /// The youngest group that the regression forecasts.
  let firstUsed: Int
  /// The designs to try, from the most periods to the fewest.
  private let designs: [NordpredDesign]
  private let baseNote: String?

  /// Makes the designs.
  ///
  /// - Throws: when the periods are not as wide as the age groups or too few, or an age asked for is none.
  init(_ method: Nordpred, like table: RateTable) throws(ForecastFault) {
    guard table.periodWidth == RateTable.ageWidth else { throw .unequalWidths }
    guard let estimated = table.ageStarts.firstIndex(of: method.firstAgeEstimated),
      let used = table.ageStarts.firstIndex(of: method.firstAgeUsed)
    else { throw .option("the first age estimated or used does not begin an age group of the table") }
    guard estimated <= used else { throw .option("the first age used is younger than the first estimated") }
    guard method.cutTrend.allSatisfy(\.isFinite) else { throw .option("a cut of the trend is not a number") }
    let sizes = try Self.sizes(method.base, of: table.periods.count)
    self.method = method
    ageStarts = table.ageStarts
    periods = table.periods
    firstEstimated = estimated
    firstUsed = used
    designs = sizes.map { NordpredDesign(table, firstAge: estimated, periods: $0) { _, _ in true } }
    let asked = if case .last = method.base { true } else { false }
    let isShort = sizes.first ?? 0 < Nordpred.automaticPeriods.lowerBound
    let size = "\(sizes.first ?? 0) periods" + (asked ? " as asked" : "")
    baseNote = isShort ? size + ", fewer than the four that Nordpred is meant for" : (asked ? size : nil)
  }

  /// How many periods to try, in order.
  private static func sizes(_ base: Nordpred.Base, of count: Int) throws(ForecastFault) -> [Int] {
    let needed: Int
    switch base {
    case .automatic: needed = Nordpred.fewestPeriods
    case .last(let asked):
      guard asked >= Nordpred.fewestPeriods else {
        throw .option("Nordpred needs \(Nordpred.fewestPeriods) periods or more")
      }
      needed = asked
    }
    guard count >= needed else { throw .tooFewPeriods(found: count, needed: needed) }
    if case .last(let asked) = base { return [asked] }
    let automatic = Nordpred.automaticPeriods
    return count < automatic.lowerBound ? [count] : automatic.filter { $0 <= count }.reversed()
  }

  /// Fits a table of the shape planned for.
  public func estimate(_ table: RateTable) throws(ForecastFault) -> NordpredEstimate {
    guard table.ageStarts == ageStarts, table.periods == periods else { throw .otherTable }
    var notes: [String] = []
    for (index, planned) in designs.enumerated() {
      let (design, fit, empty) = try fit(planned, table)
      let probability = fit.goodnessOfFit
      let isPoor = probability < Nordpred.poorFit
      let found = "\(design.periodCount) periods: \(stated(probability))"
      if isPoor, index + 1 < designs.count {
        notes.append(found + ", the oldest is dropped")
        continue
      }
      if let baseNote { notes.append(baseNote) }
      notes.append(isPoor ? found + ", the model fits badly" : found)
      if let empty { notes.append(empty) }
      return NordpredEstimate(
        plan: self,
        design: design,
        table: table,
        fit: fit,
        recentProbability: design.probabilityOfStraightTrend(fit.counts, fit.personYears),
        notes: notes
      )
    }
    throw .tooFewPeriods(found: periods.count, needed: Nordpred.fewestPeriods)
  }

  /// Fits a design to the cells of a table that have people, but for age groups without any case: with either link
  /// their level would be drawn to nothing for ever, and they say nothing of the others.
  private func fit(_ planned: NordpredDesign, _ table: RateTable) throws(ForecastFault)
    -> (design: NordpredDesign, fit: RegressionFit, note: String?)
  {
    let ages = Array(firstEstimated..<table.ageStarts.count)
    let empty = ages.filter { age in !table.cases[age].suffix(planned.periodCount).contains { $0 > 0 } }
    guard empty.count < ages.count else { throw .noCases }
    let design = try design(planned, for: table) { age, period in
      table.personYears[age][period] > 0 && !empty.contains(age)
    }
    let labels = empty.map { table.label(ofAge: $0) }.joined(separator: ", ")
    let note = empty.isEmpty ? nil : "no cases at ages \(labels): none are forecast"
    do throws(RegressionFault) {
      return (design, try design.fit(table, method.link), note)
    } catch {
      throw .regression(error)
    }
  }

  /// The planned design, or one of its own for a table of which not all cells take part.
  private func design(
    _ planned: NordpredDesign,
    for table: RateTable,
    where takesPart: (Int, Int) -> Bool
  ) throws(ForecastFault) -> NordpredDesign {
    guard !planned.cells.allSatisfy({ takesPart($0.age, $0.period) }) else { return planned }
    let count = planned.periodCount
    let design = NordpredDesign(table, firstAge: firstEstimated, periods: count, where: takesPart)
    let observed = Set(design.cells.map(\.period)).count
    guard observed >= Nordpred.fewestPeriods else {
      throw .tooFewPeriods(found: observed, needed: Nordpred.fewestPeriods)
    }
    return design
  }
}
