import Quantities
import Reports
import Testing

struct WinnersChartTests {
  private func picture(_ paid: [(String, Int64, Int64)]) -> Picture {
    let providers = paid.map { WinnersChart.Provider($0.0, inForce: Pence($0.1), pilot: Pence($0.2)) }
    return Picture(WinnersChart(title: "A pilot", providers: providers, source: "A test.").svg)
  }

  @Test func `winners come first, losers last, with what they are paid`() {
    let shown = picture([
      ("R1 One", 100_000_000, 98_000_000), ("R2 Two", 200_000_000, 201_500_000),
      ("R3 Three", 5_000_000, 5_000_000),
    ])
    #expect(shown.isWellFormed)
    #expect(shown.outside == [])
    let names = shown.texts.filter { $0.hasPrefix("R") }
    #expect(names == ["R2 Two", "R3 Three", "R1 One"])
    for text in [
      "−20.00", "−2.00 %", "+15.00", "+0.75 %",
      "1 provider gains £15.00 thousand, 1 provider loses £20.00 thousand in all.",
    ] {
      #expect(shown.texts.contains(text), "\(text) in \(shown.texts)")
    }
  }

  @Test func `pence do not look like a fortune`() {
    let shown = picture([("R1", 4_352_637_000, 4_352_636_930), ("R2", 181_011_808, 181_011_826)])
    #expect(shown.texts.contains("No provider gains or loses more than £0.70."))
    #expect(shown.texts.contains("−0.70") && shown.texts.contains("<0.01 %"))
    #expect(shown.texts.contains { $0.contains("smaller differences are no bars") })
    #expect(shown.outside == [])
  }

  @Test func `the order of the providers is never seen`() {
    let paid: [(String, Int64, Int64)] = [("A", 100, 90), ("B", 100, 110), ("C", 100, 90), ("D", 0, 0)]
    let expected = picture(paid).texts
    #expect(!expected.contains("D"))
    for other in paid.permuted { #expect(picture(other).texts == expected) }
  }

  @Test(
    arguments: [
      [], [("A", 0, 0)], [("A", 0, 5)], [("A", -500, 700)], [("A", 100, 100)],
      (0..<40).map {
        ("A provider with a name that is far too long to stand before its bar \($0)", 1_000, Int64($0 * $0))
      },
      [("A", 1, 1_800_000_000_000_000_000), ("B", 1_800_000_000_000_000_000, 1)],
    ] as [[(String, Int64, Int64)]]
  )
  func `any providers stay within the picture`(paid: [(String, Int64, Int64)]) {
    let shown = picture(paid)
    #expect(shown.isWellFormed)
    #expect(shown.outside == [])
  }
}
