/// Writes a table that opens safely in a spreadsheet.
///
/// Lines end in CRLF, text is UTF-8. A text cell that a spreadsheet would run as a formula, or turn into
/// another number, gets an apostrophe in front; the reader of this package takes it off again. So that text
/// which itself begins with an apostrophe is not mistaken for such a cell, apostrophes before such text count
/// as part of it: `=1` is written as `'=1`, `'=1` as `''=1`, and `'tis` as it is.
public struct CSVWriter: Sendable {
  /// The bytes written so far.
  public private(set) var bytes: [UInt8] = []
  private var isLineStart = true

  /// A table with a header.
  public init(header: [String]) {
    for name in header { text(name) }
    endRow()
  }

  /// Adds a cell of text.
  public mutating func text(_ text: String) {
    let guarded = Self.needsGuard(text) ? "'" + text : text
    let mustQuote = guarded.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    separate()
    guard mustQuote else {
      bytes.append(contentsOf: guarded.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in guarded.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds a cell that holds a number; it is written as it prints.
  public mutating func number(_ value: some CustomStringConvertible) {
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Adds a cell that holds a number, or nothing.
  public mutating func number(_ value: (some CustomStringConvertible)?) {
    if let value { number(value) } else { blank() }
  }

  /// Adds an empty cell.
  public mutating func blank() {
    separate()
  }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    isLineStart = true
  }

  private mutating func separate() {
    if !isLineStart { bytes.append(UInt8(ascii: ",")) }
    isLineStart = false
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
