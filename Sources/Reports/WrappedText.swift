/// A text over several lines.
struct WrappedText {
  /// The lines, at least one.
  let lines: [String]

  /// Breaks a text between words so that lines are about so many pixels wide; what does not fit on the last
  /// line that there may be is left out with an ellipsis, as is the rest of a word that is too long.
  init(_ text: String, width: Double, size: Int, limit: Int = .max) {
    // A letter of this family is about half as wide as it is high.
    let longest = max(2, Int(width / (0.54 * Double(size))))
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let piece = word.count > longest ? word.prefix(longest - 1) + "…" : word
      if let last = lines.last, last.count + 1 + piece.count <= longest {
        lines[lines.count - 1] = "\(last) \(piece)"
      } else {
        lines.append(String(piece))
      }
    }
    if lines.count > limit, limit > 0 {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = lines[limit - 1].prefix(longest - 1) + "…"
    }
    self.lines = lines.isEmpty ? [""] : lines
  }
}
