import Quantities
import Testing

@testable import Reports

struct PencePoundsTests {
  @Test(
    arguments: [(0, 0), (1.234, 123), (1.236, 124), (-1.236, -124), (447_769_340.45, 44_776_934_045)]
      as [(Double, Int64)]
  )
  func `pounds become the nearest pence`(pounds: Double, pence: Int64) {
    #expect(Pence(pounds: pounds) == Pence(pence))
  }

  @Test func `what is no finite number is no amount, and what is far off can still be subtracted`() throws {
    for value in [Double.nan, .infinity, -.infinity] { #expect(Pence(pounds: value) == nil) }
    let high = try #require(Pence(pounds: 1e300))
    let low = try #require(Pence(pounds: -1e300))
    #expect((high - low).amount == 4_000_000_000_000_000_000)
  }
}
