import Diagnostics
import Tables
import TestSupport
import Testing

struct CSVTableTests {
  @Test(arguments: [[0x50, 0x4B, 0x03, 0x04, 0x14, 0], [0xD0, 0xCF, 0x11, 0xE0, 0xA1]] as [[UInt8]])
  func `a workbook is told from a table, by whichever reader`(bytes: [UInt8]) {
    let input = InputFile(path: "book.csv", bytes: bytes)
    let said = "book.csv found a workbook of a spreadsheet program, expected a table as text [table.workbook]"
    #expect(faults { () throws(DiagnosticList) in _ = try CSVTable(input) } == [said])
    #expect(faults { () throws(DiagnosticList) in _ = try DecodedText(input) } == [said])
  }

  @Test func `fields are cut at commas and records at line ends`() throws {
    #expect(try cells("a,b\n1,2\n3,4\n") == [["a", "b"], ["1", "2"], ["3", "4"]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end in any of the three ways, and the last may have no end`(end: String) throws {
    let text = "a,b\(end)1,2\(end)3,4"
    #expect(try cells(text) == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(try cells(text + end) == cells(text))
  }

  @Test func `line ends may be mixed and lines are counted all the same`() throws {
    let table = try table("a,b\r\n1,2\n3,4\r5,6\n\r\n7,8")
    #expect(table.rows.map(\.line) == [2, 3, 4, 6])
    #expect(table.rows.map { $0.fields[1].text } == ["2", "4", "6", "8"])
  }

  @Test func `lines that are wholly empty are skipped but counted`() throws {
    let table = try table("\n\na,b\n\n1,2\n\r\n \n3,4\n\n")
    #expect(table.header.map(\.line) == [3, 3])
    #expect(table.rows.map(\.line) == [5, 8])
  }

  @Test(arguments: [
    ("\"x\"", "x"), ("\"\"", ""), ("\"say \"\"yes\"\"\"", "say \"yes\""), ("\"\"\"\"", "\""),
    ("\"1,979\"", "1,979"), ("\"one\ntwo\"", "one\ntwo"), ("\"one\r\ntwo\"", "one\r\ntwo"),
    ("\"one\rtwo\"", "one\rtwo"), ("\"\n\"", "\n"), ("\",\"", ","), ("é😀", "é😀"), ("\"é\"", "é"),
  ])
  func `a quoted field may hold quotes, commas and line breaks`(field: String, text: String) throws {
    #expect(try cells("a,b\n\(field),z\n") == [["a", "b"], [text, "z"]])
    #expect(try cells("a,b\nz,\(field)") == [["a", "b"], ["z", text]])
  }

