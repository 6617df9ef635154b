import Quantities
import Testing

@testable import Reports

struct WaterfallScaleTests {
  private static let levels: [(low: Int64, high: Int64)] = [
    (0, 0), (0, 1), (-1, 0), (5, 5), (100, 101), (44_300_000_000, 46_147_000_000),
    (44_776_934_045, 44_776_979_713), (-570_000_000, 1_277_000_000), (-4_776_934_045, -4_476_934_045),
    (1_776_934_045, 4_776_934_045), (.max / 2, .max / 2 + 1), (.min / 2, .max / 2), (.max, .max), (.min, 0),
  ]

  /// Levels of which the lower is so many hundredths of the higher.
  private static let shares: [(low: Int64, high: Int64)] = (1...100).map { (low: 9_777 * $0, high: 977_700) }

  @Test(arguments: levels + shares)
  func `marks are evenly apart, few, and the levels lie between them`(low: Int64, high: Int64) {
    let scale = WaterfallScale(Pence(low)...Pence(high))
    #expect((2...12).contains(scale.marks.count))
    #expect(scale.start <= Double(low) && Double(high) <= scale.end && scale.start < scale.end)
    for (mark, next) in zip(scale.marks, scale.marks.dropFirst()) {
      #expect(abs(next - mark - scale.step) <= 1e-6 * scale.step)
    }
    #expect(scale.share(scale.start) == 0 && scale.share(scale.end) == 1)
    #expect((0...1).contains(scale.share(Double(low))) && (0...1).contains(scale.share(Double(high))))
  }

  @Test(arguments: levels + shares)
  func `the scale holds nought, or is cut below levels that are far from it`(low: Int64, high: Int64) {
    let scale = WaterfallScale(Pence(low)...Pence(high))
    #expect(scale.isCut == (scale.start > 0))
    if !scale.isCut { #expect(scale.marks.contains(0)) }
    // There is room for the foot of a bar and its break.
    if scale.isCut { #expect(scale.share(Double(low)) > 0.1) }
  }

  @Test func `small steps beside large totals are seen`() {
    let scale = WaterfallScale(Pence(44_776_934_045)...Pence(44_776_979_713))
    #expect(scale.isCut)
    #expect(scale.share(44_776_979_713) - scale.share(44_776_934_045) > 0.4)
    #expect(!WaterfallScale(Pence(100)...Pence(1000)).isCut)
  }
}
