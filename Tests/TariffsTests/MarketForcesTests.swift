import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct MarketForcesTests {
  @Test func `a provider has the factor of the year, or none`() throws {
    let factors = try factors("R1H,One,1.148886,seen,made up\nRJ7,Two,1,seen,made up")
    #expect(factors["R1H"] == "1.148886")
    #expect(factors["RJ7"] == .one)
    #expect(factors["RAX"] == nil)
  }

  @Test func `the shipped factors of 2026/27 are those of 205 providers, none below 1`() throws {
    let text = try InputFile(reading: Repository.path("tariffs/2026-27/market-forces.csv"))
    let factors = try #require(try Shipped.marketForces("2026/27"))
    let rows = try records(of: text.bytes)
    #expect(rows.count == 205)
    for row in rows {
      let provider = try #require(ProviderCode(row["provider"] ?? ""))
      let factor = try #require(factors[provider])
      #expect(factor.description == row["factor"])
      #expect(factor.millionths >= 1_000_000)
    }
  }

  @Test func `every fault is told at once`() {
    let rows = "r1h,One,-1,seen,made up\n,,,,\nR1H,One,1.1,seen,made up\nR1H,One,1.2,seen,made up"
    #expect(
      places { () throws(DiagnosticList) in try factors(rows) }.sorted().map(\.description) == [
        "m.csv:2:1", "m.csv:2:9", "m.csv:3:1", "m.csv:3:3", "m.csv:5:1",
      ]
    )
  }

  private func factors(_ rows: String) throws(DiagnosticList) -> MarketForces {
    let text = "\(SyntheticLibrary.factorsHeader)\n\(rows)\n"
    return try MarketForces(InputFile(path: "m.csv", text: text), year: "2030/31")
  }
}
