import Quantities
import Testing

@testable import Reports

struct MoneyUnitTests {
  @Test(
    arguments: [
      (123_456_789_012, "£ million", "1,234.6"), (1_234_567_890, "£ million", "12.35"),
      (100_000_000, "£ million", "1.00"), (99_999_999, "£ thousand", "1,000.0"),
      (100_000, "£ thousand", "1.00"),
      (99_999, "£", "1,000"), (10_000, "£", "100"), (9_999, "£", "99.99"), (1, "£", "0.01"), (0, "£", "0.00"),
    ] as [(UInt64, String, String)]
  )
  func `an amount has about three digits in its unit`(pence: UInt64, name: String, text: String) {
    let unit = MoneyUnit(for: pence)
    #expect(unit.name == name)
    #expect(unit.text(Pence(Int64(pence))) == text)
  }

  @Test func `signs stand before the pound, and nought has none`() {
    let unit = MoneyUnit(for: 500_000_000)
    #expect(unit.text(Pence(125_500_000), isSigned: true) == "+1.26")
    #expect(unit.text(Pence(-125_499_999), isSigned: true) == "−1.25")
    #expect(unit.text(.zero, isSigned: true) == "0.00")
    #expect(unit.pounds(Pence(-125_000_000)) == "−£1.25 million")
    #expect(unit.pounds(Pence(125_000_000), isSigned: true) == "+£1.25 million")
    #expect(unit.pounds(Pence(125_000_000)) == "£1.25 million")
    #expect(MoneyUnit(for: 5000).pounds(Pence(4321)) == "£43.21")
  }

  @Test func `what would round to nought says that it is less than the last decimal`() {
    let unit = MoneyUnit(for: 500_000_000)
    #expect(unit.text(Pence(499_999), isSigned: true) == "+<0.01")
    #expect(unit.text(Pence(-1), isSigned: true) == "−<0.01")
    #expect(unit.text(Pence(500_000), isSigned: true) == "+0.01")
    #expect(MoneyUnit(for: .max).text(Pence(1)) == "<0.1")
    #expect(MoneyUnit(for: .max).text(Pence(.min)) == "−92,233,720,368.5")
  }

  @Test func `marks have the decimals that their steps need`() {
    let unit = MoneyUnit(for: 500_000_000)
    #expect(unit.mark(43_500_000_000, step: 500_000_000) == "435")
    #expect(unit.mark(120_000_000, step: 20_000_000) == "1.2")
    #expect(unit.mark(-105_000_000, step: 5_000_000) == "−1.05")
    #expect(unit.mark(0, step: 5_000_000) == "0.00")
    #expect(unit.mark(.nan, step: 1e8) == "0")
  }
}
