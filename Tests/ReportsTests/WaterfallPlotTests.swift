import Quantities
import Testing

@testable import Reports

struct WaterfallPlotTests {
  private static let steps: [(start: Int64, amounts: [Int64])] = [
    (44_776_934_045, [412_000_000, -233_000_000, -655_123_400, 1_834_000_000, 12_000_000]),
    (800_000_000, [-412_000_000, 233_000_000, 655_123_400, -1_834_000_000]),
    (4_776_934_045, [-3_000_000_000]), (0, [5, -3]), (0, []), (-900, [300]), (7, []),
  ]

  private func plot(_ start: Int64, _ amounts: [Int64]) -> (plot: WaterfallPlot, bars: WaterfallBars) {
    let bars = WaterfallBars(
      from: Pence(start),
      before: "b",
      after: "a",
      steps: amounts.map { .init("s", Pence($0)) }
    )
    return (WaterfallPlot(bars, at: (100, 200)), bars)
  }

  @Test(arguments: steps)
  func `bars meet at their levels`(start: Int64, amounts: [Int64]) {
    let (plot, bars) = plot(start, amounts)
    for (one, next) in zip(bars.bars, bars.bars.dropFirst()) {
      let level = plot.up(one.end)
      let (own, other) = (plot.edges(one), plot.edges(next))
      #expect(min(abs(own.low - level), abs(own.high - level)) <= 1.5)
      #expect(min(abs(other.low - level), abs(other.high - level)) <= 1.5)
    }
  }

  @Test(arguments: steps)
  func `bars lie within the plot, apart, and are as high as their amounts`(start: Int64, amounts: [Int64]) {
    let (plot, bars) = plot(start, amounts)
    let pencePerPixel = (plot.scale.end - plot.scale.start) / WaterfallPlot.height
    for (index, bar) in bars.bars.enumerated() {
      let edges = plot.edges(bar)
      #expect(edges.high >= 200 && edges.low <= 200 + WaterfallPlot.height + 1.5)
      #expect(edges.low - edges.high >= 1.5 - 1e-9)
      #expect(plot.left(index) >= 100)
      if index > 0 { #expect(plot.left(index) >= plot.left(index - 1) + 54) }
      guard !bar.isTotal || !plot.scale.isCut else { continue }
      let height = Double((bar.end - bar.start).amount.magnitude) / pencePerPixel
      #expect(abs(edges.low - edges.high - max(height, 1.5)) < 1e-6)
    }
  }
}
