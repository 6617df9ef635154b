/// What one method, or several together, predict of one series.
public struct RatePrediction: Sendable {
  /// Whose counts they are.
  public let series: RateSeries.Name
  /// The method asked for.
  public let method: ForecastMethod
  /// What was chosen and why, in words.
  public let notes: [String]
  /// The first age of each group; the last is open.
  public let ageStarts: [Int]
  /// The periods predicted.
  public let periods: [CalendarPeriod]
  /// Person-years, `[age group][period]`.
  public let people: [[Double]]
  /// Cases per person-year, `[age group][period]`.
  public let rates: [[Double]]
  /// What the rates are a weighted mean of.
  let parts: [(weight: Double, part: PredictedPart)]
  /// The last year that was observed.
  let lastYear: Int

  /// Predicts a series by one method.
  init(
    _ series: RateSeries,
    by method: ForecastMethod,
    _ options: ForecastOptions,
    people: [[Double]],
    periods: [CalendarPeriod]
  ) throws(ForecastFault) {
    var own = options
    // Screening is of the breasts of women.
    own.hasScreeningTerm =
      options.hasScreeningTerm && series.name.site == "breast" && series.name.sex == .female
    let part = try PredictedPart(series.table, method, own, periods)
    let last = series.table.periods.last?.last ?? 0
    let notes = part.projection.notes + own.notes(on: series.table, for: method)
    self.init(series, method, notes, [(1, part)], people, periods, since: last)
  }

  /// The weighted mean of the predictions of several methods for the same people.
  init(mixing predictions: [(weight: Double, prediction: RatePrediction)], of series: RateSeries) {
    let sum = predictions.reduce(0) { $0 + $1.weight }
    let parts = predictions.flatMap { weight, prediction in
      prediction.parts.map { (weight: weight / sum * $0.weight, part: $0.part) }
    }
    let notes = predictions.map { "\($0.prediction.method): weight \(Fixed($0.weight / sum, 3))" }
    let first = predictions.first?.prediction
    self.init(
      series,
      .ensemble,
      notes,
      parts,
      first?.people ?? [],
      first?.periods ?? [],
      since: first?.lastYear ?? 0
    )
  }

  private init(
    _ series: RateSeries,
    _ method: ForecastMethod,
    _ notes: [String],
    _ parts: [(weight: Double, part: PredictedPart)],
    _ people: [[Double]],
    _ periods: [CalendarPeriod],
    since lastYear: Int
  ) {
    self.series = series.name
    self.method = method
    self.notes = notes
    self.parts = parts
    self.people = people
    self.periods = periods
    self.lastYear = lastYear
    ageStarts = series.table.ageStarts
    let all = parts.map { (weight: $0.weight, rates: $0.part.rates) }
    rates = series.table.ageStarts.indices.map { age in
      periods.indices.map { period in all.reduce(0) { $0 + $1.weight * $1.rates[age][period] } }
    }
  }

  private init(
    _ other: RatePrediction,
    _ places: [Int],
    _ people: [[Double]],
    _ parts: [(weight: Double, part: PredictedPart)]
  ) {
    series = other.series
    method = other.method
    notes = other.notes
    ageStarts = other.ageStarts
    lastYear = other.lastYear
    periods = places.map { other.periods[$0] }
    rates = other.rates.map { row in places.map { row[$0] } }
    self.people = people
    self.parts = parts
  }

  /// The same prediction for other people, in those of its years that lie among some.
  func among(_ years: ClosedRange<Int>, people: (_ start: Int, _ year: Int) -> Double) -> RatePrediction {
    let places = periods.indices.filter { years.contains(periods[$0].first) }
    let counts = ageStarts.map { start in places.map { people(start, periods[$0].first) } }
    return RatePrediction(self, places, counts, parts.map { ($0.weight, $0.part.keeping(places)) })
  }

  /// Cases expected, `[age group][period]`.
  public var cases: [[Double]] { zip(rates, people).map { zip($0, $1).map { $0 * $1 } } }

  /// Cases of all ages expected in each period.
  public var totals: [Double] { periods.indices.map { period in cases.reduce(0) { $0 + $1[period] } } }

  /// Cases of all ages that were fitted to each period of the table predicted from.
  func fittedTotals(of table: RateTable) -> [Double] {
    table.periods.indices.map { period in
      table.ageStarts.indices.reduce(0) { sum, age in
        let rate = parts.reduce(0) {
          $0 + $1.weight * $1.part.fittedRate(ofAge: age, in: table.periods[period])
        }
        return sum + rate * table.personYears[age][period]
      }
    }
  }

  /// Cases per 100,000 person-years of a period if its people had the ages of a standard population; nil when a group
  /// with cases has nobody in it.
  public func standardisedRate(_ standard: StandardPopulation, in period: Int) -> Double? {
    standard.rate(
      cases: cases.map { $0[period] },
      personYears: people.map { $0[period] },
      starts: ageStarts
    )
  }

  /// What an age group is called.
  public func label(ofAge index: Int) -> String {
    AgeLabel.band(from: ageStarts[index], isOpen: index == ageStarts.count - 1)
  }
}
