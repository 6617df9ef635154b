import Diagnostics
import Tables
import Testing

@testable import Populations

/// Counts that no model was made for: a clear fault, or numbers that are numbers.
struct DegenerateForecastTests {
  /// How counts and people come about.
  enum Shape: CaseIterable {
    case zeroBand, allZero, tiny, onePerson, nobodyInOneBand, nobodyAtLast, steepRise, steepFall, huge,
      shortSeries

    var years: ClosedRange<Int> { self == .shortSeries ? 2018...2019 : 2005...2019 }

    /// The cases and people of a year and an age, `70` to `85`.
    func counts(_ year: Int, _ age: Int) -> (cases: Int, people: Int) {
      switch self {
      case .zeroBand: (age == 75 ? 0 : 30, 20_000)
      case .allZero: (0, 20_000)
      case .tiny: ((year * 7 + age * 3) % 11 / 8, 400)
      case .onePerson: ((year * 7 + age * 3) % 5 / 4, 1)
      case .nobodyInOneBand: age == 75 ? (0, 0) : (30, 20_000)
      case .nobodyAtLast: age == 75 && year > 2014 ? (0, 0) : (30, 20_000)
      case .steepRise: ((2005..<year).reduce(3) { sum, _ in sum * 19 / 10 }, 1_000_000)
      case .steepFall: ((2005..<year).reduce(100_000) { sum, _ in sum / 3 }, 1_000_000)
      case .huge: (9_000_000 + year * age, 9_999_999_999)
      case .shortSeries: (20 + age % 7, 20_000)
      }
    }
  }

  private static let ages = ["70-74", "75-79", "80-84", "85+"]

  private func forecast(_ shape: Shape, _ method: ForecastMethod) throws(DiagnosticList) -> Forecast {
    let rates = MadeRates.file(Array(shape.years), ages: Self.ages) { year, age in
      let (cases, people) = shape.counts(year, Int(age.prefix(2)) ?? 0)
      return "breast,female,\(age),\(year),\(cases),\(people)"
    }
    var options = ForecastOptions()
    options.firstAgeEstimated = 70
    options.firstAgeUsed = 70
    let people = MadeRates.people([2020, 2060], ages: Self.ages) {
      "\($0),female,\($1),\(shape == .onePerson ? 1 : 20_000)"
    }
    return try Forecast(ObservedRates(rates), for: FuturePeople(people), by: method, options)
  }

  @Test(arguments: Shape.allCases, ForecastMethod.allCases)
  func `a fault has a fix, and a forecast is of finite numbers within reason`(
    shape: Shape,
    method: ForecastMethod
  ) throws {
    let forecast: Forecast
    do throws(DiagnosticList) {
      forecast = try self.forecast(shape, method)
    } catch {
      #expect(
        error.errors.allSatisfy {
          $0.message.hasPrefix("found ") && !$0.fix.isEmpty && $0.position?.file == "r.csv"
        }
      )
      return #expect(method != .constant, "constant rates need no trend: \(error)")
    }
    for series in forecast.series {
      #expect(series.prediction.rates.joined().allSatisfy { (0...1).contains($0) })
      for (people, intervals) in zip(series.prediction.people, series.intervals.cells) {
        for (people, interval) in zip(people, intervals) {
          let ends = [interval.low95, interval.low80, interval.high80, interval.high95]
          #expect(ends == ends.sorted() && ends.allSatisfy { (0...people).contains($0) })
        }
      }
      #expect(series.history.allSatisfy { $0.fitted.isFinite && $0.fitted >= 0 })
    }
    let texts = [
      String(decoding: forecast.table, as: UTF8.self), forecast.page, forecast.backTest?.markdown ?? "",
    ]
    for text in texts { #expect(text.firstMatch(of: /\b(nan|inf)\b/) == nil) }
  }
}
