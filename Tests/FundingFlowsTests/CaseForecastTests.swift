import Diagnostics
import FundingFlows
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// A run whose incidence and deaths are forecast: breast and lung in North East London.
struct CaseForecastTests {
  private static func scenario(
    _ incidence: String,
    years: String = #""first": "2026/27", "last": "2027/28""#
  ) -> String {
    let england = "\(Shipped.root)/Examples/england"
    let local = "\(Shipped.root)/Examples/north-east-london"
    return """
      {
        "name": "Forecast", "commissioner": "QMF", "nationalCommissioner": "NHSE",
        "years": { \(years) }, "guidelineYear": 2025, "pathways": ["lung"],
        "pathwayTables": "\(Shipped.root)/tariffs/pathways",
        "population": "\(local)/population.csv",
        "incidence": { "registrations": "\(england)/registrations.csv", \(incidence) },
        "stages": "\(england)/stage.csv", "survival": "\(england)/survival-by-stage.csv",
        "survivalTrend": "\(england)/net-survival.csv", "recurrence": "\(england)/recurrence.csv",
        "lifeTable": { "file": "\(england)/life-table.csv", "year": 2019 },
        "providerShares": "\(local)/provider-shares.csv",
        "prices": { "year": "2024/25", "basis": "cost", "beyond": "hold" }
      }
      """
  }

  private static func run(_ incidence: String) throws -> ModelRun {
    let folder = try TemporaryFolder()
    try folder.write(scenario(incidence), to: "scenario.json")
    return try ModelRun("\(folder.path)/scenario.json", tariffs: Shipped.tariffs.directory)
  }

