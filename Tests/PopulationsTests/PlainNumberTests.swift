import TestSupport
import Testing

@testable import Populations

struct PlainNumberTests {
  @Test(arguments: [
    (0.0, 4, "0"), (1, 4, "1"), (1.5, 0, "2"), (0.1, 10, "0.1"), (1.0 / 3, 4, "0.3333"), (2.0 / 3, 2, "0.67"),
    (0.99996, 4, "1"), (9.99999, 4, "10"), (0.00004, 4, "0"), (0.00005, 4, "0.0001"),
    (1234567.25, 10, "1234567.25"),
    (0.05, 1, "0.1"), (1e15 + 0.5, 4, "1000000000000000"), (1.5e19, 2, "15000000000000000000"),
    (1e22, 0, "10000000000000000000000"), (-3, 2, "0"), (.nan, 2, "0"), (.infinity, 2, "0"),
  ])
  func `a number is digits with a point`(value: Double, decimals: Int, text: String) {
    #expect(PlainNumber(value, decimals: decimals).description == text)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `it reads back as the number, rounded`(seed: UInt64) throws {
    var random = Seeded(seed)
    let value = random.double(0...1) * (1...random.int(1...12)).reduce(1.0) { whole, _ in whole * 10 }
    let text = PlainNumber(value, decimals: 6).description
    #expect(abs(try #require(Double(text)) - value) <= 0.500001e-6 + value * 1e-15)
    #expect(text.allSatisfy { $0.isNumber || $0 == "." })
    #expect(!text.contains(".") || text.last != "0")
  }
}
