import Diagnostics
import Tables

/// A schedule as a spreadsheet saved it: its separator, its header, and its rows still to be read.
struct ScheduleSheet: Sendable {
  /// The path of the file.
  let file: String
  /// What cuts the rows after the header.
  let rows: CellCutter
  /// Where each column is, in the order of `ScheduleColumn.allCases`.
  let places: [Int?]
  /// How many cells the header has.
  let width: Int
  /// How many cells a line must have, so that none that it needs is missing.
  let leastWidth: Int

  private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
  /// How far down the header may stand, below a title.
  private static let deepest = 30

  /// Whether a file has the header of a schedule, or is UTF-16, which no other table is, and cannot be decoded.
  static func isRecognised(_ input: InputFile) -> Bool {
    guard let text = try? DecodedText(input) else { return input.bytes.first.map { $0 >= 0xFE } ?? false }
    guard let header = header(in: text) else { return false }
    let own: Set<ScheduleColumn> = [.lineID, .plannedActivity, .plannedValue]
    return own.intersection(header.columns.compactMap(\.self)).count >= 2
  }

  /// Finds the header: the row with the most columns of a schedule, by the separator that gives the most.
  ///
  /// - Throws: `csv.empty`, `csv.repeated-column`, `table.missing-column`, `table.unknown-column` for a column that was
  ///   probably meant to be one of a schedule.
  init(_ text: DecodedText, file: String) throws(DiagnosticList) {
    guard let header = Self.header(in: text) else {
      throw DiagnosticList(
        Diagnostic(
          "csv.empty",
          at: Position(file: file),
          "found nothing, expected a header line",
          fix: "write the column names on the first line"
        )
      )
    }
    self.file = file
    rows = header.cutter
    width = header.columns.count
    places = ScheduleColumn.allCases.map { column in header.columns.firstIndex { $0 == column } }
    leastWidth = 1 + (header.columns.lastIndex { $0?.isRequired ?? false } ?? -1)
    let faults = Self.faults(of: header, in: file)
    try faults.throwIfFaulty()
  }

  // MARK: - Header

  private struct Header {
    /// Past the header.
    let cutter: CellCutter
    /// What each of its cells names.
    let columns: [ScheduleColumn?]

    var known: Int { Set(columns.compactMap(\.self)).count }
  }

  private static func header(in text: DecodedText) -> Header? {
    let (start, line, named) = afterSeparatorLine(text)
    var best: Header?
    for separator in named.map({ [$0] }) ?? separators {
      var cutter = CellCutter(text.bytes, from: start, line: line, separator: separator)
      for _ in 0..<deepest where cutter.next() {
        let columns = cutter.cells.map { ScheduleColumn(rawValue: normalised(cutter.text(of: $0))) }
        let header = Header(cutter: cutter, columns: columns)
        let hasNames = cutter.cells.contains { cutter.text(of: $0).contains(where: \.isLetter) }
        if hasNames, best.map({ header.known > $0.known }) ?? true { best = header }
      }
    }
    return best
  }

  /// Where the table begins after a line such as `sep=;`, by which a file tells a spreadsheet its separator.
  private static func afterSeparatorLine(_ text: DecodedText) -> (start: Int, line: Int, separator: UInt8?) {
    let start = text.start
    let bytes = text.bytes
    guard bytes[start...].starts(with: Array("sep=".utf8)), bytes.count > start + 5
    else { return (start, 1, nil) }
    var end = start + 5
    guard bytes[end] == UInt8(ascii: "\r") || bytes[end] == UInt8(ascii: "\n") else { return (start, 1, nil) }
    if bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    return (end, 2, bytes[start + 4])
  }

  /// A name as it is compared: lower case, with an underscore for blanks, hyphens and line ends, and only what is ASCII:
  /// a byte order mark may have been saved as text.
  private static func normalised(_ name: String) -> String {
    let text = Blanks.trimmed(SpreadsheetText.withoutGuard(name)).lowercased().unicodeScalars
    let words = text.filter { $0.isASCII || Blanks.contains($0) }.split {
      Blanks.contains($0) || "_-\n".unicodeScalars.contains($0)
    }
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: "_")
  }

  // MARK: - Faults

  private static func faults(of header: Header, in file: String) -> DiagnosticList {
    var faults = DiagnosticList()
    let columns = header.columns
    for (index, column) in columns.enumerated() {
      let place = header.cutter.place(of: header.cutter.cells[index].start)
      let position = Position(file: file, line: place.line, column: place.column)
      if let column, columns[..<index].contains(column) {
        faults.append(repeated(column, at: position))
      } else if column == nil {
        let name = normalised(header.cutter.text(of: header.cutter.cells[index]))
        let missing = ScheduleColumn.allCases.filter { !columns.contains($0) }.map(\.rawValue)
        let meant = name.isEmpty ? nil : Suggestion.closest(to: name, among: missing)
        if let meant { faults.append(unknown(name, meant: meant, at: position)) }
      }
    }
    for column in ScheduleColumn.allCases where column.isRequired && !columns.contains(column) {
      faults.append(missing(column, at: Position(file: file, line: header.cutter.line)))
    }
    return faults
  }

  private static func repeated(_ column: ScheduleColumn, at position: Position) -> Diagnostic {
    Diagnostic(
      "csv.repeated-column",
      at: position,
      "found the column \"\(column.rawValue)\" a second time",
      fix: "keep one of the two, or rename one"
    )
  }

  private static func unknown(_ name: String, meant: String, at position: Position) -> Diagnostic {
    Diagnostic(
      "table.unknown-column",
      at: position,
      "found a column \"\(name)\" and no column \"\(meant)\"",
      fix: "did you mean \(meant)?"
    )
  }

  private static func missing(_ column: ScheduleColumn, at position: Position) -> Diagnostic {
    Diagnostic(
      "table.missing-column",
      at: position,
      "found no column \"\(column.rawValue)\", expected one: \(column.meaning)",
      fix: "add \(column.rawValue) to the header, and a value on each line"
    )
  }
}
