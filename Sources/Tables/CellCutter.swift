/// Cuts the text of a table into rows of cells, where they lie.
///
/// As a spreadsheet reads it: a cell that begins with a quote ends at its closing one, a quote inside quotes is doubled,
/// a quote elsewhere is a character like any other; rows end in LF, CRLF or CR.
package struct CellCutter: Sendable {
  /// Where a cell lies in the text, without its quotes.
  package struct Cell: Sendable {
    /// Its first byte.
    package var start: Int
    /// The byte after its last.
    package var end: Int
    /// Whether quotes stood around it.
    package var isQuoted = false
    /// Whether it holds what its text does not hold so: a doubled quote, or a line end.
    package var isRaw = false
  }

  /// What cannot be cut.
  package enum Fault: Sendable {
    /// A quote that opens here is never closed.
    case unclosed(at: Int)
    /// More text follows a closing quote.
    case afterQuote(at: Int)
  }

  /// The text.
  package let bytes: [UInt8]
  /// The cells of the row at hand.
  package private(set) var cells: [Cell] = []
  /// The line on which the row at hand begins, from 1.
  package private(set) var line = 0
  /// The first byte of the row at hand.
  package private(set) var rowStart = 0
  /// What was wrong with the row at hand.
  package private(set) var fault: Fault?
  /// What stands between cells.
  package let separator: UInt8
  private var index: Int
  private var nextLine: Int

  /// Cuts from a place on.
  package init(_ bytes: [UInt8], from start: Int, line: Int = 1, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    index = start
    nextLine = line
  }

  /// Cuts the next row; false at the end of the text.
  package mutating func next() -> Bool {
    guard index < bytes.count else { return false }
    cells.removeAll(keepingCapacity: true)
    fault = nil
    (line, rowStart) = (nextLine, index)
    while true {
      cells.append(nextCell())
      guard index < bytes.count, bytes[index] == separator else { break }
      index += 1
    }
    endRow()
    return true
  }

  private mutating func endRow() {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\r") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
    nextLine += 1
  }

  private mutating func nextCell() -> Cell {
    let start = index
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") { return quotedCell() }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      index += 1
    }
    return Cell(start: start, end: index)
  }

  private mutating func quotedCell() -> Cell {
    let opening = index
    var cell = Cell(start: index + 1, end: index + 1, isQuoted: true)
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == byte else {
          cell.end = index - 1
          skipToCellEnd()
          return cell
        }
        cell.isRaw = true
        index += 1
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        cell.isRaw = true
        let isFirstHalf =
          byte == UInt8(ascii: "\r") && index < bytes.count && bytes[index] == UInt8(ascii: "\n")
        if !isFirstHalf { nextLine += 1 }
      }
    }
    fault = fault ?? .unclosed(at: opening)
    cell.end = index
    return cell
  }

  /// Passes over what follows a closing quote: blanks are harmless, more is told.
  private mutating func skipToCellEnd() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return }
      if byte != UInt8(ascii: " ") { fault = fault ?? .afterQuote(at: index) }
      index += 1
    }
  }

  /// The text of a cell: doubled quotes as one, each line end as one line feed.
  package func text(of cell: Cell) -> String {
    guard cell.isRaw else { return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self) }
    var content: [UInt8] = []
    content.reserveCapacity(cell.end - cell.start)
    var index = cell.start
    while index < cell.end {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { index += 1 }
      content.append(byte)
    }
    return CSVWriter.withLineFeeds(String(decoding: content, as: UTF8.self))
  }

  /// The line of a byte of the row at hand, and its place on that line, both from 1.
  package func place(of byte: Int) -> (line: Int, column: Int) {
    var (line, lineStart) = (line, rowStart)
    for index in rowStart..<byte where isLineEnd(index) {
      line += 1
      lineStart = index + 1
    }
    return (line, byte - lineStart + 1)
  }

  private func isLineEnd(_ index: Int) -> Bool {
    if bytes[index] == UInt8(ascii: "\n") { return true }
    guard bytes[index] == UInt8(ascii: "\r") else { return false }
    return index + 1 >= bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
  }
}
