import Quantities

/// A picture of what each uncertain input makes of a total: a bar for the total from the input's low to its high
/// value, all other inputs at their own, the widest bar first.
public struct TornadoChart: Sendable {
  /// An uncertain input.
  public struct Bar: Sendable {
    /// What the input is called.
    public let label: String
    /// The total in pounds when the input is at its 2.5 % value.
    public let low: Double
    /// The total in pounds when the input is at its 97.5 % value.
    public let high: Double
    /// The 2.5 % value of the input, as it is to be read.
    public let lowText: String
    /// The 97.5 % value of the input, as it is to be read.
    public let highText: String

    /// An input with what it makes of the total; either total may be the larger.
    public init(label: String, low: Double, high: Double, lowText: String, highText: String) {
      self.label = label
      self.low = low
      self.high = high
      self.lowText = lowText
      self.highText = highText
    }
  }

  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  /// Draws the widest 15 bars, and says how many more there are.
  ///
  /// A bar's width is measured with the centre in it, as it is drawn; bars of one width stand in the order of
  /// their labels. An input that does not move the total has no bar.
  ///
  /// - Parameters:
  ///   - title: what the total is, for the head of the picture.
  ///   - centre: the total in pounds without uncertainty.
  ///   - bars: the inputs, in any order.
  ///   - source: where the figures are from, for the foot of the picture.
  public init(title: String, centre: Double, bars: [Bar], source: String) {
    let bars = TornadoBars(around: centre, bars)
    let unit = MoneyUnit(for: bars.shown.first?.width ?? bars.centre.amount.magnitude)
    let foot = (Self.notes(bars, unit) + [source]).joined(separator: " ")
    let frame = ChartFrame(title: title, foot: foot, width: TornadoPlot.width + 2 * ChartFrame.margin)
    let plot = TornadoPlot(bars, unit: unit, at: (ChartFrame.margin, frame.top + 92))
    let isEmpty = bars.shown.isEmpty
    var drawing = frame.drawing(
      downTo: isEmpty ? frame.top + 60 : plot.bottom,
      description: Self.description(bars, unit)
    )
    drawing.text(
      "Total without uncertainty: \(Self.total(bars, unit))",
      ChartFrame.margin,
      frame.top + 18,
      size: 14
    )
    if isEmpty {
      drawing.text("There is no input that moves it.", ChartFrame.margin, frame.top + 44, size: 14)
    } else {
      Self.legend(at: frame.top + 32, in: &drawing)
      plot.draw(in: &drawing)
    }
    svg = drawing.svg
  }

  private static func total(_ bars: TornadoBars, _ unit: MoneyUnit) -> String {
    bars.isKnown ? unit.pounds(bars.centre) : "not a number"
  }

  private static func legend(at y: Double, in drawing: inout Drawing) {
    var x = ChartFrame.margin
    for (colour, text) in [
      (TornadoPlot.lowColour, "the input at its low value (2.5 %)"),
      (TornadoPlot.highColour, "the input at its high value (97.5 %)"),
    ] {
      drawing.area([(x, y), (x + 14, y), (x + 14, y + 12), (x, y + 12)], colour: colour)
      drawing.text(text, x + 20, y + 11)
      x += 240
    }
  }

  private static func notes(_ bars: TornadoBars, _ unit: MoneyUnit) -> [String] {
    var notes: [String] = []
    if let widest = bars.more.first {
      let width = unit.pounds(Pence(Int64(widest.width)))
      notes.append(
        bars.more.count == 1
          ? "1 more input is not shown: its bar is \(width) wide."
          : "\(bars.more.count) more inputs are not shown: none of their bars is wider than \(width)."
      )
    }
    if bars.unmoving > 0 { notes.append("Of no effect on the total: \(inputs(bars.unmoving)).") }
    if bars.unknown > 0 { notes.append("Without a total that is a number: \(inputs(bars.unknown)).") }
    return notes + ["One input is moved at a time, all others keep their own values. Figures are rounded."]
  }

  private static func inputs(_ count: Int) -> String { count == 1 ? "1 input" : "\(count) inputs" }

  /// The picture in words.
  private static func description(_ bars: TornadoBars, _ unit: MoneyUnit) -> String {
    let told = bars.shown.map { bar in
      let low = unit.pounds(bar.low - bars.centre, isSigned: true)
      let high = unit.pounds(bar.high - bars.centre, isSigned: true)
      return "; \(bar.label): \(low) at \(bar.lowText), \(high) at \(bar.highText)"
    }
    return "Total without uncertainty \(total(bars, unit))\(told.joined())."
  }
}
