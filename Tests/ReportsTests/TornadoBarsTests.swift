import Quantities
import Testing

@testable import Reports

struct TornadoBarsTests {
  private func bar(_ label: String, _ low: Double, _ high: Double) -> TornadoChart.Bar {
    .init(label: label, low: low, high: high, lowText: "a", highText: "b")
  }

  @Test func `the widest bar is first, and bars of one width go by their labels`() {
    let bars = TornadoBars(
      around: 100,
      [
        bar("c", 99, 101), bar("wide", 110, 90), bar("b", 101, 99), bar("one side", 104, 103),
        bar("a", 102, 100),
      ]
    )
    #expect(bars.shown.map(\.label) == ["wide", "one side", "a", "b", "c"])
    #expect(bars.shown.map(\.width) == [2000, 400, 200, 200, 200])
    #expect(bars.range == Pence(9000)...Pence(11_000))
  }

  @Test func `fifteen are shown, the rest are counted, and none is lost`() {
    let many = (1...40).map { bar("input \($0)", 100, 100 + Double($0)) }
    let odd = [bar("still", 100, 100), bar("less than a penny", 100.001, 99.999), bar("none", .nan, 1)]
    let bars = TornadoBars(around: 100, many + odd)
    #expect(bars.shown.map(\.label) == (26...40).reversed().map { "input \($0)" })
    #expect(bars.more.map(\.label) == (1...25).reversed().map { "input \($0)" })
    #expect(bars.unmoving == 2 && bars.unknown == 1)
  }

  @Test func `around what is no number there are no bars`() {
    let bars = TornadoBars(around: .nan, [bar("a", 1, 2)])
    #expect(!bars.isKnown && bars.shown.isEmpty && bars.unknown == 1 && bars.unmoving == 0)
    #expect(TornadoBars(around: 0, []).isKnown)
  }
}
