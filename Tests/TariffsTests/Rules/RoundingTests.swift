import Quantities
import Tariffs
import Testing

struct RoundingTests {
  @Test(
    arguments: [
      ("pence half up", "100", "1.00125", "100.13"), ("pence half even", "100", "1.00125", "100.12"),
      ("pence half even", "100", "1.00135", "100.14"), ("whole pound half up", "100", "1.00125", "100.00"),
      ("whole pound half up", "100.5", "1", "101.00"), ("pence half up", "0.004999", "1", "0.00"),
      ("pence half up", "0.005", "1", "0.01"), ("pence half even", "0.005", "1", "0.00"),
    ] as [(String, UnitPrice, Factor, String)]
  )
  func `a line is rounded as the rules of the year say`(
    rule: String,
    price: UnitPrice,
    factor: Factor,
    value: String
  ) throws {
    let priced = try MadeUp.price(
      .madeUp("LOCAL1", .other) { ($0.localPrice, $0.marketForcesFactor) = (price, factor) },
      rules: RuleRows([.rounding: rule])
    )
    #expect(priced.value?.description == value)
    #expect(priced.rules.last == "rounded \(rule)")
  }

  @Test func `a line is rounded once, with all its units`() throws {
    let line = ActivityLine.madeUp("LOCAL1", .other) { ($0.localPrice, $0.quantity) = ("0.004", "1000") }
    #expect(try MadeUp.price(line).value == Pence(4_00))
    let part = ActivityLine.madeUp("LOCAL1", .other) { ($0.localPrice, $0.quantity) = ("1", "0.005") }
    #expect(try MadeUp.price(part).value == Pence(1))
  }

  @Test func `the core and what is unbundled are rounded apart`() throws {
    let line = ActivityLine.madeUp("LOCAL1", .unbundledChemotherapy) { line in
      line.localPrice = "100.005"
      line.unbundled = ["SB12Z"]
    }
    let priced = try MadeUp.price(line)
    #expect(priced.coreValue == Pence(100_01))
    #expect(priced.unbundledValue == Pence(175_01))
    #expect(priced.value == Pence(275_02))
    #expect(priced.explanation.entries.filter { $0.rule == RuleOutcome.rounded.text }.count == 2)
    #expect(priced.explanation.total == ExactPounds(Pence(275_02)))
  }

  @Test func `several unbundled currencies are rounded together`() throws {
    let line = ActivityLine.madeUp("LOCAL1", .unbundledChemotherapy) { line in
      line.localPrice = "0"
      line.unbundled = ["SB12Z", "SB12Z"]
    }
    #expect(try MadeUp.price(line).unbundledValue == Pence(350_01))
  }

  @Test func `no units are worth nothing, which is a value`() throws {
    let line = ActivityLine.madeUp("AA01A", .dayCase) { $0.quantity = "0" }
    let priced = try MadeUp.price(line)
    #expect(priced.value == .zero)
    #expect(priced.unpriced == nil)
  }

  @Test func `the explanation tells the number of units only when it is not 1`() throws {
    let several = try MadeUp.price(.madeUp("AA01A", .dayCase) { $0.quantity = "2.5" })
    #expect(several.rules.contains("× 2.5"))
    #expect(several.value == Pence(2500_00))
    #expect(try !MadeUp.price(.madeUp("AA01A", .dayCase)).rules.contains { $0.hasPrefix("×") })
  }

  @Test func `what is too large to be an amount of money is listed`() throws {
    let line = ActivityLine.madeUp("LOCAL1", .other) { line in
      (line.localPrice, line.quantity) = ("10000000", "1000000000")
    }
    #expect(
      try MadeUp.price(line).unpriced
        == "its value is too large; look at quantity, length_of_stay and the factors"
    )
  }

  @Test func `the line is as well supported as the rule of rounding`() throws {
    try MadeUp.expectGrade(of: .rounding, as: .rounded, on: .madeUp("AA01A", .dayCase))
  }
}
