import Quantities
import Testing

struct FactorTests {
  @Test(
    arguments: [
      (1, 3, "0.333333"), (2, 3, "0.666667"), (1, 2_000_000, "0.000001"), (1, 2_000_001, "0"), (0, 5, "0"),
      (5, 5, "1"), (3, 2, "1.5"), (.max, .max, "1"), (.max, .max - 1, "1"),
    ] as [(Int64, Int64, String)]
  )
  func `a ratio is rounded half up to six decimals`(numerator: Int64, denominator: Int64, text: String) {
    #expect(Factor(ratioOf: numerator, to: denominator)?.description == text)
  }

  @Test(arguments: [(1, 0), (0, 0), (1, -1), (-1, 1), (.max, 1)] as [(Int64, Int64)])
  func `a ratio without a value that fits is nil`(numerator: Int64, denominator: Int64) {
    #expect(Factor(ratioOf: numerator, to: denominator) == nil)
  }

  @Test func `a top-up of 0.6 multiplies by 1.6`() {
    #expect(Factor("0.6")?.added == Factor("1.6"))
    #expect(Factor("0")?.added == .one)
  }
}
