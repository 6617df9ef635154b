public import Quantities

/// A picture of the chance that a provider loses by who happens to come, against its number of cases: as simulated,
/// and as it would be if margins were normally distributed.
public struct ChanceOfLossChart: Sendable {
  /// What was simulated for a number of cases.
  public struct Point: Sendable {
    /// The code of the provider; empty for one with the mix of all.
    public let label: String
    /// How many cases there are.
    public let cases: Int
    /// The chance of a loss.
    public let chance: Double
    /// By how much the chance would differ from run to run.
    public let standardError: Double
    /// The chance to lose more than a part of the income, with its standard error.
    public let beyond: (chance: Double, standardError: Double)

    /// What was simulated for a number of cases.
    public init(
      _ label: String = "",
      cases: Int,
      chance: Double,
      standardError: Double,
      beyond: (chance: Double, standardError: Double)
    ) {
      self.label = label
      self.cases = cases
      self.chance = chance
      self.standardError = standardError
      self.beyond = beyond
    }
  }

  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  /// Draws chances.
  ///
  /// - Parameters:
  ///   - title: what is paid for, for the head of the picture.
  ///   - points: what was simulated; one at least.
  ///   - part: the part of the income whose loss is shown too.
  ///   - margin: the expected margin for each case, in pounds.
  ///   - deviation: the standard deviation of the margin of one case, in pounds.
  ///   - source: where the figures are from, for the foot of the picture.
  public init(
    title: String,
    points: [Point],
    part: Factor,
    margin: Double,
    deviation: Double,
    source: String
  ) {
    let plot = ChanceOfLossPlot(points, part: part, margin: margin, deviation: deviation)
    let notes = "Bars at the points reach 1.96 standard errors of the simulation either way. "
    let frame = ChartFrame(title: title, foot: notes + source, width: plot.width + 2 * ChartFrame.margin)
    let told = points.map { point in
      let whose = point.label.isEmpty ? "" : "\(point.label), "
      return "\(whose)\(point.cases) cases: \(ChanceOfLossPlot.percent(point.chance))"
    }
    var drawing = frame.drawing(
      downTo: frame.top + 40 + plot.height + 44,
      description: "Chance of a loss. \(told.joined(separator: "; "))."
    )
    plot.draw(at: (ChartFrame.margin, frame.top + 40), in: &drawing)
    svg = drawing.svg
  }
}
