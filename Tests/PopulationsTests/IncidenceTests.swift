import Diagnostics
import Populations
import Quantities
import Tables
import TestSupport
import Testing

struct IncidenceTests {
  private let women = SexAge(sex: .female, age: AgeBand.all[10])
  private let men = SexAge(sex: .male, age: AgeBand.all[10])

  private static let registrations = table(
    "site,sex,age,year,cases,population",
    "lung,female,50-54,2018,10,1000",
    "lung,female,50-54,2019,30,1000",
    "lung,male,50-54,2019,40,2000"
  )

  private func cases(_ incidence: Incidence, _ year: Int, _ site: String = "lung") -> [SexAge: Double]? {
    incidence.cases(of: site, in: year, among: [women: 500, men: 250])
  }

  @Test func `observed rates are those of each year itself`() throws {
    let incidence = Incidence.observed(try Registrations(Self.registrations))
    #expect(cases(incidence, 2018) == [women: 5])
    #expect(cases(incidence, 2019) == [women: 15, men: 5])
    #expect(cases(incidence, 2020) == nil)
    #expect(cases(incidence, 2019, "breast") == nil)
    #expect(incidence.method == "observed rates of each year")
  }

  @Test(
    arguments: [("breast", .female, 48_088), ("lung", .male, 20_892), ("lung", .female, 19_414)]
      as [(String, Sex, Int)]
  )
  func `observed rates give back the cases registered in England in 2019`(site: String, sex: Sex, cases: Int)
    throws
  {
    let incidence = Incidence.observed(try Registrations(Repository.england("registrations.csv")))
    let people = try #require(try Population(Repository.england("population.csv"))[2019])
    let predicted = try #require(incidence.cases(of: site, in: 2019, among: people))
    let sum = predicted.filter { $0.key.sex == sex }.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    #expect(abs(sum - Double(cases)) < 1e-6)
  }

  @Test(arguments: ["breast", "lung"])
  func `observed rates give back every registered count of every year`(site: String) throws {
    let registrations = try Registrations(Repository.england("registrations.csv"))
    let population = try Population(Repository.england("population.csv"))
    let incidence = Incidence.observed(registrations)
    #expect(registrations.years(of: site) == Array(2001...2020))
    for year in registrations.years(of: site) {
      let people = try #require(population[year])
      let predicted = try #require(incidence.cases(of: site, in: year, among: people))
      let counts = registrations.counts(of: site, in: year)
      #expect(predicted.count == counts.count)
      for (group, count) in counts {
        #expect(abs((predicted[group] ?? -1) - Double(count.cases)) < 1e-6)
      }
    }
  }

  @Test func `constant rates are those of some years together, held in every year`() throws {
    let incidence = Incidence.constant(try Registrations(Self.registrations), years: [2018, 2019])
    for year in [1990, 2019, 2100] { #expect(cases(incidence, year) == [women: 10, men: 5]) }
    #expect(cases(incidence, 2019, "breast") == nil)
    #expect(incidence.method == "constant rates of 2018, 2019")
  }

  @Test func `constant rates of years in which nothing was registered are none`() throws {
    let incidence = Incidence.constant(try Registrations(Self.registrations), years: [2001])
    #expect(cases(incidence, 2019) == nil)
  }

  @Test func `a forecast is per hundred thousand in its own years`() throws {
    let incidence = try Incidence.forecast(
      table(
        "site,sex,age,year,rate_per_100k,source",
        "lung,female,50-54,2030,123.4,a study",
        "lung,male,50-54,2030,0,a study",
        "lung,female,50-54,2031,200,a study"
      )
    )
    let found = try #require(cases(incidence, 2030))
    #expect(abs((found[women] ?? 0) - 500 * 123.4 / 100_000) < 1e-12)
    #expect(found[men] == 0)
    #expect(cases(incidence, 2031) == [women: 1])
    #expect(cases(incidence, 2032) == nil)
    #expect(incidence.method == "forecast of t.csv")
  }

  @Test func `every fault of a forecast is reported with its place`() {
    let input = table(
      "site,sex,age,year,rate_per_100k",
      "lung,female,50-54,2030,high",
      "lung,female,50-54,3030,5",
      "lung,female,50-54,2031,5",
      "lung,female,50-54,2031,6"
    )
    #expect(
      faults { () throws(DiagnosticList) in try Incidence.forecast(input) } == [
        "t.csv:2:24 found \"high\" as rate_per_100k, expected a number, 0 or more, such as 129.845 [value.malformed]",
        "t.csv:3:19 found \"3030\" as year, expected a whole number from 1900 to 2200 [value.out-of-range]",
        "t.csv:5:13 found a second row for the same age, first on line 4 [table.repeated-row]",
      ]
    )
  }

  @Test func `a local ratio multiplies the cases of its site and sex and leaves the others`() throws {
    let incidence = try Incidence.observed(Registrations(Self.registrations))
      .adjusted(by: LocalRatios(table("site,sex,ratio", "lung,female,1.5", "breast,male,9")))
    #expect(cases(incidence, 2019) == [women: 22.5, men: 5])
    #expect(cases(incidence, 2020) == nil)
    #expect(incidence.method == "observed rates of each year × local ratio")
    #expect(incidence.files.count == 2)
  }

  @Test func `each area has its own ratio, and their order and names do not matter`() throws {
    let rates = table("site,sex,age,year,rate_per_100k", "lung,female,50-54,2030,1000")
    let people = { (names: [String]) throws in
      try Population(
        InputFile(
          path: "p.csv",
          text: "area,year,sex,age,persons\n"
            + zip(names, [1000, 3000]).map { "\($0),2030,female,50-54,\($1)\n" }.joined()
        )
      )
    }
    let one = try Incidence.forecast(rates)
      .adjusted(by: LocalRatios(table("area,site,sex,ratio", "A,lung,female,2", ",lung,female,0.5")))
    let other = try Incidence.forecast(rates)
      .adjusted(by: LocalRatios(table("area,site,sex,ratio", ",lung,female,0.5", "Z,lung,female,2")))
    // 1,000 people at twice 1 in 100 and 3,000 at half of it.
    #expect(try one.cases(of: "lung", in: 2030, among: people(["A", "B"])) == [women: 35])
    #expect(try other.cases(of: "lung", in: 2030, among: people(["Z", "Y"])) == [women: 35])
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `twice the people have twice the cases`(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = SexAge.all.map { "lung,\($0.sex),\($0.age),2030,\(decimal(random.int(0...900_000_000)))" }
    let incidence = try Incidence.forecast(
      InputFile(path: "t.csv", text: (["site,sex,age,year,rate_per_100k"] + rows).joined(separator: "\n"))
    )
    let people = Dictionary(uniqueKeysWithValues: SexAge.all.map { ($0, random.double(0...1e6)) })
    let once = try #require(incidence.cases(of: "lung", in: 2030, among: people))
    let twice = try #require(incidence.cases(of: "lung", in: 2030, among: people.mapValues { $0 * 2 }))
    #expect(twice == once.mapValues { $0 * 2 })
    #expect(once.count == 38)
  }
}
