/// What looks like nothing around a text: blanks of every width and none, and the byte order mark.
package enum Blanks {
  /// Whether a character is one of them; line ends are not.
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200F, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// The text without them, and without line ends, at its end and, unless told otherwise, at its beginning.
  package static func trimmed(_ text: String, keepsFirst: Bool = false) -> String {
    // Only a byte that may belong to one makes it worth a closer look.
    guard let first = text.utf8.first, let last = text.utf8.last,
      isSuspect(first) || last <= 0x20 || last >= 0x80
    else { return text }
    let isBlank = { (scalar: Unicode.Scalar) in contains(scalar) || scalar == "\n" || scalar == "\r" }
    var rest = Substring(text).unicodeScalars
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    while !keepsFirst, let first = rest.first, isBlank(first) { rest.removeFirst() }
    return String(rest)
  }

  private static func isSuspect(_ first: UInt8) -> Bool { first <= 0x20 || first >= 0x80 }
}
