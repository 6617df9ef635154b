import Diagnostics
import Tables

/// What the row at hand is.
extension ScheduleCells {
  /// Whether it can be cut, and has no cells but those of columns; if not, it is told.
  mutating func isWhole() -> Bool {
    switch rows.fault {
    case .unclosed(let byte):
      report(
        "csv.quote",
        at: byte,
        "found a quote that is never closed",
        fix: "close the quote that opens here"
      )
    case .afterQuote(let byte):
      report(
        "csv.quote",
        at: byte,
        "found more text after the closing quote",
        fix: "double the quotes inside the cell, and put quotes around all of it"
      )
    case nil:
      let beyond = rows.cells.dropFirst(sheet.width)
      guard let further = beyond.first(where: { !isBlank($0) }) ?? (beyond.isEmpty ? nil : cutThousands)
      else {
        return true
      }
      report(
        "csv.ragged",
        at: further.start,
        "found a cell beyond the \(sheet.width) of the header",
        fix: "quote a text that holds the separator, or name the column"
      )
    }
    return false
  }

  /// The first cell that may be the thousands of a number without quotes, `65,000`, which moved the cells after it: the
  /// row has more cells than the header, and the cell after it is three digits.
  private var cutThousands: CellCutter.Cell? {
    guard rows.separator == UInt8(ascii: ",") else { return nil }
    return zip(rows.cells, rows.cells.dropFirst()).first { cell, next in
      (1...3).contains(digits(cell)) && digits(next) == 3
    }?.0
  }

  /// How many digits a cell is; 0 when it is anything else.
  private func digits(_ cell: CellCutter.Cell) -> Int {
    let bytes = rows.bytes[cell.start..<cell.end]
    return !cell.isQuoted && bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      ? bytes.count : 0
  }

  /// Whether it has all the cells that a line must have; if not, it was cut off, which is told. A spreadsheet may leave
  /// out blank cells at its end.
  mutating func isComplete() -> Bool {
    guard rows.cells.count < sheet.leastWidth else { return true }
    report(
      "csv.ragged",
      at: nil,
      "found \(rows.cells.count) cells, expected at least \(sheet.leastWidth)",
      fix: "add the missing cells, or take out the row"
    )
    return false
  }

  /// Whether nothing is in it.
  var isBlankRow: Bool { rows.cells.allSatisfy { isBlank($0) } }

  /// Whether the row names no line: it has neither year, commissioner nor provider, or is a total that a spreadsheet or a
  /// person put in. A row that a name of ours, a code or an activity marks as a line is one, whatever it lacks.
  var isNoLine: Bool {
    if !isBlank(.commissioner), !isBlank(.provider), !isBlank(.lineID) { return false }
    if text(.lineID).hasPrefix("SL-") { return false }
    // A sum that nobody named: figures, and nothing that says of what.
    if Self.namesOfLine.allSatisfy({ isBlank($0) }) { return true }
    let isNameless =
      isBlank(.commissioner) || isBlank(.provider) || isTotal(.commissioner) || isTotal(.provider)
    let isCoded = !isBlank(.currency) && !isTotal(.currency)
    if isNameless, !isCoded, Self.labels.contains(where: isTotal) { return true }
    return Self.codes.allSatisfy { isBlank($0) }
  }

  /// Where a total may be called one.
  private static let labels: [ScheduleColumn] = [
    .lineID, .financialYear, .commissioner, .provider, .pathway, .step, .currency, .pointOfDelivery,
  ]

  /// What says which line it is.
  private static let namesOfLine: [ScheduleColumn] = [
    .lineID, .financialYear, .commissioner, .provider, .pathway, .step, .currency, .pointOfDelivery,
    .treatmentFunction, .basis,
  ]

  /// What only a line has.
  private static let codes: [ScheduleColumn] = [
    .financialYear, .commissioner, .provider, .currency, .pointOfDelivery, .treatmentFunction,
    .plannedActivity, .basis,
  ]

  private func isTotal(_ column: ScheduleColumn) -> Bool {
    let words = text(column).lowercased().split { !$0.isLetter }
    let totals: Set<Substring> = ["total", "totals", "subtotal", "subtotals"]
    return [words.first, words.last].contains { $0.map(totals.contains) ?? false }
  }

  /// Says that the row was passed over.
  mutating func noteSkippedRow() {
    faults.append(
      Diagnostic(
        "schedule.row-skipped",
        at: Position(file: sheet.file, line: rows.line),
        "found a row that names no line, such as a total or a remark; it was passed over",
        fix: "nothing; if it is a line, fill in financial_year, commissioner and provider",
        severity: .warning
      )
    )
  }
}
