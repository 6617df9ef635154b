import Quantities

/// The bars of a waterfall: a total, what moves it, and the total that comes of it. Each bar begins where the one
/// before it ends.
struct WaterfallBars {
  /// A bar from one level to another; that of a total stands on nought.
  struct Bar {
    let label: String
    let start: Pence
    let end: Pence
    let isTotal: Bool
  }

  let bars: [Bar]
  /// The labels of what moves nothing, and has no bar.
  let unmoved: [String]

  init(from start: Pence, before: String, after: String, steps: [WaterfallChart.Step]) {
    var level = start
    var bars = [Bar(label: before, start: .zero, end: start, isTotal: true)]
    for step in steps where step.amount != .zero {
      bars.append(Bar(label: step.label, start: level, end: level + step.amount, isTotal: false))
      level += step.amount
    }
    bars.append(Bar(label: after, start: .zero, end: level, isTotal: true))
    self.bars = bars
    unmoved = steps.filter { $0.amount == .zero }.map(\.label)
  }

  /// The bars between the totals.
  var steps: [Bar] { bars.filter { !$0.isTotal } }

  /// The lowest and the highest level that a total or a step reaches.
  var range: ClosedRange<Pence> {
    let levels = bars.map(\.end)
    let first = levels.first ?? .zero
    return levels.reduce(first) { min($0, $1) }...levels.reduce(first) { max($0, $1) }
  }
}
