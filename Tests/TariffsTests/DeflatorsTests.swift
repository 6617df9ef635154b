import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct DeflatorsTests {
  @Test func `prices of one year come to another by the ratio of the two indices`() throws {
    let deflators = try deflators("2029/30,80,,,no,seen,made up,\n2030/31,100,120,,yes,seen,made up,")
    #expect(deflators.factor(from: "2029/30", to: "2030/31") == "1.25")
    #expect(deflators.factor(from: "2030/31", to: "2029/30") == "0.8")
    #expect(deflators.factor(from: "2030/31", to: "2030/31") == .one)
    #expect(deflators.factor(from: "2030/31", to: "2031/32") == nil)
    #expect(deflators.factor(from: "2028/29", to: "2030/31") == nil)
  }

  @Test func `an index that was not published is none, and a forecast is known as one`() throws {
    let deflators = try deflators("2029/30,80,,,no,seen,made up,\n2030/31,100,120,,yes,seen,made up,")
    #expect(deflators["2029/30"]?.consumerPrices == nil)
    #expect(deflators["2030/31"]?.consumerPrices == "120")
    #expect(deflators["2030/31"]?.consumerPricesWithHousing == nil)
    #expect(deflators.isForecast("2030/31"))
    #expect(!deflators.isForecast("2029/30") && !deflators.isForecast("2031/32"))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `going there and back, or by a year between, is going straight`(seed: UInt64) throws {
    var random = Seeded(seed)
    let deflators = try Shipped.library.deflators()
    let years = (0..<3).map { _ in FinancialYear(start: Int.random(in: 2000...2030, using: &random)) }
    let straight = try #require(deflators.factor(from: years[0], to: years[2]))
    let first = try #require(deflators.factor(from: years[0], to: years[1]))
    let second = try #require(deflators.factor(from: years[1], to: years[2]))
    let detour = Double(first.millionths) * Double(second.millionths) / 1e6
    // Each factor is rounded by half a millionth, and none is above 2.1.
    #expect(abs(detour - Double(straight.millionths)) <= 0.5 + 2.1)
  }

  @Test func `the shipped indices are those of 2000/01 to 2030/31, of which 2024/25 is 100`() throws {
    let deflators = try Shipped.library.deflators()
    #expect((2000...2030).allSatisfy { deflators[FinancialYear(start: $0)] != nil })
    #expect(deflators["1999/00"] == nil && deflators["2031/32"] == nil)
    #expect(deflators["2024/25"]?.gdpDeflator == "100")
    let forecasts = (2000...2030).filter { deflators.isForecast(FinancialYear(start: $0)) }
    #expect(forecasts == Array(2025...2030))
  }

  @Test func `every fault is told at once`() {
    let rows = """
      2030,,-1,x,maybe,seen,made up,
      2030/31,100,,,no,seen,made up,
      2030/31,101,,,no,seen,made up,
      """
    #expect(
      places { () throws(DiagnosticList) in try deflators(rows) }.sorted().map(\.description) == [
        "d.csv:2:1", "d.csv:2:6", "d.csv:2:7", "d.csv:2:10", "d.csv:2:12", "d.csv:4:1",
      ]
    )
  }

  private func deflators(_ rows: String) throws(DiagnosticList) -> Deflators {
    try Deflators(InputFile(path: "d.csv", text: "\(SyntheticLibrary.deflatorsHeader)\n\(rows)\n"))
  }
}
