import Diagnostics
import TestSupport
import Testing

@testable import Tables

struct DecodedTextTests {
  private static let text = "code;price\r\nŁódź;£1\r\n😀;é\r\n"

  private func decoded(_ bytes: [UInt8]) throws -> String {
    let text = try DecodedText(InputFile(path: "t.csv", bytes: bytes))
    return String(decoding: text.bytes[text.start...], as: UTF8.self)
  }

  private func utf16(_ text: String, isLittleEndian: Bool) -> [UInt8] {
    ("\u{FEFF}" + text).utf16.flatMap { unit in
      let halves = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittleEndian ? halves.reversed() : halves
    }
  }

  @Test func `a text is the same in UTF-8 and UTF-16, with a byte order mark or without`() throws {
    #expect(try decoded(Array(Self.text.utf8)) == Self.text)
    #expect(try decoded([0xEF, 0xBB, 0xBF] + Self.text.utf8) == Self.text)
    #expect(try decoded(utf16(Self.text, isLittleEndian: true)) == Self.text)
    #expect(try decoded(utf16(Self.text, isLittleEndian: false)) == Self.text)
    #expect(try decoded([]) == "")
    #expect(try decoded([0xFF, 0xFE]) == "")
  }

  @Test func `bytes that are no UTF-8 are Windows-1252`() throws {
    #expect(try decoded([0xA3, 0x31]) == "£1")
    #expect(try decoded([0x80, 0x35, 0x20, 0x96, 0x20, 0xE9, 0x93, 0x94, 0x9F]) == "€5 – é“”Ÿ")
    #expect(try decoded([0x81]) == "\u{81}")
  }

  @Test func `marked UTF-8 that was taken for Windows-1252 and saved again is undone`() throws {
    let taken = try decoded([0x20] + [0xEF, 0xBB, 0xBF] + Self.text.utf8 + [0xFF]).dropFirst().dropLast()
    #expect(taken.hasPrefix("ï»¿code"))
    #expect(try decoded(Array(taken.utf8)) == Self.text)
    #expect(try decoded(utf16(String(taken), isLittleEndian: true)) == Self.text)
    #expect(
      try decoded(Array("ï»¿\u{E1}\u{BB}\u{F181}".utf8)) == "\u{1EC1}",
      "as LibreOffice saves what has no character"
    )
    #expect(
      try decoded(Array("ï»¿ and 漢".utf8)) == "ï»¿ and 漢",
      "what Windows-1252 does not have was never it"
    )
  }

  @Test func `a byte of nothing is told with its line, and damaged UTF-16 too`() {
    #expect(
      faults { () throws(DiagnosticList) in try DecodedText(InputFile(path: "t.csv", bytes: [97, 10, 0])) }
        == ["t.csv:2 found a NUL byte, expected text [csv.nul]"]
    )
    for bytes: [UInt8] in [[0xFF, 0xFE, 97], [0xFF, 0xFE, 0, 0xD8], [0xFE, 0xFF, 0xDC, 0]] {
      #expect(
        faults { () throws(DiagnosticList) in try DecodedText(InputFile(path: "t.csv", bytes: bytes)) }
          == ["t.csv found UTF-16 that is cut off or damaged [table.encoding]"]
      )
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any bytes are text or refused`(seed: UInt64) {
    var random = Seeded(seed)
    let bytes = random.bytes("a;\n\u{FEFF}", upTo: 40)
    _ = try? DecodedText(InputFile(path: "t.csv", bytes: bytes))
  }
}
