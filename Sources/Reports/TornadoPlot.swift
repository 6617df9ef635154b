import Quantities

/// The bars of a tornado on their scale, between what they are called and what they make of the total.
struct TornadoPlot {
  static let lowColour = "#005eb8"
  static let highColour = "#c4541a"
  private static let markColour = "#555555"
  private static let labelWidth = 250.0
  /// Room beside the scale for the values at the ends of the longest bars.
  private static let valueWidth = 88.0
  private static let scaleWidth = 400.0
  private static let amountWidth = 76.0
  static let width = labelWidth + 2 * valueWidth + scaleWidth + 2 * amountWidth
  private static let rowHeight = 36.0
  private static let barHeight = 24.0

  /// A rectangle from the centre to a total.
  struct Span {
    let start: Double
    let end: Double
    let top: Double
    let bottom: Double
    /// Whether the value of the input stands to the left of the end.
    let isLeft: Bool
  }

  private let bars: TornadoBars
  private let unit: MoneyUnit
  private let scale: MoneyScale
  private let origin: (x: Double, y: Double)

  init(_ bars: TornadoBars, unit: MoneyUnit, at origin: (x: Double, y: Double)) {
    self.bars = bars
    self.unit = unit
    self.origin = origin
    scale = MoneyScale(bars.range)
  }

  /// The left end of the scale.
  private var left: Double { origin.x + Self.labelWidth + Self.valueWidth }

  private var foot: Double { origin.y + Double(bars.shown.count) * Self.rowHeight }

  /// The lower end of the plot with its marks.
  var bottom: Double { foot + 38 }

  /// Where a total is on the scale.
  func across(_ amount: Pence) -> Double { across(Double(amount.amount)) }

  private func across(_ amount: Double) -> Double { left + scale.share(amount) * Self.scaleWidth }

  /// The rectangles of a row; where both lie on one side of the centre each has half of the height.
  func spans(_ row: Int) -> (low: Span, high: Span) {
    let bar = bars.shown[row]
    let isHalved = min(bar.low, bar.high) > bars.centre || max(bar.low, bar.high) < bars.centre
    return (
      span(row, to: bar.low, beside: bar.high, isHalved ? 0...0.5 : 0...1),
      span(row, to: bar.high, beside: bar.low, isHalved ? 0.5...1 : 0...1)
    )
  }

  /// The rectangle to one total, in a part of the height of a bar.
  private func span(_ row: Int, to total: Pence, beside other: Pence, _ part: ClosedRange<Double>) -> Span {
    let top = origin.y + Double(row) * Self.rowHeight + (Self.rowHeight - Self.barHeight) / 2
    return Span(
      start: across(bars.centre),
      end: across(total),
      top: top + part.lowerBound * Self.barHeight,
      bottom: top + part.upperBound * Self.barHeight,
      isLeft: total < bars.centre || (total == bars.centre && other > bars.centre)
    )
  }

  func draw(in drawing: inout Drawing) {
    drawHeads(in: &drawing)
    drawRules(in: &drawing)
    drawScale(in: &drawing)
    for row in bars.shown.indices { drawRow(row, in: &drawing) }
    let centre = across(bars.centre)
    drawing.line([(centre, origin.y - 6), (centre, foot)], colour: "#222222", width: 1.5)
  }

  private func drawHeads(in drawing: inout Drawing) {
    let right = origin.x + Self.width
    drawing.text("Input", origin.x, origin.y - 12, isBold: true)
    drawing.text("Change of the total, \(unit.name)", right, origin.y - 28, anchor: .end, isBold: true)
    let low = right - Self.amountWidth
    drawing.text("at low", low, origin.y - 12, colour: Self.lowColour, anchor: .end, isBold: true)
    drawing.text("at high", right, origin.y - 12, colour: Self.highColour, anchor: .end, isBold: true)
    let centre = across(bars.centre)
    drawing.text(unit.pounds(bars.centre), centre, origin.y - 12, anchor: .middle, isBold: true)
  }

  private func drawRules(in drawing: inout Drawing) {
    for row in 0...bars.shown.count {
      let y = origin.y + Double(row) * Self.rowHeight
      drawing.line([(origin.x, y), (origin.x + Self.width, y)], colour: "#ececec", width: 1)
    }
  }

  private func drawScale(in drawing: inout Drawing) {
    let texts = scale.marks.map { unit.mark($0, step: scale.step) }
    let widest = texts.map { ShortenedText.width(of: $0, size: 11) }.max() ?? 0
    let apart = Self.scaleWidth / Double(scale.marks.count - 1)
    let every = max(1, Int(((widest + 12) / apart).rounded(.up)))
    for (index, (mark, text)) in zip(scale.marks, texts).enumerated() {
      let x = across(mark)
      drawing.line([(x, origin.y), (x, foot)], colour: "#e3e3e3", width: 1)
      guard index.isMultiple(of: every) else { continue }
      drawing.text(text, x, foot + 17, size: 11, colour: Self.markColour, anchor: .middle)
    }
    let middle = left + Self.scaleWidth / 2
    drawing.text("Total, \(unit.name)", middle, foot + 36, colour: Self.markColour, anchor: .middle)
    drawing.line([(left, foot), (left + Self.scaleWidth, foot)], colour: "#333333", width: 1)
  }

  private func drawRow(_ row: Int, in drawing: inout Drawing) {
    let bar = bars.shown[row]
    let (low, high) = spans(row)
    let baseline = origin.y + (Double(row) + 0.5) * Self.rowHeight + 5
    let label = ShortenedText(bar.label, width: Self.labelWidth, size: 13).line
    drawing.text(label, origin.x, baseline, size: 13)
    draw(low, bar.lowText, colour: Self.lowColour, in: &drawing)
    draw(high, bar.highText, colour: Self.highColour, in: &drawing)
    let right = origin.x + Self.width
    for (amount, colour, x) in [
      (bar.low, Self.lowColour, right - Self.amountWidth), (bar.high, Self.highColour, right),
    ] {
      let text = unit.text(amount - bars.centre, isSigned: true)
      drawing.text(text, x, baseline, size: 13, colour: colour, anchor: .end)
    }
  }

  private func draw(_ span: Span, _ value: String, colour: String, in drawing: inout Drawing) {
    let (start, end) = (span.start, span.end)
    let corners = [(start, span.top), (end, span.top), (end, span.bottom), (start, span.bottom)]
    drawing.area(corners.map { (x: $0.0, y: $0.1) }, colour: colour)
    drawing.text(
      WrappedText(value, width: Self.valueWidth - 8, size: 11, limit: 1).lines[0],
      end + (span.isLeft ? -6 : 6),
      (span.top + span.bottom) / 2 + 4,
      size: 11,
      anchor: span.isLeft ? .end : .start
    )
  }
}
