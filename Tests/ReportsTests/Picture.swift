import Foundation

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A picture as it was drawn, to be looked at by tests.
struct Picture {
  /// Whether it could be read to its end.
  let isWellFormed: Bool
  private let elements: [PictureReader.Element]

  init(_ svg: String) {
    let reader = PictureReader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    isWellFormed = parser.parse()
    elements = reader.elements
  }

  /// The texts shown, in order.
  var texts: [String] { elements.filter { $0.name == "text" }.map(\.text) }

  /// What lies outside of the picture: points, dots, and texts by their width as about measured.
  var outside: [String] {
    guard let size = elements.first, let width = size["width"], let height = size["height"] else {
      return ["no size"]
    }
    return elements.flatMap(\.places).filter {
      !(0...width).contains($0.x) || !(0...height).contains($0.y)
    }.map { "\($0)" }
  }
}

extension PictureReader.Element {
  subscript(_ name: String) -> Double? { attributes[name].flatMap { Double($0) } }

  /// The points that it reaches at its sides.
  fileprivate var places: [(x: Double, y: Double)] {
    switch name {
    case "text":
      let wide = ShortenedText.width(of: text, size: Int(self["font-size"] ?? 0))
      let before = ["start": 0, "middle": wide / 2, "end": wide][attributes["text-anchor"] ?? ""] ?? .nan
      let (left, y) = ((self["x"] ?? .nan) - before, self["y"] ?? .nan)
      return [(left, y), (left + wide, y)]
    case "circle":
      let (x, y, radius) = (self["cx"] ?? .nan, self["cy"] ?? .nan, self["r"] ?? .nan)
      return [(x - radius, y - radius), (x + radius, y + radius)]
    default:
      return (attributes["points"] ?? "").split(separator: " ").map { point in
        let place = point.split(separator: ",").compactMap { Double($0) }
        return place.count == 2 ? (place[0], place[1]) : (.nan, .nan)
      }
    }
  }
}

extension Array {
  /// The elements in some other orders: reversed, and begun at each in turn.
  var permuted: [[Element]] {
    [reversed()] + indices.map { Array(self[$0...] + self[..<$0]) }
  }
}
