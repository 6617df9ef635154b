import Quantities

/// The bands of the years on their scale, with their figures below.
struct SpreadPlot {
  static let bandColour = "#9cc3e6"
  static let meanColour = "#005eb8"
  static let pointColour = "#c4541a"
  private static let markColour = "#555555"
  private static let headWidth = 140.0
  private static let scaleHeight = 300.0
  /// Room for the break of a scale that is cut, and nought beyond it.
  private static let breakHeight = 26.0
  private static let rowHeight = 20.0
  private static let rows = 5.0

  /// Where the scale is cut.
  enum Cut {
    case none, below, above
  }

  /// Where the marks of a year are, from the upper left corner of the plot.
  struct Place {
    let left: Double
    let right: Double
    let lower: Double
    let upper: Double
    let mean: Double
    let point: Double
    var middle: Double { (left + right) / 2 }
  }

  let unit: MoneyUnit
  let cut: Cut
  private let years: [SpreadYears.Year]
  private let scale: MoneyScale
  /// The width of the longest figure.
  private let figureWidth: Double

  init(_ years: SpreadYears) {
    self.years = years.known
    unit = MoneyUnit(for: years.widest > 0 ? years.widest : years.largest)
    scale = MoneyScale(years.range)
    cut = scale.start > 0 ? .below : scale.end < 0 ? .above : .none
    let unit = unit
    let texts = years.known.flatMap { [$0.label] + $0.totals.map { unit.text($0) } }
    figureWidth = texts.map { ShortenedText.width(of: $0, size: 12) }.max() ?? 0
  }

  private var bandsWidth: Double { max(430, Double(years.count) * max(64, figureWidth + 16)) }

  var width: Double { Self.headWidth + bandsWidth }

  private var plotHeight: Double { Self.scaleHeight + (cut == .none ? 0 : Self.breakHeight) }

  var height: Double { plotHeight + 12 + Self.rows * Self.rowHeight }

  /// The mark nearest to nought of a scale that is cut, such as `−£420 million`.
  var nearest: String? {
    switch cut {
    case .none: nil
    case .below: "£\(unit.mark(scale.start, step: scale.step))\(unit.word)"
    case .above: "−£\(unit.mark(-scale.end, step: scale.step))\(unit.word)"
    }
  }

  private func down(_ amount: Pence) -> Double { down(Double(amount.amount)) }

  private func down(_ amount: Double) -> Double {
    (cut == .above ? Self.breakHeight : 0) + Self.scaleHeight * (1 - scale.share(amount))
  }

  /// How far down nought is, beyond the break where there is one.
  private var nought: Double {
    switch cut {
    case .none: down(.zero)
    case .below: plotHeight
    case .above: 0
    }
  }

  func place(_ index: Int) -> Place {
    let year = years[index]
    let apart = bandsWidth / Double(years.count)
    let middle = Self.headWidth + (Double(index) + 0.5) * apart
    let half = min(20, 0.3 * apart)
    return Place(
      left: middle - half,
      right: middle + half,
      lower: down(min(year.lower, year.upper)),
      upper: down(max(year.lower, year.upper)),
      mean: down(year.mean),
      point: down(year.point)
    )
  }

  func draw(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    drawScale(at: origin, in: &drawing)
    for index in years.indices { draw(place(index), at: origin, in: &drawing) }
    drawTable(at: (origin.x, origin.y + plotHeight + 12 + Self.rowHeight), in: &drawing)
  }

  private func draw(_ place: Place, at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    let (left, right) = (origin.x + place.left, origin.x + place.right)
    let (upper, lower, mean) = (origin.y + place.upper, origin.y + place.lower, origin.y + place.mean)
    drawing.area([(left, upper), (right, upper), (right, lower), (left, lower)], colour: Self.bandColour)
    drawing.line([(left - 4, mean), (right + 4, mean)], colour: Self.meanColour, width: 3)
    drawing.dot(origin.x + place.middle, origin.y + place.point, radius: 4.5, colour: Self.pointColour)
  }

  private func drawScale(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    let (left, right) = (origin.x + Self.headWidth, origin.x + width)
    drawing.text(unit.name, left - 8, origin.y - 16, colour: Self.markColour, anchor: .end)
    for mark in scale.marks {
      let y = origin.y + down(mark)
      drawing.line([(left, y), (right, y)], colour: "#e3e3e3", width: 1)
      drawMark(unit.mark(mark, step: scale.step), left, y, in: &drawing)
    }
    let zero = origin.y + nought
    if cut != .none { drawMark("0", left, zero, in: &drawing) }
    drawing.line([(left, zero), (right, zero)], colour: "#333333", width: 1)
    drawing.line(axis(left, origin.y), colour: "#333333", width: 1)
  }

  private func drawMark(_ text: String, _ x: Double, _ y: Double, in drawing: inout Drawing) {
    drawing.text(text, x - 8, y + 4, size: 11, colour: Self.markColour, anchor: .end)
  }

  /// The line of the scale, with teeth between nought and the nearest mark where it is cut.
  private func axis(_ x: Double, _ top: Double) -> [(x: Double, y: Double)] {
    let ends = [down(scale.end), down(scale.start)].map { (x: x, y: top + $0) }
    guard cut != .none else { return ends }
    let inner = cut == .below ? down(scale.start) : down(scale.end)
    let teeth = (0...5).map { tooth in
      let share = 0.2 + 0.12 * Double(tooth)
      let aside = tooth == 0 || tooth == 5 ? 0 : tooth.isMultiple(of: 2) ? 5.0 : -5.0
      return (x: x + aside, y: top + inner + share * (nought - inner))
    }
    let broken = teeth + [(x: x, y: top + nought)]
    return cut == .below ? ends + broken : ends.reversed() + broken
  }

  private func drawTable(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    let rows: [(String, (SpreadYears.Year) -> Pence)] = [
      ("97.5 %", \.upper), ("mean", \.mean), ("2.5 %", \.lower), ("without uncertainty", \.point),
    ]
    for (index, year) in years.enumerated() {
      let x = origin.x + place(index).middle
      drawing.text(year.label, x, origin.y, anchor: .middle, isBold: true)
      for (row, one) in rows.enumerated() {
        let y = origin.y + Double(row + 1) * Self.rowHeight
        drawing.text(unit.text(one.1(year)), x + figureWidth / 2, y, anchor: .end)
      }
    }
    for (row, one) in rows.enumerated() {
      let y = origin.y + Double(row + 1) * Self.rowHeight
      drawing.line([(origin.x, y - 15), (origin.x + width, y - 15)], colour: "#e3e3e3", width: 1)
      drawing.text(one.0, origin.x, y, colour: Self.markColour)
    }
  }
}
