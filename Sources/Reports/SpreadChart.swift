import Quantities

/// A picture of a total in each financial year and of how sure it is: the band that holds the middle 95 % of what
/// was simulated, its mean, and the total without uncertainty; the figures stand below.
public struct SpreadChart: Sendable {
  /// A financial year with its total in pounds.
  public struct Year: Sendable {
    /// What the year is called, such as `2026/27`.
    public let label: String
    /// The total without uncertainty.
    public let point: Double
    /// The mean of the totals simulated.
    public let mean: Double
    /// What 2.5 % of the totals simulated lie below.
    public let lower: Double
    /// What 97.5 % of the totals simulated lie below.
    public let upper: Double

    /// A year with its total in pounds.
    public init(label: String, point: Double, mean: Double, lower: Double, upper: Double) {
      self.label = label
      self.point = point
      self.mean = mean
      self.lower = lower
      self.upper = upper
    }
  }

  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  /// Draws the years in the order of their labels.
  ///
  /// The scale begins at nought, or is cut where all totals are far from it, which the picture says.
  ///
  /// - Parameters:
  ///   - title: what the total is, for the head of the picture.
  ///   - years: the years, in any order.
  ///   - source: where the figures are from, for the foot of the picture.
  public init(title: String, years: [Year], source: String) {
    let years = SpreadYears(years)
    let plot = SpreadPlot(years)
    let foot = (Self.notes(years, plot) + [source]).joined(separator: " ")
    let frame = ChartFrame(title: title, foot: foot, width: plot.width + 2 * ChartFrame.margin)
    let isEmpty = years.known.isEmpty
    var drawing = frame.drawing(
      downTo: frame.top + (isEmpty ? 30 : 64 + plot.height),
      description: Self.description(years, plot.unit)
    )
    if isEmpty {
      drawing.text("There is no year to show.", ChartFrame.margin, frame.top + 18, size: 14)
    } else {
      Self.legend(at: frame.top + 8, in: &drawing)
      plot.draw(at: (ChartFrame.margin, frame.top + 64), in: &drawing)
    }
    svg = drawing.svg
  }

  private static func legend(at y: Double, in drawing: inout Drawing) {
    let x = ChartFrame.margin
    drawing.area([(x, y), (x + 14, y), (x + 14, y + 12), (x, y + 12)], colour: SpreadPlot.bandColour)
    drawing.text("2.5 to 97.5 % of simulations", x + 20, y + 11)
    drawing.line([(x + 204, y + 6), (x + 224, y + 6)], colour: SpreadPlot.meanColour, width: 3)
    drawing.text("their mean", x + 230, y + 11)
    drawing.dot(x + 316, y + 6, radius: 4.5, colour: SpreadPlot.pointColour)
    drawing.text("without uncertainty", x + 326, y + 11)
  }

  private static func notes(_ years: SpreadYears, _ plot: SpreadPlot) -> [String] {
    var notes: [String] = []
    if let nearest = plot.nearest { notes.append("The scale is cut between £0 and \(nearest).") }
    if !years.unknown.isEmpty {
      notes.append("Without totals that are numbers: \(years.unknown.joined(separator: ", ")).")
    }
    return notes + ["Figures are rounded."]
  }

  /// The picture in words.
  private static func description(_ years: SpreadYears, _ unit: MoneyUnit) -> String {
    years.known.map { year in
      "\(year.label): mean \(unit.pounds(year.mean)), 2.5 % \(unit.pounds(year.lower)), "
        + "97.5 % \(unit.pounds(year.upper)), without uncertainty \(unit.pounds(year.point))."
    }.joined(separator: " ")
  }
}
