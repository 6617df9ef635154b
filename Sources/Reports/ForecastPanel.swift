import Populations

/// The picture of one series: its scales, what was observed and fitted, the forecast and its fan.
struct ForecastPanel {
  static let width = 420.0
  static let height = 250.0
  static let observedColour = "#333333"
  static let fittedColour = "#8a8a8a"
  static let forecastColour = "#005eb8"
  static let fan80 = "#9cc3e6"
  static let fan95 = "#d7e6f5"
  private static let markColour = "#555555"

  private let one: Forecast.Series
  private let origin: (x: Double, y: Double)
  private let history: [(period: CalendarPeriod, observed: Double, fitted: Double)]
  private let totals: [Double]
  private let axis: Axis
  private let firstMoment: Double
  private let lastMoment: Double

  init(_ one: Forecast.Series, at origin: (x: Double, y: Double)) {
    self.one = one
    self.origin = origin
    history = one.history
    totals = one.prediction.totals
    axis = Axis(upTo: (history.map(\.observed) + totals + one.intervals.totals.map(\.high95)).max() ?? 1)
    firstMoment = one.observed.table.periods.first?.middle ?? 0
    lastMoment = max(one.prediction.periods.last?.middle ?? 0, firstMoment + 1)
  }

  private func across(_ moment: Double) -> Double {
    origin.x + (moment - firstMoment) / (lastMoment - firstMoment) * Self.width
  }

  private func up(_ count: Double) -> Double { origin.y + Self.height * (1 - count / axis.end) }

  func draw(in drawing: inout Drawing) {
    drawScales(in: &drawing)
    drawName(in: &drawing)
    if totals.count > 1 { drawFan(in: &drawing) } else { drawBars(in: &drawing) }
    drawing.line(
      history.map { (x: across($0.period.middle), y: up($0.fitted)) },
      colour: Self.fittedColour,
      width: 1.5
    )
    let line = zip(one.prediction.periods, totals).map { (x: across($0.middle), y: up($1)) }
    drawing.line(line, colour: Self.forecastColour, width: 2.5)
    for point in history {
      drawing.dot(across(point.period.middle), up(point.observed), radius: 2.6, colour: Self.observedColour)
    }
    if let end = line.last, let total = totals.last {
      drawing.dot(end.x, end.y, radius: totals.count > 1 ? 2.6 : 4, colour: Self.forecastColour)
      drawing.text(
        Axis.grouped(total),
        end.x + 6,
        end.y + 4,
        size: 12,
        colour: Self.forecastColour,
        isBold: true
      )
    }
  }

  private func drawName(in drawing: inout Drawing) {
    let name = one.observed.name
    let width = one.observed.table.periodWidth
    let unit = "\(name.measure) " + (width == 1 ? "a year" : "in each period of \(width) years")
    drawing.text("\(name.site), \(name.sex): \(unit)", origin.x - 8, origin.y - 12, size: 13, isBold: true)
  }

  private func drawScales(in drawing: inout Drawing) {
    for mark in axis.marks {
      drawing.line([(origin.x, up(mark)), (origin.x + Self.width, up(mark))], colour: "#e3e3e3", width: 1)
      drawing.text(
        Axis.grouped(mark),
        origin.x - 8,
        up(mark) + 4,
        size: 11,
        colour: Self.markColour,
        anchor: .end
      )
    }
    for period in marked {
      drawing.text(
        period.description,
        across(period.middle),
        origin.y + Self.height + 18,
        size: 11,
        colour: Self.markColour,
        anchor: .middle
      )
    }
  }

  /// The periods named below the picture: round years, or some of the periods, so that names stand apart.
  private var marked: [CalendarPeriod] {
    let all = history.map(\.period) + one.prediction.periods
    guard let first = all.first, let last = all.last, all.allSatisfy({ $0.width == 1 }) else {
      let step = max(1, (all.count + 4) / 5)
      return all.indices.filter { $0.isMultiple(of: step) }.map { all[$0] }
    }
    let years = last.first - first.first
    let step = [1, 2, 5, 10, 20, 50].first { years / $0 < 9 } ?? 100
    return (first.first...last.first).filter { $0.isMultiple(of: step) }
      .compactMap { CalendarPeriod(first: $0, last: $0) }
  }

  private func drawFan(in drawing: inout Drawing) {
    let moments = one.prediction.periods.map { across($0.middle) }
    let intervals = one.intervals.totals
    for (colour, low, high) in [
      (Self.fan95, intervals.map(\.low95), intervals.map(\.high95)),
      (Self.fan80, intervals.map(\.low80), intervals.map(\.high80)),
    ] {
      let above = zip(moments, high).map { (x: $0, y: up($1)) }
      let below = zip(moments, low).map { (x: $0, y: up($1)) }
      drawing.area(above + below.reversed(), colour: colour)
    }
  }

  /// The intervals of a single period.
  private func drawBars(in drawing: inout Drawing) {
    guard let moment = one.prediction.periods.first.map({ across($0.middle) }),
      let interval = one.intervals.totals.first
    else { return }
    for (colour, low, high) in [
      (Self.fan95, interval.low95, interval.high95), (Self.fan80, interval.low80, interval.high80),
    ] {
      drawing.line([(moment, up(low)), (moment, up(high))], colour: colour, width: 8)
    }
  }
}
