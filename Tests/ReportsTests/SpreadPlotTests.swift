import Testing

@testable import Reports

struct SpreadPlotTests {
  private static let bases = [447e6, 47e6, 1e6, 0, -1e6, -447e6]

  private func plot(_ base: Double, years: Int = 6) -> (years: [SpreadChart.Year], plot: SpreadPlot) {
    let years = (0..<years).map { index in
      let mean = base + 1e6 * Double(index)
      return SpreadChart.Year(
        label: "\(2026 + index)/\(27 + index)",
        point: mean - 2e6,
        mean: mean,
        lower: mean - 9e6,
        upper: mean + 6e6
      )
    }
    return (years, SpreadPlot(SpreadYears(years)))
  }

  @Test(arguments: bases)
  func `marks are as far apart as their totals, in every year alike`(base: Double) {
    let (years, plot) = plot(base)
    let first = plot.place(0)
    let pixelsPerPound = (first.lower - first.upper) / 15e6
    #expect(pixelsPerPound > 0)
    for (index, year) in years.enumerated() {
      let place = plot.place(index)
      for (mark, total) in [
        (place.lower, year.lower), (place.upper, year.upper), (place.mean, year.mean),
        (place.point, year.point),
      ] {
        #expect(abs(first.mean - mark - (total - years[0].mean) * pixelsPerPound) < 1e-6)
      }
    }
  }

  @Test(arguments: bases)
  func `bands stand apart, in order, within the plot`(base: Double) {
    for count in [1, 2, 25] {
      let (_, plot) = plot(base, years: count)
      var left = 140.0
      for place in (0..<count).map(plot.place) {
        #expect(place.left > left + 8 && place.right > place.left)
        #expect(place.upper >= 0 && place.lower > place.upper && place.lower <= plot.height)
        left = place.right
      }
      #expect(left + 8 <= plot.width)
    }
  }

  @Test func `the scale is cut only where totals are far from nought`() {
    #expect(Self.bases.map { plot($0).plot.cut } == [.below, .below, .none, .none, .none, .above])
    #expect(plot(447e6).plot.nearest == "£435 million" && plot(-447e6).plot.nearest == "−£430 million")
    #expect(plot(1e6).plot.nearest == nil)
  }
}
