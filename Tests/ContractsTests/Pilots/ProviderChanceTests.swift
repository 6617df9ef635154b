import Contracts
import Diagnostics
import Quantities
import Tables
import Testing

/// The chance that a lead loses, from patients whose costs and payments are known.
struct ProviderChanceTests {
  private func run(_ bundle: String, patients: [String]) throws -> PilotRun {
    let text = """
      {
        "name": "x", "activity": { "patients": "patients.csv" },
        "payment": { "kind": "bundle", "bundles": [{
          "id": "b", "trigger": { "currencies": "JA20" }, "include": {}, "price": { "kind": "expected-use" }, \(bundle)
        }] },
        "chanceOfLoss": { "draws": 2000, "cases": [50] }
      }
      """
    let header = "patient,date,commissioner,provider,currency,point_of_delivery,activity,unit_price,"
    let table = header + "market_forces_factor,stage,age\n" + patients.joined(separator: "\n") + "\n"
    let activity = try PilotActivity(
      InputFile(path: "patients.csv", text: table),
      year: FinancialYear(start: 2026),
      hasPatients: true
    )
    return try PilotRun(TariffPilot(InputFile(path: "pilot.json", text: text)), on: [activity])
  }

  private func patient(_ number: Int, _ provider: String, price: Int, factor: String, age: Int) -> String {
    "p\(number),2026-05-01,QMF,\(provider),JA20F,DC,1,\(price),\(factor),1,\(age)"
  }

  @Test func `a lead is judged at its own market forces, as it is paid`() throws {
    let patients = (0..<200).map { number in
      let isDear = number.isMultiple(of: 2)
      let price = 1000 + 10 * (number / 2)
      return patient(number, isDear ? "R1H" : "RQX", price: price, factor: isDear ? "1.2" : "1", age: 50)
    }
    let shadow = try #require(try run("\"marketForces\": true", patients: patients).shadows.first)
    let leads = shadow.chances.filter { $0.provider != nil }
    #expect(leads.count == 2)
    // Both have the same patients at the same prices: neither gains by its factor.
    for lead in leads {
      #expect(abs(lead.chance.expectedMargin) < 0.02)
      #expect(abs(lead.chance.normal - 0.5) < 0.01)
    }
  }

  @Test func `who costs less for their age and is paid less for it is no risk`() throws {
    let patients = (0..<100).map { number in
      let isYoung = number.isMultiple(of: 2)
      return patient(number, "R1H", price: isYoung ? 600 : 1400, factor: "1", age: isYoung ? 40 : 70)
    }
    let ages = """
      "ages": [{ "from": 0, "to": 59, "multiplier": 0.6 }, { "from": 60, "to": 130, "multiplier": 1.4 }]
      """
    let shadow = try #require(try run(ages, patients: patients).shadows.first)
    #expect(!shadow.chances.isEmpty)
    for chance in shadow.chances {
      #expect(chance.chance.standardDeviationOfOne < 0.01)
      #expect(chance.chance.simulated.probability == 0)
    }
  }
}
