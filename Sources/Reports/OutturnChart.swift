public import Quantities

/// A picture of a year as it adds up month by month: the plan, what was charged so far, and where two forecasts
/// of the outturn take it.
public struct OutturnChart: Sendable {
  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  /// Draws a year.
  ///
  /// The forecasts follow the plan's months from the last one that was reported, so that they end at the outturn.
  ///
  /// - Parameters:
  ///   - title: what the year is, for the head of the picture.
  ///   - plan: the plan of the twelve months, April first.
  ///   - actual: what was charged in the months from April to the last of which something was reported.
  ///   - runRate: the outturn at the rate of the months reported.
  ///   - planForTheRest: the outturn when the rest of the year is as planned.
  ///   - source: where the figures are from, for the foot of the picture.
  public init(
    title: String,
    plan: [Pence],
    actual: [Pence],
    runRate: Pence,
    planForTheRest: Pence,
    source: String
  ) {
    let planned = Self.sums(plan)
    let charged = Self.sums(actual)
    let forecasts = [runRate, planForTheRest].map { Self.path(from: charged, to: $0, along: planned) }
    let plot = OutturnPlot(planned: planned, charged: charged, runRate: forecasts[0], rest: forecasts[1])
    let frame = ChartFrame(title: title, foot: source, width: plot.width + 2 * ChartFrame.margin)
    var drawing = frame.drawing(
      downTo: frame.top + 64 + plot.height,
      description:
        "Outturn at run rate \(runRate) pounds, with the plan for the rest \(planForTheRest) pounds, "
        + "plan of the year \(planned.last ?? .zero) pounds."
    )
    plot.draw(at: (ChartFrame.margin, frame.top + 48), in: &drawing)
    svg = drawing.svg
  }

  /// The months added up, from nothing on.
  private static func sums(_ months: [Pence]) -> [Pence] {
    months.reduce(into: [.zero]) { sums, month in sums.append((sums.last ?? .zero) + month) }
  }

  /// From what was charged to an outturn, in the proportions of the plan's months, or evenly where it has none.
  private static func path(from charged: [Pence], to outturn: Pence, along planned: [Pence]) -> [Double] {
    let start = charged.count - 1
    let first = Double((charged.last ?? .zero).amount)
    guard start < planned.count - 1, let end = planned.last else { return [first] }
    let whole = Double((end - planned[start]).amount)
    return (start..<planned.count).map { month in
      let even = Double(month - start) / Double(planned.count - 1 - start)
      let share = whole > 0 ? Double((planned[month] - planned[start]).amount) / whole : even
      return first + (Double(outturn.amount) - first) * share
    }
  }
}
