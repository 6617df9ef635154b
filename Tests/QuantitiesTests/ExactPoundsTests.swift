import Quantities
import TestSupport
import Testing

struct ExactPoundsTests {
  @Test func `half a penny goes away from zero, or to the even penny`() {
    let amount = UnitPrice(pounds: 100) * Factor(millionths: 1_001_250)
    #expect(amount.description == "100.125")
    #expect(amount.rounded(.penceHalfUp).description == "100.13")
    #expect(amount.rounded(.penceHalfEven).description == "100.12")
    #expect(amount.rounded(.wholePoundHalfUp).description == "100.00")
  }

  @Test func `a price times a market forces factor is kept unrounded until it is settled`() {
    let amount = UnitPrice(pounds: 1979) * Factor(millionths: 1_201_694)
    #expect(amount.description == "2378.152426")
    #expect(amount.rounded(.penceHalfUp).description == "2378.15")
    #expect(amount.rounded(.penceHalfEven).description == "2378.15")
    #expect(amount.rounded(.wholePoundHalfUp).description == "2378.00")
  }

  @Test(
    arguments: [
      (5_000_000, 1, 0, 0), (5_000_001, 1, 1, 0), (4_999_999, 0, 0, 0), (15_000_000, 2, 2, 0),
      (25_000_000, 3, 2, 0),
      (-5_000_000, -1, 0, 0), (-15_000_000, -2, -2, 0), (-25_000_000, -3, -2, 0), (-25_000_001, -3, -3, 0),
      (499_999_999, 50, 50, 0), (500_000_000, 50, 50, 100), (-500_000_000, -50, -50, -100),
      (1_500_000_000, 150, 150, 200), (2_500_000_000, 250, 250, 300), (-2_500_000_000, -250, -250, -300),
    ] as [(Int64, Int64, Int64, Int64)]
  )
  func `each rule rounds halves in its own way`(nanopounds: Int64, up: Int64, even: Int64, pounds: Int64) {
    let amount = ExactPounds(UnitPrice(nanopounds: nanopounds))
    #expect(amount.rounded(.penceHalfUp) == Pence(up))
    #expect(amount.rounded(.penceHalfEven) == Pence(even))
    #expect(amount.rounded(.wholePoundHalfUp) == Pence(pounds))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a factor may be multiplied before or after adding`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let (one, other) = (price(&random), price(&random))
      let (factor, second) = (factor(&random), factor(&random))
      let sum = ExactPounds(one) + ExactPounds(other)
      #expect(sum * factor == one * factor + other * factor)
      #expect(sum * factor * second == one * factor * second + other * factor * second)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `factors may be multiplied in any order`(seed: UInt64) {
    var random = Seeded(seed)
    let (price, first, second) = (price(&random), factor(&random), factor(&random))
    #expect(price * first * second == price * second * first)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a count is so many additions`(seed: UInt64) {
    var random = Seeded(seed)
    let amount = price(&random) * factor(&random)
    let count = Int64.random(in: 0...12, using: &random)
    let added = (0..<count).reduce(ExactPounds.zero) { sum, _ in sum + amount }
    #expect(amount * count == added)
    #expect(amount * -count + added == .zero)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `pence become pounds and pence again by every rule that keeps pence`(seed: UInt64) {
    var random = Seeded(seed)
    let pence = Pence(random.number(upTo: 1_000_000_000_000_000))
    #expect(ExactPounds(pence).rounded(.penceHalfUp) == pence)
    #expect(ExactPounds(pence).rounded(.penceHalfEven) == pence)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `rounding moves an amount by half a unit at most, and alike on both sides of zero`(seed: UInt64) {
    var random = Seeded(seed)
    let amount = price(&random) * factor(&random)
    for (rule, unit) in [(.penceHalfUp, 1), (.penceHalfEven, 1), (.wholePoundHalfUp, 100)]
      as [(RoundingRule, Int64)]
    {
      let settled = amount.rounded(rule)
      let twiceTheMove = (ExactPounds(settled) + amount * -1) * 2
      #expect(settled.amount % unit == 0)
      #expect(twiceTheMove <= ExactPounds(Pence(unit)))
      #expect(twiceTheMove >= ExactPounds(Pence(-unit)))
      #expect((amount * -1).rounded(rule) == .zero - settled)
    }
  }

  @Test func `the factor one changes nothing`() {
    let amount = ExactPounds(UnitPrice(nanopounds: 247_742_114_052))
    #expect(amount * Factor.one == amount)
  }

  @Test func `what is smaller than 24 decimals is cut`() {
    let smallest = UnitPrice(nanopounds: 1) * Factor(millionths: 1) * Factor(millionths: 1)
    #expect(smallest.description == "0.000000000000000000001")
    #expect((smallest * Factor(millionths: 1_999)).description == "0.000000000000000000000001")
    #expect(smallest * Factor(millionths: 999) == .zero)
    #expect(smallest * -1 * Factor(millionths: 999) == .zero)
  }

  @Test func `amounts are ordered`() {
    let amounts = [-2, -1, 0, 1, 2].map { ExactPounds(Pence($0)) }
    #expect(amounts.reversed().sorted() == amounts)
  }

  @Test func `an amount beyond the largest stops the program`() async {
    await #expect(processExitsWith: .failure) { print(ExactPounds(Pence(.max))) }
  }

  /// Up to a million pounds of either sign, with nine decimals.
  private func price(_ random: inout Seeded) -> UnitPrice {
    UnitPrice(nanopounds: random.number(upTo: 1_000_000_000_000_000))
  }

  /// Up to ten, with six decimals.
  private func factor(_ random: inout Seeded) -> Factor {
    Factor(millionths: random.magnitude(upTo: 10_000_000))
  }
}
