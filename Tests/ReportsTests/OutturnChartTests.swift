import Quantities
import Reports
import Testing

struct OutturnChartTests {
  private func picture(plan: [Int64], actual: [Int64], runRate: Int64, rest: Int64) -> Picture {
    Picture(
      OutturnChart(
        title: "2026/27",
        plan: plan.map { Pence($0) },
        actual: actual.map { Pence($0) },
        runRate: Pence(runRate),
        planForTheRest: Pence(rest),
        source: "A test."
      ).svg
    )
  }

  @Test func `a year shows its plan, what was charged and both forecasts`() {
    let plan = Array(repeating: Int64(10_000_000), count: 12)
    let shown = picture(
      plan: plan,
      actual: [12_000_000, 11_000_000],
      runRate: 138_000_000,
      rest: 123_000_000
    )
    #expect(shown.isWellFormed)
    #expect(shown.outside == [])
    for text in [
      "2026/27", "Plan", "Run rate", "Plan for the rest", "Charged £0.23 million", "£1.38 million",
      "£1.20 million",
    ] {
      #expect(shown.texts.contains(text), "\(text) in \(shown.texts)")
    }
  }

  @Test(arguments: [
    ([Int64](repeating: 0, count: 12), [Int64](), Int64(0), Int64(0)),
    ([Int64](repeating: 0, count: 12), [5_000], 60_000, 5_000),
    ([Int64](repeating: -100_000, count: 12), [-100_000], -1_200_000, -1_200_000),
    ([Int64](repeating: 100, count: 12), [Int64](repeating: 100, count: 12), 1_200, 1_200),
    ([Int64](repeating: 100_000_000_000_000_000, count: 12), [1], 1_900_000_000_000_000_000, 1),
  ])
  func `any year stays within its picture`(plan: [Int64], actual: [Int64], runRate: Int64, rest: Int64) {
    let shown = picture(plan: plan, actual: actual, runRate: runRate, rest: rest)
    #expect(shown.isWellFormed)
    #expect(shown.outside == [])
  }
}
