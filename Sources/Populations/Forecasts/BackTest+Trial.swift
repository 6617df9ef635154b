#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension BackTest {
  /// One method tried on one series.
  struct Trial {
    let name: RateSeries.Name
    let method: ForecastMethod
    let prediction: RatePrediction?
    let fault: String?
    /// How far the predictions from the end of what was known, and from each later end, missed the cases of all
    /// ages: in squared logarithms less what chance explains, and after how many years.
    let misses: [(square: Double, years: Double)]
    private let heldOut: [CalendarPeriod]
    private let observed: [[Double]]
    private let observedTotals: [Double]
    /// Whether anybody was observed in each period held out: a year left out says nothing of a method.
    private let isObserved: [Bool]

    /// Fits a method to what was known before the periods held out.
    init(_ series: RateSeries, _ method: ForecastMethod, _ options: ForecastOptions, holdOut: Int) {
      var misses: [(square: Double, years: Double)] = []
      var first: RatePrediction?
      var fault: String?
      for later in 0..<holdOut {
        do throws(ForecastFault) {
          let predicted = try Self.predict(series, method, options, heldOut: holdOut - later)
          misses += Self.misses(predicted, series.table)
          if later == 0 { first = predicted }
        } catch {
          if later == 0 { fault = error.description }
        }
      }
      self.init(series, method, first, fault, misses, holdOut)
    }

    /// The weighted mean of what the methods predicted for a series.
    init(mixing trials: [Trial], _ weights: [ForecastMethod: Double], _ series: RateSeries, _ holdOut: Int) {
      let parts = trials.compactMap { trial in
        trial.prediction.flatMap { prediction in
          weights[trial.method].map { (weight: $0, prediction: prediction) }
        }
      }
      let mixed = parts.isEmpty ? nil : RatePrediction(mixing: parts, of: series)
      self.init(
        series,
        .ensemble,
        mixed,
        mixed == nil ? "no method could be fitted to every series" : nil,
        mixed.map { Self.misses($0, series.table) } ?? [],
        holdOut
      )
    }

    private init(
      _ series: RateSeries,
      _ method: ForecastMethod,
      _ prediction: RatePrediction?,
      _ fault: String?,
      _ misses: [(square: Double, years: Double)],
      _ holdOut: Int
    ) {
      name = series.name
      self.method = method
      self.prediction = prediction
      self.fault = fault
      self.misses = misses
      heldOut = Array(series.table.periods.suffix(holdOut))
      isObserved = series.table.periods.indices.suffix(holdOut).map { series.table.isObserved($0) }
      observed = series.table.cases.map { Array($0.suffix(holdOut)) }
      observedTotals = Array(series.table.totals.suffix(holdOut))
    }

    private static func predict(
      _ series: RateSeries,
      _ method: ForecastMethod,
      _ options: ForecastOptions,
      heldOut count: Int
    ) throws(ForecastFault) -> RatePrediction {
      let known = RateSeries(name: series.name, table: try series.table.dropping(last: count))
      return try RatePrediction(
        known,
        by: method,
        options,
        people: series.table.personYears.map { Array($0.suffix(count)) },
        periods: Array(series.table.periods.suffix(count))
      )
    }

    private static func misses(_ prediction: RatePrediction, _ table: RateTable) -> [(
      square: Double, years: Double
    )] {
      let observed = table.totals.suffix(prediction.periods.count)
      return zip(prediction.periods, zip(observed, prediction.totals)).compactMap { period, counts in
        guard counts.0 > 0, counts.1 > 0 else { return nil }
        let miss = log(counts.0 / counts.1)
        return (miss * miss - 1 / counts.0, period.middle - (Double(prediction.lastYear) + 0.5))
      }
    }

    /// Predicted over observed less 1, where anybody was observed.
    var errors: [Double] {
      zip(prediction?.totals ?? [], observedTotals).compactMap { $1 > 0 ? $0 / $1 - 1 : nil }
    }

    /// The cases of all ages by which each period was missed, and those that there were, added up.
    var miss: (missed: Double, observed: Double)? {
      guard let prediction else { return nil }
      let missed = zip(prediction.totals, observedTotals).reduce(0) { $0 + abs($1.0 - $1.1) }
      return (missed, observedTotals.reduce(0, +))
    }

    func score(widenedBy widening: Double, withCoverage: Bool) -> Score {
      guard let prediction else {
        return Score(series: name, method: method, outcome: nil, fault: fault, heldOut: heldOut)
      }
      let coverage = withCoverage ? coverage(of: prediction, widenedBy: widening) : nil
      return Score(
        series: name,
        method: method,
        outcome: Outcome(errors: errors, coverage: coverage),
        fault: nil,
        heldOut: heldOut
      )
    }

    private func coverage(of prediction: RatePrediction, widenedBy widening: Double) -> Coverage {
      let plain = PredictionIntervals(prediction, widening: 0)
      let wide = PredictionIntervals(prediction, widening: widening)
      return Coverage(
        cells: share(of: plain.cells),
        totals: share(of: [plain.totals], holding: [observedTotals]),
        widenedCells: share(of: wide.cells),
        widenedTotals: share(of: [wide.totals], holding: [observedTotals])
      )
    }

    /// How many of the counts observed lay in their intervals.
    private func share(of intervals: [[Interval]], holding counts: [[Double]]? = nil) -> Double {
      let pairs = zip(counts ?? observed, intervals).flatMap { counts, intervals in
        zip(isObserved, zip(counts, intervals)).filter(\.0).map(\.1)
      }
      let inside = pairs.filter { $1.low80 <= $0 && $0 <= $1.high80 }.count
      return Double(inside) / Double(max(1, pairs.count))
    }
  }
}
