import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The points and the curve of a chance of losing on their scales.
struct ChanceOfLossPlot {
  private static let lossColour = "#005eb8"
  private static let beyondColour = "#b35900"
  private static let markColour = "#555555"
  private static let left = 56.0
  private static let right = 12.0
  private static let labelRow = 15.0
  let width = 760.0

  private let points: [ChanceOfLossChart.Point]
  private let part: Factor
  private let margin: Double
  private let deviation: Double
  private let scale: CasesScale
  /// The end of the scale of chances, in tenths.
  private let tenths: Int
  /// The row in which each provider's code stands.
  private let rows: [Int]

  init(_ points: [ChanceOfLossChart.Point], part: Factor, margin: Double, deviation: Double) {
    let points = points.sorted { ($0.cases, $0.label) < ($1.cases, $1.label) }
    (self.points, self.part, self.margin, self.deviation) = (points, part, margin, deviation)
    let scale = CasesScale(points.map(\.cases))
    self.scale = scale
    let most = points.flatMap { [$0.chance, $0.beyond.chance] }.max() ?? 0
    tenths = min(10, max(1, Int((min(max(most, 0), 1) * 10 + 0.5).rounded(.up))))
    var ends: [Double] = []
    rows = points.map { point in
      guard !point.label.isEmpty else { return 0 }
      let middle = Self.across(scale.share(Double(point.cases)), width: 760)
      let half = ShortenedText.width(of: point.label, size: 11) / 2 + 5
      let row = ends.firstIndex { $0 <= middle - half } ?? ends.count
      if row == ends.count { ends.append(0) }
      ends[row] = middle + half
      return row
    }
  }

  /// Room for the codes above the scale.
  private var head: Double {
    Self.labelRow * Double((zip(points, rows).filter { !$0.0.label.isEmpty }.map(\.1).max() ?? -1) + 1) + 30
  }

  var height: Double { head + 300 }

  private static func across(_ share: Double, width: Double) -> Double {
    left + share * (width - left - right)
  }

  private func across(_ cases: Int) -> Double { Self.across(scale.share(Double(cases)), width: width) }

  private func up(_ chance: Double) -> Double { head + 300 * (1 - chance * 10 / Double(tenths)) }

  /// A chance as it is to be read, such as `52.5 %`.
  static func percent(_ chance: Double) -> String {
    let tenths = Int((min(max(chance, 0), 1) * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  func draw(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    drawLegend(at: origin, in: &drawing)
    drawScales(at: origin, in: &drawing)
    drawCodes(at: origin, in: &drawing)
    drawCurve(at: origin, in: &drawing)
    for point in points {
      let own = (point.chance, point.standardError)
      draw(own, point, Self.lossColour, at: origin, in: &drawing)
      draw(point.beyond, point, Self.beyondColour, at: origin, in: &drawing)
    }
  }

  private func drawLegend(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    let y = origin.y - 18
    let percent = part.millionths / 10_000
    var x = origin.x
    for (colour, text) in [
      (Self.lossColour, "loses, simulated"),
      (Self.beyondColour, "loses over \(percent) % of its income, simulated"),
    ] {
      drawing.dot(x + 7, y, radius: 4.5, colour: colour)
      drawing.text(text, x + 18, y + 4)
      x += 36 + ShortenedText.width(of: text, size: 12)
    }
    drawing.line([(x, y), (x + 24, y)], colour: "#8a8a8a", width: 2)
    drawing.text("loses, if margins were normal", x + 31, y + 4)
  }

  private func drawScales(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    let (start, end) = (origin.x + Self.left, origin.x + width - Self.right)
    for tenth in 0...tenths {
      let y = origin.y + up(Double(tenth) / 10)
      drawing.line([(start, y), (end, y)], colour: tenth == 0 ? "#333333" : "#e3e3e3", width: 1)
      drawing.text("\(tenth * 10) %", start - 8, y + 4, size: 11, colour: Self.markColour, anchor: .end)
    }
    let foot = origin.y + height
    for mark in scale.marks {
      let x = origin.x + Self.across(scale.share(mark), width: width)
      drawing.line([(x, foot), (x, foot + 5)], colour: "#333333", width: 1)
      let text = mark < 1e6 ? Axis.grouped(mark) : "\(Axis.grouped(mark / 1e6)) m"
      drawing.text(text, x, foot + 19, size: 11, colour: Self.markColour, anchor: .middle)
    }
    let middle = (start + end) / 2
    drawing.text("Cases in a year", middle, foot + 38, colour: Self.markColour, anchor: .middle)
  }

  private func drawCodes(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    for (point, row) in zip(points, rows) where !point.label.isEmpty {
      let x = origin.x + across(point.cases)
      let y = origin.y + head - 26 - Self.labelRow * Double(row)
      drawing.text(point.label, x, y, size: 11, anchor: .middle, isBold: true)
      drawing.line([(x, y + 4), (x, origin.y + height)], colour: "#bbbbbb", width: 1, dashes: "2 3")
    }
  }

  /// Φ(−√n × margin / deviation), along the scale.
  private func drawCurve(at origin: (x: Double, y: Double), in drawing: inout Drawing) {
    guard deviation > 0, margin.isFinite, deviation.isFinite else { return }
    let curve = stride(from: 0.0, through: 1, by: 1.0 / 64).map { share in
      let score = margin / deviation * scale.cases(share).squareRoot()
      let chance = min(erfc(score / 2.0.squareRoot()) / 2, Double(tenths) / 10)
      return (x: origin.x + Self.across(share, width: width), y: origin.y + up(chance))
    }
    drawing.line(curve, colour: "#8a8a8a", width: 2)
  }

  private func draw(
    _ chance: (chance: Double, standardError: Double),
    _ point: ChanceOfLossChart.Point,
    _ colour: String,
    at origin: (x: Double, y: Double),
    in drawing: inout Drawing
  ) {
    let (x, reach) = (origin.x + across(point.cases), 1.96 * chance.standardError)
    let (low, high) = (max(chance.chance - reach, 0), min(chance.chance + reach, Double(tenths) / 10))
    let bar = [(x: x, y: origin.y + up(low)), (x: x, y: origin.y + up(high))]
    drawing.line(bar, colour: colour, width: 1.5)
    drawing.dot(x, origin.y + up(chance.chance), radius: point.label.isEmpty ? 3.5 : 4.5, colour: colour)
  }
}
