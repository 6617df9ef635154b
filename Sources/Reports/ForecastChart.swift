public import Populations

/// A picture of a forecast: for each series what was observed, what the method fitted, what it predicts, and how
/// sure that is.
public struct ForecastChart: Sendable {
  /// The picture, as Scalable Vector Graphics.
  public let svg: String

  private static let left = 76.0
  private static let right = 64.0
  private static let top = 92.0

  /// Draws a forecast.
  ///
  /// - Parameter source: where the counts are from, for the foot of the picture.
  public init(_ forecast: Forecast, source: String) {
    let columns = min(2, max(1, forecast.series.count))
    let rows = (forecast.series.count + columns - 1) / columns
    let width = Double(columns) * (ForecastPanel.width + Self.left) + Self.right
    let height = Self.top + Double(rows) * (ForecastPanel.height + 70) + 60
    let title = Self.title(of: forecast)
    var drawing = Drawing(width: Int(width), height: Int(height), title: title)
    drawing.text(title, 24, 34, size: 20, isBold: true)
    Self.legend(&drawing)
    for (index, one) in forecast.series.enumerated() {
      let x = Self.left + Double(index % columns) * (ForecastPanel.width + Self.left)
      let y = Self.top + 24 + Double(index / columns) * (ForecastPanel.height + 70)
      ForecastPanel(one, at: (x, y)).draw(in: &drawing)
    }
    let years = forecast.leftOut.map(String.init).joined(separator: ", ")
    let leftOut = years.isEmpty ? "" : " Left out: \(years)."
    let foot =
      "Method: \(forecast.method).\(leftOut) Bands hold the count in 80 and in 95 of 100 chances, as simulated. "
      + source
    drawing.text(foot, 24, height - 20, size: 11, colour: "#555555")
    svg = drawing.svg
  }

  private static func title(of forecast: Forecast) -> String {
    let sites = forecast.series.map(\.observed.name.site).reduce(into: [String]()) { list, site in
      if !list.contains(site) { list.append(site) }
    }
    let last = forecast.series.compactMap { $0.prediction.periods.last?.last }.max() ?? 0
    return "Cancer of the \(sites.joined(separator: " and ")): observed and forecast to \(last)"
  }

  private static func legend(_ drawing: inout Drawing) {
    drawing.dot(30, 58, radius: 3, colour: ForecastPanel.observedColour)
    drawing.text("observed", 40, 62)
    drawing.line([(112, 58), (136, 58)], colour: ForecastPanel.fittedColour, width: 1.5)
    drawing.text("fitted", 142, 62)
    drawing.line([(194, 58), (218, 58)], colour: ForecastPanel.forecastColour, width: 2.5)
    drawing.text("forecast", 224, 62)
    drawing.area([(288, 52), (312, 52), (312, 64), (288, 64)], colour: ForecastPanel.fan80)
    drawing.text("80 %", 318, 62)
    drawing.area([(362, 52), (386, 52), (386, 64), (362, 64)], colour: ForecastPanel.fan95)
    drawing.text("95 %", 392, 62)
  }
}
