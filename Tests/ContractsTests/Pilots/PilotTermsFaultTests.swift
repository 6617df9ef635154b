import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tables
import Testing

/// What the engines refuse in the terms of a pilot is told at once, each with its place.
struct PilotTermsFaultTests {
  private func lines(_ payment: String, _ rest: String = "") -> [String] {
    let text = """
      {"name": "P",
      "payment": \(payment)\(rest)}
      """
    do throws(DiagnosticList) {
      _ = try PilotRun(TariffPilot(InputFile(path: "pilot.json", text: text)), on: [])
      return []
    } catch {
      return error.errors.map { "\($0.position?.description ?? "nowhere") \($0.code)" }
    }
  }

  @Test func `clauses`() {
    let clauses = """
      , "clauses": [
      {"kind": "marginal-rate", "rate": 1.5, "baseline": 5},
      {"kind": "marginal-rate", "name": "b", "rate": 0.5, "baseline": -5},
      {"kind": "marginal-rate", "name": "c", "rate": 1, "kept": 5},
      {"kind": "gain-share", "plan": -5, "share": 0.5}]
      """
    #expect(
      lines("{\"kind\": \"activity\"}", clauses) == [
        "pilot.json:3:1 contract.rate-out-of-range", "pilot.json:4:1 contract.amount-negative",
        "pilot.json:5:1 contract.rate-out-of-range", "pilot.json:6:1 contract.amount-negative",
      ]
    )
  }

  @Test func `a budget`() {
    let budget = "{\"kind\": \"budget\", \"plan\": -5, \"actual\": 6, \"share\": 0.5}"
    #expect(lines(budget) == ["pilot.json:2:12 contract.amount-negative"])
  }

  @Test func `models of care`() {
    let model = "\"patients\": 99999999, \"price\": 99999999, \"costPerPatient\": 9"
    let models =
      "{\"kind\": \"models\", \"models\": [{\"name\": \"a\", \(model)},\n{\"name\": \"b\", \(model)}]}"
    #expect(
      lines(models) == [
        "pilot.json:2:42 contract.amount-too-large", "pilot.json:3:1 contract.amount-too-large",
      ]
    )
  }
}
