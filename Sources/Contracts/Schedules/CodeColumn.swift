import Quantities
import Tables

/// A column of codes. They are few and come again and again, so each is read once.
struct CodeColumn<Value: Sendable>: Sendable {
  private let column: ScheduleColumn
  private let isRequired: Bool
  private let expectation: String
  private let read: @Sendable (String) -> Value?
  /// The values by their bytes, and the last one.
  private var values: [UInt128: Value] = [:]
  private var lastKey: UInt128 = 0
  private var lastValue: Value?

  /// A column whose codes are read in a way of its own, from the text with the apostrophe that may guard it.
  init(
    _ column: ScheduleColumn,
    isRequired: Bool = false,
    expected: String,
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.column = column
    self.isRequired = isRequired
    expectation = expected
    self.read = read
  }

  /// The code of the row at hand; nil when it is blank, or at fault, which is told.
  mutating func value(in cells: inout ScheduleCells) -> Value? {
    guard let cell = cells.cell(column), !cells.isBlank(cell) else {
      if isRequired { reportMissing(in: &cells) }
      return nil
    }
    let key = cell.isRaw ? nil : Self.key(cells.rows.bytes, cell)
    if let key, key == lastKey, let lastValue { return lastValue }
    guard let value = key.flatMap({ values[$0] }) ?? read(cells.writtenText(cell)) else {
      report(cells.plainText(cell), in: &cells)
      return nil
    }
    if let key {
      values[key] = value
      (lastKey, lastValue) = (key, value)
    }
    return value
  }

  /// At most fifteen bytes and how many they are, as one number; nil for more.
  private static func key(_ bytes: [UInt8], _ cell: CellCutter.Cell) -> UInt128? {
    guard cell.end - cell.start <= 15 else { return nil }
    var key = UInt128(cell.end - cell.start)
    for index in cell.start..<cell.end { key = key << 8 | UInt128(bytes[index]) }
    return key
  }

  // MARK: - Faults

  private func reportMissing(in cells: inout ScheduleCells) {
    cells.report(
      "value.missing",
      in: column,
      "found a blank \(column.rawValue), expected \(expectation)",
      fix: "fill it in"
    )
  }

  private func report(_ text: String, in cells: inout ScheduleCells) {
    let isMangled = column != .financialYear && SpreadsheetText.needsGuard(text)
    cells.report(
      isMangled ? "schedule.mangled-code" : "value.malformed",
      in: column,
      "found \"\(ScheduleCells.shown(text))\" as \(column.rawValue), expected \(expectation)",
      fix: isMangled
        ? "type the code again into a cell of the format text: a spreadsheet took it for a number or a date"
        : "correct this cell"
    )
  }
}

extension CodeColumn where Value: ParsedValue {
  /// A column whose codes are read as everywhere.
  init(_ column: ScheduleColumn, isRequired: Bool = false) {
    self.init(column, isRequired: isRequired, expected: Value.expectation) {
      Value(ScheduleCells.withoutApostrophe($0))
    }
  }
}
