public import Quantities

/// A picture of how one total becomes another: a bar for the first, one for each thing that moves it, up or down,
/// and one for the second; what it means for people stands beside it.
///
/// Small steps beside large totals are seen because the scale is then cut, which the picture says.
public struct WaterfallChart: Sendable {
  /// Something that moves the total.
  public struct Step: Sendable {
    /// What it is called.
    public let label: String
    /// By how much it moves the total; what moves it by nothing has no bar.
    public let amount: Pence

    /// Something that moves the total by an amount.
    public init(_ label: String, _ amount: Pence) {
      self.label = label
      self.amount = amount
    }
  }

  /// A number of people before and after.
  public struct Effect: Sendable {
    /// What is counted.
    public let label: String
    /// The number before.
    public let before: Double
    /// The number after.
    public let after: Double

    /// A number before and after.
    public init(_ label: String, before: Double, after: Double) {
      self.label = label
      self.before = before
      self.after = after
    }
  }

  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  private static let left = 96.0
  private static let margin = 28.0
  private static let titleSize = 20
  private static let footSize = 11

  /// Draws a waterfall.
  ///
  /// - Parameters:
  ///   - title: what is compared, for the head of the picture.
  ///   - start: the total before; the total after is this and all steps.
  ///   - before: what the total before is called.
  ///   - after: what the total after is called.
  ///   - steps: what moves the total, in order.
  ///   - people: numbers to show beside the money.
  ///   - source: where the figures are from, for the foot of the picture.
  public init(
    title: String,
    from start: Pence,
    before: String,
    after: String,
    steps: [Step],
    people: [Effect] = [],
    source: String
  ) {
    let bars = WaterfallBars(from: start, before: before, after: after, steps: steps)
    let plotWidth = WaterfallPlot.width(of: bars)
    let width = Self.left + plotWidth + Self.margin + (people.isEmpty ? 0 : EffectTable.width + 44)
    let titleLines = WrappedText(title, width: width - 2 * Self.margin, size: Self.titleSize, limit: 3).lines
    let top = 106 + 26 * Double(titleLines.count)
    let plot = WaterfallPlot(bars, at: (Self.left, top))
    let foot = WrappedText(
      Self.foot(bars, plot, source),
      width: width - 2 * Self.margin,
      size: Self.footSize,
      limit: 4
    ).lines
    let labels = 20 + 15 * Double(WaterfallPlot.labelLines(of: bars))
    let below = max(WaterfallPlot.height + labels, people.isEmpty ? 0 : EffectTable.height(of: people))
    let height = top + below + 24 + 15 * Double(foot.count)
    var drawing = Drawing(
      width: Int(width),
      height: Int(height),
      title: title,
      description: Self.description(bars, plot.unit, people)
    )
    Self.drawHead(titleLines, bars, plot.unit, in: &drawing)
    plot.draw(in: &drawing)
    if !people.isEmpty {
      EffectTable(people, at: (Self.left + plotWidth + 44, top - 14)).draw(in: &drawing)
    }
    for (line, text) in foot.enumerated() {
      let y = height - 12 - 15 * Double(foot.count - 1 - line)
      drawing.text(text, Self.margin, y, size: Self.footSize, colour: "#555555")
    }
    svg = drawing.svg
  }

  private static func drawHead(
    _ title: [String],
    _ bars: WaterfallBars,
    _ unit: MoneyUnit,
    in drawing: inout Drawing
  ) {
    for (line, text) in title.enumerated() {
      drawing.text(text, margin, 36 + 26 * Double(line), size: titleSize, isBold: true)
    }
    let y = 38 + 26 * Double(title.count)
    drawing.text(difference(bars, unit), margin, y, size: 14)
    for (index, (colour, text)) in [
      (WaterfallPlot.upColour, "raises the total"), (WaterfallPlot.downColour, "lowers the total"),
    ].enumerated() {
      let x = margin + 130 * Double(index)
      drawing.area([(x, y + 13), (x + 14, y + 13), (x + 14, y + 25), (x, y + 25)], colour: colour)
      drawing.text(text, x + 20, y + 24)
    }
  }

  /// The difference between the totals, and in per cent of the first where that has a meaning.
  private static func difference(_ bars: WaterfallBars, _ unit: MoneyUnit) -> String {
    guard let before = bars.bars.first?.end, let after = bars.bars.last?.end else { return "" }
    guard before != after else { return "No difference in all." }
    let amount = "Difference: \(unit.pounds(after - before, isSigned: true))"
    let share = Double((after - before).amount) / Double(before.amount) * 100
    guard before > .zero, let tenths = Int64(exactly: (abs(share) * 10).rounded()) else { return amount }
    let percent = tenths == 0 ? "<0.1" : "\(share < 0 ? "−" : "+")\(tenths / 10).\(tenths % 10)"
    return "\(amount) (\(percent) %)"
  }

  private static func foot(_ bars: WaterfallBars, _ plot: WaterfallPlot, _ source: String) -> String {
    var notes: [String] = []
    if plot.scale.isCut {
      let start = plot.unit.mark(plot.scale.start, step: plot.scale.step)
      notes.append("The scale is cut: it begins at £\(start)\(plot.unit.word), not at nought.")
    }
    if !bars.unmoved.isEmpty {
      notes.append("Of no effect on the total: \(bars.unmoved.joined(separator: ", ")).")
    }
    return (notes + ["Figures are rounded.", source]).joined(separator: " ")
  }

  /// The picture in words.
  private static func description(_ bars: WaterfallBars, _ unit: MoneyUnit, _ people: [Effect]) -> String {
    let told = bars.bars.map { bar in
      let amount = bar.isTotal ? bar.end : bar.end - bar.start
      return "\(bar.label) \(unit.pounds(amount, isSigned: !bar.isTotal))"
    }
    let counted = people.map { effect in
      let texts = EffectTable.texts(effect)
      return "\(effect.label): \(texts[0]) before, \(texts[1]) after, \(texts[2])."
    }
    return (["\(told.joined(separator: "; "))."] + counted).joined(separator: " ")
  }
}
