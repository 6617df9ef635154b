package import Diagnostics

/// The text of a file as a spreadsheet may have saved it, as UTF-8.
///
/// UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252: bytes that are no UTF-8 are what a
/// spreadsheet on Windows saves as plain CSV. UTF-8 that a spreadsheet took for Windows-1252 before it saved it anew is
/// known by its mark, which has become `ï»¿`, and undone.
package struct DecodedText: Sendable {
  /// The bytes as UTF-8.
  package let bytes: [UInt8]
  /// Where the text begins, past a byte order mark.
  package let start: Int

  /// Decodes a file.
  ///
  /// - Throws: `table.workbook`; `csv.nul` for a byte that no text has; `table.encoding` for UTF-16 that is cut off.
  /// - Complexity: O(n); bytes that are UTF-8 already are not copied.
  package init(_ input: InputFile) throws(DiagnosticList) {
    if let fault = Workbook.fault(in: input) { throw DiagnosticList(fault) }
    let (text, first) = try Self.decoded(input)
    (bytes, start) = Self.undone(text[first...]).map { ($0, 0) } ?? (text, first)
    if let place = bytes.firstIndex(of: 0) {
      let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
      throw DiagnosticList(
        Diagnostic(
          "csv.nul",
          at: Position(file: input.path, line: line),
          "found a NUL byte, expected text",
          fix: "save the file as CSV with UTF-8 encoding"
        )
      )
    }
  }

  /// The text as UTF-8, and where it begins.
  private static func decoded(_ input: InputFile) throws(DiagnosticList) -> ([UInt8], Int) {
    let found = input.bytes
    if found.starts(with: [0xFF, 0xFE]) || found.starts(with: [0xFE, 0xFF]) {
      return (try utf16(input, isLittleEndian: found[0] == 0xFF), 0)
    }
    guard String(validating: found, as: UTF8.self) != nil else { return (windows1252(found), 0) }
    return (found, found.starts(with: mark) ? 3 : 0)
  }

  /// The byte order mark of UTF-8.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text before it was taken for Windows-1252, when its mark says that it was; quotes may stand before that.
  private static func undone(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let quote = UInt8(ascii: "\"")
    let rest = text.first == quote ? text.dropFirst() : text
    guard rest.starts(with: "ï»¿".utf8) else { return nil }
    var bytes: [UInt8] = text.first == quote ? [quote] : []
    for scalar in String(decoding: rest.dropFirst(6), as: UTF8.self).unicodeScalars {
      if let place = upper.firstIndex(where: { UInt32($0) == scalar.value }) {
        bytes.append(UInt8(0x80 + place))
      } else {
        // LibreOffice gives the five bytes without a character a place in the private area, 0xF181 for 0x81.
        let isPrivate = (0xF180...0xF19F).contains(scalar.value)
        guard let byte = UInt8(exactly: isPrivate ? scalar.value - 0xF100 : scalar.value) else { return nil }
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
  }

  private static func utf16(_ input: InputFile, isLittleEndian: Bool) throws(DiagnosticList) -> [UInt8] {
    let pairs = stride(from: 2, to: input.bytes.count - 1, by: 2)
    let units = pairs.map { index -> UInt16 in
      let (first, second) = (UInt16(input.bytes[index]), UInt16(input.bytes[index + 1]))
      return isLittleEndian ? second << 8 | first : first << 8 | second
    }
    guard input.bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw DiagnosticList(
        Diagnostic(
          "table.encoding",
          at: Position(file: input.path),
          "found UTF-16 that is cut off or damaged",
          fix: "save the file again, as CSV with UTF-8 encoding"
        )
      )
    }
    return Array(text.utf8)
  }

  /// Source: the WHATWG Encoding Standard's index of windows-1252; the five bytes without a character stay as they are.
  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      let scalar = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt16(byte)
      switch scalar {
      case ..<0x80: text.append(UInt8(scalar))
      case ..<0x800: text += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
      default:
        text += [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
      }
    }
    return text
  }

  private static let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153,
    0x9D,
    0x17E, 0x178,
  ]
}
