import Diagnostics
import FundingFlows
import Pathways
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct CurrencyMapTests {
  // MARK: - The shipped tables

  private static let years = ["2017/18", "2018/19", "2023/24", "2024/25"]

  private static let maps = years.map { text in
    Result { () throws(DiagnosticList) -> CurrencyMap in
      let claims = try CurrencyClaims(
        InputFile(reading: "\(Shipped.tariffs.directory)/pathways/currency-claims.csv")
      )
      var pathways: [Pathway] = []
      for pathway in Shipped.pathways { pathways.append(try pathway.get()) }
      return try CurrencyMap(
        pathways,
        claims: claims,
        year: FinancialYear(text) ?? FinancialYear(start: 0),
        library: Shipped.tariffs
      )
    }
  }

  private func map(_ year: String) throws -> CurrencyMap {
    try #require(zip(Self.years, Self.maps).first { $0.0 == year }).1.get()
  }

  @Test(arguments: years)
  func `every step that a currency pays has its row`(year: String) throws {
    let rows = try map(year).rows
    let mapped = Set(rows.map { "\($0.pathway) \($0.step)" })
    let changes = try Shipped.tariffs.codeChanges()
    let byStep = Dictionary(grouping: rows) { "\($0.pathway) \($0.step)" }
    for pathway in try Shipped.pathways.map({ try $0.get() }) {
      for step in pathway.steps where step.payment == .currency || step.payment == .casemix {
        #expect(mapped.contains("\(pathway.name) \(step.id)"), "\(step.id)")
        let parts =
          step.payment == .casemix
          ? pathway.casemix.filter { $0.casemix == step.casemix }
          : pathway.payments(of: step, guidelineYear: step.guidelineYears.lowerBound)
        let own = byStep["\(pathway.name) \(step.id)"] ?? []
        for part in parts {
          let names = [part.currency] + changes.otherNames(of: part.currency)
          let isThere = own.contains {
            names.contains($0.currency) && $0.pointOfDelivery == part.pointOfDelivery
          }
          #expect(isThere, "\(step.id) \(part.currency) \(part.pointOfDelivery)")
        }
      }
    }
  }

  @Test(arguments: years)
  func `rows are in order, none twice, and every role fits what the row says`(year: String) throws {
    let rows = try map(year).rows
    let keys = rows.map {
      "\($0.currency)|\($0.pointOfDelivery)|\($0.treatmentFunction?.description ?? "")|\($0.pathway)|\($0.step)"
    }
    #expect(Set(keys).count == keys.count)
    #expect(rows.map(\.currency) == rows.map(\.currency).sorted())
    for (key, row) in zip(keys, rows) {
      #expect(row.step.isEmpty == (row.role == .notMapped || row.role == .unclaimed), "\(key)")
      #expect(!row.evidence.isEmpty || row.role == .unclaimed, "\(key)")
      #expect(!row.name.isEmpty || row.role == .notInYear, "\(key)")
    }
    let units = Dictionary(grouping: rows.filter { $0.role == .oneStep || $0.role == .severalSteps }) {
      "\($0.currency)|\($0.pointOfDelivery)|\($0.treatmentFunction?.description ?? "")"
    }
    for (unit, own) in units {
      #expect(own.allSatisfy { $0.role == (own.count > 1 ? .severalSteps : .oneStep) }, "\(unit)")
    }
  }

  @Test(arguments: years)
  func `every currency of the families is claimed by a step or explained`(year: String) throws {
    let unclaimed = try map(year).rows.filter { $0.role == .unclaimed }
    #expect(unclaimed.map { "\($0.currency) \($0.pointOfDelivery)" } == [])
  }

  @Test(arguments: years)
  func `the codes whose meaning changed are reported, JA38 among them`(year: String) throws {
    let map = try map(year)
    for code in ["JA38A", "JA38B", "JA38C"] {
      let own = map.rows.filter { $0.currency.description == code && $0.role != .notInYear }
      #expect(
        own.allSatisfy { $0.hasChangedMeaning && $0.evidence.contains("meaning changed 2017/18-2024/25") }
      )
      guard !own.isEmpty else { continue }
      let report = map.report.split(separator: "Meaning changed over the years").last ?? ""
      #expect(report.contains(code))
    }
    #expect(map.rows.contains { $0.currency.description.hasPrefix("JA38") })
  }

  @Test func `the national tariff lacks what it never priced, and says so`() throws {
    let map = try map("2018/19")
    let report = map.report
    #expect(report.contains("Used by a step and not in the tables of 2018/19"))
    for code in ["WF01A", "WF01B", "SB12Z", "SC23Z", "CMDTB"] {
      let own = map.rows.filter { $0.currency.description == code }
      #expect(!own.isEmpty && own.allSatisfy { $0.role == .notInYear }, "\(code)")
      #expect(own.allSatisfy { $0.evidence.contains("the 2018/19 tables have no \(code)") })
    }
  }

  @Test(arguments: years)
  func `the table holds the rows, and the report counts them`(year: String) throws {
    let map = try map(year)
    let table = try CSVRows(map.table)
    #expect(table.rows.count == map.rows.count)
    #expect(table.rows.map { $0["currency"] } == map.rows.map(\.currency.description))
    #expect(table.rows.map { $0["role"] } == map.rows.map(\.role.rawValue))
    let first = try #require(map.report.split(separator: "\n").first)
    #expect(first.hasPrefix("\(year): \(map.rows.count) rows: "))
    for (role, own) in Dictionary(grouping: map.rows, by: \.role) {
      #expect(first.contains("\(own.count) \(role.rawValue)"))
    }
  }

  // MARK: - Small tables

  private func small(
    _ steps: [String],
    claims: [String],
    costs: [String],
    override: String? = nil
  ) throws -> CurrencyMap {
    let folder = try TemporaryFolder()
    let library = try SmallPathway.writePrices(to: folder, costs2017: costs)
    let pathway = try SmallPathway.read(steps)
    let text = (["currencies,point_of_delivery,treatment_function,claim,text,evidence"] + claims)
      .joined(separator: "\n")
    let map = try CurrencyMap(
      [pathway],
      claims: CurrencyClaims(InputFile(path: "claims.csv", text: text)),
      year: FinancialYear(start: 2017),
      library: library
    )
    guard let override else { return map }
    return try map.overridden(by: InputFile(path: "mine.csv", text: override), pathways: [pathway])
  }

  private func described(_ map: CurrencyMap) -> [String] {
    map.rows.map { row in
      "\(row.currency) \(row.pointOfDelivery) \(row.treatmentFunction?.description ?? "-") "
        + "\(row.step.isEmpty ? "-" : row.step) \(row.role.rawValue): \(row.evidence)"
    }
  }

  @Test func `a currency in scope is claimed by one step or several, explained, or nobody's`() throws {
    let map = try small(
      [
        SmallPathway.step("S1"), SmallPathway.step("S2", payment: "currency,AB02Z,DC,,"),
        SmallPathway.step("S3", payment: "currency,AB02Z,DC,,"),
        SmallPathway.step("S4", payment: "currency,AB03Z,DC,,"),
        SmallPathway.step("S5", payment: "currency,AB03Z,DC,,"),
        SmallPathway.step("S6", payment: "currency,XY01Z,DC,,"),
        SmallPathway.step("S7", payment: "currency,ZZ01Z,DC,,"),
      ],
      claims: [
        "AB,,,family,ours,definition", "AB02Z,DC,,told-apart,the date,derived",
        "AB04Z,DC,,not-mapped,no step,seen",
        "AB04,,,not-mapped,the first row counts,seen",
      ],
      costs: ["AB01Z", "AB02Z", "AB03Z", "AB04Z", "AB05Z", "XY01Z", "XY02Z"].map {
        "\($0),Name,DC,,,1,10,seen,"
      }
    )
    #expect(
      described(map) == [
        "AB01Z DC - S1 one step: A source",
        "AB02Z DC - S2 several steps: told apart by the date [derived]",
        "AB02Z DC - S3 several steps: told apart by the date [derived]",
        "AB03Z DC - S4 several steps: nothing recorded tells them apart",
        "AB03Z DC - S5 several steps: nothing recorded tells them apart",
        "AB04Z DC - - not mapped: no step [seen]",
        "AB05Z DC - - unclaimed: ",
        "XY01Z DC - S6 one step: A source",
        "ZZ01Z DC - S7 not in this year: the 2017/18 tables have no ZZ01Z at DC",
      ]
    )
    #expect(
      map.report == """
        2017/18: 9 rows: 1 not in this year, 1 not mapped, 2 one step, 4 several steps, 1 unclaimed
        Nobody claims:
          DC: AB05Z
        Used by a step and not in the tables of 2017/18:
          DC: ZZ01Z
        """
    )
  }

  @Test func `drugs are at list price whatever the year, with a price or without`() throws {
    let map = try small(
      [
        SmallPathway.step("S1", payment: "currency,drug-a,DRUG,,"),
        SmallPathway.step("S2", payment: "currency,drug-b,DRUG,,"),
        SmallPathway.step("S3", payment: "currency,drug-b,DRUG,,"),
        SmallPathway.step("S4", payment: "currency,drug-z,DRUG,,"),
      ],
      claims: [],
      costs: []
    )
    #expect(
      described(map) == [
        "drug-a DRUG - S1 one step: drug at list price, whatever the year",
        "drug-b DRUG - S2 several steps: drug without a known list price",
        "drug-b DRUG - S3 several steps: drug without a known list price",
        "drug-z DRUG - S4 not in this year: the 2017/18 tables have no drug-z at DRUG",
      ]
    )
  }

  @Test func `a step is found under the other name of its currency, and a changed meaning is told`() throws {
    let map = try small(
      [
        SmallPathway.step("S1", payment: "currency,NEW1Z,DC,,"),
        SmallPathway.step("S2", payment: "currency,JA38A,DC,,"),
      ],
      claims: ["JA38,,,family,ours,definition"],
      costs: ["OLD1Z,Name,DC,,,1,10,seen,", "JA38A,Name,DC,,,1,10,seen,", "JA38A,Name,EL,,,1,10,seen,"]
    )
    #expect(
      described(map) == [
        "JA38A DC - S2 one step: A source; meaning changed 2017/18-2018/19: other",
        "JA38A EL - - unclaimed: ; meaning changed 2017/18-2018/19: other",
        "OLD1Z DC - S1 one step: A source",
      ]
    )
    #expect(map.report.hasSuffix("Meaning changed over the years:\n  DC: JA38A\n  EL: JA38A"))
  }

  @Test
  func `where the table splits by specialty a step claims its own, and one that the table lacks is told`()
    throws
  {
    let map = try small(
      [
        SmallPathway.step("S1", payment: "currency,WF01A,DC,,103"),
        SmallPathway.step("S2", payment: "currency,WF01A,DC,,370"),
        SmallPathway.step("S3", payment: "currency,WF01A,DC,,"),
      ],
      claims: ["WF,,103 800,family,ours,definition"],
      costs: ["103", "800", "811"].map { "WF01A,Name,DC,,\($0),1,10,seen," }
    )
    let steps = Set(map.rows.map(\.step))
    #expect(steps.isSuperset(of: ["S1", "S2", "S3"]))
    let byFunction = Dictionary(grouping: map.rows) { $0.treatmentFunction?.description ?? "-" }
    #expect(byFunction["103"]?.map(\.step).contains("S1") == true)
    #expect(byFunction["370"]?.map(\.role) == [.notInYear])
    #expect(byFunction["800"]?.contains { $0.step == "S1" } == false)
  }

  private static let overrides = "currency,point_of_delivery,treatment_function,pathway,step,evidence\n"

  @Test func `rows of the user's own replace ours for the same currency, point of delivery and specialty`()
    throws
  {
    let costs = ["AB01Z,One,DC,,,1,10,seen,", "AB01Z,One,EL,,,1,10,seen,", "AB02Z,Two,DC,,,1,10,seen,"]
    let map = try small(
      [SmallPathway.step("S1"), SmallPathway.step("S2", payment: "currency,AB01Z,EL,,")],
      claims: ["AB,,,family,ours,definition"],
      costs: costs,
      override: Self.overrides
        + "AB01Z,DC,,lung,S2,we know better\nAB02Z,DC,,lung,S1,\nAB02Z,DC,,lung,S2,\nCD01Z,DC,,,,left out\n"
    )
    #expect(
      described(map) == [
        "AB01Z DC - S2 one step: we know better (mine.csv:2)", "AB01Z EL - S2 one step: A source",
        "AB02Z DC - S1 several steps: own mapping (mine.csv:3)",
        "AB02Z DC - S2 several steps: own mapping (mine.csv:4)",
        "CD01Z DC - - not mapped: left out (mine.csv:5)",
      ]
    )
    #expect(map.rows.map(\.name) == ["One", "One", "Two", "Two", ""])
  }

  @Test func `an override to a step that no pathway has is refused, with the one that was meant`() throws {
    let costs = ["AB01Z,One,DC,,,1,10,seen,"]
    let steps = [SmallPathway.step("S1"), SmallPathway.step("LONG-NAME")]
    let folder = try TemporaryFolder()
    let library = try SmallPathway.writePrices(to: folder, costs2017: costs)
    let pathway = try SmallPathway.read(steps)
    let claims = try CurrencyClaims(
      InputFile(
        path: "claims.csv",
        text: "currencies,point_of_delivery,treatment_function,claim,text,evidence\n"
      )
    )
    let map = try CurrencyMap([pathway], claims: claims, year: FinancialYear(start: 2017), library: library)
    let input = InputFile(
      path: "mine.csv",
      text: Self.overrides
        + "AB01Z,DC,,lung,LONG-NMAE,\nAB01Z,DC,,bowel,S1,\nAB01Z,XX,,lung,S1,\nA?,DC,,lung,S1,\n"
    )
    #expect(
      faults { () throws(DiagnosticList) in try map.overridden(by: input, pathways: [pathway]) } == [
        "mine.csv:2:16 found the step LONG-NMAE, which the pathway \"lung\" does not have [map.unknown-step]",
        "mine.csv:3:17 found the step S1, which the pathway \"bowel\" does not have [map.unknown-step]",
        "mine.csv:4:7 found \"XX\" as point_of_delivery, expected a national point of delivery code such as DC, EL,"
          + " NEL or OPPROC [value.malformed]",
        "mine.csv:5:1 found \"A?\" as currency, expected a currency code of at most 15 letters, digits or hyphens,"
          + " such as JA20F [value.malformed]",
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try map.overridden(by: input, pathways: [pathway]) }.prefix(2) == [
        "did you mean LONG-NAME?", "write breast or lung and one of its steps",
      ]
    )
  }

  @Test func `an override keeps what is known of a changed meaning`() throws {
    let map = try small(
      [SmallPathway.step("S1")],
      claims: ["JA38,,,family,ours,definition"],
      costs: ["JA38A,Name,DC,,,1,10,seen,", "AB01Z,Name,DC,,,1,10,seen,"],
      override: Self.overrides + "JA38A,DC,,lung,S1,ours\n"
    )
    #expect(map.rows.first { $0.currency.description == "JA38A" }?.hasChangedMeaning == true)
    #expect(map.report.contains("Meaning changed over the years"))
  }

  @Test func `a year without prices is refused`() throws {
    let folder = try TemporaryFolder()
    let library = try SmallPathway.writePrices(to: folder)
    let claims = try CurrencyClaims(
      InputFile(
        path: "claims.csv",
        text: "currencies,point_of_delivery,treatment_function,claim,text,evidence\n"
      )
    )
    let pathway = try SmallPathway.read([SmallPathway.step("S1")])
    let found = faults { () throws(DiagnosticList) in
      try CurrencyMap([pathway], claims: claims, year: FinancialYear(start: 2001), library: library)
    }
    #expect(found.count == 1)
    #expect(found[0].hasSuffix("found no table with a national tariff for 2001/02 [tariff.no-table]"))
  }
}
