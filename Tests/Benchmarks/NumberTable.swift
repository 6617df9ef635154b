import Diagnostics
import Tables

/// The numbers of a file of commas with a header, row by row; a field that is no number counts as 0.
struct NumberTable {
  let rows: [[Double]]
  let names: [String]

  /// Reads a file; the first field of each row is kept as a name too.
  init(_ path: String) throws(DiagnosticList) {
    var rows: [[Double]] = []
    var names: [String] = []
    let lines = try InputFile(reading: path).bytes.split(separator: UInt8(ascii: "\n")).dropFirst()
    for line in lines {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      rows.append(fields.map(Self.number))
      names.append(String(decoding: fields[0], as: UTF8.self))
    }
    (self.rows, self.names) = (rows, names)
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Double {
    var whole = 0
    for byte in field {
      guard (48...57).contains(byte) else { return Double(String(decoding: field, as: UTF8.self)) ?? 0 }
      whole = whole * 10 + Int(byte) - 48
    }
    return Double(whole)
  }
}
