import Quantities
import Testing

@testable import Reports

struct ChanceOfLossChartTests {
  private func picture(
    _ points: [(String, Int, Double, Double)],
    margin: Double = -11,
    deviation: Double = 3_084
  )
    -> Picture
  {
    let points = points.map {
      ChanceOfLossChart.Point($0.0, cases: $0.1, chance: $0.2, standardError: 0.0016, beyond: ($0.3, 0.0015))
    }
    return Picture(
      ChanceOfLossChart(
        title: "Surgery",
        points: points,
        part: Factor(millionths: 20_000),
        margin: margin,
        deviation: deviation,
        source: "A test."
      ).svg
    )
  }

  @Test func `providers stand by their codes on a scale of cases`() {
    let shown = picture([
      ("R1H", 474, 0.525, 0.108), ("RAL", 30, 0.496, 0.366), ("", 10, 0.478, 0.404), ("", 400, 0.524, 0.126),
    ])
    #expect(shown.isWellFormed)
    #expect(shown.outside == [])
    for text in [
      "R1H", "RAL", "10", "500", "60 %", "Cases in a year", "loses over 2 % of its income, simulated",
    ] {
      #expect(shown.texts.contains(text), "\(text) in \(shown.texts)")
    }
  }

  @Test(
    arguments: [
      [], [("", 1, 0, 0)], [("RRR", 1, 1, 1)], (1...12).map { ("CODE\($0)", 50, 0.5, 0.2) },
      [("", 1, 0.5, 0.4), ("X", 900_000_000, 0.5, 0)],
    ] as [[(String, Int, Double, Double)]]
  )
  func `any points stay within the picture`(points: [(String, Int, Double, Double)]) {
    for (margin, deviation) in [(-11.0, 3_084.0), (0, 0), (1e9, 1e-9), (-1e300, 1), (.nan, 1)] {
      let shown = picture(points, margin: margin, deviation: deviation)
      #expect(shown.isWellFormed)
      #expect(shown.outside == [])
    }
  }

  @Test func `twice as many cases are always as far on`() {
    let scale = CasesScale([10, 474])
    #expect(scale.marks == [10, 20, 50, 100, 200, 500])
    let steps = [10.0, 20, 40, 80, 160, 320].map(scale.share)
    for (low, high) in zip(steps.dropLast(), steps.dropFirst()) {
      #expect(abs(high - low - (steps[1] - steps[0])) < 1e-12)
    }
    #expect(abs(scale.cases(scale.share(77)) - 77) < 1e-9)
  }
}
