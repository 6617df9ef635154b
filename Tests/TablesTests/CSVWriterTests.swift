import Tables
import TestSupport
import Testing

struct CSVWriterTests {
  @Test func `lines end in CRLF and cells are quoted only when they must be`() {
    var writer = CSVWriter(header: ["pod", "note"])
    writer.text("DC")
    writer.text("plain text; é")
    writer.endRow()
    writer.text("a,b")
    writer.text("say \"yes\"")
    writer.endRow()
    writer.text("one\ntwo")
    writer.text("one\r\ntwo")
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "pod,note\r\nDC,plain text; é\r\n\"a,b\",\"say \"\"yes\"\"\"\r\n\"one\ntwo\",\"one\r\ntwo\"\r\n"
    )
  }

  @Test func `numbers are written as they print, also negative ones`() {
    var writer = CSVWriter(header: ["a", "b", "c", "d"])
    writer.number(-5)
    writer.number(Int?.none)
    writer.number(Int?(7))
    writer.blank()
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "a,b,c,d\r\n-5,,7,\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+44", "'+44"), ("-5", "'-5"), ("@sum", "'@sum"), ("\t1", "'\t1"), ("\r", "\"'\r\""),
    ("\n", "\"'\n\""), ("1E10", "'1E10"), ("00e5", "'00e5"), ("=\"x\"", "\"'=\"\"x\"\"\""),
  ])
  func `text that a spreadsheet would run or turn into a number gets an apostrophe`(
    text: String,
    cell: String
  ) {
    #expect(written(text) == cell)
  }

  @Test(arguments: [
    "JA20F", "1979", "0.5", "1E", "E10", "1E1E1", "1F10", "a=b", "R1H", "2018/19", "'tis", "'", "''",
  ])
  func `other text gets none`(text: String) {
    #expect(written(text) == text)
  }

  @Test(arguments: ["'=1", "''=1", "'-", "'1E10", "'\t", "'''@"])
  func `text that looks as if it had one already gets another`(text: String) {
    #expect(written(text) == "'" + text)
  }

  @Test(arguments: [
    ("'=1", "=1"), ("'-5", "-5"), ("'1E10", "1E10"), ("''=1", "'=1"), ("'tis", "'tis"), ("'", "'"),
  ])
  func `the reader takes off the apostrophe of a guarded cell and no other`(cell: String, text: String) throws
  {
    let rows = try CSVTable(InputFile(path: "t.csv", text: "a,b\n\(cell),\"\(cell)\"\n")).rows
    #expect(rows[0].fields.map(\.text) == [text, text])
    #expect(rows[0].fields.map(\.column) == [1, 2 + cell.utf8.count])
  }

  @Test(arguments: 0...4)
  func `every short text of the characters that matter is read as it was written, but for blanks around it`(
    length: Int
  ) throws {
    let alphabet = Array("='-1E\ta ")
    var texts = [""]
    for _ in 0..<length { texts = texts.flatMap { text in alphabet.map { text + String($0) } } }
    let read = try readBack(texts.map { [$0, "end"] })
    #expect(zip(read, texts).allSatisfy { Array($0[0].utf8) == Array(trimmed($1).utf8) })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `random text is read as it was written, but for blanks around it`(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = (0..<20).map { _ in (0..<3).map { _ in random.text(upTo: 12) } + ["end"] }
    let read = try readBack(rows)
    #expect(read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array(trimmed($0).utf8) } })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `no cell of text begins as a formula does`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20 {
      let cell = written(random.text(upTo: 4))
      let seen = cell.utf8.dropFirst(cell.hasPrefix("\"") ? 1 : 0)
      #expect(seen.first.map { !"=+-@\t\r\n".utf8.contains($0) } ?? true)
    }
  }

  @Test func `a header is guarded and read like any cell`() throws {
    let writer = CSVWriter(header: ["=a", "b,c", "'=d"])
    let table = try CSVTable(InputFile(path: "t.csv", bytes: writer.bytes))
    #expect(table.header.map(\.text) == ["=a", "b,c", "'=d"])
  }

  @Test func `for a spreadsheet more is guarded and quoted, and a line break is one line feed`() {
    var writer = CSVWriter(header: ["5-9", "b"], for: .spreadsheets)
    for text in ["00123", "a;b", "one\r\ntwo\rthree"] { writer.text(text) }
    writer.number(-5)
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "'5-9,b\r\n'00123,\"a;b\",\"one\ntwo\nthree\",-5\r\n"
    )
  }

  @Test func `for a spreadsheet text that is not ASCII is marked as UTF-8`() {
    var writer = CSVWriter(header: ["a"], for: .spreadsheets)
    #expect(writer.bytes == Array("a\r\n".utf8))
    writer.text("é")
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("a\r\né".utf8))
    var other = CSVWriter(header: ["a"])
    other.text("é")
    #expect(other.bytes == Array("a\r\né".utf8))
  }

  @Test(
    arguments: [
      (0, 2, 2, "0.00"), (5, 2, 2, "0.05"), (-5, 2, 2, "-0.05"), (100, 2, 2, "1.00"),
      (-12345, 2, 2, "-123.45"),
      (0, 6, 0, "0"), (15_000_000, 6, 0, "15"), (1, 6, 0, "0.000001"), (12_345_678, 6, 0, "12.345678"),
      (1_148_886, 6, 0, "1.148886"), (10, 9, 0, "0.00000001"), (1500, 3, 2, "1.50"), (7, 0, 0, "7"),
      (.max, 9, 0, "9223372036.854775807"), (.min, 2, 2, "-92233720368547758.08"),
      (.max, 0, 0, "9223372036854775807"), (.max, 18, 0, "9.223372036854775807"),
    ] as [(Int64, Int, Int, String)]
  )
  func `a decimal number is written as it prints`(scaled: Int64, decimals: Int, minimum: Int, text: String) {
    var writer = CSVWriter(header: [])
    let start = writer.bytes.count
    writer.number(scaled: scaled, decimals: decimals, minimum: minimum)
    writer.number(scaled: scaled, decimals: decimals, minimum: minimum)
    #expect(String(decoding: writer.bytes[start...], as: UTF8.self) == "\(text),\(text)")
  }

  @Test(arguments: ["", "plain", "a,b", "=1+1", "say \"yes\"", "1E10", "é"])
  func `a cell that is written already is the cell`(text: String) {
    var one = CSVWriter(header: ["a", "b"])
    one.text(text)
    one.text(text)
    var other = CSVWriter(header: ["a", "b"])
    for _ in 0..<2 { other.cell(CSVWriter.cell(text)) }
    #expect(one.bytes == other.bytes)
  }

  /// The cell as written, without the line end.
  private func written(_ text: String) -> String {
    let header = CSVWriter(header: ["a"])
    var writer = header
    writer.text(text)
    return String(decoding: writer.bytes.dropFirst(header.bytes.count), as: UTF8.self)
  }

  private func readBack(_ rows: [[String]]) throws -> [[String]] {
    var writer = CSVWriter(header: rows[0].indices.map { "column \($0)" })
    for row in rows {
      for cell in row { writer.text(cell) }
      writer.endRow()
    }
    return try CSVTable(InputFile(path: "t.csv", bytes: writer.bytes)).rows.map { $0.fields.map(\.text) }
  }

  private func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\u{A0}" }
    let left = text.drop(while: isBlank)
    return String(left.reversed().drop(while: isBlank).reversed())
  }
}
