import Diagnostics
import Populations
import Tables
import TestSupport
import Testing

struct PopulationTests {
  private static let header = "area,year,sex,age,persons"

  @Test func `areas are added up and years stay apart`() throws {
    let population = try Population(
      table(
        Self.header,
        "E01,2024,female,50-54,100.5",
        "E02,2024,female,50-54,20",
        "E02,2024,male,50-54,7",
        "E01,2023,female,50-54,1"
      )
    )
    let women = SexAge(sex: .female, age: try #require(AgeBand("50-54")))
    let men = SexAge(sex: .male, age: try #require(AgeBand("50-54")))
    #expect(population.years == [2023, 2024])
    #expect(population[2024] == [women: 120.5, men: 7])
    #expect(population[2023] == [women: 1])
    #expect(population[2022] == nil)
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = table(
      Self.header,
      "E01,1800,female,50-54,1",
      "E01,2024,woman,50-54,1",
      "E01,2024,female,50-55,1",
      "E01,2024,female,50-54,-1",
      ",2024,female,55-59,1",
      "E01,2024,female,60-64,1",
      "E01,2024,female,60-64,2"
    )
    #expect(
      faults { () throws(DiagnosticList) in try Population(input) } == [
        "t.csv:2:5 found \"1800\" as year, expected a whole number from 1900 to 2200 [value.out-of-range]",
        "t.csv:3:10 found \"woman\" as sex, expected female or male [value.malformed]",
        "t.csv:4:17 found \"50-55\" as age, expected an age band such as 20-24 or 90+ [value.malformed]",
        "t.csv:5:23 found \"-1\" as persons, expected a number, 0 or more, such as 129.845 [value.malformed]",
        "t.csv:6:1 found a blank area, expected text [value.missing]",
        "t.csv:8:17 found a second row for the same age, first on line 7 [table.repeated-row]",
      ]
    )
  }

  @Test func `England's people of 2019 are those among whom its cancers were registered`() throws {
    let population = try Population(Repository.england("population.csv"))
    let registrations = try Registrations(Repository.england("registrations.csv"))
    for year in 2001...2020 {
      let people = try #require(population[year])
      #expect(people.count == 30)
      for (group, count) in registrations.counts(of: "lung", in: year) {
        #expect(people[group] == count.population, "\(group.sex) \(group.age) \(year)")
      }
    }
  }

  // MARK: - Several files

  private func named(_ name: String, _ rows: String...) -> InputFile {
    InputFile(path: name, text: ([Self.header] + rows).joined(separator: "\n"))
  }

  @Test func `files that follow one another are read as one`() throws {
    let population = try Population([
      named("past.csv", "E01,2020,female,50-54,1", "E01,2021,female,50-54,2"),
      named("future.csv", "E01,2022,female,50-54,3"),
    ])
    let women = SexAge(sex: .female, age: try #require(AgeBand("50-54")))
    #expect(population.years == [2020, 2021, 2022])
    #expect(population.years.map { population[$0] } == [[women: 1], [women: 2], [women: 3]])
    #expect(population.files.map(\.path) == ["past.csv", "future.csv"])
  }

  @Test func `a year in two files and areas that come and go are refused`() {
    let past = named("past.csv", "E01,2021,female,50-54,1", "E02,2021,female,50-54,1")
    #expect(
      faults { () throws(DiagnosticList) in
        try Population([past, named("future.csv", "E01,2022,male,0-4,1", "E02,2021,male,0-4,3")])
      } == ["future.csv:3:5 found people of 2021, which past.csv has too [population.years]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in
        try Population([past, named("future.csv", "E01,2022,male,0-4,1")])
      } == ["future.csv found other areas than in past.csv: only one of the two has E02 [population.areas]"]
    )
  }

  @Test func `England's people of 2021 are half way between those of 2020 and 2022`() throws {
    let population = try Population([
      Repository.england("population.csv"), Repository.england("projections.csv"),
    ])
    let (before, after) = (try #require(population[2020]), try #require(population[2022]))
    let own = try #require(population[2021])
    #expect(own.count == 30)
    for (group, count) in own {
      #expect(abs(count - ((before[group] ?? 0) + (after[group] ?? 0)) / 2) <= 0.000501, "\(group)")
    }
  }
}
