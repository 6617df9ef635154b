import Quantities

/// The bars of gains and losses around nought, between names and amounts.
struct WinnersPlot {
  static let gainColour = "#00786c"
  static let lossColour = "#c4541a"
  private static let markColour = "#555555"
  private static let labelWidth = 300.0
  private static let amountWidth = 92.0
  private static let scaleWidth = 300.0
  static let width = labelWidth + 4 * amountWidth + scaleWidth + 24
  private static let rowHeight = 30.0
  private static let barHeight = 18.0

  private let rows: WinnersRows
  private let scale: MoneyScale
  private let unit: MoneyUnit
  private let paidUnit: MoneyUnit
  private let origin: (x: Double, y: Double)

  init(_ rows: WinnersRows, at origin: (x: Double, y: Double)) {
    self.rows = rows
    self.origin = origin
    let gains = rows.shown.map(\.gain)
    let shortest = rows.largest ?? 0 < rows.least.amount.magnitude
    let (low, high) = (gains.min() ?? .zero, gains.max() ?? .zero)
    scale =
      shortest
      ? MoneyScale(.zero - rows.least...rows.least) : MoneyScale(min(low, .zero)...max(high, .zero))
    unit = MoneyUnit(for: rows.largest ?? 0)
    paidUnit = MoneyUnit(for: rows.shown.map { max($0.inForce, $0.pilot).amount.magnitude }.max() ?? 0)
  }

  private var left: Double { origin.x + Self.labelWidth + 2 * Self.amountWidth + 16 }
  private var right: Double { origin.x + Self.width }
  private var foot: Double { origin.y + Double(rows.shown.count) * Self.rowHeight }

  /// The lower end of the plot with its marks.
  var bottom: Double { foot + 38 }

  /// Where an amount is on the scale.
  func across(_ amount: Double) -> Double { left + scale.share(amount) * Self.scaleWidth }

  func draw(in drawing: inout Drawing) {
    drawHeads(in: &drawing)
    for row in 0...rows.shown.count {
      let y = origin.y + Double(row) * Self.rowHeight
      drawing.line([(origin.x, y), (right, y)], colour: "#ececec", width: 1)
    }
    drawScale(in: &drawing)
    for row in rows.shown.indices { draw(row, in: &drawing) }
    drawing.line([(across(0), origin.y), (across(0), foot)], colour: "#222222", width: 1.5)
  }

  private func drawHeads(in drawing: inout Drawing) {
    let paid = origin.x + Self.labelWidth
    drawing.text("Provider", origin.x, origin.y - 10, isBold: true)
    drawing.text(
      "Paid, \(paidUnit.name)",
      paid + 2 * Self.amountWidth,
      origin.y - 26,
      anchor: .end,
      isBold: true
    )
    drawing.text("in force", paid + Self.amountWidth, origin.y - 10, anchor: .end, isBold: true)
    drawing.text("pilot", paid + 2 * Self.amountWidth, origin.y - 10, anchor: .end, isBold: true)
    drawing.text("loses", across(0) - 8, origin.y - 10, colour: Self.lossColour, anchor: .end, isBold: true)
    drawing.text("gains", across(0) + 8, origin.y - 10, colour: Self.gainColour, isBold: true)
    drawing.text(unit.name, right - Self.amountWidth, origin.y - 10, anchor: .end, isBold: true)
    drawing.text("of its pay now", right, origin.y - 10, anchor: .end, isBold: true)
  }

  private func drawScale(in drawing: inout Drawing) {
    let marks = MoneyUnit(for: UInt64(max(abs(scale.start), abs(scale.end))))
    let texts = scale.marks.map { marks.mark($0, step: scale.step) }
    let widest = texts.map { ShortenedText.width(of: $0, size: 11) }.max() ?? 0
    let apart = Self.scaleWidth / Double(scale.marks.count - 1)
    let every = max(1, Int(((widest + 12) / apart).rounded(.up)))
    let nought = scale.marks.firstIndex { abs($0) < scale.step / 2 } ?? 0
    for (index, (mark, text)) in zip(scale.marks, texts).enumerated() {
      drawing.line([(across(mark), origin.y), (across(mark), foot)], colour: "#e3e3e3", width: 1)
      guard (index - nought).isMultiple(of: every) else { continue }
      drawing.text(text, across(mark), foot + 17, size: 11, colour: Self.markColour, anchor: .middle)
    }
    let middle = left + Self.scaleWidth / 2
    drawing.text("Gain or loss, \(marks.name)", middle, foot + 35, colour: Self.markColour, anchor: .middle)
  }

  private func draw(_ place: Int, in drawing: inout Drawing) {
    let row = rows.shown[place]
    let top = origin.y + Double(place) * Self.rowHeight + (Self.rowHeight - Self.barHeight) / 2
    let baseline = top + Self.barHeight / 2 + 4.5
    let label = ShortenedText(row.label, width: Self.labelWidth, size: 12).line
    drawing.text(label, origin.x, baseline)
    let paid = origin.x + Self.labelWidth
    drawing.text(paidUnit.text(row.inForce), paid + Self.amountWidth, baseline, anchor: .end)
    drawing.text(paidUnit.text(row.pilot), paid + 2 * Self.amountWidth, baseline, anchor: .end)
    let colour = row.gain < .zero ? Self.lossColour : row.gain > .zero ? Self.gainColour : Self.markColour
    let (start, end) = (across(0), across(Double(row.gain.amount)))
    let corners = [
      (start, top), (end, top), (end, top + Self.barHeight), (start, top + Self.barHeight),
    ]
    drawing.area(corners.map { (x: $0.0, y: $0.1) }, colour: colour)
    let gain = row.gain == .zero ? "0" : unit.text(row.gain, isSigned: true)
    drawing.text(gain, right - Self.amountWidth, baseline, colour: colour, anchor: .end, isBold: true)
    drawing.text(Self.share(row), right, baseline, colour: colour, anchor: .end)
  }

  /// The gain in per cent of what is paid in force, such as `+1.2 %`.
  private static func share(_ row: WinnersRows.Row) -> String {
    let share = Double(row.gain.amount) / Double(row.inForce.amount) * 100
    guard row.inForce > .zero, let hundredths = Int64(exactly: (abs(share) * 100).rounded()) else {
      return ""
    }
    guard row.gain != .zero else { return "0 %" }
    guard hundredths > 0 else { return "<0.01 %" }
    let rest = String(100 + hundredths % 100).dropFirst()
    return "\(share < 0 ? "−" : "+")\(hundredths / 100).\(rest) %"
  }
}
