import TestSupport
import Pathways
import Populations
import Quantities

/// A scenario with every table that it names and the prices that it asks for, drawn at random.
struct RandomScenario {
  /// How incidence is predicted.
  enum Method: String, CaseIterable {
    case constant
    case observed
    case forecast
  }

  let seed: UInt64
  let pathways: [RandomPathway]
  let years: ClosedRange<Int>
  let guidelineYear: Int
  let method: Method
  /// People by area, calendar year and group.
  var persons: [(area: String, year: Int, group: SexAge, count: Int)] = []
  private(set) var registrations: [Registration] = []
  private(set) var rates: [Rate] = []
  private(set) var ratios: [Ratio]?
  /// The shares of the stages in millionths, by site and year of publication.
  private(set) var stages: [String: [Int: [Int]]] = [:]
  /// Survival at one and five years in millionths, by site and stage.
  private(set) var survival: [String: [(one: Int, five: Int)]] = [:]
  /// Deaths per million person-years, by sex and age.
  private(set) var deathRates: [Sex: [Int]] = [:]
  let providers: [String]
  /// The providers' shares in millionths, by pathway and phase.
  private(set) var shares: [String: [Phase: [Int]]] = [:]
  let published: Int
  let basis: String
  let fallbacks: [(year: Int, basis: String, isDeflated: Bool)]
  let beyond: String
  let hasMarketForces: Bool
  /// Years before the first whose people and cases are in the tables.
  let past: Int
  /// Whether a scenario with a forecast of its own names the cases registered before.
  let namesRegistrations: Bool
  /// How the rows of every table are ordered.
  var order: UInt64 = 0

  /// One registered count.
  struct Registration {
    let site: String
    let year: Int
    let group: SexAge
    let cases: Int
    let population: Int
  }

  /// One forecast rate, per ten thousand million.
  struct Rate {
    let site: String
    let year: Int
    let group: SexAge
    let rate: Int
  }

  /// One local ratio, in millionths.
  struct Ratio {
    let site: String
    let sex: Sex
    let ratio: Int
  }

  static let registeredYears = [2016, 2017]
  private static let tables = [(2017, "cost"), (2018, "tariff"), (2024, "cost")]

  /// Draws a scenario; a steady one has the same people, rates and stages for fourteen years.
  init(_ seed: UInt64, isSteady: Bool = false) {
    self.seed = seed
    var random = Seeded(seed)
    let names = random.some(["breast", "lung", "bowel"])
    pathways = names.map { RandomPathway($0, &random) }
    guidelineYear = random.int(RandomPathway.guidelineYears)
    let (published, basis) = random.pick(Self.tables)
    (self.published, self.basis) = (published, basis)
    let span = isSteady ? 14 : random.int(1...5)
    let first = published + (random.happens(50) ? 0 : random.int(0...6))
    years = first...(first + span - 1)
    let carried = isSteady ? "hold" : random.pick(["hold", "uplift"])
    beyond = years == published...published ? "error" : carried
    let others = Self.tables.filter { $0 != (published, basis) }
    fallbacks = others.filter { _ in random.happens(60) }.map { ($0.0, $0.1, random.happens(50)) }
    hasMarketForces = random.happens(50)
    providers = Array(["R1H", "RF4", "RRV", "7A1"].prefix(random.int(1...4)))
    method = isSteady ? .constant : random.pick(Method.allCases)
    var carrying = Seeded(seed ^ 0xCA22)
    past = isSteady ? 0 : carrying.int(0...4)
    namesRegistrations = method != .forecast || carrying.happens(50)
    addPeople(&random)
    addPast(&carrying)
    addCare(&random)
    guard isSteady else { return }
    let counts = persons.filter { $0.year == years.lowerBound }
    persons = (years.lowerBound...years.upperBound + 1).flatMap { year in
      counts.map { ($0.area, year, $0.group, $0.count) }
    }
    stages = stages.mapValues { [2000: $0[2000] ?? []] }
  }

