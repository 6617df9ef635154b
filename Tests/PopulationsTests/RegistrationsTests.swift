import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

struct RegistrationsTests {
  private static let header = "site,sex,age,year,cases,deaths,population"

  @Test func `rates are the cases of the years together over their people`() throws {
    let registrations = try Registrations(
      table(
        Self.header,
        "lung,male,70-74,2018,30,20,10000",
        "lung,male,70-74,2019,50,25,15000",
        "lung,male,75-79,2019,7,,1000",
        "lung,female,70-74,2018,0,0,9000",
        "lung,female,75-79,2018,0,0,0",
        "breast,female,70-74,2018,99,9,9000"
      )
    )
    let group = { (sex: Sex, age: String) throws in SexAge(sex: sex, age: try #require(AgeBand(age))) }
    #expect(registrations.sites == ["breast", "lung"])
    #expect(registrations.years(of: "lung") == [2018, 2019])
    #expect(registrations.years(of: "bowel") == [])
    #expect(
      registrations.rates(of: "lung", in: [2018, 2019]) == [
        try group(.male, "70-74"): 80.0 / 25_000, try group(.male, "75-79"): 7.0 / 1_000,
        try group(.female, "70-74"): 0,
      ]
    )
    #expect(registrations.rates(of: "lung", in: [2018])[try group(.male, "70-74")] == 30.0 / 10_000)
    #expect(registrations.rates(of: "lung", in: [2017]).isEmpty)
    #expect(registrations.rates(of: "bowel", in: [2018]).isEmpty)
  }

  @Test func `deaths that were not published are none, and published nought is nought`() throws {
    let registrations = try Registrations(
      table(Self.header, "breast,male,70-74,2019,9,,100", "breast,male,75-79,2019,9,0,100")
    )
    let deaths = registrations.counts(of: "breast", in: 2019).sorted { $0.key < $1.key }.map(\.value.deaths)
    #expect(deaths == [nil, 0])
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      Self.header,
      "lung,male,70-74,2019,3.5,2,100",
      "lung,male,70-74,2019,-3,2,100",
      "lung,male,70-74,2019,3,two,100",
      "lung,male,70-74,2019,3,2,",
      "lung,both,71-74,19,3,2,1",
      "lung,male,75-79,2019,3,2,100",
      "breast,male,75-79,2019,3,2,100",
      "lung,male,75-79,2019,3,2,100"
    )
    #expect(
      faults { () throws(DiagnosticList) in try Registrations(input) } == [
        "t.csv:2:22 found \"3.5\" as cases, expected a whole number from 0 to 10000000 [value.out-of-range]",
        "t.csv:3:22 found \"-3\" as cases, expected a whole number from 0 to 10000000 [value.out-of-range]",
        "t.csv:4:24 found \"two\" as deaths, expected a whole number from 0 to 10000000 [value.out-of-range]",
        "t.csv:5:26 found a blank population, expected a number, 0 or more, such as 129.845 [value.missing]",
        "t.csv:6:6 found \"both\" as sex, expected female or male [value.malformed]",
        "t.csv:6:11 found \"71-74\" as age, expected an age band such as 20-24 or 90+ [value.malformed]",
        "t.csv:6:17 found \"19\" as year, expected a whole number from 1900 to 2200 [value.out-of-range]",
        "t.csv:9:11 found a second row for the same age, first on line 7 [table.repeated-row]",
      ]
    )
  }

  /// NDRS CancerData, all ages from 20 on.
  @Test(
    arguments: [("breast", .female, 48_088), ("lung", .male, 20_892), ("lung", .female, 19_414)]
      as [(String, Sex, Int)]
  )
  func `England's registered cases of 2019 are those published`(site: String, sex: Sex, cases: Int) throws {
    let counts = try Registrations(Repository.england("registrations.csv")).counts(of: site, in: 2019)
    #expect(counts.filter { $0.key.sex == sex }.reduce(0) { $0 + $1.value.cases } == cases)
  }
}
