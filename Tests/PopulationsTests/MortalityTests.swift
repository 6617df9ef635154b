import Populations
import Quantities
import Tables
import Testing

struct MortalityTests {
  private static let header = "site,sex,age,year,cases,deaths,population"

  @Test func `deaths are people times the registered rate, and unpublished is not nought`() throws {
    let registrations = try Registrations(
      table(
        Self.header,
        "lung,female,50-54,2019,10,4,1000",
        "lung,female,55-59,2019,10,0,1000",
        "lung,male,50-54,2019,10,5,1000",
        "lung,male,55-59,2019,10,,1000"
      )
    )
    let mortality = Mortality.observed(registrations)
    let bands = try ["50-54", "55-59"].map { try #require(AgeBand($0)) }
    let people = Dictionary(
      uniqueKeysWithValues: Sex.allCases.flatMap { sex in
        bands.map { (SexAge(sex: sex, age: $0), 500.0) }
      }
    )
    #expect(mortality.deaths(of: "lung", .female, in: 2019, among: people) == 2)
    #expect(mortality.deaths(of: "lung", .male, in: 2019, among: people) == nil)
    #expect(mortality.deaths(of: "lung", .female, in: 2020, among: people) == nil)
    #expect(mortality.deaths(of: "breast", .female, in: 2019, among: people) == nil)
    #expect(registrations.hasDeaths)
    #expect(registrations.earliest(of: ["lung"]) == 2019)
    #expect(registrations.earliest(of: ["lung", "breast"]) == nil)
  }

  @Test func `a local ratio of incidence goes for deaths too`() throws {
    let registrations = try Registrations(table(Self.header, "lung,female,50-54,2019,10,4,1000"))
    let ratio = table("site,sex,ratio", "lung,female,0.75")
    let local = try Incidence.observed(registrations).adjusted(by: ratio)
    let group = SexAge(sex: .female, age: try #require(AgeBand("50-54")))
    let mortality = Mortality.observed(registrations).adjusted(like: local)
    #expect(mortality.deaths(of: "lung", .female, in: 2019, among: [group: 1000]) == 3)
  }

  @Test func `deaths of any source are taken as they are`() throws {
    let group = SexAge(sex: .male, age: try #require(AgeBand("90+")))
    let mortality = Mortality(files: [], method: "a forecast") { site, year in
      site == "lung" && year == 2030 ? [group: 0.01] : nil
    }
    #expect(mortality.deaths(of: "lung", .male, in: 2030, among: [group: 300]) == 3)
    #expect(mortality.deaths(of: "lung", .female, in: 2030, among: [group: 300]) == nil)
    #expect(mortality.method == "a forecast")
  }

  @Test func `England's deaths are those registered, without those of men from breast cancer`() throws {
    let registrations = try Registrations(Repository.england("registrations.csv"))
    let people = try #require(try Population(Repository.england("population.csv"))[2019])
    let mortality = Mortality.observed(registrations)
    let registered = registrations.counts(of: "lung", in: 2019).filter { $0.key.sex == .male }
      .reduce(0) { $0 + ($1.value.deaths ?? 0) }
    let deaths = try #require(mortality.deaths(of: "lung", .male, in: 2019, among: people))
    #expect(abs(deaths - Double(registered)) < 1e-6)
    #expect(mortality.deaths(of: "breast", .male, in: 2019, among: people) == nil)
  }
}
