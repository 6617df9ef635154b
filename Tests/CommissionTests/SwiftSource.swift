/// A Swift file, taken apart as far as the code-health tests need it.
struct SwiftSource {
  /// The file without its comments, every text literal emptied.
  let code: String
  /// The text literals, as written between their quotes.
  let literals: [String]

  init(_ text: String) {
    var code: [Character] = []
    var literals: [String] = []
    let characters = Array(text)
    var index = 0
    let starts = { (word: String) in characters[index...].starts(with: word) }
    while index < characters.count {
      if starts("//") {
        while index < characters.count, !characters[index].isNewline { index += 1 }
      } else if starts("/*") {
        while index < characters.count, !starts("*/") { index += 1 }
        index = min(index + 2, characters.count)
      } else if characters[index] == "\"" {
        let literal = Self.literal(in: characters, from: &index)
        literals.append(literal)
        code += ["\"", "\""]
      } else {
        code.append(characters[index])
        index += 1
      }
    }
    self.code = String(code)
    self.literals = literals
  }

  /// Reads a literal of one or of several lines, with whatever is put into it.
  private static func literal(in characters: [Character], from index: inout Int) -> String {
    let quote = characters[index...].starts(with: "\"\"\"") ? "\"\"\"" : "\""
    index += quote.count
    var content: [Character] = []
    var depth = 0
    while index < characters.count {
      if depth == 0, characters[index...].starts(with: quote) { break }
      if characters[index] == "\\", index + 1 < characters.count {
        let next = characters[index + 1]
        if next == "(" { depth += 1 }
        content += [characters[index], next]
        index += 2
        continue
      }
      if depth > 0, characters[index] == "(" { depth += 1 }
      if depth > 0, characters[index] == ")" { depth -= 1 }
      content.append(characters[index])
      index += 1
    }
    index = min(index + quote.count, characters.count)
    return String(content)
  }

  /// The modules that the file imports.
  var imports: [String] {
    code.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
        words[..<place].allSatisfy({ $0 == "public" || $0 == "package" || $0.hasPrefix("@") })
      else { return nil }
      return String(words[place + 1])
    }
  }

  /// The literals that have the shape of a diagnostic's code, such as `value.out-of-range`.
  var diagnosticCodes: [String] {
    literals.filter { literal in
      let isFile = [".csv", ".json", ".svg", ".txt"].contains { literal.hasSuffix($0) }
      return !isFile && literal.wholeMatch(of: /[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z0-9]+)*/) != nil
    }
  }
}
