import Diagnostics
import Tables
import TestSupport
import Testing

@testable import Populations

struct ForecastTests {
  private static let ages = ["70-74", "75-79", "80-84", "85+"]

  private func forecast(
    _ method: ForecastMethod,
    years: ClosedRange<Int> = 2001...2019,
    people: InputFile = MadeRates.people([2020, 2021], ages: ages),
    cases: (_ year: Int) -> Int = { 40 + $0 % 3 },
    holdOut: Int? = nil
  ) throws(DiagnosticList) -> Forecast {
    let file = MadeRates.file(Array(years), ages: Self.ages) {
      "breast,female,\($1),\($0),\(cases($0)),10000"
    }
    return try Forecast(ObservedRates(file), for: FuturePeople(people), by: method, holdOut: holdOut)
  }

  @Test(arguments: ForecastMethod.allCases)
  func `every method makes a whole table of finite numbers`(method: ForecastMethod) throws {
    let people = MadeRates.people([2020, 2023], ages: Self.ages)
    let forecast = try forecast(method, people: people)
    let table = String(decoding: forecast.table, as: UTF8.self)
    let lines = table.split(whereSeparator: \.isNewline)
    #expect(lines.count == 1 + 4 * 2)
    #expect(lines[0] == "site,sex,measure,age,period,cases,rate_per_100k,low80,high80,low95,high95,method")
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      #expect(fields.count == 12 && fields[11] == forecast.method.rawValue)
      let numbers = fields[5...10].compactMap(Double.init)
      #expect(numbers.count == 6 && numbers.allSatisfy { $0.isFinite && $0 >= 0 })
      // Among a thousand people: a hundredth of the rate per 100,000.
      #expect(abs(numbers[0] * 100 - numbers[1]) < 1e-6)
      #expect(numbers[4] <= numbers[2] && numbers[2] <= numbers[3] && numbers[3] <= numbers[5])
    }
  }

  @Test func `the page says what was chosen, the totals and how the method did`() throws {
    let page = try forecast(.constant).page
    #expect(page.hasPrefix("Method: constant\n\nbreast female cases: rates of 2017, 2018, 2019, pooled\n"))
    #expect(page.contains("\n  2020                16"))
    let told = "Back-test, 2015-2019 held out: the method missed the cases of all ages by 2.0 % on average "
    #expect(page.contains(told))
    #expect(page.contains("expected         80 % interval         95 % interval per 100,000, ESP 2013\n"))
    let best = try forecast(.best).page
    #expect(best.hasPrefix("Method: ") && best.contains(", the best of the back-test\n"))
    let short = try forecast(.constant, years: 2015...2019).page
    #expect(
      short.hasSuffix(
        "No back-test: the series are too short. The intervals know the fit and chance, not a change of trend."
      )
    )
    let none = try forecast(.constant, cases: { _ in 0 }).page
    #expect(none.contains("held out: there were no cases to miss. "))
  }

  @Test func `one method alone is tested alone, and as it is among all`() throws {
    let alone = try #require(try forecast(.commonTrend).backTest)
    let all = try #require(try forecast(.ensemble).backTest)
    #expect(Set(alone.scores.map(\.method)) == [.commonTrend, .ensemble])
    #expect(Set(all.scores.map(\.method)).count == 8)
    #expect(alone.widening[.commonTrend] == all.widening[.commonTrend])
    #expect(
      alone.scores(of: .commonTrend)[0].outcome?.errors == all.scores(of: .commonTrend)[0].outcome?.errors
    )
  }

  @Test func `what cannot be forecast is told`() {
    #expect(
      faults { () throws(DiagnosticList) in try forecast(.constant, people: MadeRates.people([2019])) }
        == ["p.csv found no female people after 2019, the last year of breast female [forecast.no-future]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try forecast(.nordpred, years: 2018...2019) }
        == [
          "r.csv found no nordpred forecast of breast female cases: a period of 5 years cannot be made of 2 "
            + "[forecast.method]"
        ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try forecast(.best, years: 2018...2019) }
        == ["r.csv found no back-test: found 2 periods with data, expected 6 or more [forecast.too-short]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try forecast(.constant, holdOut: 40) }
        == ["r.csv found no back-test: found 19 periods with data, expected 41 or more [forecast.too-short]"]
    )
  }

  @Test func `a fault of the people is told once, not for cases and again for deaths`() {
    let file = MadeRates.file([2018, 2019], header: "site,sex,age,year,cases,deaths,population") {
      "breast,female,\($1),\($0),9,2,10000"
    }
    let told = faults { () throws(DiagnosticList) in
      try Forecast(
        ObservedRates(file),
        for: FuturePeople(MadeRates.people([2020], ages: ["85+"])),
        by: .constant
      )
    }
    #expect(told == ["p.csv found no people of female 80-84 in 2020 [forecast.people-gap]"])
  }
}

