/// Writes a table that opens safely in a spreadsheet.
///
/// Lines end in CRLF, text is UTF-8. A text cell that a spreadsheet would run as a formula, or turn into
/// another number, gets an apostrophe in front; the reader of this package takes it off again. So that text
/// which itself begins with an apostrophe is not mistaken for such a cell, apostrophes before such text count
/// as part of it: `=1` is written as `'=1`, `'=1` as `''=1`, and `'tis` as it is.
public struct CSVWriter: Sendable {
  /// For whom a table is written, which says what text is guarded.
  public enum Reader: Sendable {
    /// Programs: what would run as a formula, or is `1E10`, is guarded, and `5-9` is not.
    case programs
    /// People with a spreadsheet: also what it would turn into a date, a truth or a number that looks otherwise, such as
    /// `5-9` and `00123`. A line break within a cell is written as one line feed, as spreadsheets do.
    case spreadsheets
  }

  /// The bytes written so far. For a spreadsheet they begin with a byte order mark when they are not all ASCII: without
  /// one Excel would not take them for UTF-8.
  public var bytes: [UInt8] { isPlain ? written : [0xEF, 0xBB, 0xBF] + written }

  private var written: [UInt8] = []
  private var isPlain = true
  private var isLineStart = true
  private let reader: Reader

  /// A table with a header.
  public init(header: [String], for reader: Reader = .programs) {
    self.reader = reader
    for name in header { text(name) }
    endRow()
  }

  /// Rows that another table goes on with.
  package init(continuingFor reader: Reader) {
    self.reader = reader
  }

  /// Adds the rows of another writer for the same reader.
  package mutating func append(_ rows: CSVWriter) {
    isPlain = isPlain && rows.isPlain
    written += rows.written
  }

  /// Adds a cell of text.
  public mutating func text(_ text: String) {
    let guarded = guarded(text)
    if reader == .spreadsheets, isPlain { isPlain = guarded.utf8.allSatisfy { $0 < 0x80 } }
    separate()
    guard mustQuote(guarded) else {
      written.append(contentsOf: guarded.utf8)
      return
    }
    written.append(UInt8(ascii: "\""))
    for byte in guarded.utf8 {
      if byte == UInt8(ascii: "\"") { written.append(byte) }
      written.append(byte)
    }
    written.append(UInt8(ascii: "\""))
  }

  /// Adds a cell that holds a number; it is written as it prints.
  public mutating func number(_ value: some CustomStringConvertible) {
    separate()
    written.append(contentsOf: value.description.utf8)
  }

  /// Adds a cell that holds a number, or nothing.
  public mutating func number(_ value: (some CustomStringConvertible)?) {
    if let value { number(value) } else { blank() }
  }

  /// A cell of text as it is written, for one that is written often.
  package static func cell(_ text: String, for reader: Reader = .programs) -> [UInt8] {
    var writer = CSVWriter(continuingFor: reader)
    writer.text(text)
    return writer.written
  }

  /// Adds a cell that is written already.
  package mutating func cell(_ bytes: [UInt8]) {
    separate()
    if reader == .spreadsheets, isPlain { isPlain = bytes.allSatisfy { $0 < 0x80 } }
    written.append(contentsOf: bytes)
  }

  /// Adds a cell that holds a decimal number, given as so many of its last decimal, without trailing zeros but with
  /// at least `minimum` decimals; no text is made on the way.
  package mutating func number(scaled: Int64, decimals: Int, minimum: Int = 0) {
    separate()
    if scaled < 0 { written.append(UInt8(ascii: "-")) }
    var rest = scaled.magnitude
    var decimalsLeft = decimals
    while decimalsLeft > minimum, rest.isMultiple(of: 10) {
      rest /= 10
      decimalsLeft -= 1
    }
    var power: UInt64 = 1
    var places = 1
    while places <= decimalsLeft || rest / power >= 10 {
      power *= 10
      places += 1
    }
    while places > 0 {
      let (digit, others) = rest.quotientAndRemainder(dividingBy: power)
      written.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
      rest = others
      power /= 10
      places -= 1
      if places == decimalsLeft, places > 0 { written.append(UInt8(ascii: ".")) }
    }
  }

  /// Adds an empty cell.
  public mutating func blank() {
    separate()
  }

  /// Ends the row.
  public mutating func endRow() {
    written.append(UInt8(ascii: "\r"))
    written.append(UInt8(ascii: "\n"))
    isLineStart = true
  }

  private mutating func separate() {
    if !isLineStart { written.append(UInt8(ascii: ",")) }
    isLineStart = false
  }

  private func guarded(_ text: String) -> String {
    switch reader {
    case .programs:
      return Self.needsGuard(text) ? "'" + text : text
    case .spreadsheets:
      let text = text.utf8.contains(UInt8(ascii: "\r")) ? Self.withLineFeeds(text) : text
      return SpreadsheetText.needsGuard(text) ? "'" + text : text
    }
  }

  /// The text with each line end as one line feed.
  package static func withLineFeeds(_ text: String) -> String {
    var isAfterReturn = false
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar != "\n" || !isAfterReturn { scalars.append(scalar == "\r" ? "\n" : scalar) }
      isAfterReturn = scalar == "\r"
    }
    return String(scalars)
  }

  /// Whether a cell needs quotes; for a spreadsheet also where it could be cut at another separator than the comma.
  private func mustQuote(_ cell: String) -> Bool {
    cell.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
      case UInt8(ascii: ";"), UInt8(ascii: "\t"): reader == .spreadsheets
      default: false
      }
    }
  }

  /// Whether the text is unsafe, or is so behind apostrophes that must not be taken for a guard.
  private static func needsGuard(_ text: String) -> Bool {
    isUnsafe(Substring(text.utf8.drop { $0 == UInt8(ascii: "'") }))
  }

  /// The text of a cell without the apostrophe that guards it.
  static func withoutGuard(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'"), needsGuard(cell) else { return cell }
    return String(Substring(cell.utf8.dropFirst()))
  }

  /// Whether a spreadsheet would take the text for a formula, or for a number that it is not: `1E10`.
  private static func isUnsafe(_ text: Substring) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
      UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      return true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let halves = text.split(whereSeparator: { $0 == "E" || $0 == "e" })
      return halves.count == 2 && halves.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    default:
      return false
    }
  }
}
