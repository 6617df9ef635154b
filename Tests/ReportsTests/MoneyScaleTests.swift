import Quantities
import Testing

@testable import Reports

struct MoneyScaleTests {
  private static let levels: [(low: Int64, high: Int64)] = [
    (0, 0), (0, 1), (-1, 0), (5, 5), (-5, -5), (100, 101), (44_300_000_000, 46_147_000_000),
    (44_776_934_045, 44_776_979_713), (-570_000_000, 1_277_000_000), (-4_776_934_045, -4_476_934_045),
    (2_000_000_000_000_000_000, 2_000_000_000_000_000_000), (-2_000_000_000_000_000_000, 3),
    (1_999_999_999_999_999_000, 2_000_000_000_000_000_000),
  ]

  @Test(arguments: levels)
  func `marks are evenly apart, few, and the levels lie between them`(low: Int64, high: Int64) {
    let scale = MoneyScale(Pence(low)...Pence(high))
    #expect((2...9).contains(scale.marks.count))
    #expect(scale.start <= Double(low) && Double(high) <= scale.end && scale.start < scale.end)
    for (mark, next) in zip(scale.marks, scale.marks.dropFirst()) {
      #expect(abs(next - mark - scale.step) <= 1e-6 * scale.step)
    }
    #expect(scale.share(scale.start) == 0 && scale.share(scale.end) == 1)
  }

  @Test(arguments: levels)
  func `the scale crosses nought only if the levels do`(low: Int64, high: Int64) {
    let scale = MoneyScale(Pence(low)...Pence(high))
    if low >= 0, high > 0 { #expect(scale.start >= 0) }
    if high <= 0, low < 0 { #expect(scale.end <= 0) }
  }

  @Test func `small differences beside large totals fill the scale`() {
    let scale = MoneyScale(Pence(44_776_934_045)...Pence(44_776_979_713))
    #expect(scale.share(44_776_979_713) - scale.share(44_776_934_045) > 0.5)
  }
}
