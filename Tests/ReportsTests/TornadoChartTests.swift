import Testing

@testable import Reports

struct TornadoChartTests {
  private static let centre = 447_769_340.45

  private static func bars(_ count: Int, around centre: Double = centre, width: Double = 12e6)
    -> [TornadoChart.Bar]
  {
    (0..<count).map { index in
      let reach = (index % 3 == 1 ? -width : width) / Double(index / 2 + 1)
      return .init(
        label: "pathway.breast.B-X\(index).share",
        low: centre - reach,
        high: centre + 0.75 * reach,
        lowText: "0.\(10 + index)",
        highText: "0.\(60 + index)"
      )
    }
  }

  private func chart(_ bars: [TornadoChart.Bar], around centre: Double = centre, title: String = "Cost")
    -> String
  {
    TornadoChart(title: title, centre: centre, bars: bars, source: "From x & y.").svg
  }

  @Test func `a picture tells the total, each input, its values and what they make of the total`() {
    let svg = chart(Self.bars(2))
    let texts = Picture(svg).texts
    for text in [
      "Cost", "Total without uncertainty: £447.77 million", "£447.77 million", "Total, £ million",
      "Change of the total, £ million", "the input at its low value (2.5 %)",
      "the input at its high value (97.5 %)", "pathway.breast.B-X0.share", "0.10", "0.60", "−12.00", "+9.00",
      "440", "445", "450",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(svg.contains("<title>Cost</title>"))
    #expect(
      svg.contains(
        "<desc>Total without uncertainty £447.77 million; pathway.breast.B-X0.share: −£12.00 million at 0.10, "
          + "+£9.00 million at 0.60; pathway.breast.B-X1.share: +£12.00 million at 0.11, −£9.00 million at 0.61.</desc>"
      )
    )
    #expect(svg.contains("Figures are rounded. From x &amp; y.<") && !svg.contains("more input"))
  }

  @Test func `the first fifteen inputs stand in order, and the rest are told`() {
    let shown = Picture(chart(Self.bars(60))).texts
    let labels = shown.filter { $0.hasPrefix("pathway") }
    #expect(labels.count == 15 && Set(labels).count == 15)
    #expect(labels.prefix(4).map { $0.dropFirst(18) } == ["0.share", "1.share", "2.share", "3.share"])
    #expect(
      shown.joined(separator: " ").contains(
        "45 more inputs are not shown: none of their bars is wider than £2.63 million."
      )
    )
    let sixteen = Picture(chart(Self.bars(16))).texts.joined(separator: " ")
    #expect(sixteen.contains("1 more input is not shown: its bar is £2.63 million wide."))
  }

  @Test func `the order of the inputs is never seen`() {
    let twins = [("x", 1.0, 2.0, "1"), ("x", 1, 2, "2"), ("x", 2, 1, "1")].map {
      TornadoChart.Bar(
        label: $0.0,
        low: Self.centre + $0.1,
        high: Self.centre + $0.2,
        lowText: $0.3,
        highText: ""
      )
    }
    let bars = Self.bars(9) + twins
    for other in bars.permuted { #expect(chart(other) == chart(bars)) }
  }

  @Test(arguments: [0, 0.45, -0.45, 1, 447_769_340.45, -447_769_340.45, 1e16, -1e300, .nan, .infinity])
  func `whatever the amounts, all of it lies within the picture`(centre: Double) {
    let long = String(repeating: "a very long label ", count: 9)
    let odd: [TornadoChart.Bar] = [
      .init(label: long, low: centre + 5e5, high: centre + 4e5, lowText: "<1,234.5>", highText: long),
      .init(label: "", low: centre, high: centre - 9e5, lowText: "", highText: "\u{1}&"),
      .init(label: "none", low: .nan, high: .infinity, lowText: "", highText: ""),
    ]
    let oneSided = (1...5).map { number in
      TornadoChart.Bar(
        label: "\(number)",
        low: centre + Double(number),
        high: centre + 1,
        lowText: long,
        highText: long
      )
    }
    for width in [0, 0.02, 12e6, 1e300] {
      for bars in [[], odd, oneSided] + [1, 20].map({ Self.bars($0, around: centre, width: width) }) {
        let picture = Picture(chart(bars, around: centre, title: long))
        #expect(picture.isWellFormed && picture.outside == [])
      }
    }
  }

  @Test func `what cannot be drawn is told in words`() {
    #expect(chart([]).contains("There is no input that moves it."))
    #expect(chart(Self.bars(3), around: .nan).contains("Total without uncertainty: not a number<"))
    let still = TornadoChart.Bar(
      label: "still",
      low: Self.centre,
      high: Self.centre,
      lowText: "",
      highText: ""
    )
    let unknown = TornadoChart.Bar(label: "unknown", low: .nan, high: 1, lowText: "", highText: "")
    let svg = chart(Self.bars(2) + [still, unknown, unknown])
    #expect(svg.contains("Of no effect on the total: 1 input. Without a total that is a number: 2 inputs."))
    #expect(!svg.contains("still<") && !svg.contains("unknown<"))
  }
}
