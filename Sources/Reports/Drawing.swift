/// A picture as Scalable Vector Graphics, built up from its marks.
struct Drawing {
  private var body = ""
  private let width: Int
  private let height: Int
  private let title: String
  private let description: String

  /// An empty picture of so many pixels, with a title and what it shows for those who cannot see it.
  init(width: Int, height: Int, title: String, description: String = "") {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
  }

  /// The picture as a file.
  var svg: String {
    let told = description.isEmpty ? "" : "<desc>\(Self.escaped(description))</desc>\n"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="Helvetica, Arial, sans-serif" role="img">
      <title>\(Self.escaped(title))</title>
      \(told)<rect width="\(width)" height="\(height)" fill="#ffffff"/>
      \(body)</svg>

      """
  }

  /// Where a text stands to its point.
  enum Anchor: String {
    case start, middle, end
  }

  mutating func text(
    _ text: String,
    _ x: Double,
    _ y: Double,
    size: Int = 12,
    colour: String = "#222222",
    anchor: Anchor = .start,
    isBold: Bool = false
  ) {
    let weight = isBold ? " font-weight=\"bold\"" : ""
    body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(size)\" fill=\"\(colour)\""
    body += " text-anchor=\"\(anchor.rawValue)\"\(weight)>\(Self.escaped(text))</text>\n"
  }

  mutating func line(_ points: [(x: Double, y: Double)], colour: String, width: Double, dashes: String = "") {
    guard points.count > 1 else { return }
    let dash = dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    body += "<polyline points=\"\(Self.listed(points))\" fill=\"none\" stroke=\"\(colour)\""
    body += " stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\"\(dash)/>\n"
  }

  mutating func area(_ points: [(x: Double, y: Double)], colour: String) {
    body += "<polygon points=\"\(Self.listed(points))\" fill=\"\(colour)\"/>\n"
  }

  mutating func dot(_ x: Double, _ y: Double, radius: Double, colour: String) {
    body +=
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" fill=\"\(colour)\"/>\n"
  }

  private static func listed(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// A tenth of a pixel is finer than the eye; what is no number, or a million pixels away, is at the edge.
  private static func number(_ value: Double) -> String {
    let tenths = abs(value) < 1e6 ? Int((value * 10).rounded()) : 0
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return "\(sign)\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// A text as it stands in a picture; characters that no picture may hold are shown as �.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n", "\r", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        escaped.unicodeScalars.append(scalar)
      default: escaped += "\u{FFFD}"
      }
    }
    return escaped
  }
}
