/// What an unmatched service may be on the other side: the same but for one part.
struct AlikeServices {
  private struct Key: Hashable {
    let match: PositionLine.Match
    let part: Int
    let words: [String]
  }

  private static let parts = [
    "commissioner", "provider", "point of delivery", "treatment function", "tariff code",
  ]

  /// The words of the first service that has these words but for one part.
  private var services: [Key: [String]] = [:]

  init(_ lines: [PositionLine]) {
    for line in lines where line.match == .planOnly || line.match == .actualOnly {
      let words = line.service.words
      for part in words.indices {
        let key = Self.key(line.match, part, words)
        if services[key] == nil { services[key] = words }
      }
    }
  }

  private static func key(_ match: PositionLine.Match, _ part: Int, _ words: [String]) -> Key {
    var rest = words
    rest[part] = ""
    return Key(match: match, part: part, words: rest)
  }

  /// Where the service of a line stands on the other side, in words; blank where nothing is alike.
  func likely(_ line: PositionLine) -> String {
    if line.match == .notReceived { return "nothing was reported by this provider to this commissioner" }
    let other: PositionLine.Match = line.match == .planOnly ? .actualOnly : .planOnly
    let words = line.service.words
    // What a specialty or a code is called is more often mistaken than who pays or is paid.
    for part in words.indices.reversed() {
      guard let found = services[Self.key(other, part, words)] else { continue }
      let side = other == .actualOnly ? "reported" : "planned"
      let code = found[part].isEmpty ? "no \(Self.parts[part])" : "the \(Self.parts[part]) \(found[part])"
      return "\(side) under \(code)"
    }
    return ""
  }
}
