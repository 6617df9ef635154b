import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tables
import TestSupport
import Testing

/// What a pilot's parts do, each on a few lines.
struct TariffPilotTests {
  private static let operation = """
    "id": "B", "trigger": {"steps": "B-T01"}, "include": {"pathways": "breast"}
    """

  private func shadow(_ payment: String, _ rest: String = "", on lines: String) throws -> PilotShadow {
    try #require(PilotRun(pilot(payment, rest), on: [Patients.read(lines)]).shadows.first)
  }

  private static let two = """
    A,2026-06-10,R1H,B-T01,1,1000
    B,2026-06-20,RF4,B-T01,1,3000
    """

  @Test func `the price of expected use is the mean of all episodes, item by item`() throws {
    let shadow = try shadow(
      """
      {"kind": "bundle", "bundles": [{\(Self.operation), "price": {"kind": "expected-use", "reduction": 0.02}}]}
      """,
      on: Self.two
    )
    let buildUp = try #require(shadow.buildUps.first?.buildUp)
    #expect(buildUp.price == pence("1960"))
    #expect(buildUp.items.map(\.units.description) == ["0.5", "0.5"])
    #expect(buildUp.components.map(\.amount).total() + buildUp.roundingDifference == buildUp.price)
    #expect(shadow.ledger.pilot == pence("3920"))
    let results = shadow.providers
    #expect(results.map(\.paid.difference) == [pence("960"), pence("-1040")])
    #expect(results.map { $0.perEpisode } == [pence("960"), pence("-1040")])
  }

  @Test func `age multiplies a price, by the patient's or by stated shares`() throws {
    let bundle = { (shares: (String, String)) in
      """
      {"kind": "bundle", "bundles": [{\(Self.operation), "price": {"kind": "stated", "amount": 1000},
       "ages": [{"to": 69, "multiplier": 1\(shares.0)}, {"from": 70, "multiplier": 1.2\(shares.1)}]}]}
      """
    }
    // Both patients are 70.
    #expect(try shadow(bundle(("", "")), on: Self.two).ledger.pilot == pence("2400"))
    let lines = "commissioner,provider,pathway,step,unit_price\nQMF,R1H,breast,B-T01,1000\n"
    let activity = try PilotActivity(
      InputFile(path: "lines.csv", text: lines),
      year: "2026/27",
      hasPatients: false
    )
    let run = try PilotRun(pilot(bundle((", \"share\": 0.75", ", \"share\": 0.25"))), on: [activity])
    #expect(run.shadows.first?.ledger.pilot == pence("1050"))
  }

  @Test(arguments: [
    ("\"pays\": \"all-or-nothing\", \"achieved\": 0.9", "50.00", "0.00"),
    ("\"pays\": \"all-or-nothing\", \"achieved\": 0.79", "50.00", "50.00"),
    ("\"pays\": \"in-proportion\", \"achieved\": 0.4", "50.00", "25.00"),
    ("\"pays\": \"in-proportion\", \"achieved\": {\"RF4\": 0.1}", "50.00", "0.00"),
    ("\"pays\": \"all-or-nothing\"", "50.00", "0.00"),
  ])
  func `a condition is worth its part, and withholds what was missed`(
    terms: String,
    worth: String,
    withheld: String
  ) throws {
    let shadow = try shadow(
      "{\"kind\": \"bundle\", \"bundles\": [{\(Self.operation), \"price\": {\"kind\": \"stated\", \"amount\": 1000}}]}",
      ", \"quality\": [{\"name\": \"Q\", \"target\": 0.8, \"part\": 0.05, \(terms)}]",
      on: "A,2026-06-10,R1H,B-T01,1,1000"
    )
    let own = try #require(shadow.quality.first)
    #expect(own.worth.description == worth)
    #expect(own.withheld.description == withheld)
    #expect(shadow.ledger.pilot == pence("1000") - own.withheld)
  }

  @Test func `a transition pays a share of the change, year by year`() throws {
    let transition = """
      , "clauses": [{"kind": "transition", "years": [{"year": "2026/27", "share": 0.25},
       {"year": "2027/28", "share": 1}]}]
      """
    let shadow = try shadow(
      "{\"kind\": \"bundle\", \"bundles\": [{\(Self.operation), \"price\": {\"kind\": \"stated\", \"amount\": 2500}}]}",
      transition,
      on: Self.two
    )
    // In force £4,000, the pilot in full £5,000.
    #expect(shadow.ledger.pilot == pence("4250"))
    #expect(shadow.transition.map(\.total) == [pence("4250"), pence("5000")])
    let providers = shadow.ledger.totals(by: \.flow.provider)
    #expect(providers["R1H"]?.pilot == pence("1375"))
    #expect(providers["RF4"]?.pilot == pence("2875"))
  }

  @Test(arguments: [
    ("1", "0.5", "", "5125000.00"), ("0.05", "0.5", ", \"stopLoss\": 0.03", "5450000.00"),
    ("0.05", "1", "", "5250000.00"),
  ])
  func `a budget shares what lies above it, and stops losses`(
    limit: String,
    share: String,
    stop: String,
    paid: String
  ) throws {
    let budget = """
      {"kind": "budget", "plan": 5000000, "actual": \(limit == "1" ? "5250000" : "5600000"), "share": \(share),
       "limit": \(limit)\(stop)}
      """
    let run = try PilotRun(pilot(budget, activity: false), on: [])
    #expect(run.statedBudget?.paid.description == paid)
  }

