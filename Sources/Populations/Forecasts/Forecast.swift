public import Diagnostics
public import Tables

/// Rates forecast for the people of coming years, with intervals and what a back-test says of the method.
public struct Forecast: Sendable {
  /// One series with what is predicted of it.
  public struct Series: Sendable {
    /// What was observed.
    public let observed: RateSeries
    /// What is predicted.
    public let prediction: RatePrediction
    /// How sure that is.
    public let intervals: PredictionIntervals

    /// What was observed of all ages in each period with people, and what the method fitted there.
    public var history: [(period: CalendarPeriod, observed: Double, fitted: Double)] {
      let table = observed.table
      let fitted = prediction.fittedTotals(of: table)
      return table.periods.indices.filter(table.isObserved).map {
        (period: table.periods[$0], observed: table.totals[$0], fitted: fitted[$0])
      }
    }
  }

  /// The method asked for.
  public let asked: ForecastMethod
  /// The method used: the one asked for, or the one that the back-test preferred.
  public let method: ForecastMethod
  /// The series, in order.
  public let series: [Series]
  /// How the methods did on years that are known; nil when the series are too short to hold any out.
  public let backTest: BackTest?
  /// The calendar years of the registrations that were left out.
  public let leftOut: [Int]
  /// The files that were read.
  public let files: [FileStamp]

  /// Forecasts every series for the people of the coming years.
  ///
  /// - Parameters:
  ///   - asked: the method.
  ///   - holdOut: how many periods the back-test holds out; nil for five years or one period.
  ///   - testsIntervals: whether the back-test looks at intervals too, which takes most of the time.
  /// - Throws: `forecast.no-future`, `forecast.people-gap`, `forecast.method`, `forecast.too-short`.
  public init(
    _ observed: ObservedRates,
    for people: FuturePeople,
    by asked: ForecastMethod,
    _ options: ForecastOptions = ForecastOptions(),
    holdOut: Int? = nil,
    testsIntervals: Bool = false
  ) throws(DiagnosticList) {
    let backTest = try Self.backTest(observed, asked, options, holdOut, testsIntervals)
    guard let method = asked == .best ? backTest?.best : asked else {
      throw Self.fault(
        "forecast.method",
        "no method that could be fitted to every series",
        observed.file.path
      )
    }
    var faults = DiagnosticList()
    var told: Set<String> = []
    var predicted: [Series] = []
    for one in observed.series {
      do throws(DiagnosticList) {
        predicted.append(
          try Self.predict(one, for: people, by: method, options, backTest, in: observed.file.path)
        )
      } catch {
        // What is wrong with the people is wrong for cases and for deaths: once is enough.
        for fault in error.errors where told.insert(fault.description).inserted { faults.append(fault) }
      }
    }
    try faults.throwIfFaulty()
    self.asked = asked
    self.method = method
    self.backTest = backTest
    series = predicted
    leftOut = observed.leftOut
    files = [observed.file, people.file]
  }

  private static func backTest(
    _ observed: ObservedRates,
    _ asked: ForecastMethod,
    _ options: ForecastOptions,
    _ holdOut: Int?,
    _ testsIntervals: Bool
  ) throws(DiagnosticList) -> BackTest? {
    do throws(ForecastFault) {
      // One method's own misses say how far its intervals are widened; to choose, or to show, takes all.
      if ForecastMethod.single.contains(asked), !testsIntervals {
        let test = try BackTest(observed.series, options, methods: [asked], holdOut: holdOut)
        // A method that could not be tested takes its widening from those that could.
        if test.widening[asked] != nil { return test }
      }
      return try BackTest(observed.series, options, holdOut: holdOut, withCoverage: testsIntervals)
    } catch {
      guard holdOut == nil, asked != .best, asked != .ensemble else {
        throw fault(
          "forecast.too-short",
          "no back-test: \(error)",
          observed.file.path,
          fix: "give more years, or hold out fewer"
        )
      }
      return nil
    }
  }

  private static func predict(
    _ one: RateSeries,
    for people: FuturePeople,
    by method: ForecastMethod,
    _ options: ForecastOptions,
    _ backTest: BackTest?,
    in file: String
  ) throws(DiagnosticList) -> Series {
    let last = one.table.periods.last?.last ?? 0
    let periods = people.periods(of: one.name.sex, after: last)
    guard !periods.isEmpty else {
      throw DiagnosticList(
        Diagnostic(
          "forecast.no-future",
          at: Position(file: people.file.path),
          "found no \(one.name.sex) people after \(last), the last year of \(one.name.site) \(one.name.sex)",
          fix: "give people of the years to forecast"
        )
      )
    }
    let counts = try people.people(of: one.name.sex, in: periods, bands: one.table.ageStarts)
    let prediction: RatePrediction
    do throws(ForecastFault) {
      if method == .ensemble {
        var parts: [(weight: Double, prediction: RatePrediction)] = []
        for (single, weight) in (backTest?.weights ?? [:]).sorted(by: { $0.key < $1.key }) {
          parts.append(
            (weight, try RatePrediction(one, by: single, options, people: counts, periods: periods))
          )
        }
        guard !parts.isEmpty else { throw .noCases }
        prediction = RatePrediction(mixing: parts, of: one)
      } else {
        prediction = try RatePrediction(one, by: method, options, people: counts, periods: periods)
      }
    } catch {
      throw fault("forecast.method", "no \(method) forecast of \(one.name): \(error)", file)
    }
    return Series(
      observed: one,
      prediction: prediction,
      intervals: PredictionIntervals(prediction, widening: backTest?.widening(for: method) ?? 0)
    )
  }

  private static func fault(_ code: String, _ what: String, _ file: String, fix: String? = nil)
    -> DiagnosticList
  {
    DiagnosticList(
      Diagnostic(
        code,
        at: Position(file: file),
        "found \(what)",
        fix: fix
          ?? "give more years or cases, leave out the rows of the series, correct the options of the method, or choose "
          + "another one, such as --method constant"
      )
    )
  }
}