  private mutating func addPeople(_ random: inout Seeded) {
    let groups = (0..<random.int(2...5)).reduce(into: Set<SexAge>()) { set, _ in
      set.insert(random.pick(SexAge.all))
    }.sorted()
    let calendarYears = years.lowerBound...(years.upperBound + 1)
    for area in ["E01", "E02"].prefix(random.int(1...2)) {
      for year in calendarYears {
        for group in groups { persons.append((area, year, group, random.int(0...300_000))) }
      }
    }
    for site in pathways.map(\.name) {
      for year in Set(Array(calendarYears) + Self.registeredYears).sorted() {
        for group in groups {
          registrations.append(
            Registration(
              site: site,
              year: year,
              group: group,
              cases: random.int(0...900),
              population: random.int(1...90_000)
            )
          )
          rates.append(Rate(site: site, year: year, group: group, rate: random.int(0...900_000_000)))
        }
      }
      let count = Stage.atDiagnosis.count
      stages[site] = [
        2000: random.parts(count), random.int(years.lowerBound...years.upperBound): random.parts(count),
      ]
      survival[site] = Stage.atDiagnosis.map { _ in
        let one = random.int(1...1_000_000)
        return (one, random.int(1...one))
      }
    }
    if random.happens(50) {
      ratios = pathways.flatMap { pathway in
        Sex.allCases.filter { _ in random.happens(70) }
          .map { Ratio(site: pathway.name, sex: $0, ratio: random.int(0...2_000_000)) }
      }
    }
    for sex in Sex.allCases { deathRates[sex] = (0..<100).map { _ in random.int(0...300_000) } }
  }

  /// The years of whose people the run counts.
  var counted: ClosedRange<Int> {
    (years.lowerBound - (namesRegistrations ? past : 0))...(years.upperBound + 1)
  }

  private mutating func addPast(_ random: inout Seeded) {
    let places = persons.filter { $0.year == years.lowerBound }
    for year in years.lowerBound - past..<years.lowerBound {
      for place in places { persons.append((place.area, year, place.group, random.int(0...300_000))) }
      for site in pathways.map(\.name)
      where !registrations.contains(where: { $0.site == site && $0.year == year }) {
        for group in Set(places.map(\.group)).sorted() {
          registrations.append(
            Registration(
              site: site,
              year: year,
              group: group,
              cases: random.int(0...900),
              population: random.int(1...90_000)
            )
          )
        }
      }
    }
  }

  private mutating func addCare(_ random: inout Seeded) {
    for pathway in pathways {
      for phase in Phase.allCases {
        shares[pathway.name, default: [:]][phase] = random.parts(providers.count)
      }
    }
  }

  // MARK: - Writing

  /// Writes everything into a folder and returns the paths of the scenario and of the price tables.
  func write(
    to folder: borrowing TemporaryFolder,
    as text: String? = nil
  ) throws -> (scenario: String, tariffs: String) {
    var random = Seeded(seed ^ 0xF11E)
    var tables = RandomPrices(seed).tables
    for pathway in pathways {
      tables += pathway.tables(&random).map { ("scenario/pathways/\($0.name)", $0.header, $0.rows) }
    }
    tables += inputTables(&random).map { ("scenario/\($0.name)", $0.header, $0.rows) }
    for name in ["scenario/pathways"] + RandomPrices.folders { try folder.makeFolder(name) }
    var shuffling = Seeded(order)
    for (name, header, rows) in tables {
      let ordered = order == 0 ? rows : rows.shuffled(using: &shuffling)
      try folder.write(([header] + ordered).map { $0 + "\n" }.joined(), to: name)
    }
    try folder.write(text ?? scenario, to: "scenario/scenario.json")
    return ("\(folder.path)/scenario/scenario.json", "\(folder.path)/tariffs")
  }