  @Test func `a budget of lines shares its gain among providers, and the ledger adds up to what is paid`()
    throws
  {
    let shadow = try shadow("{\"kind\": \"budget\", \"plan\": 5000, \"share\": 0.5}", on: Self.two)
    #expect(shadow.budget?.paid == pence("4500"))
    #expect(shadow.ledger.pilot == pence("4500"))
    let providers = shadow.ledger.totals(by: \.flow.provider)
    #expect(providers["R1H"]?.pilot == pence("1125"))
    #expect(providers["RF4"]?.pilot == pence("3375"))
  }

  @Test func `a budget per person takes the people stated`() throws {
    let budget = "{\"kind\": \"budget\", \"plan\": {\"perPerson\": 250.5, \"people\": 20}, \"share\": 0}"
    #expect(try shadow(budget, on: Self.two).ledger.pilot == pence("5010"))
    let nobody = "{\"kind\": \"budget\", \"plan\": {\"perPerson\": 250.5}, \"share\": 0}"
    #expect(throws: DiagnosticList.self) { try shadow(nobody, on: Self.two) }
    #expect(
      faults { () throws(DiagnosticList) in
        try PilotRun(pilot(nobody), on: [Patients.read(Self.two)])
      } == ["pilot.json:1:68 found a budget per person, but no number of people [pilot.people]"]
    )
  }

  @Test func `a new price may be that of another point of delivery`() throws {
    let table = """
      commissioner,provider,currency,point_of_delivery,activity,unit_price,market_forces_factor
      QMF,R1H,JA20F,DC,10,1000,1.1
      QMF,R1H,JA20F,EL,5,1500,1.1
      """
    let activity = try PilotActivity(
      InputFile(path: "lines.csv", text: table + "\n"),
      year: "2026/27",
      hasPatients: false
    )
    let run = try PilotRun(
      pilot(
        "{\"kind\": \"prices\", \"prices\": [{\"currency\": \"JA20\", \"pointOfDelivery\": \"DC\", \"as\": \"EL\"}]}"
      ),
      on: [activity]
    )
    let shadow = try #require(run.shadows.first)
    #expect(shadow.ledger.inForce == pence("19250"))
    #expect(shadow.ledger.pilot == pence("24750"))
    #expect(shadow.selection.contains { $0.cases == "JA20F DC" && $0.signal == "overpaid" })
    #expect(!shadow.selection.contains { $0.dimension == "delivered or coded otherwise" })
  }

  @Test func `a price by stage shows what coding another stage would gain`() throws {
    let table = Self.two + "\nC,2026-06-20,RF4,B-T01,1,5000"
    let rows = table.split(separator: "\n").enumerated().map { "\($1),QMF,breast,\($0 + 1),70" }
    let header = "patient,date,provider,step,market_forces_factor,unit_price,commissioner,pathway,stage,age\n"
    let activity = try PilotActivity(
      InputFile(path: "patients.csv", text: header + rows.joined(separator: "\n") + "\n"),
      year: nil,
      hasPatients: true
    )
    let run = try PilotRun(
      pilot(
        "{\"kind\": \"bundle\", \"bundles\": [{\(Self.operation), \"price\": {\"kind\": \"expected-use\"}, \"by\": [\"stage\"]}]}"
      ),
      on: [activity]
    )
    let coded = try #require(run.shadows.first).selection.filter { $0.dimension == "coded otherwise" }
    #expect(coded.map(\.cases) == ["stage 1 as stage 2", "stage 1 as stage 3", "stage 2 as stage 3"])
    #expect(coded.map(\.margin) == [2000, 4000, 2000])
  }

  @Test func `patients are paid the price of what was planned`() throws {
    let plan = try PilotActivity(
      InputFile(
        path: "lines.csv",
        text: "commissioner,provider,pathway,step,stage,unit_price\nQMF,R1H,breast,B-T01,1,1700\n"
      ),
      year: "2026/27",
      hasPatients: false
    )
    let run = try PilotRun(
      pilot(
        "{\"kind\": \"bundle\", \"bundles\": [{\(Self.operation), \"price\": {\"kind\": \"expected-use\"}, \"by\": [\"stage\"]}]}"
      ),
      on: [plan, Patients.read(Self.two)]
    )
    #expect(run.shadows.map(\.ledger.inForce) == [pence("1700"), pence("4000")])
    #expect(run.shadows.map(\.ledger.pilot) == [pence("1700"), pence("3400")])
    #expect(run.page.contains("patients 2026/27"))
  }

  @Test func `what a lead loses is drawn from its patients, and told from those overpaid`() throws {
    var random = RandomPilot(3)
    let activity = try random.activity(400, ofPatients: true)
    let run = try PilotRun(
      pilot(
        "{\"kind\": \"bundle\", \"bundles\": [{\(Self.operation), \"price\": {\"kind\": \"expected-use\"}}]}"
      ),
      on: [activity]
    )
    let shadow = try #require(run.shadows.first)
    #expect(shadow.chances.contains { $0.provider == nil && $0.chance.cases == 10 })
    #expect(
      shadow.chances.filter { $0.provider != nil }.count
        == Set(shadow.ledger.entries.filter { $0.kind == .bundle }.map(\.flow.provider)).count
    )
    #expect(
      Set(shadow.selection.map(\.dimension)).isSuperset(of: ["stage", "age", "begun by", "chemotherapy"])
    )
    let gains = shadow.providers.map(\.paid.difference).total()
    #expect(gains == shadow.ledger.pilot - shadow.ledger.inForce)
  }
}
