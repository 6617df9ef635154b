import Quantities
import TestSupport
import Testing

struct ActivityTests {
  @Test(arguments: [
    (12.345678, "12.345678"), (12.3456784, "12.345678"), (0.0000005, "0.000001"), (-0.0000005, "-0.000001"),
    (0.1 + 0.2, "0.3"), (0, "0"),
  ])
  func `an expectation is rounded once, to six decimals`(expectation: Double, text: String) {
    #expect(Activity(rounding: expectation)?.description == text)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e13, -1e13])
  func `an expectation that is no number or does not fit is nil`(expectation: Double) {
    #expect(Activity(rounding: expectation) == nil)
  }

  @Test func `activity times price is exact`() throws {
    let activity = try #require(Activity("12.345678"))
    let price = try #require(UnitPrice("247.742114052"))
    #expect((activity * price).description == "3058.544367125267256")
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the cost of a sum is the sum of the costs`(seed: UInt64) {
    var random = Seeded(seed)
    let one = Activity(millionths: random.magnitude(upTo: 1_000_000_000_000))
    let other = Activity(millionths: random.magnitude(upTo: 1_000_000_000_000))
    let price = UnitPrice(nanopounds: random.magnitude(upTo: 1_000_000_000_000))
    #expect((one + other) * price == one * price + other * price)
  }

  @Test func `whole units are whole`() {
    #expect(Activity(15) == Activity("15"))
    #expect(Activity(15).value == 15)
    #expect(Activity(15).description == "15")
    #expect(Activity.zero + Activity(2) == Activity(2))
  }
}
