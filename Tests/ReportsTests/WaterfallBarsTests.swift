import Quantities
import Testing

@testable import Reports

struct WaterfallBarsTests {
  @Test(arguments: [[], [5], [-7, 3], [0, 2, 0, -2], [100, -300, 1, 1, 1]] as [[Int64]])
  func `each bar begins where the one before ends, and the last ends at the total after`(amounts: [Int64]) {
    let steps = amounts.enumerated().map { WaterfallChart.Step("s\($0)", Pence($1)) }
    let bars = WaterfallBars(from: Pence(50), before: "b", after: "a", steps: steps)
    for (one, next) in zip(bars.bars, bars.bars.dropFirst()) where !next.isTotal {
      #expect(next.start == one.end)
    }
    let moving = amounts.filter { $0 != 0 }
    #expect(bars.steps.map { ($0.end - $0.start).amount } == moving)
    #expect(bars.bars.map(\.isTotal) == [true] + moving.map { _ in false } + [true])
    #expect(bars.bars.first?.end == Pence(50) && bars.bars.first?.start == .zero)
    let after = Pence(50 + amounts.reduce(0, +))
    #expect(bars.bars.last?.end == after && bars.bars.last?.start == .zero)
    #expect(bars.bars.dropLast().last?.end == after)
    #expect(bars.unmoved == steps.filter { $0.amount == .zero }.map(\.label))
    let levels = bars.bars.map(\.end)
    #expect(bars.range.lowerBound == levels.min() && bars.range.upperBound == levels.max())
  }
}
