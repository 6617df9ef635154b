/// One method's rates in the periods that were asked for, and how they vary with its coefficients.
struct PredictedPart: Sendable {
  /// The rates in the method's own periods.
  let projection: RateProjection
  /// How the asked periods follow from them.
  let weights: PeriodWeights
  /// The method's own periods that were observed.
  let observedPeriods: [CalendarPeriod]
  /// The rates fitted to them, `[age group][observed period]`; where none was fitted, those observed.
  let fittedRates: [[Double]]
  /// Those of the last observed period; nil for an age group that had no people then.
  private let lastRates: [Double?]
  /// Those of the method's own periods after it.
  let laterRates: [[Double]]
  /// The highest rate of each age group that was observed in any period, had there been three cases more.
  let highestRates: [Double]

  private init(_ other: PredictedPart, _ weights: PeriodWeights) {
    projection = other.projection
    observedPeriods = other.observedPeriods
    fittedRates = other.fittedRates
    lastRates = other.lastRates
    laterRates = other.laterRates
    highestRates = other.highestRates
    self.weights = weights
  }

  /// The same for some of the asked periods.
  func keeping(_ places: [Int]) -> PredictedPart { PredictedPart(self, weights.keeping(places)) }

  init(
    _ table: RateTable,
    _ method: ForecastMethod,
    _ options: ForecastOptions,
    _ periods: [CalendarPeriod]
  ) throws(ForecastFault) {
    let own = try method.ownTable(table, options)
    guard let last = own.periods.last else { throw .periods }
    let forecast = try method.forecast(for: own, options)
    weights = PeriodWeights(after: last, asked: periods)
    projection = try forecast.projection(of: own, periods: weights.horizon)
    observedPeriods = own.periods
    fittedRates = projection.fittedRates(of: own)
    laterRates = projection.rates
    highestRates = zip(own.cases, own.personYears).map { counts, people in
      zip(counts, people).reduce(0) { $1.1 > 0 ? max($0, ($1.0 + 3) / $1.1) : $0 }
    }
    lastRates = zip(fittedRates, own.personYears).map { rates, people in people.last == 0 ? nil : rates.last }
    guard rates.joined().allSatisfy(\.isFinite) else {
      throw .option("the rates it comes to are not numbers")
    }
  }

  /// Cases per person-year, `[age group][asked period]`.
  var rates: [[Double]] { asked(laterRates) }

  /// The rates of the asked periods, from those of the method's own.
  ///
  /// There are never more cases than people, however far a trend may run.
  func asked(_ own: [[Double]]) -> [[Double]] {
    zip(lastRates, own).map { last, later in
      // Where nobody was observed at last, what is predicted next holds from then on.
      weights.rates(min(last ?? later.first ?? 0, 1), later.map { min($0, 1) })
    }
  }

  /// The rate fitted to an observed period: on a straight line between the middles of the method's own, the first
  /// one predicted among them; before the first middle that of the first.
  func fittedRate(ofAge age: Int, in period: CalendarPeriod) -> Double {
    let rates = fittedRates[age] + laterRates[age].prefix(1)
    guard let first = observedPeriods.first, !rates.isEmpty else { return 0 }
    let place = (period.middle - first.middle) / Double(first.width)
    let before = min(max(Int(place.rounded(.down)), 0), rates.count - 1)
    let after = min(before + 1, rates.count - 1)
    let share = min(max(place - Double(before), 0), 1)
    return rates[before] * (1 - share) + rates[after] * share
  }
}

extension RateProjection {
  /// The rates fitted to a table, `[age group][period]`; the observed rate where none was fitted.
  fileprivate func fittedRates(of table: RateTable) -> [[Double]] {
    var rates = zip(table.cases, table.personYears).map { zip($0, $1).map { $1 > 0 ? $0 / $1 : 0 } }
    guard let fit else { return rates }
    for (row, cell) in fittedCells.enumerated() {
      guard case .fitted? = cells[cell.age].first else { continue }
      rates[cell.age][cell.period] = fit.fitted[row] / fit.personYears[row]
    }
    return rates
  }
}
