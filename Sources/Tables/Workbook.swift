import Diagnostics

/// The file that a spreadsheet program keeps for itself, which is no table as text.
enum Workbook {
  /// How such files begin: zipped, as XLSX and ODS are, and the older XLS.
  private static let beginnings: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]]

  /// What is said of a workbook; nil of any other file.
  static func fault(in input: InputFile) -> Diagnostic? {
    guard beginnings.contains(where: { input.bytes.starts(with: $0) }) else { return nil }
    return Diagnostic(
      "table.workbook",
      at: Position(file: input.path),
      "found a workbook of a spreadsheet program, expected a table as text",
      fix: "open it there and save the sheet as CSV"
    )
  }
}
