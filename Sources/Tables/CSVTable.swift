public import Diagnostics

/// A table read from comma-separated values, each field with its place in the file.
///
/// Follows RFC 4180: fields may be quoted, a quote inside quotes is doubled, lines end in LF, CRLF or CR. A
/// byte order mark is skipped. Header names are compared without case, with underscores as spaces, in any order.
/// Lines that are wholly empty are skipped. The apostrophe by which `CSVWriter` guards a cell is taken off.
public struct CSVTable: Sendable {
  /// One field and where it begins.
  public struct Field: Sendable {
    /// The text, without its quotes and without blanks around it.
    public let text: String
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// The byte at which it begins on its line, from 1.
    public let column: Int
  }

  /// One line of data.
  public struct Row: Sendable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// As many fields as the header has.
    public let fields: [Field]
  }

  /// The largest field that is read, in bytes.
  public static let largestField = 1_000_000

  /// The path of the file.
  public let file: String
  /// The names in the header, as written.
  public let header: [Field]
  /// The lines of data that have as many fields as the header.
  public let rows: [Row]

  /// Reads a table; its faults are thrown all at once.
  ///
  /// - Throws: `table.workbook`, `csv.empty`, `csv.not-utf8`, `csv.nul`, `csv.quote`, `csv.long-field`, `csv.ragged`,
  ///   `csv.repeated-column`.
  /// - Complexity: O(n).
  public init(_ input: InputFile) throws(DiagnosticList) {
    if let fault = Workbook.fault(in: input) { throw DiagnosticList(fault) }
    var scanner = CSVScanner(input)
    let records = scanner.scan()
    var faults = scanner.faults
    file = input.path
    guard let first = records.first else {
      if faults.isClean { faults.append(Self.noHeader(in: input.path)) }
      throw faults
    }
    header = first.fields
    Self.checkHeader(first, in: input.path, &faults)
    rows = records.dropFirst().filter { $0.fields.count == first.fields.count }
    let whole = scanner.isCutOff ? records.dropLast() : records[...]
    for record in whole.dropFirst() where record.fields.count != first.fields.count {
      faults.append(
        Diagnostic(
          "csv.ragged",
          at: Position(file: input.path, line: record.line, column: 1),
          "found \(record.fields.count) fields, expected \(first.fields.count) as in the header",
          fix: "add or remove commas on this line, and quote a field that holds a comma"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  private static func noHeader(in file: String) -> Diagnostic {
    Diagnostic(
      "csv.empty",
      at: Position(file: file),
      "found nothing, expected a header line",
      fix: "write the column names on the first line"
    )
  }

  private static func checkHeader(_ header: Row, in file: String, _ faults: inout DiagnosticList) {
    var seen: Set<String> = []
    for field in header.fields where !seen.insert(normalised(field.text)).inserted {
      faults.append(
        Diagnostic(
          "csv.repeated-column",
          at: Position(file: file, line: field.line, column: field.column),
          "found the column \"\(field.text)\" a second time",
          fix: "keep one of the two, or rename one"
        )
      )
    }
  }

  /// A header name as it is compared: lower case, blanks as underscores.
  package static func normalised(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " ? "_" : $0 })
  }

  /// Where a field is.
  public func position(_ row: Row, _ index: Int) -> Position {
    Position(file: file, line: row.fields[index].line, column: row.fields[index].column)
  }
}

/// Cuts bytes into records and fields, and reports what cannot be cut.
private struct CSVScanner {
  private let file: String
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private var lineStart: Int
  private(set) var faults = DiagnosticList()
  /// Whether the file ends inside quotes, so that its last record is none.
  private(set) var isCutOff = false

  init(_ input: InputFile) {
    file = input.path
    bytes = input.bytes
    index = input.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = index
  }

  mutating func scan() -> [CSVTable.Row] {
    var records: [CSVTable.Row] = []
    while index < bytes.count {
      let record = scanRecord()
      let isEmptyLine = record.fields.count == 1 && record.fields[0].text.isEmpty
      if !isEmptyLine { records.append(record) }
    }
    return records
  }

  private mutating func scanRecord() -> CSVTable.Row {
    let firstLine = line
    var fields: [CSVTable.Field] = []
    while true {
      fields.append(scanField())
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      endLine()
      return CSVTable.Row(line: firstLine, fields: fields)
    }
  }

  private mutating func endLine() {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\r") { index += 1 }
    if isLineFeed(at: index) { index += 1 }
    line += 1
    lineStart = index
  }

  private func isLineFeed(at index: Int) -> Bool { index < bytes.count && bytes[index] == UInt8(ascii: "\n") }

  private mutating func scanField() -> CSVTable.Field {
    let start = index
    let place = Position(file: file, line: line, column: start - lineStart + 1)
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      return field(scanQuoted(at: place)[...], at: place)
    }
    while index < bytes.count, !isFieldEnd(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\"") {
        report(
          "csv.quote",
          at: Position(file: file, line: line, column: index - lineStart + 1),
          "found a quote inside a field that does not begin with one",
          fix: "put the whole field in quotes and double the quotes inside it"
        )
        skipToFieldEnd()
        break
      }
      index += 1
    }
    return field(bytes[start..<index], at: place)
  }

  private mutating func field(_ content: ArraySlice<UInt8>, at place: Position) -> CSVTable.Field {
    CSVTable.Field(text: text(of: content, at: place), line: place.line, column: place.column)
  }

  private mutating func scanQuoted(at place: Position) -> [UInt8] {
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == byte else { return endOfQuoted(content, at: place) }
        index += 1
      } else if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && !isLineFeed(at: index)) {
        line += 1
        lineStart = index
      }
      content.append(byte)
    }
    isCutOff = true
    report(
      "csv.quote",
      at: place,
      "found the end of the file inside a quoted field",
      fix: "close the quote that opens here"
    )
    return content
  }

  private mutating func endOfQuoted(_ content: [UInt8], at place: Position) -> [UInt8] {
    guard index < bytes.count, !isFieldEnd(bytes[index]) else { return content }
    report(
      "csv.quote",
      at: place,
      "found more text after the closing quote",
      fix: "put a comma after the quote, or double the quotes inside the field"
    )
    skipToFieldEnd()
    return content
  }

  private mutating func skipToFieldEnd() {
    while index < bytes.count, !isFieldEnd(bytes[index]) { index += 1 }
  }

  private func isFieldEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func text(of content: ArraySlice<UInt8>, at place: Position) -> String {
    if content.count > CSVTable.largestField {
      report(
        "csv.long-field",
        at: place,
        "found a field of \(content.count) bytes, expected at most \(CSVTable.largestField)",
        fix: "look for a quote that is never closed"
      )
      return ""
    }
    if content.contains(0) {
      report(
        "csv.nul",
        at: place,
        "found a NUL byte, expected text",
        fix: "save the file as CSV with UTF-8 encoding"
      )
      return ""
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      report(
        "csv.not-utf8",
        at: place,
        "found bytes that are no UTF-8 text",
        fix: "save the file as CSV with UTF-8 encoding"
      )
      return ""
    }
    return trimmed(CSVWriter.withoutGuard(text))
  }

  private func trimmed(_ text: String) -> String {
    // Only a blank, or the first or last byte of a no-break space, makes it worth a closer look.
    guard let opening = text.utf8.first, let closing = text.utf8.last,
      opening == 0x20 || opening == 0xC2 || closing == 0x20 || closing == 0xA0
    else { return text }
    let isBlank = { (character: Character) in character == " " || character == "\u{A0}" }
    guard let first = text.first, let last = text.last, isBlank(first) || isBlank(last) else { return text }
    let start = text.firstIndex { !isBlank($0) } ?? text.endIndex
    let end = text.lastIndex { !isBlank($0) }.map(text.index(after:)) ?? text.endIndex
    return start < end ? String(text[start..<end]) : ""
  }

  private mutating func report(_ code: String, at place: Position, _ message: String, fix: String) {
    faults.append(Diagnostic(code, at: place, message, fix: fix))
  }
}
