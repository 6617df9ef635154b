import Pathways
import Quantities
import Tables
import Testing

struct ShippedPathwaysTests {
  @Test(arguments: ShippedPathway.allCases, 2009...2025)
  func `for every stage and subtype the alternatives add up to 1, worked out from the text of the table`(
    pathway: ShippedPathway,
    year: Int
  ) throws {
    let rows = try pathway.rows("steps")
    var groups = 0
    for stage in Stage.allCases.map(\.description) {
      for subtype in Set(try pathway.rows("subtypes").map { $0["subtype"] ?? "" }) {
        let active = rows.filter { applies($0, stage, subtype, year) && $0["alternatives"] != "" }
        let members = Dictionary(grouping: active) { [$0["alternatives"], $0["of_those_who"]] }
        for (group, rows) in members {
          let sum = try rows.reduce(0) { $0 + (try #require(Factor($1["share"] ?? ""))).millionths }
          #expect(sum == 1_000_000, "\(group) of stage \(stage), \(subtype)")
          groups += 1
        }
      }
    }
    #expect(groups > 0)
  }

  @Test(arguments: ShippedPathway.allCases)
  func `every step of the published pathway is there`(pathway: ShippedPathway) throws {
    let published = try records("Tests/Published/step-ids.csv").filter { $0["pathway"] == pathway.rawValue }
    let ids = Set(try pathway.rows("steps").map { $0["step"] ?? "" })
    #expect(published.count == pathway.publishedSteps)
    #expect(published.compactMap { $0["step"] }.filter { !ids.contains($0) } == [])
  }

  @Test(arguments: ShippedPathway.allCases)
  func `every step says how it is paid`(pathway: ShippedPathway) throws {
    let mixes = Set(try pathway.rows("casemix").map { $0["casemix"] ?? "" })
    for row in try pathway.rows("steps") {
      let (payment, currency) = (row["payment"] ?? "", row["currency"] ?? "")
      let isPaid = payment == "currency" && currency != "" && row["point_of_delivery"] != ""
      let isMixed = payment == "casemix" && mixes.contains(currency)
      let isNot = ["bundled", "none", "gap"].contains(payment) && currency == ""
      #expect(isPaid || isMixed || isNot, "\(row["step"] ?? "")")
    }
  }

  @Test(arguments: ShippedPathway.allCases)
  func `every casemix adds up to 1 in every guideline year`(pathway: ShippedPathway) throws {
    let rows = try pathway.rows("casemix")
    for (name, parts) in Dictionary(grouping: rows, by: { $0["casemix"] ?? "" }) {
      for year in 2009...2025 {
        let active = parts.filter { years(of: $0)?.contains(year) == true }
        let sum = try active.reduce(0) { $0 + (try #require(Factor($1["share"] ?? ""))).millionths }
        #expect(sum == 1_000_000, "\(name) in \(year)")
      }
    }
  }

  @Test(arguments: ShippedPathway.allCases)
  func `every currency is in the tables of some year or in the list of drugs`(
    pathway: ShippedPathway
  ) throws {
    let known = try PublishedCurrencies.all.get()
    let steps = try pathway.rows("steps").filter { $0["payment"] == "currency" }
    for row in try steps + pathway.rows("casemix") {
      let (currency, pointOfDelivery) = (row["currency"] ?? "", row["point_of_delivery"] ?? "")
      #expect(known.contains("\(currency) \(pointOfDelivery)"), "\(row["step"] ?? row["casemix"] ?? "")")
    }
  }

  @Test(arguments: ShippedPathway.allCases)
  func `the tables are read without a fault`(pathway: ShippedPathway) throws {
    let read = try pathway.read()
    #expect(read.steps.count == (try pathway.rows("steps").count))
    #expect(read.casemix.count == (try pathway.rows("casemix").count))
    #expect(read.guidelineYears == 2009...2025)
    #expect(read.files.count == 4)
  }

  @Test(arguments: ShippedPathway.allCases)
  func `the subtypes of every stage weigh 1 together`(pathway: ShippedPathway) throws {
    let read = try pathway.read()
    for stage in Stage.allCases {
      #expect(abs(read.weights(at: stage).reduce(0) { $0 + $1.weight } - 1) < 1e-12, "\(stage)")
    }
  }

  @Test(arguments: ShippedPathway.allCases, [2009, 2014, 2019, 2025])
  func `alternatives share out those who had the step before, and nobody has a step with more than certainty`(
    pathway: ShippedPathway,
    year: Int
  ) throws {
    let read = try pathway.read()
    for stage in Stage.allCases {
      for subtype in read.subtypes.map(\.name) {
        let reached = read.reached(stage: stage, subtype: subtype, guidelineYear: year)
        let chances = Dictionary(uniqueKeysWithValues: reached.map { ($0.step.id, $0.chance) })
        #expect(reached.allSatisfy { (0...(1 + 1e-12)).contains($0.chance) })
        let groups = Dictionary(grouping: reached.filter { $0.step.alternatives != nil }) {
          [$0.step.alternatives, $0.step.parent]
        }
        for members in groups.values {
          let parent = members.first?.step.parent.map { chances[$0] ?? 0 } ?? 1
          #expect(abs(members.reduce(0) { $0 + $1.chance } - parent) < 1e-12)
        }
      }
    }
  }

  @Test(arguments: ShippedPathway.allCases)
  func `every step is reached by somebody in some year`(pathway: ShippedPathway) throws {
    let read = try pathway.read()
    var reached: Set<String> = []
    for year in 2009...2025 {
      for stage in Stage.allCases {
        for subtype in read.subtypes.map(\.name) {
          let all = read.reached(stage: stage, subtype: subtype, guidelineYear: year)
          reached.formUnion(all.filter { $0.chance > 0 }.map(\.step.id))
        }
      }
    }
    #expect(Set(read.steps.map(\.id)).subtracting(reached).subtracting(Self.onlyInScenarios) == [])
  }

  /// Steps that nobody has until a scenario moves people to them: a dose of trastuzumab given at home.
  private static let onlyInScenarios: Set<String> = ["B-K08H"]

  private func applies(_ row: [String: String], _ stage: String, _ subtype: String, _ year: Int) -> Bool {
    let stages = (row["stage"] ?? "").split(separator: " ").map(String.init)
    let subtypes = (row["subtype"] ?? "").split(separator: " ").map(String.init)
    let isOfStage = stages == ["all"] ? !["ruled-out", "recurrent"].contains(stage) : stages.contains(stage)
    return isOfStage && (subtypes.isEmpty || subtypes.contains(subtype))
      && years(of: row)?.contains(year) == true
  }

  private func years(of row: [String: String]) -> ClosedRange<Int>? {
    guard let first = Int(row["guideline_from"] ?? ""), let last = Int(row["guideline_to"] ?? "") else {
      return nil
    }
    return first...last
  }
}

/// The pathways of this repository.
enum ShippedPathway: String, CaseIterable {
  case breast, lung

  /// How many steps the published pathway has.
  var publishedSteps: Int {
    switch self {
    case .breast: 102
    case .lung: 94
    }
  }

  private static let folder = Repository.path("tariffs/pathways")
  private static let pathways = Result {
    try allCases.map { try Pathway($0.rawValue, in: folder) }
  }

  func read() throws -> Pathway {
    try #require(try Self.pathways.get().first { $0.name == rawValue })
  }

  /// The rows of one of its tables as text.
  func rows(_ table: String) throws -> [[String: String]] {
    try records("tariffs/pathways/\(rawValue)-\(table).csv")
  }
}

/// What some published table prices, as currency and point of delivery.
private enum PublishedCurrencies {
  static let all = Result {
    var known: Set<String> = []
    for year in ["2017-18", "2023-24", "2024-25"] {
      for row in try records("tariffs/\(year)/unit-costs.csv") {
        known.insert("\(row["currency"] ?? "") \(row["point_of_delivery"] ?? "")")
      }
    }
    for row in try records("tariffs/drugs.csv") { known.insert("\(row["code"] ?? "") DRUG") }
    for year in ["2017-18", "2018-19"] {
      for row in try records("tariffs/\(year)/prices.csv") {
        let columns = [
          "DC": ["day_case", "combined"], "EL": ["elective", "combined"], "NEL": ["non_elective"],
          "OPPROC": ["outpatient_procedure"],
        ]
        for (pointOfDelivery, names) in columns where names.contains(where: { row[$0] != "" }) {
          known.insert("\(row["currency"] ?? "") \(pointOfDelivery)")
        }
      }
    }
    return known
  }
}

/// The rows of a table of this repository, by the names of their columns.
private func records(_ path: String) throws -> [[String: String]] {
  let table = try CSVTable(InputFile(reading: Repository.path(path)))
  let names = table.header.map(\.text)
  return table.rows.map { Dictionary(uniqueKeysWithValues: zip(names, $0.fields.map(\.text))) }
}
