import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct NetSurvivalTrendTests {
  private static let header = "site,sex,diagnosed,years,net_survival"

  @Test func `points are kept as published, in their order`() throws {
    let trend = try NetSurvivalTrend(
      table(Self.header, "lung,persons,2015-2019,5,0.179", "breast,female,2006-2010,1,0.953")
    )
    let points = trend.points.map {
      "\($0.site) \($0.sex?.rawValue ?? "both") \($0.diagnosed) \($0.years) \($0.survival)"
    }
    #expect(points == ["lung both 2015-2019 5 0.179", "breast female 2006-2010 1 0.953"])
  }

  @Test func `every fault of a row is reported with its place`() {
    #expect(
      faults { () throws(DiagnosticList) in
        try NetSurvivalTrend(table(Self.header, "lung,persons,2015-2019,25,0.1", "lung,,2015-2019,5,x"))
      } == [
        "t.csv:2:24 found \"25\" as years, expected a whole number from 1 to 20 [value.out-of-range]",
        "t.csv:3:6 found a blank sex, expected female, male, persons or all [value.missing]",
        "t.csv:3:19 found \"x\" as net_survival, expected a share from 0 to 1 with up to six decimals, such as"
          + " 0.535 [value.malformed]",
      ]
    )
  }

  @Test func `England's published survival falls with time since diagnosis and rose over the years`() throws {
    let points = try NetSurvivalTrend(Repository.england("net-survival.csv")).points
    let groups = Dictionary(grouping: points) { "\($0.site) \($0.sex?.rawValue ?? "")" }
    #expect(groups.count == 4)
    for (_, own) in groups {
      let one = own.filter { $0.years == 1 }.sorted { $0.diagnosed < $1.diagnosed }
      let five = own.filter { $0.years == 5 }.sorted { $0.diagnosed < $1.diagnosed }
      #expect(one.map(\.diagnosed) == five.map(\.diagnosed))
      #expect(zip(one, five).allSatisfy { $0.survival > $1.survival })
      #expect(try #require(one.first).survival < #require(one.last).survival)
    }
  }

  // MARK: - Factors

  private static let rows = [
    "lung,female,2006-2010,1,0.5", "lung,female,2006-2010,5,0.25", "lung,female,2010-2014,1,0.6",
    "lung,female,2010-2014,5,0.36", "lung,persons,2006-2010,1,0.4", "lung,persons,2006-2010,5,0.1",
  ]

  private static func trend() throws -> NetSurvivalTrend {
    let text = ([header] + rows).joined(separator: "\n")
    return try NetSurvivalTrend(InputFile(path: "t.csv", text: text))
  }

  @Test func `hazards go with the logarithm of survival, in a straight line between the cohorts' middles`()
    throws
  {
    let trend = try Self.trend()
    let (first, last) = (-log(0.5), -log(0.6))
    #expect(abs(trend.firstYearFactor("lung", .female, 2008, to: 2012) - first / last) < 1e-12)
    #expect(abs(trend.firstYearFactor("lung", .female, 2010, to: 2012) - (first + last) / 2 / last) < 1e-12)
    #expect(abs(trend.laterFactor("lung", .female, 2012, to: 2008) - last / first) < 1e-12)
    #expect(trend.firstYearFactor("lung", .female, 2012, to: 2012) == 1)
  }

  @Test func `hazards are held before the first and after the last cohort`() throws {
    let trend = try Self.trend()
    for year in [1990, 2000, 2008.0] {
      #expect(
        trend.laterFactor("lung", .female, year, to: 2012)
          == trend.laterFactor("lung", .female, 2008, to: 2012)
      )
    }
    #expect(trend.firstYearFactor("lung", .female, 2050, to: 2012) == 1)
    #expect(trend.span("lung", .female) == 2008...2012)
  }

  @Test func `a sex that was not published takes both together, and a site that was not does not change`()
    throws
  {
    let trend = try Self.trend()
    #expect(trend.covers("lung", .male))
    #expect(trend.span("lung", .male) == 2008...2008)
    #expect(trend.firstYearFactor("lung", .male, 2020, to: 2000) == 1)
    #expect(!trend.covers("breast", .female))
    #expect(trend.span("breast", .female) == nil)
    #expect(trend.laterFactor("breast", .female, 2020, to: 2000) == 1)
  }

  @Test func `where nobody of the reference dies nothing is scaled`() throws {
    let trend = try NetSurvivalTrend(
      table(
        Self.header,
        "lung,all,2008,1,1",
        "lung,all,2008,5,1",
        "lung,all,2010,1,0.5",
        "lung,all,2010,5,0.5"
      )
    )
    #expect(trend.firstYearFactor("lung", .female, 2010, to: 2008) == 1)
    #expect(trend.firstYearFactor("lung", .female, 2008, to: 2010) == 0)
    #expect(trend.laterFactor("lung", .female, 2008, to: 2010) == 1)
  }

  @Test func `survival that rises or reaches nobody is refused`() {
    let input = { (last: String) in
      table(
        Self.header,
        "lung,all,2008-2012,1,0.4",
        "lung,all,2008-2012,5,0.5",
        "lung,all,2010-2014,1,0.4",
        "lung,all,2010-2014,5,0",
        "lung,all,\(last),5,0.1"
      )
    }
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvivalTrend(input("2014-2010")) } == [
        "t.csv:6:10 found \"2014-2010\" as diagnosed, expected years of diagnosis such as 2015-2019"
          + " [value.malformed]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try NetSurvivalTrend(input("2014")) } == [
        "t.csv:3:22 found a survival of 0.5 at 5 years, expected one above 0 and at most the 0.4 of lung"
          + " 2008-2012 at 1 year [survival-trend.points]",
        "t.csv:5:22 found a survival of 0 at 5 years, expected one above 0 and at most the 0.4 of lung"
          + " 2010-2014 at 1 year [survival-trend.points]",
      ]
    )
  }

  @Test(arguments: [("breast", Sex.female), ("lung", .female), ("lung", .male)])
  func `in England people of earlier years died sooner`(site: String, sex: Sex) throws {
    let trend = try NetSurvivalTrend(Repository.england("net-survival.csv"))
    #expect(trend.span(site, sex) == 2008...2017)
    #expect(trend.firstYearFactor(site, sex, 2001, to: 2014) > 1.1)
    #expect(trend.firstYearFactor(site, sex, 2020, to: 2014) < 1)
    #expect(trend.laterFactor(site, sex, 2001, to: 2014) > 1)
    #expect(abs(trend.firstYearFactor(site, sex, 2014, to: 2014) - 1) < 1e-12)
  }
}
