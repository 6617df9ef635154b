import Quantities
import Tables

/// Reads the cells that hold numbers.
extension ScheduleCells {
  /// The number of a cell; nil when it is blank, or at fault, which is told.
  mutating func number(_ column: ScheduleColumn, _ kind: NumberKind) -> Int64? {
    guard let cell = cell(column), !isBlank(cell) else { return nil }
    if let plain = plainNumber(cell, kind.decimals), abs(plain) <= kind.largest,
      plain >= 0 || kind.mayBeNegative
    {
      return plain
    }
    let text = plainText(cell)
    guard let number = SpreadsheetNumber(text, convention), !number.isPercent || kind.mayBePercent,
      let value = number.scaled(decimals: kind.decimals)
    else {
      reportNumber(
        "value.malformed",
        text,
        in: column,
        "expected \(kind.expectation)",
        fix: "correct this cell"
      )
      return nil
    }
    marks.note(number.mark)
    guard !number.isAmbiguous else {
      reportNumber(
        "value.ambiguous",
        text,
        in: column,
        "which may be a thousand times as much or not",
        fix: "write it without separators between thousands, and with one decimal more or none"
      )
      return nil
    }
    guard abs(value) <= kind.largest, value >= 0 || kind.mayBeNegative else {
      let expected = "expected \(kind.expectation)"
      reportNumber("value.out-of-range", text, in: column, expected, fix: "correct this cell")
      return nil
    }
    return value
  }

  private mutating func reportNumber(
    _ code: String,
    _ text: String,
    in column: ScheduleColumn,
    _ rest: String,
    fix: String
  ) {
    report(code, in: column, "found \"\(Self.shown(text))\" as \(column.rawValue), \(rest)", fix: fix)
  }

  /// A number of digits and at most one point, times ten to the power of `decimals`; nil for anything else.
  private mutating func plainNumber(_ cell: CellCutter.Cell, _ decimals: Int) -> Int64? {
    guard cell.end - cell.start <= 18 else { return nil }
    var index = cell.start
    let isNegative = rows.bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var (value, whole, fraction, hasPoint) = (Int64(0), 0, 0, false)
    let first = index < cell.end ? rows.bytes[index] : 0
    while index < cell.end {
      let byte = rows.bytes[index]
      index += 1
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        value = value * 10 + Int64(digit)
        if hasPoint { fraction += 1 } else { whole += 1 }
      } else {
        guard byte == UInt8(ascii: "."), !hasPoint else { return nil }
        hasPoint = true
      }
    }
    guard whole > 0, fraction <= decimals, !hasPoint || fraction > 0 else { return nil }
    if hasPoint {
      let mayBeThousands = fraction == 3 && whole <= 3 && first != UInt8(ascii: "0")
      guard !mayBeThousands || convention == .point else { return nil }
      marks.note(mayBeThousands ? .either : .point)
    }
    for _ in fraction..<decimals {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      guard !isTooLarge else { return nil }
      value = product
    }
    return isNegative ? -value : value
  }
}
