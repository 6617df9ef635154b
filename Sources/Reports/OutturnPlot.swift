import Quantities

/// The lines of a year as it adds up, with their scales.
struct OutturnPlot {
  let width = 760.0
  let height = 330.0
  private static let left = 64.0
  private static let right = 150.0
  private static let months = ["A", "M", "J", "J", "A", "S", "O", "N", "D", "J", "F", "M"]
  private static let planColour = "#8a8a8a"
  private static let actualColour = "#222222"
  private static let runRateColour = "#b35900"
  private static let restColour = "#005eb8"

  private struct Line {
    let label: String
    let amounts: [Double]
    let firstMonth: Int
    let colour: String
    let dashes: String
    let width: Double
  }

  private let lines: [Line]
  private let scale: MoneyScale
  private let unit: MoneyUnit

  init(planned: [Pence], charged: [Pence], runRate: [Double], rest: [Double]) {
    let amounts = { (sums: [Pence]) in sums.map { Double($0.amount) } }
    let start = charged.count - 1
    lines = [
      Line(
        label: "Plan",
        amounts: amounts(planned),
        firstMonth: 0,
        colour: Self.planColour,
        dashes: "5 4",
        width: 2
      ),
      Line(
        label: "Run rate",
        amounts: runRate,
        firstMonth: start,
        colour: Self.runRateColour,
        dashes: "",
        width: 2
      ),
      Line(
        label: "Plan for the rest",
        amounts: rest,
        firstMonth: start,
        colour: Self.restColour,
        dashes: "",
        width: 2
      ),
      Line(
        label: "Charged",
        amounts: amounts(charged),
        firstMonth: 0,
        colour: Self.actualColour,
        dashes: "",
        width: 3.5
      ),
    ]
    let all = lines.flatMap(\.amounts)
    let farthest = 2e18
    let low = Int64(max(all.min() ?? 0, -farthest))
    let high = Int64(min(all.max() ?? 0, farthest))
    scale = MoneyScale(min(Pence(low), .zero)...max(Pence(high), .zero))
    unit = MoneyUnit(for: max(low.magnitude, high.magnitude))
  }

  private func across(_ month: Int) -> Double {
    Self.left + Double(month) / 12 * (width - Self.left - Self.right)
  }

  private func up(_ amount: Double) -> Double { height * (1 - scale.share(amount)) }

  func draw(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    drawing.text(unit.name + ", added up from April", origin.x, origin.y - 14, colour: "#555555")
    for mark in scale.marks {
      let y = origin.y + up(mark)
      drawing.line([(origin.x + across(0), y), (origin.x + across(12), y)], colour: "#e3e3e3", width: 1)
      let text = unit.mark(mark, step: scale.step)
      drawing.text(text, origin.x + across(0) - 8, y + 4, size: 11, colour: "#555555", anchor: .end)
    }
    for (index, name) in Self.months.enumerated() {
      let x = origin.x + (across(index) + across(index + 1)) / 2
      drawing.text(name, x, origin.y + height + 18, size: 11, colour: "#555555", anchor: .middle)
    }
    for line in lines {
      let points = line.amounts.enumerated().map { index, amount in
        (x: origin.x + across(line.firstMonth + index), y: origin.y + up(amount))
      }
      drawing.line(points, colour: line.colour, width: line.width, dashes: line.dashes)
      if let end = points.last { drawing.dot(end.x, end.y, radius: 3, colour: line.colour) }
    }
    drawLabels(at: origin, in: &drawing)
  }

  /// The ends of the lines by name and amount, kept apart; what was charged is named where it stops.
  private func drawLabels(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    let ends = lines.dropLast().compactMap { line in line.amounts.last.map { (line: line, amount: $0) } }
      .sorted { $0.amount > $1.amount }
    let lowest = origin.y + height - 34 * Double(ends.count - 1) - 12
    var y = -Double.infinity
    for (index, end) in ends.enumerated() {
      y = max(y + 34, min(origin.y + up(end.amount), lowest + 34 * Double(index)))
      let x = origin.x + across(12) + 10
      drawing.text(end.line.label, x, y, size: 12, colour: end.line.colour, isBold: true)
      drawing.text(Self.pounds(end.amount, unit), x, y + 14, size: 11, colour: end.line.colour)
    }
    guard let charged = lines.last, let amount = charged.amounts.last, charged.amounts.count > 1 else {
      return
    }
    let x = origin.x + across(charged.amounts.count - 1)
    drawing.text(
      "\(charged.label) \(Self.pounds(amount, unit))",
      x + 8,
      origin.y + min(up(amount) + 22, height - 6),
      size: 12,
      colour: charged.colour,
      isBold: true
    )
  }

  private static func pounds(_ amount: Double, _ unit: MoneyUnit) -> String {
    unit.pounds(Pence(pounds: amount / 100) ?? .zero)
  }
}
