/// Text that a spreadsheet would turn into something else, and the apostrophe that keeps it as it is.
///
/// What a spreadsheet runs as a formula, or takes for a number, a date, a time, a sum of money or a truth: `=1+1`,
/// `00123`, `1E10`, `3-Jan`, `MAR1`, `2011/12`, `12:30`, `50%`, `TRUE`, `#N/A`, in English and other languages. Text
/// that begins with a blank is among them. `JA20F`, `10Q`, `2026/27` and `1979` are not: they come through as they are.
///
/// So that text which itself begins with an apostrophe is not mistaken for a guarded cell, apostrophes before such
/// text count as part of it: `=1` becomes `'=1`, `'=1` becomes `''=1`, and `'tis` stays as it is.
package enum SpreadsheetText {
  /// The longest text that could be a number or a date, in bytes.
  private static let longest = 60

  /// Whether a cell that holds this text needs an apostrophe in front.
  package static func needsGuard(_ text: some StringProtocol) -> Bool {
    let apostrophe = UInt8(ascii: "'")
    guard text.utf8.first == apostrophe else { return isChanged(Substring(text)) }
    return isChanged(Substring(Substring(text).utf8.drop { $0 == apostrophe }))
  }

  /// The text of a cell, without the apostrophe that guards it.
  package static func withoutGuard(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'"), needsGuard(cell) else { return cell }
    return String(Substring(cell.utf8.dropFirst()))
  }

  /// Whether a spreadsheet would make something else of the text.
  static func isChanged(_ text: Substring) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if beginsFormula(first) || Blanks.contains(first) { return true }
    guard text.utf8.count <= longest, !isPlain(text), !NumberWords.isSurelyMore(text) else {
      return false
    }
    let words = NumberWords(text)
    guard words.hasDigit else { return NumberWords.truths.contains(text.lowercased()) }
    if isShownAlike(text) { return false }
    return words.areAllOfNumbers
  }

  /// Whether it is seen at once that it is no number, date or truth: ASCII without a digit, and longer than any truth.
  private static func isPlain(_ text: Substring) -> Bool {
    text.utf8.count > NumberWords.longestTruth
      && text.utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether a text that begins so is run, or is an error's name. Wide forms count as the narrow ones.
  private static func beginsFormula(_ first: Unicode.Scalar) -> Bool {
    switch first {
    case "=", "+", "-", "@", "#", "\t", "\r", "\n", "\u{2212}", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}",
      "\u{FF20}":
      true
    default:
      false
    }
  }

  /// Whether it is a number or a year that looks the same afterwards: `1979`, `2026/27`.
  private static func isShownAlike(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    if bytes.allSatisfy(isDigit) {
      // A spreadsheet shows twelve digits and more with an exponent.
      return bytes.count < 12 && (bytes[0] != UInt8(ascii: "0") || bytes.count == 1)
    }
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "/"), let first = Int(text.prefix(4)),
      let second = Int(text.suffix(2))
    else { return false }
    // The second half of 2011/12 is a month.
    return bytes[5] != UInt8(ascii: "+") && (first + 1) % 100 == second && second > 12
  }
}
