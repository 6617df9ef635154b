import TestSupport
import Diagnostics
import Populations
import Quantities
import Tables

/// The inputs of cohorts, drawn at random.
struct RandomPopulation {
  static let site = "lung"

  let years: ClosedRange<Int>
  var persons: [Int: [SexAge: Int]] = [:]
  var ratesPer100k: [Int: [SexAge: Int]] = [:]
  var stageMillionths: [Int]
  /// One-year and five-year survival in millionths, by stage.
  var survival: [(one: Int, five: Int)]
  /// Death rates in millionths by sex and age.
  var deathRates: [Sex: [Int]] = [:]
  /// How the rows of the tables are ordered.
  var order: UInt64 = 0
  /// Whether survival by stage says whose it is.
  private let hasCohort: Bool

  /// Draws inputs, for some years or for years that are drawn too.
  init(_ seed: UInt64, years asked: ClosedRange<Int>? = nil, hasCohort: Bool = true) {
    var random = Seeded(seed)
    let first = random.int(2000...2040)
    let drawn = first...(first + random.int(0...8))
    years = asked ?? drawn
    self.hasCohort = hasCohort
    for year in years {
      persons[year] = Self.groups(&random) { $0.int(0...200_000) }
      ratesPer100k[year] = Self.groups(&random) { $0.int(0...900) }
    }
    stageMillionths = random.parts(Stage.atDiagnosis.count, of: 1_000_000)
    survival = Stage.atDiagnosis.map { _ in
      let one = random.int(1...1_000_000)
      return (one, random.int(1...one))
    }
    for sex in Sex.allCases { deathRates[sex] = (0...105).map { _ in random.int(0...400_000) } }
  }

  /// Some groups, or all of them.
  private static func groups(_ random: inout Seeded, _ value: (inout Seeded) -> Int) -> [SexAge: Int] {
    let isWhole = random.bool()
    var groups: [SexAge: Int] = [:]
    for group in SexAge.all where isWhole || random.bool() { groups[group] = value(&random) }
    return groups
  }

  private func file(_ header: String, _ rows: [String]) -> InputFile {
    var random = Seeded(order)
    let shuffled = rows.sorted().shuffled(using: &random)
    return InputFile(path: "t.csv", text: ([header] + shuffled).joined(separator: "\n"))
  }

  func population() throws(DiagnosticList) -> Population {
    try Population(
      file(
        "area,year,sex,age,persons",
        persons.flatMap { year, groups in
          groups.map { "E01,\(year),\($0.key.sex),\($0.key.age),\($0.value)" }
        }
      )
    )
  }

  func incidence() throws(DiagnosticList) -> Incidence {
    try .forecast(
      file(
        "site,sex,age,year,rate_per_100k",
        ratesPer100k.flatMap { year, groups in
          groups.map { "\(Self.site),\($0.key.sex),\($0.key.age),\(year),\($0.value)" }
        }
      )
    )
  }

  func stages() throws(DiagnosticList) -> StageMix {
    try StageMix(
      file(
        "site,stage,year,share,evidence",
        zip(Stage.atDiagnosis, stageMillionths).map { "\(Self.site),\($0),2000,\(decimal($1)),seen" }
      )
    )
  }

  func netSurvival() throws(DiagnosticList) -> NetSurvival {
    try NetSurvival(
      file(
        "site,stage,diagnosed,years,net_survival",
        zip(Stage.atDiagnosis, survival).flatMap { stage, points in
          let cohort = hasCohort ? "2008-2012" : ""
          return [
            "\(Self.site),\(stage),\(cohort),1,\(decimal(points.one))",
            "\(Self.site),\(stage),\(cohort),5,\(decimal(points.five))",
          ]
        }
      )
    )
  }

  func lifeTable() throws(DiagnosticList) -> LifeTable {
    let rows = deathRates.flatMap { sex, rates in
      rates.enumerated().map { "2019,\(sex),\($0.offset),\(decimal($0.element))" }
    }
    return try LifeTable(file("year,sex,age,death_rate", rows), year: 2019, at: nil)
  }

  /// The inputs of cohorts, as tables.
  func inputs() throws(DiagnosticList) -> CohortInputs {
    CohortInputs(
      sites: [Self.site],
      years: years,
      population: try population(),
      incidence: try incidence(),
      stages: try stages(),
      netSurvival: try netSurvival(),
      lifeTable: try lifeTable()
    )
  }

  func cohorts() throws(DiagnosticList) -> Cohorts { try Cohorts(inputs(), at: nil) }

  /// The cases of a year, counted from the inputs.
  func cases(in year: Int, where isAsked: (SexAge) -> Bool = { _ in true }) -> Double {
    SexAge.all.filter(isAsked).reduce(0) { total, group in
      let people = Double(persons[year]?[group] ?? 0)
      return total + people * Double(ratesPer100k[year]?[group] ?? 0) / 100_000
    }
  }
}
