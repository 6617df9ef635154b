/// What stands around a chart: its title above and its notes below.
struct ChartFrame {
  static let margin = 28.0
  private static let titleSize = 20
  private static let footSize = 11

  private let title: String
  private let titleLines: [String]
  private let footLines: [String]
  private let width: Double

  init(title: String, foot: String, width: Double) {
    let textWidth = width - 2 * Self.margin
    self.title = title
    self.width = width
    titleLines = WrappedText(title, width: textWidth, size: Self.titleSize, limit: 3).lines
    footLines = WrappedText(foot, width: textWidth, size: Self.footSize, limit: 6).lines
  }

  /// Where what is below the title begins.
  var top: Double { 20 + 26 * Double(titleLines.count) }

  /// A picture with its title and its notes, and room between them down to a height.
  func drawing(downTo bottom: Double, description: String) -> Drawing {
    let height = (bottom + 28 + 15 * Double(footLines.count)).rounded(.up)
    var drawing = Drawing(width: Int(width), height: Int(height), title: title, description: description)
    for (line, text) in titleLines.enumerated() {
      drawing.text(text, Self.margin, 36 + 26 * Double(line), size: Self.titleSize, isBold: true)
    }
    for (line, text) in footLines.enumerated() {
      drawing.text(text, Self.margin, bottom + 30 + 15 * Double(line), size: Self.footSize, colour: "#555555")
    }
    return drawing
  }
}
