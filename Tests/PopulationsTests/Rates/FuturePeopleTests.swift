import Diagnostics
import Tables
import TestSupport
import Testing

@testable import Populations

struct FuturePeopleTests {
  private func people(_ input: InputFile, _ bands: [Int] = [80, 85]) throws(DiagnosticList) -> [[Double]] {
    let people = try FuturePeople(input)
    return try people.people(of: .female, in: people.periods(of: .female, after: 2019), bands: bands)
  }

  @Test func `people are banded as the rates are`() throws {
    #expect(
      try people(MadeRates.people([2020, 2021]) { "\($0),female,\($1),\($0 - 2000)" }) == [
        [20, 21], [20, 21],
      ]
    )
    let single = MadeRates.people([2020], ages: (70...104).map(String.init) + ["105+"]) {
      "\($0),female,\($1),2"
    }
    #expect(try people(single) == [[10], [42]])
    #expect(try people(single, [80, 85, 90]) == [[10], [10], [32]])
    #expect(try people(MadeRates.people([2020], ages: ["80-84", "85-89", "90+"])) == [[1000], [2000]])
  }

  @Test func `persons is another name for population, and areas are added up`() throws {
    let file = MadeRates.people([2020], header: "area,year,sex,age,persons") {
      "a,\($0),female,\($1),3\nb,\($0),female,\($1),4"
    }
    #expect(try people(file) == [[7], [7]])
  }

  @Test func `what is missing in any area is told`() {
    let file = InputFile(
      path: "p.csv",
      text: """
        area,year,sex,age,population
        a,2020,female,80-84,1
        a,2020,female,85+,1
        b,2020,female,80-84,1
        a,2021,female,80-84,1
        a,2021,female,85+,1

        """
    )
    #expect(
      faults { () throws(DiagnosticList) in try people(file) }
        == [
          "p.csv found no people of b female 85+ in 2020 [forecast.people-gap]",
          "p.csv found no people of b female 80-84, 85+ in 2021 [forecast.people-gap]",
        ]
    )
  }

  @Test func `bands that are open too early, missing or given twice are told`() {
    #expect(
      faults { () throws(DiagnosticList) in try people(MadeRates.people([2020]), [80, 85, 90]) }
        == [
          "p.csv found people of female 85+ in 2020 in one row, where the rates go on to 90+ [forecast.people-gap]"
        ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try people(MadeRates.people([2020], ages: ["85+"])) }
        == ["p.csv found no people of female 80-84 in 2020 [forecast.people-gap]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try people(MadeRates.people([2020], ages: ["80-84", "85-89"])) }
        == ["p.csv found no people of female 85+ in 2020 [forecast.people-gap]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in
        try people(MadeRates.people([2020], ages: ["80-84", "84", "85+"]))
      }
        == ["p.csv found people twice of female 80-84 in 2020 [forecast.people-gap]"]
    )
  }

  @Test func `periods that overlap are told`() {
    let file = MadeRates.people([2020], header: "year,period,sex,age,population") {
      "\($0),,female,\($1),1\n,2020-2024,female,\($1),5"
    }
    #expect(
      faults { () throws(DiagnosticList) in try people(file) }
        == ["p.csv found female people of 2020 and of 2020-2024, which overlap [forecast.people-periods]"]
    )
  }

  @Test func `only periods that begin after the rates end are forecast`() throws {
    let people = try FuturePeople(MadeRates.people([2018, 2019, 2022]))
    #expect(people.periods(of: .female, after: 2019).map(\.description) == ["2022"])
    #expect(people.periods(of: .male, after: 2019) == [])
  }

  @Test func `a table has people, and a year or a period`() {
    for (header, missing) in [
      ("year,sex,age,note", "\"population\" or \"persons\""),
      ("note,sex,age,persons", "\"year\" or \"period\""),
    ] {
      let told = faults { () throws(DiagnosticList) in try people(MadeRates.people([2020], header: header)) }
      #expect(told.count == 1)
      #expect(told[0].hasPrefix("p.csv:1 found no column \(missing), expected one: "))
    }
  }
}
