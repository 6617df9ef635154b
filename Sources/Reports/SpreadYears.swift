import Quantities

/// Financial years with their totals in settled amounts, in order.
struct SpreadYears {
  /// A year with its totals.
  struct Year {
    let label: String
    let point: Pence
    let mean: Pence
    let lower: Pence
    let upper: Pence

    var totals: [Pence] { [point, mean, lower, upper] }
  }

  /// The years whose totals are numbers.
  let known: [Year]
  /// The labels of the years that have a total that is no number.
  let unknown: [String]

  init(_ years: [SpreadChart.Year]) {
    let settled = years.map { (label: $0.label, year: Self.settled($0)) }
    known = settled.compactMap(\.year).sorted(by: Self.isBefore)
    unknown = settled.filter { $0.year == nil }.map(\.label).sorted()
  }

  private static func settled(_ year: SpreadChart.Year) -> Year? {
    guard let point = Pence(pounds: year.point), let mean = Pence(pounds: year.mean),
      let lower = Pence(pounds: year.lower), let upper = Pence(pounds: year.upper)
    else { return nil }
    return Year(label: year.label, point: point, mean: mean, lower: lower, upper: upper)
  }

  private static func isBefore(_ one: Year, _ other: Year) -> Bool {
    (one.label, one.point, one.mean, one.lower, one.upper)
      < (other.label, other.point, other.mean, other.lower, other.upper)
  }

  /// The widest band, in pence.
  var widest: UInt64 { known.map { ($0.upper - $0.lower).amount.magnitude }.max() ?? 0 }

  /// The total farthest from nought, in pence.
  var largest: UInt64 { known.flatMap(\.totals).map(\.amount.magnitude).max() ?? 0 }

  /// The lowest and the highest total; from nought where the nearest is less than half as far from it as the
  /// farthest.
  var range: ClosedRange<Pence> {
    let totals = known.flatMap(\.totals)
    let low = totals.min() ?? .zero
    let high = totals.max() ?? .zero
    if low > .zero, low.amount < high.amount / 2 { return .zero...high }
    if high < .zero, high.amount > low.amount / 2 { return low ... .zero }
    return low...high
  }
}
