import TestSupport
import Testing

@testable import Tables

struct CellCutterTests {
  /// The texts of all rows, with the line on which each begins.
  private func rows(_ text: String, separator: UInt8 = UInt8(ascii: ",")) -> [(line: Int, cells: [String])] {
    var cutter = CellCutter(Array(text.utf8), from: 0, separator: separator)
    var rows: [(line: Int, cells: [String])] = []
    while cutter.next() { rows.append((cutter.line, cutter.cells.map { cutter.text(of: $0) })) }
    return rows
  }

  @Test func `rows end in any line end, and cells may be quoted`() {
    let found = rows("a,b\r\n\"c,d\",\"say \"\"yes\"\"\"\n,\r\"one\r\ntwo\",\"three\rfour\nfive\"\nlast,")
    #expect(
      found.map(\.cells) == [
        ["a", "b"], ["c,d", "say \"yes\""], ["", ""], ["one\ntwo", "three\nfour\nfive"], ["last", ""],
      ]
    )
    #expect(found.map(\.line) == [1, 2, 3, 4, 8])
  }

  @Test func `a quote within an unquoted cell is a character, and blanks after a closing quote are nothing`()
  {
    #expect(rows("3\" pipe,\"a\" ,b\n").map(\.cells) == [["3\" pipe", "a", "b"]])
  }

  @Test func `other separators cut too`() {
    #expect(rows("a,b;c\n", separator: UInt8(ascii: ";")).map(\.cells) == [["a,b", "c"]])
    #expect(rows("a;b\tc\n", separator: UInt8(ascii: "\t")).map(\.cells) == [["a;b", "c"]])
  }

  @Test func `a byte has its line and column, also within a row of several lines`() {
    var cutter = CellCutter(Array("a\nb,\"c\nd\",e\n".utf8), from: 0, separator: UInt8(ascii: ","))
    while cutter.line < 2, cutter.next() {}
    let places = cutter.cells.map { cutter.place(of: $0.start) }
    #expect(places.map(\.line) == [2, 2, 3])
    #expect(places.map(\.column) == [1, 4, 4])
  }

  @Test func `what cannot be cut is known by its place`() {
    for (text, place) in [("a,\"b", 2), ("a,\"b\nc", 2), ("\"a\"b,c\n", 3)] {
      var cutter = CellCutter(Array(text.utf8), from: 0, separator: UInt8(ascii: ","))
      let isCut = cutter.next()
      #expect(isCut)
      switch cutter.fault {
      case .unclosed(let byte): #expect(byte == place)
      case .afterQuote(let byte): #expect(byte == place)
      case nil: Issue.record("no fault in \(text)")
      }
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `it cuts what the reader of other tables cuts`(seed: UInt64) throws {
    var random = Seeded(seed)
    var writer = CSVWriter(header: ["a", "b", "c"], for: .spreadsheets)
    let texts = (0..<20).map { _ in (0..<3).map { _ in "x" + random.text(upTo: 6) } }
    for row in texts {
      for text in row { writer.text(text) }
      writer.endRow()
    }
    let cut = rows(String(decoding: writer.bytes, as: UTF8.self)).dropFirst().map(\.cells)
    #expect(cut.map { $0.map(SpreadsheetText.withoutGuard) } == texts.map { $0.map(CSVWriter.withLineFeeds) })
    let table = try CSVTable(InputFile(path: "t.csv", bytes: writer.bytes))
    #expect(table.rows.count == cut.count)
  }
}
