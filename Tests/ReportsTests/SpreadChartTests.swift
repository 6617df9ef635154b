import Testing

@testable import Reports

struct SpreadChartTests {
  private static func years(_ count: Int, _ base: Double = 447.7e6, spread: Double = 6e6) -> [SpreadChart
    .Year]
  {
    (0..<count).map { index in
      let mean = base * (1 + 0.02 * Double(index))
      return .init(
        label: "\(2026 + index)/\(27 + index)",
        point: mean - spread / 10,
        mean: mean,
        lower: mean - spread,
        upper: mean + spread
      )
    }
  }

  private func chart(_ years: [SpreadChart.Year], title: String = "Cost by year") -> String {
    SpreadChart(title: title, years: years, source: "From x & y.").svg
  }

  @Test func `a picture tells the totals of each year, and that its scale is cut`() {
    let svg = chart(Self.years(2))
    let texts = Picture(svg).texts
    for text in [
      "Cost by year", "2.5 to 97.5 % of simulations", "their mean", "without uncertainty", "£ million", "0",
      "2026/27", "453.70", "447.70", "441.70", "447.10", "2027/28", "462.65", "456.65", "450.65", "456.05",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(
      svg.contains("The scale is cut between £0 and £435 million. Figures are rounded. From x &amp; y.")
    )
    #expect(
      svg.contains(
        "<title>Cost by year</title>\n<desc>2026/27: mean £447.70 million, 2.5 % £441.70 million, "
          + "97.5 % £453.70 million, without uncertainty £447.10 million. 2027/28: mean"
      )
    )
  }

  @Test func `a scale from nought is not called cut`() {
    #expect(!chart(Self.years(3, 1e6)).contains("cut"))
    #expect(chart(Self.years(3, -447e6)).contains("The scale is cut between £0 and −£4"))
  }

  @Test func `the order of the years is never seen`() {
    let years = Self.years(7) + [.init(label: "2026/27", point: 1, mean: 2, lower: 0, upper: 3)]
    for other in years.permuted { #expect(chart(other) == chart(years)) }
  }

  @Test(arguments: [0, 0.45, 1, 2e5, 447e6, -447e6, 1e16, -1e300, .nan])
  func `whatever the amounts, all of it lies within the picture`(base: Double) {
    let long = String(repeating: "a very long label ", count: 9)
    for spread in [0, 0.02, 1e6, -1e6, 1e300] {
      for count in [0, 1, 20] {
        let picture = Picture(chart(Self.years(count, base, spread: spread), title: "<&> " + long))
        #expect(picture.isWellFormed && picture.outside == [])
      }
    }
  }

  @Test func `what cannot be drawn is told in words`() {
    #expect(chart([]).contains("There is no year to show."))
    let unknown = SpreadChart.Year(label: "2040/41", point: 1, mean: .nan, lower: 0, upper: 3)
    let svg = chart([unknown] + Self.years(2))
    #expect(svg.contains("Without totals that are numbers: 2040/41."))
    #expect(!Picture(svg).texts.contains("2040/41"))
  }
}
