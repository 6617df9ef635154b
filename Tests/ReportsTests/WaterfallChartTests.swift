import Foundation
import Quantities
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct WaterfallChartTests {
  private static let steps: [WaterfallChart.Step] = [
    .init("population", Pence(412_000_000)), .init("incidence", Pence(-233_000_000)),
    .init("mortality", .zero),
    .init("stage at diagnosis", Pence(-655_123_400)), .init("prices", Pence(1200)),
  ]

  private static let people: [WaterfallChart.Effect] = [
    .init("New cases of cancer", before: 12_965.7, after: 13_201.2),
    .init("People living with cancer at the end of 2031", before: 21_415.8, after: 21_411.5),
    .init("Recurrences", before: 7, after: 7),
  ]

  private func chart(
    from start: Int64 = 44_776_934_045,
    _ steps: [WaterfallChart.Step] = steps,
    people: [WaterfallChart.Effect] = people,
    title: String = "What changes"
  ) -> String {
    WaterfallChart(
      title: title,
      from: Pence(start),
      before: "As today",
      after: "a<b & \"c\"",
      steps: steps,
      people: people,
      source: "From x & y."
    ).svg
  }

  private func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

  @Test func `a picture tells the totals, the steps, the people and that its scale is cut`() {
    let svg = chart()
    #expect(isWellFormed(svg))
    for text in [
      ">447.77</text>", ">+4.12</text>", ">−2.33</text>", ">−6.55</text>", ">+&lt;0.01</text>",
      ">443.01</text>",
      ">£ million</text>", ">Difference: −£4.76 million (−1.1 %)</text>", ">+236</text>", ">−4.3</text>",
      ">12,966</text>", ">21,411.5</text>", ">0</text>",
      "The scale is cut: it begins at £435 million, not at nought. Of no effect on the total: mortality.",
      "From x &amp; y.",
    ] {
      #expect(svg.contains(text), "\(text)")
    }
    #expect(svg.contains("<title>What changes</title>"))
    #expect(
      svg.contains(
        "<desc>As today £447.77 million; population +£4.12 million; incidence −£2.33 million; "
          + "stage at diagnosis −£6.55 million; prices +£&lt;0.01 million; a&lt;b &amp; &quot;c&quot; £443.01 million. "
          + "New cases of cancer: 12,966 before, 13,201 after, +236."
      )
    )
  }

  @Test func `a scale from nought is not called cut, and without people there is no table`() {
    let svg = chart(from: 500_000_000, people: [])
    #expect(isWellFormed(svg))
    #expect(!svg.contains("cut") && !svg.contains("before</text>"))
    #expect(svg.contains(">5.00</text>") && svg.contains(">0</text>"))
  }

  @Test(arguments: [0, 1, -1, 12_345, 44_776_934_045, -44_776_934_045, .max / 4, .min / 4] as [Int64])
  func `whatever the amounts, every place in it is a number within the picture`(start: Int64) throws {
    let many = (0..<12).map { WaterfallChart.Step("step \($0)", Pence($0 % 2 == 0 ? start / 9 : 77)) }
    let odd =
      Self.people + [.init("none", before: .nan, after: .infinity), .init("less", before: -3.25, after: 0)]
    for steps in [[], Self.steps, many] {
      let svg = chart(from: start, steps, people: odd)
      #expect(isWellFormed(svg))
      #expect(!svg.lowercased().contains("nan") && !svg.contains("inf"))
      let size = try #require(svg.firstMatch(of: /width="(\d+)" height="(\d+)"/))
      let (width, height) = (Double(size.1) ?? 0, Double(size.2) ?? 0)
      for match in svg.matches(of: /x="([^"]*)" y="([^"]*)"/) {
        let (x, y) = (Double(match.1) ?? -1, Double(match.2) ?? -1)
        #expect((0...width).contains(x) && (0...height).contains(y))
      }
      for match in svg.matches(of: /points="([^"]*)"/) {
        for point in match.1.split(separator: " ") {
          let place = point.split(separator: ",").compactMap { Double($0) }
          #expect(place.count == 2 && (0...width).contains(place[0]) && (0...height).contains(place[1]))
        }
      }
    }
  }

  @Test func `no difference is said in words`() {
    let svg = chart(Self.steps.map { .init($0.label, .zero) })
    #expect(svg.contains("No difference in all."))
    #expect(
      svg.contains("Of no effect on the total: population, incidence, mortality, stage at diagnosis, prices.")
    )
    #expect(chart([.init("price", Pence(1))]).contains("Difference: +£0.01 (&lt;0.1 %)"))
    #expect(chart(from: 1, [.init("price", Pence(.max / 2))]).contains("million<"))
    #expect(chart(from: -100, [.init("price", Pence(50))]).contains("Difference: +£0.50<"))
  }

  @Test func `a long title takes several lines, and the picture grows by them`() throws {
    let height = { (svg: String) in Int(svg.firstMatch(of: /height="(\d+)"/)?.1 ?? "") ?? 0 }
    let long = (0..<30).map { "word\($0)" }.joined(separator: " ")
    #expect(height(chart(title: long)) > height(chart()))
    #expect(chart(title: long).contains("<title>\(long)</title>"))
  }
}
