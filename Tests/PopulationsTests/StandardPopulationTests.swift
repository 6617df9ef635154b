import Populations
import Quantities
import Tables
import Testing

struct StandardPopulationTests {
  private struct Published: CustomTestStringConvertible {
    let year: Int
    let sex: Sex
    let site: String
    let measure: Measure
    let rate: Double

    var testDescription: String { "\(site) \(sex) \(measure) \(year)" }
  }

  /// The rates that NDRS CancerData printed: 20 years of seven series.
  private static func published() throws -> [Published] {
    let path = "\(Repository.root)/Tests/PopulationsTests/Reference/asr/published.csv"
    let table = try CSVTable(InputFile(reading: path))
    return try table.rows.map { row in
      let fields = row.fields.map(\.text)
      return Published(
        year: try #require(Int(fields[0])),
        sex: try #require(Sex(fields[1])),
        site: fields[2],
        measure: try #require(Measure(fields[3])),
        rate: try #require(Double(fields[4]))
      )
    }
  }

  @Test func `all 140 published rates of England come out of the registrations`() throws {
    let observed = try ObservedRates(Repository.england("registrations.csv"))
    let published = try Self.published()
    #expect(published.count == 140)
    var greatest = 0.0
    for one in published {
      let name = RateSeries.Name(site: one.site, sex: one.sex, measure: one.measure)
      let table = try #require(observed.series.first { $0.name == name }).table
      let place = try #require(table.periods.firstIndex { $0.contains(one.year) })
      let rate = try #require(
        StandardPopulation.europe2013.rate(
          cases: table.cases.map { $0[place] },
          personYears: table.personYears.map { $0[place] },
          starts: table.ageStarts
        )
      )
      #expect(abs(rate - one.rate) <= 0.1, "\(one.testDescription): \(rate) against \(one.rate)")
      greatest = max(greatest, abs(rate - one.rate))
    }
    #expect(greatest < 0.0615)
  }

  /// Colon cancer of Norwegian men of 1958-62 by the R package nordpred: 10.757… by the World standard and 26.293… by
  /// the European one.
  @Test func `rates of Norway are those of the reference by both standards`() throws {
    let cases = try ReferenceFile("nordpred/input_cases.csv").numbersByRow().map { $0[0] }
    let people = try ReferenceFile("nordpred/input_person_years.csv").numbersByRow().map { $0[0] }
    let starts = Array(stride(from: 0, through: 85, by: 5))
    let world = try #require(StandardPopulation.world.rate(cases: cases, personYears: people, starts: starts))
    let europe = try #require(
      StandardPopulation.europe2013.rate(cases: cases, personYears: people, starts: starts)
    )
    #expect(relativeError(world, 10.75726209276784) < 1e-12)
    #expect(relativeError(europe, 26.293707462060901) < 1e-12)
  }

  @Test(arguments: [StandardPopulation.europe2013, .world])
  func `a standard has 100,000 people, and equal rates come out as they are`(standard: StandardPopulation) {
    #expect(standard.weights.reduce(0, +) == 100_000)
    for open in [85, 90] {
      let starts = Array(stride(from: 0, through: open, by: 5))
      let people = starts.map { Double(1000 + $0) }
      let rate = standard.rate(cases: people.map { $0 / 50 }, personYears: people, starts: starts)
      #expect(abs((rate ?? 0) - 2000) < 1e-9)
    }
  }

  @Test func `an older standard pools its bands, and an older table its counts`() {
    let starts = Array(stride(from: 0, through: 85, by: 5))
    let only85 = starts.map { $0 == 85 ? 1.0 : 0 }
    let people = starts.map { _ in 10.0 }
    #expect(StandardPopulation.europe2013.rate(cases: only85, personYears: people, starts: starts) == 250)
    let later = starts + [90]
    let both = later.map { $0 >= 85 ? 1.0 : 0 }
    #expect(
      StandardPopulation.world.rate(cases: both, personYears: later.map { _ in 10 }, starts: later) == 50
    )
  }

  @Test func `cases among nobody have no rate`() {
    #expect(StandardPopulation.world.rate(cases: [1, 0], personYears: [0, 5], starts: [0, 5]) == nil)
    #expect(StandardPopulation.world.rate(cases: [], personYears: [], starts: []) == nil)
  }
}