  @Test func `blanks around a field are taken off and blanks inside are kept`() throws {
    #expect(
      try cells("a , b\n 1 2 ,\u{A0}3\u{A0}\n\" x \",   \n") == [["a", "b"], ["1 2", "3"], ["x", ""]]
    )
  }

  @Test func `a byte order mark is skipped and takes no column`() throws {
    let table = try table("\u{FEFF}a,b\n1,2\n")
    #expect(table.header.map(\.text) == ["a", "b"])
    #expect(table.header.map(\.column) == [1, 3])
    #expect(
      faults { () throws(DiagnosticList) in try CSVTable(file("\u{FEFF}a,a\n")) } == [
        "t.csv:1:3 found the column \"a\" a second time [csv.repeated-column]"
      ]
    )
  }

  @Test func `a header alone is a table without rows`() throws {
    #expect(try table("a,b").rows.isEmpty)
    #expect(try table("a,b\r\n").rows.isEmpty)
  }

  @Test func `each field knows its line and its column in bytes`() throws {
    let table = try table("a,b,c,d\né,\"x\r\ny\nz\",2,\"3\n\"\n4,5,6,7\n")
    let places = table.rows.map { row in row.fields.map { "\($0.line):\($0.column)" } }
    #expect(places == [["2:1", "2:4", "4:4", "4:6"], ["6:1", "6:3", "6:5", "6:7"]])
    #expect(table.rows.map(\.line) == [2, 6])
    #expect(table.position(table.rows[0], 2) == Position(file: "t.csv", line: 4, column: 4))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a line ends alike inside quotes and outside`(end: String) throws {
    let table = try table(["a,b", "\"x", "y\",2", "3,4"].joined(separator: end))
    #expect(table.position(table.rows[0], 1) == Position(file: "t.csv", line: 3, column: 4))
    #expect(table.position(table.rows[1], 0) == Position(file: "t.csv", line: 4, column: 1))
  }

  @Test(arguments: [
    Malformed("empty", "", ["t.csv found nothing, expected a header line [csv.empty]"]),
    Malformed(
      "only a byte order mark",
      "\u{FEFF}",
      ["t.csv found nothing, expected a header line [csv.empty]"]
    ),
    Malformed("only line ends", "\n\r\n\r", ["t.csv found nothing, expected a header line [csv.empty]"]),
    Malformed("only blanks", "  \n \n", ["t.csv found nothing, expected a header line [csv.empty]"]),
    Malformed("too few", "a,b\n1\n", ["t.csv:2:1 found 1 fields, expected 2 as in the header [csv.ragged]"]),
    Malformed(
      "too many",
      "a,b\n1,2\n1,2,\n",
      ["t.csv:3:1 found 3 fields, expected 2 as in the header [csv.ragged]"]
    ),
    Malformed(
      "too many after lines inside quotes",
      "a,b\n\"1\r\n\n\",2\n1,2,3",
      ["t.csv:5:1 found 3 fields, expected 2 as in the header [csv.ragged]"]
    ),
    Malformed("NUL", "a,b\n1,2\0\n", ["t.csv:2:3 found a NUL byte, expected text [csv.nul]"]),
    Malformed("NUL in quotes", "a,b\n\"\0\",2\n", ["t.csv:2:1 found a NUL byte, expected text [csv.nul]"]),
    Malformed(
      "NUL after lines inside quotes",
      "a,b\n\"x\ny\",\0\n",
      ["t.csv:3:4 found a NUL byte, expected text [csv.nul]"]
    ),
    Malformed(
      "unclosed quote",
      "a,b\n1,\"2\n3,4\n",
      ["t.csv:2:3 found the end of the file inside a quoted field [csv.quote]"]
    ),
    Malformed(
      "quote opened by the last byte",
      "a,b\n1,\"",
      ["t.csv:2:3 found the end of the file inside a quoted field [csv.quote]"]
    ),
    Malformed(
      "text after a quote",
      "a,b\n\"1\"x,2\n",
      ["t.csv:2:1 found more text after the closing quote [csv.quote]"]
    ),
    Malformed(
      "blank after a quote",
      "a,b\n0,\"1\" \n",
      ["t.csv:2:3 found more text after the closing quote [csv.quote]"]
    ),
    Malformed(
      "text after a quote that closes on a later line",
      "a,b\n\"1\n\n\"x,2\"\n",
      [
        "t.csv:2:1 found more text after the closing quote [csv.quote]",
        "t.csv:4:5 found a quote inside a field that does not begin with one [csv.quote]",
      ]
    ),
    Malformed(
      "quote inside a field",
      "a,b\n1,2\"x\"\n",
      ["t.csv:2:4 found a quote inside a field that does not begin with one [csv.quote]"]
    ),
    Malformed(
      "blank before a quote",
      "a,b\n1, \"2\"\n",
      ["t.csv:2:4 found a quote inside a field that does not begin with one [csv.quote]"]
    ),
    Malformed(
      "quote after lines inside quotes",
      "a,b\n\"x\ny\",2\"\n",
      ["t.csv:3:5 found a quote inside a field that does not begin with one [csv.quote]"]
    ),
    Malformed(
      "repeated column",
      "pod,b,POD\n1,2,3\n",
      ["t.csv:1:7 found the column \"POD\" a second time [csv.repeated-column]"]
    ),
    Malformed(
      "repeated column, spelt with a blank",
      "pod_code, Pod Code\n1,2\n",
      ["t.csv:1:10 found the column \"Pod Code\" a second time [csv.repeated-column]"]
    ),
    Malformed(
      "repeated column after lines inside quotes",
      "\"a\nb\",c,c\n",
      ["t.csv:2:6 found the column \"c\" a second time [csv.repeated-column]"]
    ),
  ])
  func `a malformed file is refused at its place`(example: Malformed) {
    #expect(faults { () throws(DiagnosticList) in try CSVTable(file(example.text)) } == example.faults)
  }

  @Test(
    arguments: [
      [0xFF], [0xE9], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80],
    ] as [[UInt8]]
  )
  func `bytes that are no UTF-8 are refused at their field`(bad: [UInt8]) {
    let plain = Array("a,b\n1,x".utf8) + bad + Array("\n".utf8)
    let quoted = Array("a,b\n\"1\n\",\"".utf8) + bad + Array("\"\n".utf8)
    #expect(
      faults { () throws(DiagnosticList) in try CSVTable(InputFile(path: "t.csv", bytes: plain)) } == [
        "t.csv:2:3 found bytes that are no UTF-8 text [csv.not-utf8]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try CSVTable(InputFile(path: "t.csv", bytes: quoted)) } == [
        "t.csv:3:3 found bytes that are no UTF-8 text [csv.not-utf8]"
      ]
    )
  }

  @Test func `a field of a million bytes is read and one more byte is refused`() throws {
    let largest = String(repeating: "x", count: CSVTable.largestField)
    let doubled = String(repeating: "\"\"", count: CSVTable.largestField)
    #expect(CSVTable.largestField == 1_000_000)
    #expect(try table("a,b\n1,\(largest)\n").rows[0].fields[1].text == largest)
    #expect(try table("a,b\n1,\"\(largest)\"\n").rows[0].fields[1].text == largest)
    #expect(try table("a,b\n1,\"\(doubled)\"\n").rows[0].fields[1].text.utf8.count == CSVTable.largestField)

    let refusal = "t.csv:2:3 found a field of 1000001 bytes, expected at most 1000000 [csv.long-field]"
    for field in ["x\(largest)", "\"x\(largest)\"", "\"\"\"\(doubled)\""] {
      #expect(
        faults { () throws(DiagnosticList) in try CSVTable(file("a,b\n1,\(field)\n2,3\n")) } == [refusal]
      )
    }
  }

  @Test func `all faults of a file are reported at once`() {
    let text = "a,b,A\n1\n\"x\"y,2,3\n\0,2,3\n1,\"\n\",2\"\n1,2,3,4\n5,6,\"7"
    #expect(
      faults { () throws(DiagnosticList) in try CSVTable(file(text)) } == [
        "t.csv:3:1 found more text after the closing quote [csv.quote]",
        "t.csv:4:1 found a NUL byte, expected text [csv.nul]",
        "t.csv:6:4 found a quote inside a field that does not begin with one [csv.quote]",
        "t.csv:8:5 found the end of the file inside a quoted field [csv.quote]",
        "t.csv:1:5 found the column \"A\" a second time [csv.repeated-column]",
        "t.csv:2:1 found 1 fields, expected 3 as in the header [csv.ragged]",
        "t.csv:7:1 found 4 fields, expected 3 as in the header [csv.ragged]",
      ]
    )
  }

  @Test func `a fault prints in full`() {
    let file = InputFile(path: "lung.csv", text: "a,b\n1,2,3\n")
    #expect(throws: DiagnosticList.self) { try CSVTable(file) }
    do throws(DiagnosticList) {
      _ = try CSVTable(file)
    } catch {
      #expect(
        error.description == """
          lung.csv:2:1: error: found 3 fields, expected 2 as in the header [csv.ragged]
            fix: add or remove commas on this line, and quote a field that holds a comma
          """
      )
    }
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `random bytes are read or refused at a place in the file`(seed: UInt64) {
    var random = Seeded(seed)
    check(random.bytes("\"\"\",,,\n\r\n ab1'=\0\u{FEFF}", upTo: 200))
    check(random.mutated("pod,Share of all,note\r\nDC,0.5,\"a \"\"b\"\", c\r\nd\"\r\nEL,0.25,é\r\n"))
  }

  private func check(_ bytes: [UInt8]) {
    let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
    do throws(DiagnosticList) {
      let table = try CSVTable(InputFile(path: "t.csv", bytes: bytes))
      #expect(!table.header.isEmpty)
      #expect(table.rows.allSatisfy { $0.fields.count == table.header.count })
      #expect(table.rows.map(\.line) == table.rows.map(\.line).sorted())
    } catch {
      #expect(!error.isClean)
      for fault in error.errors {
        #expect((0...lines).contains(fault.position?.line ?? -1))
        #expect((0...bytes.count + 1).contains(fault.position?.column ?? -1))
      }
    }
  }

  private func file(_ text: String) -> InputFile { InputFile(path: "t.csv", text: text) }

  private func table(_ text: String) throws(DiagnosticList) -> CSVTable { try CSVTable(file(text)) }

  /// The header and the rows as texts.
  private func cells(_ text: String) throws(DiagnosticList) -> [[String]] {
    let table = try table(text)
    return [table.header.map(\.text)] + table.rows.map { $0.fields.map(\.text) }
  }
}

/// A text that is refused, and what for.
struct Malformed: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let faults: [String]

  init(_ name: String, _ text: String, _ faults: [String]) {
    testDescription = name
    self.text = text
    self.faults = faults
  }
}
