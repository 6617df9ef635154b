import Quantities
import Testing

struct UnitPriceTests {
  @Test func `a published price of nothing is a price`() {
    #expect(UnitPrice("0") == UnitPrice(pounds: 0))
    #expect(UnitPrice("") == nil)
  }

  @Test func `prices are ordered by size and not by text`() throws {
    let low = try #require(UnitPrice("99.5"))
    let high = try #require(UnitPrice("100"))
    #expect(low < high)
  }

  @Test(arguments: [
    ("100", "1.001250", "100.125"), ("0.000000001", "0.5", "0.000000001"), ("0.000000001", "0.499999", "0"),
    ("247.742114052", "1", "247.742114052"), ("0", "1.2", "0"),
  ])
  func `a price carried to another year is rounded half up to nine decimals`(
    text: String,
    factor: String,
    carried: String
  ) throws {
    let price = try #require(UnitPrice(text))
    #expect(price.converted(by: try #require(Factor(factor))).description == carried)
  }

  @Test func `a price is pounds for expectations`() throws {
    #expect(try #require(UnitPrice("247.25")).approximatePounds == 247.25)
  }
}
