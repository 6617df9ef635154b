/// A text on one line.
struct ShortenedText {
  /// The line.
  let line: String

  /// Makes a text about so many pixels wide at most: what is too long loses its middle to an ellipsis, as names
  /// often differ only at their ends.
  init(_ text: String, width: Double, size: Int) {
    // A letter of this family is about half as wide as it is high.
    let longest = max(3, Int(width / (0.54 * Double(size))))
    guard text.count > longest else {
      line = text
      return
    }
    line = "\(text.prefix(longest / 2))…\(text.suffix(longest - 1 - longest / 2))"
  }

  /// How wide a text is, about.
  static func width(of text: String, size: Int) -> Double { Double(text.count) * 0.54 * Double(size) }
}
