public import Diagnostics
import Quantities
public import Tables

extension Schedule {
  /// Reads a schedule as a spreadsheet saved it; its faults are thrown all at once.
  ///
  /// What a spreadsheet does to a file is read back: its encoding, its separator, columns and rows in another order or put
  /// in, blanks, `£1,234.50`, `(1,234.50)`, decimal commas, `Dec-11` for 2011/12. `-` is nothing, as accountants write 0.
  /// A number with more decimals than are kept is rounded to them, half up. A line without a name gets the one that a run
  /// would give it. Rows that name no line, such as totals, are passed over with a warning.
  ///
  /// - Throws: `csv.empty`, `csv.nul`, `csv.quote`, `csv.ragged`, `csv.repeated-column`, `table.encoding`,
  ///   `table.missing-column`, `table.unknown-column`; `value.missing`, `value.malformed`, `value.ambiguous`,
  ///   `value.out-of-range`; `schedule.mangled-code`, `schedule.repeated-line`.
  /// - Complexity: O(n).
  public init(_ input: InputFile) throws(DiagnosticList) {
    let sheet = try ScheduleSheet(DecodedText(input), file: input.path)
    var reader = ScheduleReader(sheet, .point)
    reader.read()
    if let other = reader.marks.otherConvention(hasCommas: sheet.rows.separator == UInt8(ascii: ",")) {
      reader = ScheduleReader(sheet, other)
      reader.read()
    }
    try reader.faults.throwIfFaulty()
    self.init(reader.lines, warnings: reader.faults)
  }

  /// Whether a file has the columns of a schedule.
  public static func isRecognised(_ input: InputFile) -> Bool { ScheduleSheet.isRecognised(input) }
}
