import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tables
import TestSupport
import Testing

/// What a pilot must not drop, add or share silently.
struct PilotGapTests {
  private func read(_ text: String, patients: Bool = false, year: FinancialYear? = "2026/27") throws
    -> PilotActivity
  {
    try PilotActivity(InputFile(path: "l.csv", text: text), year: year, hasPatients: patients)
  }

  private func readFaults(_ payment: String, _ rest: String, activity: Bool = true) -> [String] {
    faults { () throws(DiagnosticList) in try pilot(payment, rest, activity: activity) }
  }

  private static let models = """
    {"kind": "models", "models": [{"name": "a", "patients": 10, "price": 100, "costPerPatient": 90}]}
    """
  private static let condition = "{\"name\": \"q\", \"target\": 0.8, \"part\": 0.7, \"achieved\": 0.1}"
  private static let bundle = """
    {"kind": "bundle", "bundles": [{"id": "B", "trigger": {"steps": "B-T01"}, "include": {"pathways": "breast"},
     "window": {"daysBefore": 30, "daysAfter": 90}, "price": {"kind": "stated", "amount": 1000}}]}
    """

  @Test(arguments: [
    (models, false), ("{\"kind\": \"budget\", \"plan\": 5, \"actual\": 6, \"share\": 0.5}", false),
    ("{\"kind\": \"budget\", \"actual\": 6, \"share\": 0.5}", true),
  ])
  func `quality and clauses beside figures that are all stated are refused`(payment: String, activity: Bool) {
    let clause = "{\"kind\": \"transition\", \"years\": [{\"year\": \"2026/27\", \"share\": 0.5}]}"
    let found = readFaults(
      payment,
      ", \"quality\": [\(Self.condition)], \"clauses\": [\(clause)]",
      activity: activity
    )
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.hasPrefix("pilot.json:") && $0.hasSuffix("[pilot.unused]") })
    #expect(readFaults(payment, "", activity: activity) == [])
  }

  @Test func `a transition or quality without activity is refused`() {
    let clause = "{\"kind\": \"transition\", \"years\": [{\"year\": \"2026/27\", \"share\": 0.5}]}"
    let rest = ", \"quality\": [\(Self.condition)], \"clauses\": [\(clause)]"
    let found = readFaults("{\"kind\": \"activity\"}", rest, activity: false)
    #expect(found.map { $0.hasSuffix("[pilot.unused]") } == [true, true])
  }

  @Test func `parts of one payment are at most all of it`() {
    let both = ", \"quality\": [\(Self.condition), \(Self.condition)]"
    #expect(readFaults(Self.bundle, both).map { $0.hasSuffix("[pilot.quality]") } == [true])
    #expect(readFaults("{\"kind\": \"activity\"}", both).map { $0.hasSuffix("[pilot.quality]") } == [true])
    let scopes = ["DC", "EL"].map {
      Self.condition.dropLast() + ", \"scope\": {\"pointsOfDelivery\": \"\($0)\"}}"
    }
    #expect(
      readFaults("{\"kind\": \"activity\"}", ", \"quality\": [\(scopes.joined(separator: ", "))]") == []
    )
  }

  // MARK: - Years

  private static let header = "patient,date,commissioner,provider,pathway,step,value\n"
  private static let years =
    header + """
      A,2026-03-20,QMF,R1H,breast,B-K01,10
      A,2026-04-10,QMF,R1H,breast,B-T01,100
      B,2026-03-10,QMF,R1H,breast,B-T01,200
      B,2026-04-20,QMF,R1H,breast,B-K01,20
      B,2026-09-20,QMF,R1H,breast,B-T01,7
      C,2026-01-20,QMF,R1H,lung,L-K01,3000
      C,2026-05-20,QMF,R1H,lung,L-K01,4000

      """

  @Test func `the line that begins an episode decides its year, and other years are told`() throws {
    let run = try PilotRun(pilot(Self.bundle), on: [read(Self.years, patients: true)])
    let shadow = try #require(run.shadows.first)
    // A's two lines, C's second, and what of B came after its episode.
    #expect(shadow.ledger.inForce == pence("4117"))
    #expect(shadow.ledger.entries.filter { $0.kind == .bundle }.map(\.patient) == ["A"])
    #expect(shadow.activity.leftOut.lines == 3)
    #expect(shadow.activity.leftOut.value == pence("3220"))
    #expect(run.page.contains("3 lines, £3,220.00"))
    #expect(shadow.ledger.entries.allSatisfy { $0.flow.financialYear == "2026/27" })
    let before = try PilotRun(pilot(Self.bundle), on: [read(Self.years, patients: true, year: "2025/26")])
    #expect(before.shadows.first?.ledger.inForce == pence("3220"))
  }

  @Test func `episodes of several years need a year`() throws {
    let found = { (year: FinancialYear?) in
      faults { () throws(DiagnosticList) in
        let input = InputFile(path: "l.csv", text: Self.years)
        return try PilotRun(pilot(Self.bundle), on: [PilotActivity(input, year: year, hasPatients: true)])
      }
    }
    #expect(found(nil) == ["l.csv found patients of 2025/26, 2026/27, expected one year [pilot.year]"])
    #expect(
      found("2030/31") == ["l.csv found patients of 2025/26, 2026/27, expected some of 2030/31 [pilot.year]"]
    )
    let own = Self.header + "A,2026-03-20,QMF,R1H,breast,B-K01,10\nA,2026-04-10,QMF,R1H,breast,B-T01,100\n"
    let run = try PilotRun(pilot(Self.bundle), on: [read(own, patients: true, year: nil)])
    #expect(run.shadows.first?.activity.year == "2026/27")
    #expect(run.shadows.first?.ledger.inForce == pence("110"))
  }

  // MARK: - Prices

  @Test(arguments: 0..<40)
  func `age multipliers leave at most a penny for each payment`(seed: Int) throws {
    var random = RandomPilot(UInt64(3000 + seed))
    let activity = try random.activity(60, ofPatients: true)
    let price = "{\"kind\": \"stated\", \"amount\": \(100 + seed * 97)}"
    let ages = """
      , "ages": [{"to": 49, "multiplier": 0.9}, {"from": 50, "to": 69, "multiplier": 0.13},
       {"from": 70, "multiplier": 1.25}]
      """
    let run = try PilotRun(pilot(random.bundles(price + ages)), on: [activity])
    for own in try #require(run.shadows.first).neutral where own.factor != nil {
      #expect(own.isWithinOnePenny, "\(own.leftOver) on \(own.payments) payments")
    }
  }

  private static let priced = """
    commissioner,provider,currency,point_of_delivery,activity,unit_price,value
    QMF,R1H,JA20F,DC,1,100,250
    QMF,R1H,JA20F,DC,2,,999
    QMF,R1H,JA20F,DC,1,100,
    QMF,R1H,JA20F,DC,0,,50
    QMF,R1H,JA20F,DC,3,,

    """

  @Test(arguments: [
    ("\"factor\": 1", "1399.00", 1), ("\"factor\": 1.1", "1538.90", 1), ("\"price\": 200", "850.00", 2),
  ])
  func `a new price changes stated values, and counts what it cannot change`(
    change: String,
    paid: String,
    unchanged: Int
  ) throws {
    let payment = "{\"kind\": \"prices\", \"prices\": [{\"currency\": \"JA20\", \(change)}]}"
    let run = try PilotRun(pilot(payment), on: [read(Self.priced)])
    let shadow = try #require(run.shadows.first)
    #expect(shadow.ledger.inForce == pence("1399"))
    #expect(shadow.ledger.pilot.description == paid)
    #expect(run.page.contains("\(unchanged) line\(unchanged == 1 ? "" : "s") of new prices without"))
    for own in shadow.neutral { #expect(own.isWithinOnePenny) }
  }

  // MARK: - What meets nothing

  @Test func `a bundle without episodes withholds nothing of other care`() throws {
    let patients = try Patients.read("A,2026-06-10,R1H,B-K01,1,1000")
    let run = try PilotRun(pilot(Self.bundle, ", \"quality\": [\(Self.condition)]"), on: [patients])
    #expect(run.shadows.first?.ledger.pilot == pence("1000"))
    #expect(run.page.contains("No episode is paid that the condition q is about."))
  }

  @Test func `a sum whose scope meets no line goes to whom it names, or to nobody`() throws {
    let patients = try Patients.read("A,2026-06-10,R1H,B-K01,1,1000")
    let run = { (scope: String) in
      let clause = "{\"kind\": \"gain-share\", \"plan\": 100, \"share\": 0.5, \"scope\": \(scope)}"
      return try PilotRun(pilot("{\"kind\": \"activity\"}", ", \"clauses\": [\(clause)]"), on: [patients])
    }
    let named = try run("{\"providers\": \"RZZ\"}")
    let ledger = try #require(named.shadows.first).ledger
    #expect(ledger.totals(by: \.flow.provider)["R1H"]?.pilot == pence("1000"))
    #expect(ledger.totals(by: \.flow.provider)["RZZ"]?.pilot == pence("50"))
    #expect(named.page.contains("No line is in the scope of the clause gain-share:"))
    let nobody = try run("{\"currencies\": \"ZZ\"}")
    #expect(nobody.shadows.first?.ledger.pilot == pence("1000"))
    let all = try run("{}")
    #expect(!all.page.contains("No line is in the scope"))
  }

  @Test func `what a provider achieved that is not there is told`() throws {
    let patients = try Patients.read("A,2026-06-10,R1H,B-K01,1,1000")
    let quality = """
      , "quality": [{"name": "q", "target": 0.8, "part": 0.1, "achieved": {"RXX": 0.5}},
       {"name": "none", "target": 0.8, "part": 0.1, "scope": {"currencies": "ZZ"}}]
      """
    let page = try PilotRun(pilot("{\"kind\": \"activity\"}", quality), on: [patients]).page
    #expect(page.contains("What RXX achieved of q counts for nothing"))
    #expect(page.contains("No line is in the scope of what the condition none is about."))
  }

  @Test func `lines without a price and later episodes are counted`() throws {
    let lines = """
      A,2026-04-10,R1H,B-T01,1,1000
      A,2026-04-11,R1H,B-K01,1,
      A,2026-12-10,R1H,B-T01,1,1000
      """
    let page = try PilotRun(pilot(Self.bundle), on: [Patients.read(lines)]).page
    #expect(page.contains("1 line inside B without a price, activity 1"))
    #expect(page.contains("1 line would begin another episode of a patient"))
  }
}
