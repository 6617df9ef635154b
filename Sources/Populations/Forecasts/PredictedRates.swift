public import Diagnostics
import Quantities
public import Tables

/// Rates of cases and deaths for every year from the first registered to a last one: registered as long as there
/// are registrations, predicted by a method from then on.
public struct PredictedRates: Sendable {
  /// The table of registrations.
  public let file: FileStamp
  /// The method asked for.
  public let asked: ForecastMethod
  /// The method used.
  public let method: ForecastMethod
  /// How the methods did on years that are known; nil when there are too few.
  public let backTest: BackTest?
  /// What was chosen and why, by series.
  public let notes: [(series: RateSeries.Name, notes: [String])]
  /// Years that were left out of the fit.
  public let excluded: Set<Int>
  /// Years that got an effect of their own in the methods that know one, and were left out in the others.
  public let indicated: Set<Int>
  private let series: [RateSeries.Name: RateSeries]
  private let predictions: [RateSeries.Name: [ForecastMethod: RatePrediction]]

  /// Fits every method to every series and predicts one year after the other.
  ///
  /// - Parameters:
  ///   - observed: the registrations, without the years left out.
  ///   - excluded: the years left out.
  ///   - last: the last calendar year needed.
  ///   - position: where the scenario asks for the method, for faults.
  /// - Throws: `forecast.method` when the method asked for cannot be fitted.
  public init(
    _ observed: ObservedRates,
    excluding excluded: Set<Int>,
    by asked: ForecastMethod,
    _ options: ForecastOptions,
    to last: Int,
    at position: Position?
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let test = try? BackTest(observed.series, options)
    guard let method = asked == .best ? test?.best : asked,
      asked != .ensemble || test?.weights.isEmpty == false
    else {
      throw Self.fault("no back-test by which to choose a method, of \(observed.file.path)", position)
    }
    var predictions: [RateSeries.Name: [ForecastMethod: RatePrediction]] = [:]
    var notes: [(series: RateSeries.Name, notes: [String])] = []
    for one in observed.series {
      let first = (one.table.periods.last?.last ?? last) + 1
      let years = (first...max(first, last)).compactMap { CalendarPeriod(first: $0, last: $0) }
      let nobody = one.table.ageStarts.map { _ in years.map { _ in 1.0 } }
      var own: [ForecastMethod: RatePrediction] = [:]
      for single in ForecastMethod.single {
        do throws(ForecastFault) {
          own[single] = try RatePrediction(one, by: single, options, people: nobody, periods: years)
        } catch {
          if single == method {
            faults.append(contentsOf: Self.fault("no \(method) forecast of \(one.name): \(error)", position))
          }
        }
      }
      let parts = (test?.weights ?? [:]).sorted { $0.key < $1.key }.compactMap { single, weight in
        own[single].map { (weight: weight, prediction: $0) }
      }
      if !parts.isEmpty { own[.ensemble] = RatePrediction(mixing: parts, of: one) }
      predictions[one.name] = own
      notes.append((one.name, own[method]?.notes ?? []))
    }
    try faults.throwIfFaulty()
    file = observed.file
    self.asked = asked
    self.method = method
    self.notes = notes
    self.excluded = excluded
    indicated = options.indicated
    self.predictions = predictions
    backTest = test
    series = Dictionary(observed.series.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func fault(_ what: String, _ position: Position?) -> DiagnosticList {
    DiagnosticList(
      Diagnostic(
        "forecast.method",
        at: position,
        "found \(what)",
        fix:
          "give more years or cases, leave out the rows of the series, correct the options of the method, or choose "
          + "another one"
      )
    )
  }

  /// The methods that could be fitted to all series of some sites, as their cases are needed.
  public func methods(for sites: [String]) -> [ForecastMethod] {
    let own = predictions.filter { sites.contains($0.key.site) && $0.key.measure == .cases }
    return (ForecastMethod.single + [.ensemble]).filter { method in own.allSatisfy { $0.value[method] != nil }
    }
  }

  /// Cases or deaths per person-year in a predicted year, by group; nil for a year or site without a prediction.
  ///
  /// - Parameter other: a method other than the one used, to compare.
  public func rates(of site: String, _ measure: Measure, in year: Int, by other: ForecastMethod? = nil)
    -> [SexAge: Double]?
  {
    var rates: [SexAge: Double] = [:]
    for sex in Sex.allCases {
      let name = RateSeries.Name(site: site, sex: sex, measure: measure)
      guard let prediction = predictions[name]?[other ?? method],
        let place = prediction.periods.firstIndex(where: { $0.contains(year) })
      else { continue }
      for (age, start) in prediction.ageStarts.enumerated() {
        guard let band = AgeBand.all.first(where: { $0.start == start }) else { continue }
        rates[SexAge(sex: sex, age: band)] = prediction.rates[age][place]
      }
    }
    return rates.isEmpty ? nil : rates
  }

  /// The prediction of a series for some people in each predicted year, and how sure it is.
  ///
  /// - Parameter people: the people of a year by group, perhaps times a local ratio; nil for years without any.
  public func prediction(
    of name: RateSeries.Name,
    in years: ClosedRange<Int>,
    among people: (_ year: Int) -> [SexAge: Double]?
  ) -> (prediction: RatePrediction, intervals: PredictionIntervals)? {
    guard let all = predictions[name]?[method] else { return nil }
    let own = all.among(years) { start, year in
      let band = AgeBand.all.first { $0.start == start }
      return band.flatMap { people(year)?[SexAge(sex: name.sex, age: $0)] } ?? 0
    }
    return (own, PredictionIntervals(own, widening: backTest?.widening(for: method) ?? 0))
  }
}

extension PredictedRates: CustomStringConvertible {
  /// How the rates came about, in words, such as `nordpred forecast from 2001-2019 without 2020`.
  public var description: String {
    let periods = series.values.flatMap(\.table.periods)
    let span = CalendarPeriod(
      first: periods.map(\.first).min() ?? 1,
      last: max(periods.map(\.last).max() ?? 1, periods.map(\.first).min() ?? 1)
    )
    let marked = indicated.sorted().map(String.init).joined(separator: ", ")
    let out = excluded.sorted().map(String.init).joined(separator: ", ")
    return "\(method) forecast" + (asked == .best ? ", the best of the back-test," : "")
      + (span.map { " from \($0)" } ?? "") + (out.isEmpty ? "" : ", fitted without \(out)")
      + (marked.isEmpty ? "" : ", \(marked) marked or left out")
  }
}
