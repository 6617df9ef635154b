import Diagnostics
import Quantities
import Tables

/// The cells of the row at hand, and the faults found in them and in those before.
struct ScheduleCells {
  let sheet: ScheduleSheet
  let convention: SpreadsheetNumber.Convention
  var rows: CellCutter
  var faults = DiagnosticList()
  /// Whether the row at hand has a fault.
  private(set) var isSpoilt = false
  /// What the numbers have shown.
  var marks = NumberMarks()

  init(_ sheet: ScheduleSheet, _ convention: SpreadsheetNumber.Convention) {
    self.sheet = sheet
    self.convention = convention
    rows = sheet.rows
  }

  /// Goes on to the next row; false at the end.
  mutating func next() -> Bool {
    isSpoilt = false
    return rows.next()
  }

  /// The cell of a column; nil when the row ends before it, or the file has no such column.
  func cell(_ column: ScheduleColumn) -> CellCutter.Cell? {
    guard let place = sheet.places[column.place], place < rows.cells.count else { return nil }
    return rows.cells[place]
  }

  func isBlank(_ column: ScheduleColumn) -> Bool { cell(column).map { isBlank($0) } ?? true }

  func isBlank(_ cell: CellCutter.Cell) -> Bool {
    guard cell.start < cell.end else { return true }
    let first = rows.bytes[cell.start]
    if first > 0x20, first < 0x80 { return false }
    return Blanks.trimmed(rows.text(of: cell)).isEmpty
  }

  /// The text of a cell, without its guard and without blanks around it.
  func text(_ column: ScheduleColumn) -> String {
    guard let cell = cell(column), cell.start < cell.end else { return "" }
    let text = rows.text(of: cell)
    guard rows.bytes[cell.start] == UInt8(ascii: "'") else { return Blanks.trimmed(text) }
    // Behind a guard stands the text itself, with the blanks that it begins with.
    let ended = Blanks.trimmed(text, keepsFirst: true)
    return SpreadsheetText.withoutGuard(ended)
  }

  /// The text of a cell without blanks around it, with the apostrophe that may guard it.
  func writtenText(_ cell: CellCutter.Cell) -> String { Blanks.trimmed(rows.text(of: cell)) }

  /// The text of a cell that holds a code or a number, without any apostrophe.
  func plainText(_ cell: CellCutter.Cell) -> String { Self.withoutApostrophe(writtenText(cell)) }

  /// A code or a number without an apostrophe in front: none begins with one.
  static func withoutApostrophe(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") ? Blanks.trimmed(String(text.dropFirst())) : text
  }
}

// MARK: - Faults

extension ScheduleCells {
  /// Reports a fault of a cell, or of the row when it has no such cell.
  mutating func report(_ code: String, in column: ScheduleColumn, _ message: String, fix: String) {
    report(code, at: cell(column).map { $0.isQuoted ? $0.start - 1 : $0.start }, message, fix: fix)
  }

  mutating func report(_ code: String, at byte: Int?, _ message: String, fix: String) {
    isSpoilt = true
    let place = byte.map { rows.place(of: $0) } ?? (line: rows.line, column: 0)
    let position = Position(file: sheet.file, line: place.line, column: place.column)
    faults.append(Diagnostic(code, at: position, message, fix: fix))
  }

  /// A text as messages show it: whole, or the beginning of a long one.
  static func shown(_ text: String) -> String { text.count <= 60 ? text : "\(text.prefix(57))…" }
}
