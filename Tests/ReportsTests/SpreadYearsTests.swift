import Quantities
import Testing

@testable import Reports

struct SpreadYearsTests {
  private func years(_ totals: [Double]...) -> SpreadYears {
    SpreadYears(
      totals.enumerated().map { index, one in
        .init(label: "\(2026 - index)", point: one[0], mean: one[1], lower: one[2], upper: one[3])
      }
    )
  }

  @Test func `years stand in order, and those without numbers apart`() {
    let years = years([2, 3, 1, 4], [.nan, 3, 1, 4], [20, 30, 10, 60], [1, 2, 3, .infinity])
    #expect(years.known.map(\.label) == ["2024", "2026"])
    #expect(years.unknown == ["2023", "2025"])
    #expect(years.widest == 5000 && years.largest == 6000)
  }

  @Test func `the range begins at nought unless all totals are far from it`() {
    #expect(years([2, 3, 1, 4]).range == .zero...Pence(400))
    #expect(years([3, 3, 2, 4]).range == Pence(200)...Pence(400))
    #expect(years([-2, -3, -4, -1]).range == Pence(-400) ... .zero)
    #expect(years([-3, -3, -4, -2]).range == Pence(-400)...Pence(-200))
    #expect(years([1, 1, -1, 9]).range == Pence(-100)...Pence(900))
    #expect(years().range == .zero ... .zero)
  }
}