struct PredictedRatesTests {
  private func rates(_ method: ForecastMethod, to last: Int = 2025) throws(DiagnosticList) -> PredictedRates {
    let file = MadeRates.file(Array(2001...2019)) { "breast,female,\($1),\($0),\(40 + $0 % 3),10000" }
    return try PredictedRates(
      ObservedRates(file),
      excluding: [],
      by: method,
      ForecastOptions(),
      to: last,
      at: nil
    )
  }

  @Test func `each year after the registrations has rates, by any method`() throws {
    let own = try rates(.constant)
    #expect(own.rates(of: "breast", .cases, in: 2019) == nil)
    #expect(own.rates(of: "breast", .deaths, in: 2020) == nil)
    #expect(own.rates(of: "lung", .cases, in: 2020) == nil)
    let age = try #require(AgeBand("80-84"))
    for year in 2020...2025 {
      let rate = try #require(own.rates(of: "breast", .cases, in: year)?[SexAge(sex: .female, age: age)])
      #expect(abs(rate - 123.0 / 30000) < 1e-12 || abs(rate - 122.0 / 30000) < 1e-4)
      #expect(own.rates(of: "breast", .cases, in: year, by: .commonTrend) != nil)
    }
    #expect(
      own.methods(for: ["breast"]) == ForecastMethod.single.filter {
        own.methods(for: ["breast"]).contains($0)
      } + [.ensemble]
    )
    #expect(own.notes[0].notes == ["rates of 2017, 2018, 2019, pooled"])
  }

  @Test func `an ensemble lies among its methods`() throws {
    let own = try rates(.ensemble)
    let key = SexAge(sex: .female, age: try #require(AgeBand("80-84")))
    let all = own.methods(for: ["breast"]).filter { $0 != .ensemble }
      .compactMap { own.rates(of: "breast", .cases, in: 2025, by: $0)?[key] }
    let mixed = try #require(own.rates(of: "breast", .cases, in: 2025)?[key])
    #expect(all.count > 3)
    #expect((all.min() ?? 1) <= mixed && mixed <= (all.max() ?? 0))
  }

  @Test func `a prediction for some people is theirs`() throws {
    let own = try rates(.constant)
    let age = try #require(AgeBand("80-84"))
    let name = RateSeries.Name(site: "breast", sex: .female, measure: .cases)
    let found = try #require(
      own.prediction(
        of: name,
        in: 2021...2022,
        among: { year in [SexAge(sex: .female, age: age): Double(year)] }
      )
    )
    #expect(found.prediction.people[0] == [2021, 2022])
    #expect(found.prediction.people[1] == [0, 0])
    #expect(found.intervals.totals.count == 2)
  }

  @Test func `a method that cannot be fitted is a fault where it was asked for`() {
    let file = MadeRates.file([2018, 2019]) { "breast,female,\($1),\($0),9,10000" }
    let told = faults { () throws(DiagnosticList) in
      try PredictedRates(
        ObservedRates(file),
        excluding: [],
        by: .nordpred,
        ForecastOptions(),
        to: 2025,
        at: Position(file: "s.json", line: 3)
      )
    }
    #expect(
      told == [
        "s.json:3 found no nordpred forecast of breast female cases: a period of 5 years cannot be made of 2 "
          + "[forecast.method]"
      ]
    )
  }
}
