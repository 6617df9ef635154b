public import Populations
public import Quantities
import Tables

/// What a run's forecast says of the local people: cases and deaths by age with intervals, and how many cases the
/// other methods would have predicted.
public struct CaseForecast: Sendable {
  /// Cases of a site in a calendar year, by one method.
  public struct MethodYear: Sendable {
    /// The calendar year.
    public let year: Int
    /// The cancer.
    public let site: String
    /// The method.
    public let method: ForecastMethod
    /// New cases.
    public let cases: Double
  }

  /// The method used.
  public let method: ForecastMethod
  /// How the methods did on years that are known.
  public let backTest: BackTest?
  /// Each series predicted for the local people, by year.
  public let series: [(prediction: RatePrediction, intervals: PredictionIntervals)]
  /// The cases of each method, by year, site and method.
  public let spread: [MethodYear]
  /// What was chosen and why, one sentence for each series.
  public let notes: [String]

  /// Predicts for the local people in years of which nothing is registered.
  ///
  /// - Parameters:
  ///   - people: the people of a year by group, times the local ratio of a site.
  init(
    _ rates: PredictedRates,
    sites: [String],
    years: ClosedRange<Int>,
    people: (_ site: String, _ year: Int) -> [SexAge: Double]?
  ) {
    method = rates.method
    backTest = rates.backTest
    var series: [(prediction: RatePrediction, intervals: PredictionIntervals)] = []
    for site in sites {
      for sex in Sex.allCases {
        for measure in Measure.allCases {
          let name = RateSeries.Name(site: site, sex: sex, measure: measure)
          let own = rates.prediction(of: name, in: years) { people(site, $0) }
          if let own, !own.prediction.periods.isEmpty { series.append(own) }
        }
      }
    }
    self.series = series
    var spread: [MethodYear] = []
    for year in years {
      for site in sites {
        guard let people = people(site, year) else { continue }
        for method in rates.methods(for: sites) {
          guard let own = rates.rates(of: site, .cases, in: year, by: method) else { continue }
          let cases = SexAge.all.reduce(0) { $0 + (own[$1] ?? 0) * (people[$1] ?? 0) }
          spread.append(MethodYear(year: year, site: site, method: method, cases: cases))
        }
      }
    }
    self.spread = spread
    notes = rates.notes.filter { sites.contains($0.series.site) }.map { name, notes in
      "\(name): \(notes.joined(separator: "; "))."
    }
  }

  /// The cases of a site in a financial year by a method: three quarters of one calendar year and a quarter of the
  /// next; nil where one of them is not predicted.
  public func cases(of site: String, in year: FinancialYear, by method: ForecastMethod) -> Double? {
    let own = { (calendarYear: Int) in
      spread.first { $0.year == calendarYear && $0.site == site && $0.method == method }?.cases
    }
    guard let first = own(year.start), let next = own(year.start + 1) else { return nil }
    return Timing.financialYear(year.start) { $0 == year.start ? first : next }
  }

  /// The methods that were fitted, as listed.
  public var methods: [ForecastMethod] { Set(spread.map(\.method)).sorted() }

  /// Between which numbers the cases of a site in a financial year lie in 80 of 100 chances; nil where a year is not
  /// predicted.
  public func interval(of site: String, in year: FinancialYear) -> Interval? {
    let own = series.filter { $0.prediction.series.site == site && $0.prediction.series.measure == .cases }
    let draws = own.map { prediction, intervals -> [Double]? in
      let place = { (calendarYear: Int) in prediction.periods.firstIndex { $0.contains(calendarYear) } }
      guard let first = place(year.start), let next = place(year.start + 1) else { return nil }
      return zip(intervals.totalDraws[first], intervals.totalDraws[next]).map { early, late in
        Timing.financialYear(year.start) { $0 == year.start ? early : late }
      }
    }
    guard let first = draws.first, var sums = first else { return nil }
    for other in draws.dropFirst() {
      guard let other else { return nil }
      sums = zip(sums, other).map(+)
    }
    return Interval(sums)
  }

  /// What cases of a site in a calendar year may be, over their mean, least first; nil where they are not forecast.
  ///
  /// Years between the last registered one and the first predicted here are reached in a straight line.
  func factors(of site: String, in year: Int, lastRegistered: Int?) -> [Double]? {
    let own = series.filter { $0.prediction.series.site == site && $0.prediction.series.measure == .cases }
    guard let periods = own.first?.prediction.periods, let first = periods.first?.first else { return nil }
    let asked = max(year, first)
    guard let place = periods.firstIndex(where: { $0.contains(asked) }) else { return nil }
    var sums = [Double](repeating: 0, count: PredictionIntervals.draws)
    for (_, intervals) in own { sums = zip(sums, intervals.totalDraws[place]).map(+) }
    let mean = sums.reduce(0, +) / Double(sums.count)
    guard mean > 0 else { return nil }
    let since = Double(year - (lastRegistered ?? first - 1)) / Double(first - (lastRegistered ?? first - 1))
    let reach = min(1, max(0, since))
    return sums.map { 1 + reach * ($0 / mean - 1) }.sorted()
  }

  /// The cases of each method as a table.
  var methodTable: [UInt8] {
    var writer = CSVWriter(header: ["year", "pathway", "method", "used", "cases"])
    for row in spread {
      writer.number(row.year)
      writer.text(row.site)
      writer.text(row.method.rawValue)
      writer.text(row.method == method ? "used" : "")
      writer.number(Activity(rounding: row.cases))
      writer.endRow()
    }
    return writer.bytes
  }

  /// Cases and deaths by age and year with their intervals, as a table.
  var table: [UInt8] { RatePrediction.table(of: series) }
}
