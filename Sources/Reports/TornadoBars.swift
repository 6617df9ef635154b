import Quantities

/// The bars of a tornado in settled amounts, the widest first.
struct TornadoBars {
  /// The most bars that are shown.
  static let most = 15

  /// An input with what it makes of the total.
  struct Bar {
    let label: String
    let low: Pence
    let high: Pence
    let lowText: String
    let highText: String
    /// How far the bar reaches in pence, with the centre in it.
    let width: UInt64
  }

  /// The total without uncertainty.
  let centre: Pence
  /// Whether that total is a number; if not, there are no bars.
  let isKnown: Bool
  /// The bars that are shown.
  let shown: [Bar]
  /// The bars that there is no room for.
  let more: [Bar]
  /// How many inputs do not move the total.
  let unmoving: Int
  /// How many inputs make of the total what is no number.
  let unknown: Int

  init(around centre: Double, _ bars: [TornadoChart.Bar]) {
    let total = Pence(pounds: centre)
    self.centre = total ?? .zero
    isKnown = total != nil
    let all = total.map { total in bars.compactMap { Self.bar($0, around: total) } } ?? []
    let moving = all.filter { $0.width > 0 }.sorted(by: Self.isBefore)
    shown = Array(moving.prefix(Self.most))
    more = Array(moving.dropFirst(Self.most))
    unmoving = all.count - moving.count
    unknown = bars.count - all.count
  }

  private static func bar(_ bar: TornadoChart.Bar, around centre: Pence) -> Bar? {
    guard let low = Pence(pounds: bar.low), let high = Pence(pounds: bar.high) else { return nil }
    return Bar(
      label: bar.label,
      low: low,
      high: high,
      lowText: bar.lowText,
      highText: bar.highText,
      width: (max(low, high, centre) - min(low, high, centre)).amount.magnitude
    )
  }

  /// The wider bar is first; whatever tells bars apart orders those of one width, so that the order of the input
  /// is never seen.
  private static func isBefore(_ one: Bar, _ other: Bar) -> Bool {
    guard one.width == other.width else { return one.width > other.width }
    return (one.label, one.low, one.high, one.lowText, one.highText)
      < (other.label, other.low, other.high, other.lowText, other.highText)
  }

  /// The lowest and the highest total that is shown.
  var range: ClosedRange<Pence> {
    let totals = shown.flatMap { [$0.low, $0.high] }
    return totals.reduce(centre) { min($0, $1) }...totals.reduce(centre) { max($0, $1) }
  }
}
