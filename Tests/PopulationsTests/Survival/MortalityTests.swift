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

  @Test func `registered deaths come before predicted ones`() throws {
    let registrations = try Registrations(Repository.england("registrations.csv"))
    let rates = try PredictedRates(
      ObservedRates(Repository.england("registrations.csv"), excluding: [2020]),
      excluding: [2020],
      by: .constant,
      ForecastOptions(),
      to: 2025,
      at: nil
    )
    let mortality = Mortality.predicted(registrations, rates)
    let people = try #require(try Population(Repository.england("population.csv"))[2019])
    let deaths = { (year: Int) in mortality.deaths(of: "lung", .male, in: year, among: people) }
    // 2019 as registered: 14,890 deaths. 2020 too, although no rate was fitted to it.
    let registered = registrations.counts(of: "lung", in: 2019).filter { $0.key.sex == .male }
    let counted = registered.values.reduce(0) { $0 + Double($1.deaths ?? 0) }
    #expect(abs(try #require(deaths(2019)) - counted) < 1e-6)
    #expect(deaths(2020) != deaths(2021))
    // Held rates of 2017 to 2019, whatever the year.
    #expect(deaths(2021) == deaths(2025))
    #expect(mortality.deaths(of: "breast", .male, in: 2025, among: people) == nil)
    #expect(deaths(2026) == nil)
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
