@testable import Contracts
import Quantities
import Testing

struct MonitoringPriceTests {
  @Test func `a price has a sign and a limit`() {
    #expect(MonitoringPrice("-0.00000001")?.nanopounds == -10)
    #expect(MonitoringPrice("1000000000")?.nanopounds == 1_000_000_000_000_000_000)
    #expect(MonitoringPrice("1000000000.01") == nil)
    #expect(MonitoringPrice("--1") == nil)
    #expect(MonitoringPrice("") == nil)
  }

  @Test func `a sum is exact and rounded once, halves away from zero`() throws {
    var total = MonitoringTotal()
    for _ in 0..<3 { total += try #require(MonitoringPrice("0.005")) }
    #expect(total.pence == Pence(2))
    var credit = MonitoringTotal()
    credit += try #require(MonitoringPrice("-0.005"))
    #expect(credit.pence == Pence(-1))
    #expect(!credit.isWholePence)
  }
}