  private func inputTables(_ random: inout Seeded) -> [(name: String, header: String, rows: [String])] {
    let stageRows = stages.sorted { $0.key < $1.key }.flatMap { site, years in
      years.sorted { $0.key < $1.key }.flatMap { year, shares in
        zip(Stage.atDiagnosis, shares).map { "\(site),\($0),\(year),\(decimal($1)),unverified" }
      }
    }
    let survivalRows = survival.sorted { $0.key < $1.key }.flatMap { site, stages in
      zip(Stage.atDiagnosis, stages).flatMap { stage, points in
        ["\(site),\(stage),1,\(decimal(points.one))", "\(site),\(stage),5,\(decimal(points.five))"]
      }
    }
    let shareRows = pathways.flatMap { pathway in
      Phase.allCases.flatMap { phase in
        zip(providers, shares[pathway.name]?[phase] ?? []).map {
          "\(pathway.name),\(phase),\($0),\(decimal($1)),derived"
        }
      }
    }
    return [
      (
        "population.csv", "area,year,sex,age,persons",
        persons.map { "\($0.area),\($0.year),\($0.group.sex),\($0.group.age),\($0.count)" }
      ),
      (
        "registrations.csv", "site,sex,age,year,cases,population",
        registrations.map {
          "\($0.site),\($0.group.sex),\($0.group.age),\($0.year),\($0.cases),\($0.population)"
        }
      ),
      (
        "rates.csv", "site,sex,age,year,rate_per_100k",
        rates.map { "\($0.site),\($0.group.sex),\($0.group.age),\($0.year),\(decimal($0.rate, 5))" }
      ),
      (
        "ratio.csv", "site,sex,ratio",
        (ratios ?? []).map { "\($0.site),\($0.sex),\(decimal($0.ratio))" }
      ),
      ("stage.csv", "site,stage,year,share,evidence", stageRows),
      ("survival.csv", "site,stage,years,net_survival", survivalRows),
      (
        "life-table.csv", "year,sex,age,death_rate",
        Sex.allCases.flatMap { sex in
          (deathRates[sex] ?? []).enumerated().map { "2019,\(sex),\($0.offset),\(decimal($0.element))" }
        }
      ),
      ("shares.csv", "pathway,phase,provider,share,evidence", shareRows),
      (
        "providers.csv", "provider,name",
        providers.dropFirst().map { "\($0),\"Trust \($0), the \"\"good\"\"\"" }
      ),
    ]
  }

  /// The scenario file.
  var scenario: String {
    let quoted = pathways.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let ratio = ratios == nil ? "" : ", \"localRatio\": \"ratio.csv\""
    let incidence =
      switch method {
      case .constant: "\"registrations\": \"registrations.csv\", \"years\": [2016, 2017]"
      case .observed: "\"registrations\": \"registrations.csv\""
      case .forecast:
        "\"rates\": \"rates.csv\"" + (namesRegistrations ? ", \"registrations\": \"registrations.csv\"" : "")
      }
    let filled = fallbacks.map {
      """
      { "year": "\(FinancialYear(start: $0.year))", "basis": "\($0.basis)", "deflator": "\($0.isDeflated ? "gdp" : "none")" }
      """
    }.joined(separator: ", ")
    let forces = hasMarketForces ? ", \"marketForces\": \"2026/27\"" : ""
    return """
      {
        "name": "Scenario \(seed)",
        "commissioner": "QMF",
        "nationalCommissioner": "NHSE",
        "years": { "first": "\(FinancialYear(start: years.lowerBound))", "last": "\(FinancialYear(start: years.upperBound))" },
        "guidelineYear": \(guidelineYear),
        "pathways": [\(quoted)],
        "pathwayTables": "pathways",
        "population": "population.csv",
        "incidence": { "method": "\(method.rawValue)", \(incidence)\(ratio) },
        "stages": "stage.csv",
        "survival": "survival.csv",
        "lifeTable": { "file": "life-table.csv", "year": 2019 },
        "providerShares": "shares.csv",
        "providerNames": "providers.csv",
        "prices": {
          "year": "\(FinancialYear(start: published))", "basis": "\(basis)", "beyond": "\(beyond)",
          "fallback": [\(filled)]\(forces)
        }
      }

      """
  }
}
