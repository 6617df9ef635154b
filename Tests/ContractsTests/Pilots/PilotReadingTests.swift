import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tables
import TestSupport
import Testing

/// What is said of a pilot at fault.
struct PilotReadingTests {
  private func codes(_ text: String) -> [String] {
    do throws(DiagnosticList) {
      _ = try TariffPilot(InputFile(path: "pilot.json", text: text))
      return []
    } catch {
      #expect(error.errors.allSatisfy { $0.position != nil && !$0.fix.isEmpty })
      return error.errors.map(\.code)
    }
  }

  private func codes(payment: String, _ rest: String = "") -> [String] {
    codes("{\"name\": \"P\", \"activity\": {\"lines\": \"l.csv\"}, \"payment\": \(payment)\(rest)}")
  }

  private func codes(bundle: String) -> [String] {
    codes(payment: "{\"kind\": \"bundle\", \"bundles\": [\(bundle)]}")
  }

  private func codes(clause: String) -> [String] {
    codes(payment: "{\"kind\": \"activity\"}", ", \"clauses\": [\(clause)]")
  }

  private static let good = """
    "id": "B", "trigger": {"steps": "S"}, "include": {}, "price": {"kind": "expected-use"}
    """

  @Test func `good pilots are read without a fault`() {
    #expect(codes(payment: "{\"kind\": \"activity\"}") == [])
    #expect(codes(bundle: "{\(Self.good)}") == [])
    #expect(codes(clause: "{\"kind\": \"gain-share\", \"plan\": 5, \"share\": 0.5}") == [])
    #expect(codes("{\"name\": \"P\", \"payment\": {\"kind\": \"activity\"}}") == [])
  }

