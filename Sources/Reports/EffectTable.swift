/// Numbers before and after, and their difference, as a table in a picture.
struct EffectTable {
  static let width = 360.0
  private static let labelWidth = 140.0
  private static let lineHeight = 16.0

  private let effects: [WaterfallChart.Effect]
  private let origin: (x: Double, y: Double)

  init(_ effects: [WaterfallChart.Effect], at origin: (x: Double, y: Double)) {
    self.effects = effects
    self.origin = origin
  }

  /// The height of the table.
  static func height(of effects: [WaterfallChart.Effect]) -> Double {
    effects.reduce(34) { $0 + height(of: $1) }
  }

  private static func height(of effect: WaterfallChart.Effect) -> Double {
    Double(label(effect).count) * lineHeight + 14
  }

  private static func label(_ effect: WaterfallChart.Effect) -> [String] {
    WrappedText(effect.label, width: labelWidth, size: 13, limit: 4).lines
  }

  func draw(in drawing: inout Drawing) {
    drawing.text("People", origin.x, origin.y, size: 13, isBold: true)
    row(["before", "after", "difference"], origin.y, colour: "#555555", size: 12, in: &drawing)
    var y = origin.y + 10
    for effect in effects {
      rule(y, in: &drawing)
      for (line, text) in Self.label(effect).enumerated() {
        drawing.text(text, origin.x, y + 20 + Double(line) * Self.lineHeight, size: 13)
      }
      row(Self.texts(effect), y + 20, colour: "#222222", size: 13, in: &drawing)
      y += Self.height(of: effect)
    }
    rule(y, in: &drawing)
  }

  private func rule(_ y: Double, in drawing: inout Drawing) {
    drawing.line([(origin.x, y), (origin.x + Self.width, y)], colour: "#d0d0d0", width: 1)
  }

  private func row(_ cells: [String], _ y: Double, colour: String, size: Int, in drawing: inout Drawing) {
    for (column, cell) in cells.enumerated() {
      let x = origin.x + Self.labelWidth + Double(column + 1) * (Self.width - Self.labelWidth) / 3
      let isLast = column == cells.count - 1
      drawing.text(cell, x, y, size: size, colour: colour, anchor: .end, isBold: isLast)
    }
  }

  /// The number before, the number after and the signed difference; with a decimal where the difference is small,
  /// and no sign where it would be shown as nothing.
  static func texts(_ effect: WaterfallChart.Effect) -> [String] {
    let exact = effect.after - effect.before
    let difference = abs(exact) < 0.05 ? 0 : exact
    let hasDecimal = difference != 0 && abs(difference) < 10
    let sign = difference < 0 ? "−" : difference > 0 ? "+" : ""
    return [
      text(effect.before, hasDecimal), text(effect.after, hasDecimal),
      sign + text(abs(difference), hasDecimal),
    ]
  }

  private static func text(_ number: Double, _ hasDecimal: Bool) -> String {
    guard hasDecimal, let tenths = Int64(exactly: (number * 10).rounded()) else {
      return Axis.grouped(number)
    }
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(Axis.grouped(Double(tenths.magnitude / 10))).\(tenths.magnitude % 10)"
  }
}
