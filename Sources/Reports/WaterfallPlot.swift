import Quantities

/// The bars of a waterfall on their scale, at a place in a picture.
struct WaterfallPlot {
  static let height = 330.0
  static let totalColour = "#005eb8"
  static let upColour = "#c4541a"
  static let downColour = "#00786c"
  private static let slot = 86.0
  private static let barWidth = 54.0
  private static let markColour = "#555555"
  /// Thinner than this and a bar is not seen.
  private static let thinnest = 1.5

  let scale: WaterfallScale
  let unit: MoneyUnit
  private let bars: [WaterfallBars.Bar]
  private let width: Double
  private let origin: (x: Double, y: Double)

  init(_ bars: WaterfallBars, at origin: (x: Double, y: Double)) {
    self.bars = bars.bars
    width = Self.width(of: bars)
    self.origin = origin
    scale = WaterfallScale(bars.range)
    let moved = bars.steps.map { ($0.end - $0.start).amount.magnitude }.max()
    unit = MoneyUnit(for: moved ?? bars.bars.map(\.end.amount.magnitude).max() ?? 0)
  }

  /// How wide a plot of some bars is.
  static func width(of bars: WaterfallBars) -> Double { max(5, Double(bars.bars.count)) * slot }

  /// How many lines the longest label needs.
  static func labelLines(of bars: WaterfallBars) -> Int { bars.bars.map { label($0).count }.max() ?? 1 }

  private static func label(_ bar: WaterfallBars.Bar) -> [String] {
    WrappedText(bar.label, width: slot - 6, size: 12, limit: 4).lines
  }

  /// The height in the picture of an amount.
  func up(_ amount: Pence) -> Double { up(Double(amount.amount)) }

  private func up(_ amount: Double) -> Double { origin.y + Self.height * (1 - scale.share(amount)) }

  /// The left edge of a bar.
  func left(_ index: Int) -> Double {
    let spread = width / Double(bars.count)
    return origin.x + spread * (Double(index) + 0.5) - Self.barWidth / 2
  }

  /// The lower and the upper edge of a bar.
  func edges(_ bar: WaterfallBars.Bar) -> (low: Double, high: Double) {
    let foot = bar.isTotal ? (scale.isCut ? origin.y + Self.height : up(.zero)) : up(bar.start)
    let (low, high) = (max(foot, up(bar.end)), min(foot, up(bar.end)))
    return low - high >= Self.thinnest ? (low, high) : (high + Self.thinnest, high)
  }

  func draw(in drawing: inout Drawing) {
    drawScale(in: &drawing)
    for index in bars.indices.dropLast() {
      let level = up(bars[index].end)
      let ends = [(x: left(index) + Self.barWidth, y: level), (x: left(index + 1), y: level)]
      drawing.line(ends, colour: "#8a8a8a", width: 1)
    }
    for (index, bar) in bars.enumerated() { draw(bar, at: left(index), in: &drawing) }
    let base = scale.isCut ? origin.y + Self.height : up(.zero)
    drawing.line([(origin.x, base), (origin.x + width, base)], colour: "#333333", width: 1)
  }

  private func drawScale(in drawing: inout Drawing) {
    drawing.text(unit.name, origin.x - 8, origin.y - 14, size: 12, colour: Self.markColour, anchor: .end)
    for mark in scale.marks {
      drawing.line([(origin.x, up(mark)), (origin.x + width, up(mark))], colour: "#e3e3e3", width: 1)
      let text = unit.mark(mark, step: scale.step)
      drawing.text(text, origin.x - 8, up(mark) + 4, size: 11, colour: Self.markColour, anchor: .end)
    }
  }

  private func draw(_ bar: WaterfallBars.Bar, at x: Double, in drawing: inout Drawing) {
    let edges = edges(bar)
    let isDown = bar.isTotal ? bar.end < .zero : bar.end < bar.start
    let colour = bar.isTotal ? Self.totalColour : isDown ? Self.downColour : Self.upColour
    let right = x + Self.barWidth
    drawing.area([(x, edges.high), (right, edges.high), (right, edges.low), (x, edges.low)], colour: colour)
    if bar.isTotal, scale.isCut { drawBreak(at: x, in: &drawing) }
    let amount = bar.isTotal ? bar.end : bar.end - bar.start
    drawing.text(
      unit.text(amount, isSigned: !bar.isTotal),
      x + Self.barWidth / 2,
      isDown ? edges.low + 16 : edges.high - 7,
      size: 13,
      colour: colour,
      anchor: .middle,
      isBold: true
    )
    for (line, text) in Self.label(bar).enumerated() {
      let y = origin.y + Self.height + 20 + 15 * Double(line)
      drawing.text(text, x + Self.barWidth / 2, y, size: 12, anchor: .middle, isBold: bar.isTotal)
    }
  }

  /// A gap in the foot of a bar that does not begin at nought.
  private func drawBreak(at x: Double, in drawing: inout Drawing) {
    let teeth = (0...6).map { tooth in
      (x: x - 3 + Double(tooth) * (Self.barWidth + 6) / 6, y: tooth.isMultiple(of: 2) ? 0.0 : -6.0)
    }
    let low = teeth.map { (x: $0.x, y: origin.y + Self.height - 14 + $0.y) }
    let high = low.map { (x: $0.x, y: $0.y - 6) }
    drawing.area(low + high.reversed(), colour: "#ffffff")
    drawing.line(low, colour: Self.totalColour, width: 1)
    drawing.line(high, colour: Self.totalColour, width: 1)
  }
}
