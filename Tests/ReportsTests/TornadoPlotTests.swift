import Quantities
import Testing

@testable import Reports

struct TornadoPlotTests {
  private static let centres = [447_769_340.45, 0, -3_000_000, 0.45]

  /// Bars on both sides, on one side, with an end at the centre, and of unlike widths.
  private func plot(_ centre: Double) -> (bars: TornadoBars, plot: TornadoPlot) {
    let ends = [(-9.0, 7.0), (6, -8), (5, 3), (-2, -4), (0, 3), (-2.5, 0), (0.5, -0.25)]
    let bars = TornadoBars(
      around: centre,
      ends.enumerated().map { index, end in
        .init(
          label: "\(index)",
          low: centre + 10 * end.0,
          high: centre + 10 * end.1,
          lowText: "l",
          highText: "h"
        )
      }
    )
    return (bars, TornadoPlot(bars, unit: MoneyUnit(for: 1000), at: (28, 100)))
  }

  @Test(arguments: centres)
  func `bars begin at the centre and are as long as what their inputs make of the total`(centre: Double) {
    let (bars, plot) = plot(centre)
    let start = plot.across(bars.centre)
    let pixelsPerPenny =
      (plot.across(bars.range.upperBound) - start)
      / Double((bars.range.upperBound - bars.centre).amount)
    #expect(bars.shown.count == 7 && pixelsPerPenny > 0)
    for (row, bar) in bars.shown.enumerated() {
      let spans = plot.spans(row)
      for (span, total) in [(spans.low, bar.low), (spans.high, bar.high)] {
        #expect(span.start == start)
        let length = Double((total - bars.centre).amount) * pixelsPerPenny
        #expect(abs(span.end - span.start - length) < 1e-6)
      }
    }
  }

  @Test(arguments: centres)
  func `rows lie apart within the plot, and nothing of a row is hidden`(centre: Double) {
    let (bars, plot) = plot(centre)
    var above = 100.0
    for row in bars.shown.indices {
      let (low, high) = plot.spans(row)
      #expect(low.top < low.bottom && high.top < high.bottom && low.top > above)
      let areApartAcross = (low.end - low.start) * (high.end - high.start) <= 0
      #expect(areApartAcross || low.bottom <= high.top)
      // Of values at one height, one stands on each side.
      #expect(low.top < high.top || low.isLeft != high.isLeft)
      above = max(low.bottom, high.bottom)
    }
    #expect(above < plot.bottom)
  }

  @Test(arguments: centres)
  func `rows become narrower downwards`(centre: Double) {
    let (bars, plot) = plot(centre)
    let widths = bars.shown.indices.map { row in
      let (low, high) = plot.spans(row)
      return max(low.start, low.end, high.end) - min(low.start, low.end, high.end)
    }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 >= $1 - 1e-6 })
  }
}
