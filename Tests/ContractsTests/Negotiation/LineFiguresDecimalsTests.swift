import Testing

@testable import Contracts

struct LineFiguresDecimalsTests {
  private func figures(_ activity: UInt64, _ price: UInt64, _ factor: UInt64 = 1_000_000) -> LineFigures {
    LineFigures(activity: activity, price: price, factor: factor)
  }

  @Test func `figures shown with fewer decimals are those with more, on whichever side`() {
    let full = figures(5_638_009, 851_403_595_354)
    let shown = figures(5_640_000, 851_400_000_000)
    let mixed = (figures(5_638_009, 851_400_000_000), figures(5_640_000, 851_403_595_354))
    #expect(LineFigures.shared(full, shown) == full)
    #expect(LineFigures.shared(shown, full) == full)
    #expect(LineFigures.shared(mixed.0, mixed.1) == full)
    #expect(LineFigures.shared(figures(2_500_000, 1), figures(3_000_000, 1)) == figures(2_500_000, 1))
  }

  @Test func `other figures are not, nor the same ones`() {
    #expect(LineFigures.shared(figures(5_638_009, 1), figures(5_638_009, 1)) == nil)
    #expect(LineFigures.shared(figures(5_638_009, 1), figures(5_650_000, 1)) == nil)
    #expect(LineFigures.shared(figures(5_638_009, 1), figures(5_638_008, 1)) == nil)
    #expect(LineFigures.shared(figures(2_400_000, 1), figures(3_000_000, 1)) == nil)
    #expect(LineFigures.shared(figures(.max, .max), figures(.max - 1, .max)) == nil)
  }
}
