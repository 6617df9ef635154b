public import Diagnostics
public import Quantities

/// A column that a table must or may have.
public struct Column: Sendable {
  /// The name in the header, in lower case with underscores.
  public let name: String
  /// What it holds, with its unit, for messages and documentation.
  public let meaning: String
  /// Whether the column must be there.
  public let isRequired: Bool

  /// Describes a column that must be there.
  public init(_ name: String, _ meaning: String) {
    self.init(name, meaning, isRequired: true)
  }

  private init(_ name: String, _ meaning: String, isRequired: Bool) {
    self.name = name
    self.meaning = meaning
    self.isRequired = isRequired
  }

  /// Describes a column that may be left out.
  public static func optional(_ name: String, _ meaning: String) -> Column {
    Column(name, meaning, isRequired: false)
  }
}

/// Reads the rows of a table as typed values and collects every fault with its place.
public struct TableReader: Sendable {
  /// The table being read.
  public let table: CSVTable
  private let indexes: [String: Int]

  /// Matches a table with the columns it should have.
  ///
  /// - Throws: `table.missing-column`, and `table.unknown-column` unless others are allowed; `table.separator` when
  ///   the header's names are not separated by commas.
  public init(
    _ table: CSVTable,
    columns: [Column],
    allowsOthers: Bool = false
  ) throws(DiagnosticList) {
    self.table = table
    var indexes: [String: Int] = [:]
    for (index, field) in table.header.enumerated() { indexes[CSVTable.normalised(field.text)] = index }
    self.indexes = indexes
    var faults = DiagnosticList()
    if let fault = Self.otherSeparator(in: table) { throw DiagnosticList(fault) }
    let missing = columns.filter { $0.isRequired && indexes[$0.name] == nil }
    for column in missing {
      faults.append(Self.missing(column, in: table))
    }
    let known = Set(columns.map(\.name))
    for field in table.header where !allowsOthers && !known.contains(CSVTable.normalised(field.text)) {
      faults.append(Self.unknown(field, among: known, in: table))
    }
    try faults.throwIfFaulty()
  }

  /// Tells of a table whose separator is not the comma, once: else every column would seem to be missing.
  private static func otherSeparator(in table: CSVTable) -> Diagnostic? {
    guard table.header.count == 1, let only = table.header.first else { return nil }
    let separators: [(byte: UInt8, name: String)] = [
      (UInt8(ascii: ";"), "semicolons"), (UInt8(ascii: "\t"), "tabs"),
    ]
    guard let found = separators.first(where: { only.text.utf8.contains($0.byte) }) else { return nil }
    return Diagnostic(
      "table.separator",
      at: Position(file: table.file, line: only.line, column: only.column),
      "found a header whose names are separated by \(found.name), expected commas",
      fix: "save the file as CSV with commas between the fields"
    )
  }

  private static func missing(_ column: Column, in table: CSVTable) -> Diagnostic {
    Diagnostic(
      "table.missing-column",
      at: Position(file: table.file, line: table.header.first?.line ?? 1),
      "found no column \"\(column.name)\", expected one: \(column.meaning)",
      fix: "add \(column.name) to the header, and a value on each line"
    )
  }

  private static func unknown(_ field: CSVTable.Field, among known: Set<String>, in table: CSVTable)
    -> Diagnostic
  {
    let meant = Suggestion.closest(to: field.text, among: known.sorted())
    return Diagnostic(
      "table.unknown-column",
      at: Position(file: table.file, line: field.line, column: field.column),
      "found a column \"\(field.text)\" that this table does not have",
      fix: meant.map { "did you mean \($0)?" }
        ?? "remove the column; this table has \(known.sorted().joined(separator: ", "))"
    )
  }

  /// Reads every row; a row from which nothing can be made returns nil from the closure.
  ///
  /// - Throws: every fault that the rows reported.
  @inlinable
  public func rows<Value>(
    _ read: (inout TableRow) -> Value?
  ) throws(DiagnosticList) -> [Value] {
    var faults = DiagnosticList()
    var values: [Value] = []
    values.reserveCapacity(table.rows.count)
    for index in table.rows.indices {
      var reader = row(at: index)
      let value = read(&reader)
      if reader.hasFaults { faults.append(contentsOf: reader.faults) }
      if let value, reader.faults.isClean { values.append(value) }
    }
    try faults.throwIfFaulty()
    return values
  }

  @usableFromInline
  func row(at index: Int) -> TableRow {
    TableRow(row: table.rows[index], table: table, indexes: indexes)
  }

  /// Whether the table has a column.
  public func has(_ name: String) -> Bool { indexes[name] != nil }
}

/// One row, whose fields are asked for by column name.
public struct TableRow: Sendable {
  @usableFromInline
  let row: CSVTable.Row
  @usableFromInline
  let table: CSVTable
  @usableFromInline
  let indexes: [String: Int]
  @usableFromInline
  fileprivate(set) var faults = DiagnosticList()

  @usableFromInline
  var hasFaults: Bool { faults.errorCount + faults.warningCount > 0 }

  fileprivate init(row: CSVTable.Row, table: CSVTable, indexes: [String: Int]) {
    self.row = row
    self.table = table
    self.indexes = indexes
  }

  /// The line of the file.
  public var line: Int { row.line }

