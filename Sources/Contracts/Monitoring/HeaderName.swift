/// A name in a header as it is compared and as it is written: upper case, blanks for underscores, without the
/// characters that spreadsheets hide in it.
enum HeaderName {
  /// The official spelling of a name.
  static func official(_ name: String) -> String {
    var spelt = ""
    for scalar in visible(name).unicodeScalars {
      spelt.unicodeScalars.append(scalar == "_" || scalar == "\u{A0}" || scalar == "\t" ? " " : scalar)
    }
    let words = spelt.uppercased().split(separator: " ", omittingEmptySubsequences: false)
    return String(words.joined(separator: " ").drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// A text without byte order marks and characters of no width.
  static func visible(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var visible = ""
    for scalar in text.unicodeScalars where !isHidden(scalar) { visible.unicodeScalars.append(scalar) }
    return visible
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FEFF}" || scalar == "\u{2060}" || ("\u{200B}"..."\u{200D}").contains(scalar)
  }
}