  private static let nordpred = Result { try run(#""method": "nordpred""#) }

  private let years = [FinancialYear(start: 2026), FinancialYear(start: 2027)]

  @Test func `the patients of the run are the cases of the method used`() throws {
    let flows = try Self.nordpred.get().flows
    let forecast = try #require(flows.forecast)
    #expect(forecast.method == .nordpred)
    for year in years {
      let cases = try #require(forecast.cases(of: "lung", in: year, by: .nordpred))
      #expect(abs(flows.newPatients(in: year, pathway: "lung") - cases) < 1e-6)
      let interval = try #require(forecast.interval(of: "lung", in: year))
      #expect(interval.low95 <= interval.low80 && interval.low80 < cases)
      #expect(cases < interval.high80 && interval.high80 <= interval.high95)
    }
    #expect(forecast.methods == ForecastMethod.single + [.ensemble])
  }

  @Test func `the spread has each method as a run by it would have predicted`() throws {
    let forecast = try #require(try Self.nordpred.get().flows.forecast)
    let damped = try Self.run(#""method": "damped""#).flows
    let held = try Self.run(#""method": "constant", "years": [2017, 2018, 2019]"#).flows
    for year in years {
      let spread = { (method: ForecastMethod) in
        try #require(forecast.cases(of: "lung", in: year, by: method))
      }
      #expect(abs(try spread(.damped) - damped.newPatients(in: year)) < 1e-6)
      #expect(abs(try spread(.constant) - held.newPatients(in: year)) < 1e-6)
    }
    #expect(held.forecast == nil)
  }

  @Test func `cases and deaths by age add up to those of the site, each inside its interval`() throws {
    let flows = try Self.nordpred.get().flows
    let forecast = try #require(flows.forecast)
    #expect(
      forecast.series.map(\.prediction.series.description) == [
        "lung female cases", "lung female deaths", "lung male cases", "lung male deaths",
      ]
    )
    let own = forecast.series.filter { $0.prediction.series.measure == .cases }
    let first = own.reduce(0) { $0 + $1.prediction.totals[0] }
    let spread = try #require(forecast.spread.first { $0.year == 2026 && $0.method == .nordpred })
    #expect(abs(first - spread.cases) < 1e-6)
  }

  @Test func `deaths of forecast years are those that the method predicts`() throws {
    let flows = try Self.nordpred.get().flows
    let predicted = try #require(
      flows.forecast?.series.first { $0.prediction.series.description == "lung male deaths" }
    ).prediction
    let calibrated = try #require(flows.calibration.first { $0.year == 2027 && $0.sex == .male })
    let place = try #require(predicted.periods.firstIndex { $0.contains(2027) })
    #expect(abs(try #require(calibrated.target) - predicted.totals[place]) < 1e-6)
  }

  @Test func `the best method is that of the back-test, and the run says so`() throws {
    let flows = try Self.run(#""method": "best""#).flows
    let forecast = try #require(flows.forecast)
    #expect(forecast.method == forecast.backTest?.best)
    #expect(
      flows.incidenceMethod.hasPrefix(
        "registered to 2020, then \(forecast.method) forecast, the best of the back-test, from 2001-2019"
      )
    )
  }

  @Test func `what the scenario chooses reaches the method`() throws {
    let plain = try #require(try Self.nordpred.get().flows.forecast)
    let chosen = try #require(
      try Self.run(
        #""method": "nordpred", "link": "log", "periods": 3, "recent": "no", "exclude": [2019, 2020],"#
          + #" "firstAgeEstimated": "30-34", "firstAgeUsed": "40-44", "screeningTerm": "yes""#
      ).flows.forecast
    )
    #expect(plain.notes.allSatisfy { $0.contains("4 periods") })
    #expect(chosen.notes.allSatisfy { $0.contains("3 periods") && $0.contains("ages below 40-44") })
    #expect(chosen.notes.allSatisfy { $0.contains("the average trend goes on, as asked") })
    #expect(chosen.series.first?.prediction.periods.first?.first == 2026)
  }

  @Test func `2020 is left out unless the scenario says otherwise`() throws {
    let without = try Self.nordpred.get().flows
    let with = try Self.run(#""method": "nordpred", "exclude": []"#).flows
    #expect(
      without.incidenceMethod
        == "registered to 2020, then nordpred forecast from 2001-2019, fitted without 2020"
    )
    #expect(with.incidenceMethod == "registered to 2020, then nordpred forecast from 2001-2020")
    let indicated = try Self.run(#""method": "damped", "indicate": [2020]"#).flows
    #expect(indicated.forecast?.notes.contains { $0.contains("with an effect of its own: 2020") } == true)
  }

  @Test func `what cannot be chosen is refused with its place`() {
    let refused = { (incidence: String) in
      faults { () throws(DiagnosticList) in
        try Scenario(InputFile(path: "s.json", text: Self.scenario(incidence)))
      }
    }
    #expect(refused(#""method": "nordpred", "years": [2019]"#).count == 1)
    #expect(refused(#""method": "nordpred", "link": "power", "periods": 2, "recent": true"#).count == 3)
    #expect(refused(#""method": "nordpred", "firstAgeUsed": "20-30", "exclude": [20]"#).count == 2)
    #expect(refused(#""method": "nordpred""#).isEmpty)
  }

  @Test func `years that are registered are no forecast`() throws {
    let folder = try TemporaryFolder()
    let text = Self.scenario(#""method": "nordpred""#, years: #""first": "2019/20", "last": "2021/22""#)
    try folder.write(text, to: "scenario.json")
    let flows = try ModelRun("\(folder.path)/scenario.json", tariffs: Shipped.tariffs.directory).flows
    let forecast = try #require(flows.forecast)
    #expect(forecast.cases(of: "lung", in: FinancialYear(start: 2019), by: .nordpred) == nil)
    #expect(forecast.cases(of: "lung", in: FinancialYear(start: 2020), by: .nordpred) == nil)
    let last = try #require(forecast.cases(of: "lung", in: FinancialYear(start: 2021), by: .nordpred))
    #expect(abs(last - flows.newPatients(in: FinancialYear(start: 2021))) < 1e-6)
    #expect(forecast.spread.map(\.year).min() == 2021)
  }

  @Test func `ratios of what is not there are refused with what was meant`() throws {
    let folder = try TemporaryFolder()
    try folder.write("area,site,sex,ratio\nE09000013,lung,male,1.2\n,lun,male,1.1\n", to: "ratio.csv")
    try folder.write(
      Self.scenario(#""method": "nordpred", "localRatio": "ratio.csv""#),
      to: "scenario.json"
    )
    let run = { () throws(DiagnosticList) in
      try ModelRun("\(folder.path)/scenario.json", tariffs: Shipped.tariffs.directory)
    }
    #expect(
      faults(run).map { $0.drop { $0 != " " } } == [
        " found a ratio of the area E09000013, of which the population has no people [ratio.area]",
        " found a ratio of lun, of which nothing is registered [ratio.site]",
      ]
    )
    #expect(fixes(run).last == "did you mean lung?")
  }

  @Test func `the files of the run hold the forecast and the methods`() throws {
    let flows = try Self.nordpred.get().flows
    let files = flows.files(tariffDirectory: Shipped.tariffs.directory)
    let text = { (name: String) in
      files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    #expect(text("methods.csv").hasPrefix("year,pathway,method,used,cases\r\n2026,lung,nordpred,used,"))
    #expect(text("forecast.csv").hasPrefix("site,sex,measure,age,period,cases,rate_per_100k,low80"))
    let held = try Self.run(#""method": "constant", "years": [2019]"#).flows
    let names = held.files(tariffDirectory: Shipped.tariffs.directory).map(\.name)
    #expect(!names.contains("methods.csv") && !names.contains("forecast.csv"))
  }
}