  /// The fields as written, in the order of the header.
  public var fields: [String] { row.fields.map(\.text) }

  /// Where a column's field is on this row; the row itself when the column is not there.
  public func position(of name: String) -> Position {
    guard let index = indexes[name] else { return Position(file: table.file, line: row.line) }
    return table.position(row, index)
  }

  /// The text of a field; nil when it is blank or the column is not there.
  @inlinable
  public func text(_ name: String) -> String? {
    guard let index = indexes[name] else { return nil }
    let text = row.fields[index].text
    return text.isEmpty ? nil : text
  }

  /// The value of a field that must be there.
  @inlinable
  public mutating func required<Value: ParsedValue>(_ name: String, as type: Value.Type = Value.self)
    -> Value?
  {
    guard text(name) != nil else {
      report(
        "value.missing",
        in: name,
        "found a blank \(name), expected \(Value.expectation)",
        fix: "fill it in"
      )
      return nil
    }
    return optional(name)
  }

  /// The value of a field that may be blank; blank is not zero.
  @inlinable
  public mutating func optional<Value: ParsedValue>(_ name: String, as type: Value.Type = Value.self)
    -> Value?
  {
    guard let text = text(name) else { return nil }
    guard let value = Value(text) else {
      report(
        "value.malformed",
        in: name,
        "found \"\(Self.shown(text))\" as \(name), expected \(Value.expectation)",
        fix: "correct this field"
      )
      return nil
    }
    return value
  }

  /// The value of a field that may be blank and is at most so much; more is a slip, such as a lost point.
  @inlinable
  public mutating func optional<Value: ParsedValue & Comparable & CustomStringConvertible>(
    _ name: String,
    atMost largest: Value
  ) -> Value? {
    guard let value: Value = optional(name) else { return nil }
    guard value <= largest else {
      report(
        "value.out-of-range",
        in: name,
        "found \"\(Self.shown(text(name) ?? ""))\" as \(name), expected at most \(largest)",
        fix: "correct this field"
      )
      return nil
    }
    return value
  }

  /// The value of a field that must be there and is at most so much.
  @inlinable
  public mutating func required<Value: ParsedValue & Comparable & CustomStringConvertible>(
    _ name: String,
    atMost largest: Value
  ) -> Value? {
    guard text(name) != nil else { return required(name) }
    return optional(name, atMost: largest)
  }

  /// The value of a whole number that may be blank and lies in a range.
  @inlinable
  public mutating func optional(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(name) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      report(
        "value.out-of-range",
        in: name,
        "found \"\(Self.shown(text))\" as \(name), expected a whole number from \(range.lowerBound) to \(range.upperBound)",
        fix: "correct this field"
      )
      return nil
    }
    return value
  }

  /// The value of a whole number that must be there and lie in a range.
  @inlinable
  public mutating func required(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard text(name) != nil else {
      report(
        "value.missing",
        in: name,
        "found a blank \(name), expected a whole number from \(range.lowerBound) to \(range.upperBound)",
        fix: "fill it in"
      )
      return nil
    }
    return optional(name, in: range)
  }

  /// The values of a field that holds several, separated by blanks.
  public mutating func list<Value: ParsedValue>(_ name: String, of type: Value.Type = Value.self) -> [Value] {
    let words = text(name)?.split(separator: " ").map(String.init) ?? []
    let values = words.compactMap { Value($0) }
    for word in words where Value(word) == nil {
      report(
        "value.malformed",
        in: name,
        "found \"\(Self.shown(word))\" in \(name), expected \(Value.expectation)",
        fix: "correct this word; words are separated by blanks"
      )
    }
    return values
  }

  /// A text as messages show it: whole, or the beginning of a long one.
  @usableFromInline
  static func shown(_ text: String) -> String {
    text.count <= 60 ? text : "\(text.prefix(57))…"
  }

  /// Reports a fault of a field.
  public mutating func report(_ code: String, in name: String, _ message: String, fix: String) {
    faults.append(Diagnostic(code, at: position(of: name), message, fix: fix))
  }
}

/// Reports rows that say the same thing twice.
public struct UniqueKeys<Key: Hashable & Sendable>: Sendable {
  private var lines: [Key: Int] = [:]

  /// No keys yet.
  public init() {}

  /// Notes a row's key, and reports it when an earlier row has the same.
  ///
  /// - Parameters:
  ///   - key: what may stand in one row only.
  ///   - name: the column at which a repeated key is reported.
  ///   - what: the columns of the key in words, when it has several.
  ///   - row: the row.
  public mutating func note(
    _ key: Key,
    _ name: String,
    of what: String? = nil,
    in row: inout TableRow
  ) {
    if let earlier = lines[key] {
      row.report(
        "table.repeated-row",
        in: name,
        "found a second row for the same \(name), first on line \(earlier)",
        fix: what.map { "keep one of the two rows: one for each \($0)" } ?? "keep one of the two rows"
      )
    } else {
      lines[key] = row.line
    }
  }
}

extension TableReader {
  /// Reads a file and matches it with its columns.
  public init(
    _ input: InputFile,
    columns: [Column],
    allowsOthers: Bool = false
  ) throws(DiagnosticList) {
    try self.init(CSVTable(input), columns: columns, allowsOthers: allowsOthers)
  }
}