  @Test func `every fault of a pilot is told at once`() {
    let text = "{\"naem\": \"P\", \"activity\": {\"lines\": 3}, \"payment\": {\"kind\": \"bundel\"}}"
    #expect(
      codes(text) == [
        "pilot.unknown-key", "pilot.missing-key", "pilot.type", "pilot.activity", "pilot.type",
      ]
    )
  }

  @Test(arguments: [
    ("{\"name\": \"P\"}", ["pilot.missing-key"]),
    ("{\"name\": \"P\", \"payment\": {}}", ["pilot.missing-key"]),
    ("[]", ["pilot.type"]),
    ("{\"name\": \"P\"", ["json.syntax"]),
    ("{\"name\": \"P\", \"payment\": {\"kind\": \"prices\"}}", ["pilot.missing-key", "pilot.activity"]),
    (
      "{\"name\": \"P\", \"activity\": {\"scenario\": \"s.json\"}, \"payment\": {\"kind\": \"activity\"}}",
      ["pilot.missing-key"]
    ),
    (
      "{\"name\": \"P\", \"activity\": {\"lines\": \"a\", \"schedule\": \"b\"}, \"payment\": {\"kind\": \"activity\"}}",
      ["pilot.activity"]
    ),
    (
      "{\"name\": \"P\", \"activity\": {\"year\": \"2026/27\"}, \"payment\": {\"kind\": \"activity\"}}",
      ["pilot.activity"]
    ),
    ("{\"name\": \"P\", \"payment\": {\"kind\": \"models\", \"models\": []}}", ["pilot.type"]),
  ])
  func `a pilot at fault`(text: String, expected: [String]) { #expect(codes(text) == expected) }

  @Test(arguments: [
    ("{\"id\": \"B\", \"price\": {\"kind\": \"expected-use\"}}", ["pilot.missing-key"]),
    ("{\(good), \"windows\": 3}", ["pilot.unknown-key"]),
    ("{\(good), \"window\": {\"daysAfter\": -1}}", ["pilot.type"]),
    ("{\(good), \"lead\": \"barts\"}", ["pilot.type"]),
    ("{\(good), \"marketForces\": \"yes\"}", ["pilot.type"]),
    ("{\(good), \"by\": [\"sex\"]}", ["pilot.type"]),
    ("{\(good), \"ages\": [{\"from\": 70, \"to\": 60, \"multiplier\": 1}]}", ["pilot.ages"]),
    (
      "{\(good), \"ages\": [{\"to\": 70, \"multiplier\": 1}, {\"from\": 70, \"multiplier\": 2}]}",
      ["pilot.ages"]
    ),
    ("{\(good), \"ages\": [{\"multiplier\": 1, \"share\": 0.9}]}", ["pilot.ages"]),
    ("{\(good)}, {\(good)}", ["pilot.repeated-bundle"]),
    ("{\"id\": \"B\", \"price\": {\"kind\": \"stated\", \"amount\": 1.005}}", ["pilot.type"]),
    (
      "{\"id\": \"B\", \"price\": {\"kind\": \"stated\", \"amount\": 1, \"amounts\": [{\"amount\": 2}]}}",
      ["pilot.price"]
    ),
    ("{\"id\": \"B\", \"price\": {\"kind\": \"components\", \"components\": []}}", ["pilot.type"]),
    (
      "{\"id\": \"B\", \"include\": {\"phases\": \"surgery\"}, \"price\": {\"kind\": \"stated\", \"amount\": 1}}",
      ["pilot.type"]
    ),
  ])
  func `a bundle at fault`(bundle: String, expected: [String]) { #expect(codes(bundle: bundle) == expected) }

  @Test(arguments: [
    ("{\"kind\": \"gainshare\"}", ["pilot.type"]),
    ("{\"plan\": 5}", ["pilot.missing-key"]),
    ("{\"kind\": \"gain-share\", \"plan\": 5}", ["pilot.missing-key"]),
    ("{\"kind\": \"marginal-rate\", \"baseline\": 5, \"kept\": 3}", ["pilot.clause"]),
    (
      "{\"kind\": \"marginal-rate\", \"kept\": 3}, {\"kind\": \"marginal-rate\", \"kept\": 3}",
      ["pilot.clause"]
    ),
    ("{\"kind\": \"aligned-payment\", \"plan\": 5, \"baseYearValue\": 3}", ["pilot.clause"]),
    ("{\"kind\": \"low-volume\", \"years\": [\"1\"]}", ["pilot.type"]),
    ("{\"kind\": \"transition\", \"years\": []}", ["pilot.type"]),
    (
      "{\"kind\": \"transition\", \"years\": [{\"year\": \"2026/27\", \"share\": 1}, {\"year\": \"2026/27\", \"share\": 1}]}",
      ["pilot.transition"]
    ),
  ])
  func `a clause at fault`(clause: String, expected: [String]) { #expect(codes(clause: clause) == expected) }

  @Test(arguments: [
    ("{\"currency\": \"JA\"}", ["pilot.price"]),
    ("{\"currency\": \"JA\", \"price\": 1, \"factor\": 2}", ["pilot.price"]),
    ("{\"currency\": \"JA\", \"as\": \"XX\"}", ["pilot.type", "pilot.price"]),
  ])
  func `a new price at fault`(price: String, expected: [String]) {
    let found = codes(payment: "{\"kind\": \"prices\", \"prices\": [\(price)]}")
    #expect(found == expected || found == Array(expected.prefix(1)))
  }

  // MARK: - Lines

  private func lineFaults(
    _ text: String,
    year: FinancialYear? = "2026/27",
    patients: Bool = false,
    phases: Bool = false
  )
    -> [String]
  {
    faults { () throws(DiagnosticList) in
      try PilotActivity(
        InputFile(path: "l.csv", text: text),
        year: year,
        hasPatients: patients,
        needsPhases: phases
      )
    }
  }

  @Test func `lines at fault`() {
    let header = "commissioner,provider,patient,date,value,unit_price,activity,financial_year\n"
    #expect(
      lineFaults(header + "QMF,R1H,,,1,,,\n", patients: true).map { $0.suffix(15) }
        == ["[value.missing]", "[value.missing]"]
    )
    #expect(lineFaults(header + "QMF,R1H,,,1.005,,,\n").allSatisfy { $0.hasSuffix("[value.malformed]") })
    #expect(
      lineFaults(header + "QMF,R1H,,,,9999999,999999999,\n").map { $0.suffix(20) } == ["[value.out-of-range]"]
    )
    #expect(
      lineFaults(header + "QMF,R1H,,,1,,,2025/26\n")
        == ["l.csv found lines of 2025/26, expected some of 2026/27 [pilot.year]"]
    )
    #expect(lineFaults(header + "QMF,R1H,,,1,,,\n", year: nil).map { $0.suffix(12) } == ["[pilot.year]"])
    #expect(
      lineFaults(header + "QMF,R1H,,,1,,,\n", phases: true)
        == ["l.csv:1 found no column phase, which the pilot's scopes ask for [pilot.no-phase]"]
    )
  }

  @Test func `what the activity cannot bear is told`() throws {
    let lines = try Patients.read("A,2026-06-10,R1H,B-T01,1,1000")
    let run = { (payment: String, rest: String) in
      faults { () throws(DiagnosticList) in try PilotRun(pilot(payment, rest), on: [lines]) }
    }
    let stated = """
      {"kind": "bundle", "bundles": [{"id": "B", "trigger": {"steps": "B-T01"}, "include": {},
       "price": {"kind": "stated", "amounts": [{"stage": "2", "amount": 5}]}}]}
      """
    #expect(run(stated, "").map { $0.hasSuffix("without a price [pilot.no-price]") } == [true])
    let none = "{\"kind\": \"prices\", \"prices\": [{\"currency\": \"XX\", \"factor\": 2}]}"
    #expect(run(none, "").map { $0.hasSuffix("[pilot.no-lines]") } == [true])
    let late =
      ", \"clauses\": [{\"kind\": \"transition\", \"years\": [{\"year\": \"2030/31\", \"share\": 1}]}]"
    #expect(run("{\"kind\": \"activity\"}", late).map { $0.hasSuffix("[pilot.transition]") } == [true])
    let missing = faults { () throws(DiagnosticList) in
      try PilotRun(pilot("{\"kind\": \"activity\"}"), tariffs: Rules.library)
    }
    #expect(
      missing.map { $0.hasSuffix("found no readable file lines.csv, named here [pilot.file]") } == [true]
    )
  }
}
