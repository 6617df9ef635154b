import Diagnostics
import Tables
import TestSupport
import Testing

@testable import Populations

struct ObservedRatesTests {
  private func read(_ input: InputFile, _ excluded: Set<Int> = []) throws(DiagnosticList) -> ObservedRates {
    try ObservedRates(input, excluding: excluded)
  }

  @Test func `a series is made of each site and sex, of cases and of deaths`() throws {
    let rows = ["b,male", "a,female", "a,male"].flatMap { who in
      ["80-84", "85+"].map { "\(who),\($0),2001,7,\(who == "b,male" ? "" : "2"),50.5" }
    }
    let file = InputFile(
      path: "r.csv",
      text: (["site,sex,age,year,cases,deaths,population"] + rows).joined(separator: "\n")
    )
    let series = try read(file).series
    #expect(
      series.map(\.name.description)
        == ["a female cases", "a female deaths", "a male cases", "a male deaths", "b male cases"]
    )
    #expect(series.map { $0.table.cases[1][0] } == [7, 2, 7, 2, 7])
    #expect(
      series.allSatisfy { $0.table.personYears == [[50.5], [50.5]] && $0.table.ageStarts == [80, 85] }
    )
  }

  @Test func `the order of the rows does not matter`() throws {
    let text = MadeRates.file(Array(2001...2010)) { "breast,female,\($1),\($0),\($0 - 1990),\($0).125" }
    let lines = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    var random = Seeded(3)
    let shuffled = [lines[0]] + lines.dropFirst().shuffled(using: &random)
    let one = try read(text).series[0].table
    let other = try read(InputFile(path: "r.csv", text: shuffled.joined(separator: "\n"))).series[0].table
    #expect(one.cases == other.cases && one.personYears == other.personYears && one.periods == other.periods)
  }

  @Test func `single years of age make the same table as bands`() throws {
    let bands = try read(
      MadeRates.file([2001, 2002]) { "breast,female,\($1),\($0),\($1 == "85+" ? 60 : 50),1000" }
    )
    let ages = (80...99).map(String.init)
    let single = try read(
      MadeRates.file([2001, 2002], ages: ages) { year, age in
        "breast,female,\(age),\(year),\(age < "85" ? 10 : 4),\(age < "85" ? 200 : 100)"
      }
    )
    #expect(bands.series[0].table.ageStarts == [80, 85])
    // The single years go on to 90 and over.
    #expect(single.series[0].table.ageStarts == [80, 85, 90])
    #expect(single.series[0].table.cases == [[50, 50], [20, 20], [40, 40]])
  }

  @Test func `years left out keep their place, and at the ends are dropped`() throws {
    let file = MadeRates.file(Array(2001...2005))
    #expect(try read(file, [2001, 2005]).series[0].table.periods == MadeRates.periods(2002, 3))
    let middle = try read(file, [2003]).series[0].table
    #expect(middle.periods == MadeRates.periods(2001, 5))
    #expect(middle.personYears[0] == [1000, 1000, 0, 1000, 1000])
    // A year that is left out need not be there, nor be whole.
    #expect(
      try read(MadeRates.file([2001, 2002, 2004]), [2003]).series[0].table.periods
        == MadeRates.periods(2001, 4)
    )
  }

  @Test func `what is not whole is told, with what to do`() throws {
    #expect(
      faults { () throws(DiagnosticList) in try read(MadeRates.file([2001, 2004, 2006])) }
        == [
          "r.csv found no row of breast female in 2002, 2003, 2005, between 2001 and 2006 [forecast.period-gap]"
        ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(MadeRates.file([2001], ages: ["70-74", "80-84", "85+"]))
      }
        == ["r.csv found no row of breast female 75-79 in 2001 [forecast.age-gap]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(MadeRates.file([2001], ages: ["60-64", "65-69"])) }
        == ["r.csv found no row of breast female 65+ in 2001 [forecast.age-gap]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(MadeRates.file([2001], ages: ["80-84", "82", "85+"])) }
        == ["r.csv found ages of breast female 80-84 twice in 2001 [forecast.age-gap]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(MadeRates.file([2001, 2002]), [2001, 2002]) }
        == ["r.csv found no year of breast female that is not left out [forecast.period-gap]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(MadeRates.file([])) }
        == ["r.csv found no row of counts [forecast.empty]"]
    )
  }

  private func periods(_ names: [String]) -> InputFile {
    let rows = names.flatMap { name in ["80-84", "85+"].map { "breast,female,\($0),\(name),5,900" } }
    return InputFile(
      path: "r.csv",
      text: (["site,sex,age,period,cases,population"] + rows).joined(separator: "\n")
    )
  }

  @Test func `periods follow each other, equally long, and are left out only as a whole`() throws {
    #expect(try read(periods(["2001-2005", "2006-2010"]), [2020]).series[0].table.periodWidth == 5)
    #expect(
      faults { () throws(DiagnosticList) in try read(periods(["2001-2005", "2006-2009"])) }
        == [
          "r.csv found periods of unlike length of breast female: 2001-2005 and 2006-2009 [forecast.periods]"
        ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(periods(["2001-2005", "2004-2008", "2006-2010"])) }
        == [
          "r.csv found periods of breast female that overlap or leave years out: 2004-2008, between 2001-2005 and "
            + "2006-2010 [forecast.period-gap]"
        ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try read(periods(["2011-2015", "2016-2020"]), [2020]) }
        == [
          "r.csv found periods of 5 years of breast female, from which the year 2020 cannot be left out "
            + "[forecast.excluded]"
        ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try read(periods(["2016-2020"]), [2020]) }
        == ["give counts by year, or leave no year out: --exclude none"]
    )
  }

  @Test func `deaths are on every row or on none, and nobody falls ill among no people`() {
    let some = MadeRates.file([2001], header: "site,sex,age,year,cases,deaths,population") {
      "breast,female,\($1),\($0),5,\($1 == "85+" ? "" : "1"),900"
    }
    #expect(
      faults { () throws(DiagnosticList) in try read(some) }
        == ["r.csv:3 found deaths of breast female on some rows and none on line 3 [forecast.deaths-gap]"]
    )
    let nobody = MadeRates.file([2001]) { "breast,female,\($1),\($0),\($1 == "85+" ? 2 : 0),0" }
    #expect(
      faults { () throws(DiagnosticList) in try read(nobody) }
        == ["r.csv:3:26 found 2 cases among no people [forecast.no-people]"]
    )
  }

  @Test func `a table has a year or a period`() {
    let file = MadeRates.file([2001], header: "site,sex,age,note,cases,population")
    #expect(
      faults { () throws(DiagnosticList) in try read(file) }
        == [
          "r.csv:1 found no column \"year\" or \"period\", expected one: calendar year, or calendar years such as "
            + "2001-2005 [table.missing-column]"
        ]
    )
  }
}
