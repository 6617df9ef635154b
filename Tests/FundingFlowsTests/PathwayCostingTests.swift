import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PathwayCostingTests {
  private static let guidelineYears = [2009, 2014, 2019, 2025]

  private func costing(_ name: String, _ list: String, _ year: Int, survival: Bool) throws -> PathwayCosting {
    try PathwayCosting(
      Shipped.pathway(name),
      guidelineYear: year,
      prices: Shipped.prices(list),
      survival: survival ? Shipped.survival.get() : nil
    )
  }

  // MARK: - The shipped pathways

  @Test(arguments: ["breast", "lung"], Shipped.listNames)
  func `rows add up to the summary in pence, in every version of care`(name: String, list: String) throws {
    for year in Self.guidelineYears {
      for hasSurvival in year == 2019 ? [true, false] : [true] {
        let costing = try costing(name, list, year, survival: hasSurvival)
        var costs: [String: (all: Int64, unverified: Int64)] = [:]
        for row in try CSVRows(costing.table).rows {
          let cost = row["expected_cost"] == "" ? 0 : try #require(pence(row["expected_cost"] ?? ""))
          costs[CSVRows.key(row, "stage", "phase"), default: (0, 0)].all += cost
          if row["evidence"] == "unverified" { costs[CSVRows.key(row, "stage", "phase")]?.unverified += cost }
        }
        let summary = try CSVRows(costing.summary).rows
        #expect(Set(summary.map { CSVRows.key($0, "stage", "phase") }) == Set(costs.keys))
        #expect(summary.count == costs.count)
        for row in summary {
          let own = try #require(costs[CSVRows.key(row, "stage", "phase")])
          #expect(pence(row["expected_cost"] ?? "") == own.all)
          let share = try #require(Double(row["unverified_share"] ?? ""))
          let expected = own.all > 0 ? Double(own.unverified) / Double(own.all) : 0
          #expect(abs(share - expected) <= 0.000051)
        }
        #expect(costing.totals.map(\.cost).total().amount == costs.values.reduce(0) { $0 + $1.all })
      }
    }
  }

  @Test(arguments: ["breast", "lung"], Shipped.listNames)
  func `an expected cost is share times quantity times price, halves up; without a price it is blank`(
    name: String,
    list: String
  ) throws {
    for row in try CSVRows(costing(name, list, 2019, survival: true).table).rows {
      guard let price = scaled(row["unit_price"] ?? "", 9) else {
        #expect(row["unit_price"] == "")
        #expect(row["expected_cost"] == "")
        #expect(row["basis"] == "unpriced" || row["basis"] == "bundled")
        #expect((row["source"] ?? "").hasPrefix(row["basis"] == "unpriced" ? "unpriced: " : "paid inside"))
        continue
      }
      let share = try #require(scaled(row["share"] ?? "", 6))
      let quantity = try #require(scaled(row["quantity"] ?? "", 6))
      #expect(pence(row["expected_cost"] ?? "") == halfUp(share * quantity * price, decimals: 21))
      #expect(["tariff", "cost", "drug-list-price"].contains(row["basis"]))
    }
  }

  @Test(arguments: ["breast", "lung"], Shipped.listNames.filter { $0.hasSuffix("filled") })
  func `a fallback says so, and takes only what the first prices leave open`(name: String, list: String)
    throws
  {
    let bare = try costing(name, String(list.dropLast(", filled".count)), 2019, survival: false)
    let filled = try costing(name, list, 2019, survival: false)
    #expect(bare.activities.count == filled.activities.count)
    var taken = 0
    for (before, after) in zip(bare.activities, filled.activities) {
      switch (before.valuation, after.valuation) {
      case (.priced(let one)?, .priced(let other)?):
        #expect(one == other)
        #expect(!one.source.contains("fallback"))
      case (.unpriced?, .priced(let value)?):
        taken += 1
        #expect(value.source.hasPrefix("fallback: "))
        #expect(value.source.contains("by the GDP deflator × "))
        #expect(value.basis == .averageCost)
      case (.unpriced?, .unpriced?), (nil, nil): break
      default: Issue.record("\(before.step.id) lost its price")
      }
    }
    #expect(taken > 0 || list.hasPrefix("2017/18"))
  }

  /// Breast cancer found later costs more to treat, up to the stage at which it can no longer be cured.
  @Test(arguments: [2014, 2019])
  func `breast care costs more from stage 1 to 3, at the costs of 2017/18`(year: Int) throws {
    let totals = try costing("breast", "2017/18 cost, filled", year, survival: true).totals
    let costs = [Stage.one, .two, .three].map { stage in
      totals.filter { $0.stage == stage }.map(\.cost).total()
    }
    #expect(costs[0] < costs[1] && costs[1] < costs[2], "\(costs)")
  }

  @Test(arguments: ["breast", "lung"], guidelineYears)
  func `a person of each stage takes exactly one route and one first treatment`(name: String, year: Int)
    throws
  {
    let pathway = try Shipped.pathway(name)
    for stage in Stage.atDiagnosis {
      for (subtype, _, _) in pathway.weights(at: stage) {
        let reached = pathway.reached(stage: stage, subtype: subtype, guidelineYear: year)
        for group in ["route", "first treatment"] {
          let chances = reached.filter { $0.step.alternatives == group && $0.step.parent == nil }
          #expect(abs(chances.reduce(0) { $0 + $1.chance } - 1) < 1e-9, "\(group) \(stage) \(subtype)")
        }
      }
    }
  }

  @Test(arguments: [("breast", 2008), ("breast", 2031), ("lung", 1990)])
  func `a guideline year that the tables do not cover is refused with those they cover`(
    name: String,
    year: Int
  ) throws {
    let pathway = try Shipped.pathway(name)
    let prices = try Shipped.prices("2017/18 cost")
    let covered = try #require(pathway.guidelineYears)
    #expect(
      faults { () throws(DiagnosticList) in
        try PathwayCosting(pathway, guidelineYear: year, prices: prices)
      } == [
        " found the guideline year \(year), but the \(name) pathway covers \(covered.lowerBound) to "
          + "\(covered.upperBound) [pathway.guideline-year]"
      ]
    )
  }

  // MARK: - Small pathways

  private func small(
    _ steps: [String],
    casemix: [String] = [],
    subtypes: [String] = ["lung,A,all,1,seen,,"],
    costs: [String] = ["AB01Z,Operation,DC,,,1,100.005,seen,"],
    survival: (one: String, five: String)? = nil
  ) throws -> [CostedActivity] {
    let folder = try TemporaryFolder()
    let library = try SmallPathway.writePrices(to: folder, costs2017: costs)
    let points = try survival.map { points in
      try NetSurvival(
        InputFile(
          path: "survival.csv",
          text: "site,stage,years,net_survival\nlung,1,1,\(points.one)\nlung,1,5,\(points.five)\n"
        )
      )
    }
    return try PathwayCosting(
      SmallPathway.read(steps, casemix: casemix, subtypes: subtypes),
      guidelineYear: 2015,
      prices: PriceList(library, primary: SmallPathway.costs2017),
      survival: points
    ).activities
  }

  private func described(_ activities: [CostedActivity], _ stage: Stage = .one) -> [String] {
    activities.filter { $0.stage == stage }.map { activity in
      "\(activity.step.id) \(activity.subtype ?? "all") \(activity.share) × \(activity.quantity) "
        + "= \(activity.expectedCost?.description ?? "?") \(activity.evidence)"
    }
  }

  @Test func `the share of a step is that of its parents times its own`() throws {
    let activities = try small([
      SmallPathway.step("S1", share: "0.5"),
      SmallPathway.step("S2", parent: "S1", share: "0.3", quantity: "2.5"),
      SmallPathway.step("S3", parent: "S2", share: "0.1"),
    ])
    #expect(
      described(activities) == [
        "S1 all 0.5 × 1 = 50.00 definition", "S2 all 0.15 × 2.5 = 37.50 definition",
        "S3 all 0.015 × 1 = 1.50 definition",
      ]
    )
    #expect(described(activities, .recurrent) == [])
  }

  @Test func `a casemix is a row for each part, and they add up to the step`() throws {
    let activities = try small(
      [SmallPathway.step("S1", share: "0.5", payment: "casemix,mix,,,")],
      casemix: [
        "mix,AB01Z,DC,,0.25,2010,2020,seen,,", "mix,CD01Z,DC,,0.75,2010,2020,derived,,",
        "mix,AB01Z,DC,,1,2021,2030,seen,,",
      ]
    )
    #expect(described(activities) == ["S1 all 0.125 × 1 = 12.50 seen", "S1 all 0.375 × 1 = ? derived"])
  }

  @Test func `subtypes that do not differ are one row, and others add up to everybody`() throws {
    let activities = try small(
      [
        SmallPathway.step("S1", share: "0.5"), SmallPathway.step("S2", subtype: "A"),
        SmallPathway.step("S2", subtype: "B C", share: "0.4"),
      ],
      subtypes: ["lung,A,all,0.6,derived,,", "lung,B,all,0.3,seen,,", "lung,C,all,0.1,seen,,"]
    )
    #expect(
      described(activities) == [
        "S1 all 0.5 × 1 = 50.00 definition", "S2 A 0.6 × 1 = 60.00 derived",
        "S2 B 0.12 × 1 = 12.00 definition",
        "S2 C 0.04 × 1 = 4.00 definition",
      ]
    )
  }

  @Test func `a subtype that nobody has at a stage has no rows there`() throws {
    let activities = try small(
      [SmallPathway.step("S1"), SmallPathway.step("S2", subtype: "B")],
      subtypes: [
        "lung,A,1,1,seen,,", "lung,B,1,0,seen,,", "lung,A,2 3 4 not-staged,0.5,seen,,",
        "lung,B,2 3 4 not-staged,0.5,seen,,",
      ]
    )
    #expect(described(activities) == ["S1 all 1 × 1 = 100.01 definition"])
    #expect(
      described(activities, .two) == ["S1 all 1 × 1 = 100.01 definition", "S2 B 0.5 × 1 = 50.00 definition"]
    )
  }

  @Test func `a row for all subtypes is as weak as the weakest way to it`() throws {
    let activities = try small(
      [
        SmallPathway.step("S1", subtype: "A", payment: "none,,,,"),
        SmallPathway.step("S1", subtype: "B", payment: "none,,,,", evidence: "unverified,seen"),
        SmallPathway.step("S2", parent: "S1"),
      ],
      subtypes: ["lung,A,all,0.5,seen,,", "lung,B,all,0.5,seen,,"]
    )
    #expect(described(activities) == ["S2 all 1 × 1 = 100.01 unverified"])
  }

  @Test func `a share that rests on that of a subtype is as weak as it`() throws {
    let activities = try small(
      [
        SmallPathway.step("S1", subtype: "A", payment: "none,,,,"),
        SmallPathway.step("S1", subtype: "B", share: "0.5", payment: "none,,,,"),
        SmallPathway.step("S2", parent: "S1"),
      ],
      subtypes: ["lung,A,all,0.6,unverified,,", "lung,B,all,0.4,unverified,,"]
    )
    #expect(described(activities) == ["S2 A 0.6 × 1 = 60.00 unverified", "S2 B 0.2 × 1 = 20.00 unverified"])
  }

  @Test func `a gap is unpriced, what is bundled costs nothing of its own, and a branch is no row`() throws {
    let activities = try small([
      SmallPathway.step("S1", payment: "gap,,,,"), SmallPathway.step("S2", payment: "bundled,,,,"),
      SmallPathway.step("S3", payment: "none,,,,"), SmallPathway.step("S4", payment: "currency,ZZ01Z,DC,,"),
      SmallPathway.step("S5", payment: "currency,drug-b,DRUG,,"),
      SmallPathway.step("S6", payment: "currency,drug-a,DRUG,,"),
    ]).filter { $0.stage == .one }
    #expect(activities.map(\.step.id) == ["S1", "S2", "S4", "S5", "S6"])
    #expect(activities.map(\.isUnpriced) == [true, false, true, true, false])
    #expect(activities.map { $0.expectedCost?.amount } == [nil, nil, nil, nil, 1000])
    #expect(activities[4].evidence == .unverified)
  }

  @Test func `a published nought is a price`() throws {
    let activities = try small([SmallPathway.step("S1")], costs: ["AB01Z,Operation,DC,,,1,0,seen,"])
    #expect(described(activities) == ["S1 all 1 × 1 = 0.00 definition"])
    #expect(!activities[0].isUnpriced)
  }

  @Test func `with survival, years count those alive in their middle and deaths those within five years`()
    throws
  {
    let steps = [
      SmallPathway.step("S1", per: .survivorYear, quantity: "2", years: "0-2"),
      SmallPathway.step("S2", per: .cancerDeath, quantity: "2"),
    ]
    let weighted = try small(steps, survival: ("0.64", "0.04")).filter { $0.stage == .one }
    // 0.64 at one year and a sixteenth of it four years later: half of it is lost each year from then on.
    let alive = [0.8, 0.64 * 0.5.squareRoot(), 0.32 * 0.5.squareRoot()]
    #expect(abs(weighted[0].quantity.value - 2 * alive.reduce(0, +)) < 1e-6)
    #expect(abs(weighted[1].quantity.value - 2 * 0.96) < 1e-6)
    let whole = try small(steps).filter { $0.stage == .one }
    #expect(whole.map(\.quantity) == [Activity(6), Activity(2)])
  }

  @Test func `the table says for whom a step is that is not once for each person`() throws {
    let folder = try TemporaryFolder()
    let library = try SmallPathway.writePrices(to: folder)
    let pathway = try SmallPathway.read([
      SmallPathway.step("S1", stage: "1"),
      SmallPathway.step("S2", stage: "1", per: .survivorYear, years: "1-5"),
      SmallPathway.step("S3", stage: "1", per: .death),
    ])
    let prices = try PriceList(library, primary: SmallPathway.costs2017)
    let bare = try PathwayCosting(pathway, guidelineYear: 2015, prices: prices)
    #expect(
      try CSVRows(bare.table).rows.map { $0["activity"] } == [
        "done", "done (in years 1-5 since diagnosis, a person alive throughout)", "done (a person who dies)",
      ]
    )
    let survival = try NetSurvival(
      InputFile(path: "s.csv", text: "site,stage,years,net_survival\nlung,1,1,0.5\nlung,1,5,0.5\n")
    )
    let weighted = try PathwayCosting(pathway, guidelineYear: 2015, prices: prices, survival: survival)
    #expect(
      try CSVRows(weighted.table).rows.map { $0["activity"] } == [
        "done", "done (in years 1-5 since diagnosis, those alive)",
        "done (those who die of the cancer within five years)",
      ]
    )
  }

  @Test func `the order of subtypes moves no share, even at a half of the last decimal`() throws {
    let orders = [["A,all,0.7", "B,all,0.2", "C,all,0.1"], ["C,all,0.1", "B,all,0.2", "A,all,0.7"]]
    for share in ["0.333331", "0.333335", "0.333339", "0.333341"] {
      let shares = try orders.map { rows in
        try small(
          [
            SmallPathway.step("S1", share: "0.5", payment: "none,,,,"),
            SmallPathway.step("S2", parent: "S1", share: share),
          ],
          subtypes: rows.map { "lung,\($0),seen,," }
        ).first?.share
      }
      #expect(shares[0] == shares[1])
    }
  }
}
