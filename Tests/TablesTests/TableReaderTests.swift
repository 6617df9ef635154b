import Diagnostics
import Quantities
import Tables
import TestSupport
import Testing

struct TableReaderTests {
  private static let columns = [
    Column("pod", "a point of delivery"),
    Column("share", "the share of all, from 0 to 1"),
    .optional("pod_count", "how many, 1 to 10"),
    .optional("note", "free text"),
  ]

  @Test(arguments: [
    "pod,share,pod_count\nDC,0.5,3\n", "share,pod_count,pod\n0.5,3,DC\n", "POD,Share,Pod_Count\nDC,0.5,3\n",
    "\u{FEFF} pod , SHARE,\"Pod Count\"\r\n DC ,\"0.5\", 3\r\n",
  ])
  func `columns stand in any order, and case and blanks in their names do not matter`(text: String) throws {
    let rows = try reader(text).rows { row in Line(&row) }
    #expect(rows == [Line(pod: .dayCase, share: Share("0.5"), count: 3)])
  }

  @Test func `a missing column is named with what it should hold`() {
    #expect(
      refusal("note\n") == [
        "t.csv:1 found no column \"pod\", expected one: a point of delivery [table.missing-column]",
        "t.csv:1 found no column \"share\", expected one: the share of all, from 0 to 1 [table.missing-column]",
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try reader("pod\nDC\n") } == [
        "add share to the header, and a value on each line"
      ]
    )
  }

  @Test func `an unknown column is pointed at, and the name that was meant is suggested`() {
    let text = "pod,share,Pod Cuont\nDC,1,3\n"
    #expect(
      refusal(text) == [
        "t.csv:1:11 found a column \"Pod Cuont\" that this table does not have [table.unknown-column]"
      ]
    )
    #expect(fixes { () throws(DiagnosticList) in try reader(text) } == ["did you mean pod_count?"])
  }

  @Test func `an unknown column like no other is answered with the columns there are`() {
    #expect(
      fixes { () throws(DiagnosticList) in try reader("pod,share,quantity\n") } == [
        "remove the column; this table has note, pod, pod_count, share"
      ]
    )
  }

  @Test func `missing and unknown columns are reported at once, on the header's own line`() {
    #expect(
      refusal("\n\n\"pod\",\"x\ny\",shares\n") == [
        "t.csv:3 found no column \"share\", expected one: the share of all, from 0 to 1 [table.missing-column]",
        "t.csv:3:7 found a column \"x\ny\" that this table does not have [table.unknown-column]",
        "t.csv:4:4 found a column \"shares\" that this table does not have [table.unknown-column]",
      ]
    )
  }

  @Test func `other columns may be allowed`() throws {
    let file = InputFile(path: "t.csv", text: "pod,share,quantity\nDC,1,3\n")
    let reader = try TableReader(file, columns: Self.columns, allowsOthers: true)
    #expect(reader.has("quantity"))
    #expect(try reader.rows { $0.text("quantity") } == ["3"])
  }

  @Test func `a column that may be left out reads as blank`() throws {
    let reader = try reader("pod,share\nDC,1\n")
    #expect(!reader.has("pod_count"))
    #expect(try reader.rows { row in Line(&row) } == [Line(pod: .dayCase, share: .all, count: nil)])
    let places = try reader.rows { $0.position(of: "pod_count") }
    #expect(places == [Position(file: "t.csv", line: 2)])
  }

  @Test func `a malformed value is shown with what was expected`() {
    #expect(
      rowFaults("pod,share\nDC,1.2\nXX,0.5\n") == [
        "t.csv:2:4 found \"1.2\" as share, expected a share from 0 to 1 with up to six decimals, such as 0.535"
          + " [value.malformed]",
        "t.csv:3:1 found \"XX\" as pod, expected a national point of delivery code such as DC, EL, NEL or OPPROC"
          + " [value.malformed]",
      ]
    )
  }

  @Test func `a blank in a column that must be filled is reported, also one of blanks`() {
    #expect(
      rowFaults("pod,share\n,1\nDC,\"  \"\n") == [
        "t.csv:2:1 found a blank pod, expected a national point of delivery code such as DC, EL, NEL or OPPROC"
          + " [value.missing]",
        "t.csv:3:4 found a blank share, expected a share from 0 to 1 with up to six decimals, such as 0.535"
          + " [value.missing]",
      ]
    )
  }

  @Test func `a blank is not zero`() throws {
    let shares = try reader("pod,share\nDC,\nDC,0\n").rows { row -> [Share?] in [row.optional("share")] }
    #expect(shares == [[nil], [Share.none]])
  }

  @Test(arguments: [("1", 1), ("10", 10), ("07", 7), ("", nil)] as [(String, Int?)])
  func `a whole number within its range is read, and may be blank`(text: String, number: Int?) throws {
    let read = try reader("pod,share,pod_count\nDC,1,\(text)\n").rows { row -> [Int?] in
      [row.optional("pod_count", in: 1...10)]
    }
    #expect(read == [[number]])
  }

  @Test(arguments: ["0", "11", "-1", "2.5", "ten", "1e1", "99999999999999999999"])
  func `a number outside its range is refused`(text: String) {
    #expect(
      rowFaults("pod,share,pod_count\nDC,1,\(text)\n") == [
        "t.csv:2:6 found \"\(text)\" as pod_count, expected a whole number from 1 to 10 [value.out-of-range]"
      ]
    )
  }

  @Test func `a whole number that must be there is asked for`() throws {
    let reader = try reader("pod,share,pod_count\nDC,1,\nDC,1,5\nDC,1,50\n")
    #expect(
      faults { () throws(DiagnosticList) in try reader.rows { $0.required("pod_count", in: 1...10) } } == [
        "t.csv:2:6 found a blank pod_count, expected a whole number from 1 to 10 [value.missing]",
        "t.csv:4:6 found \"50\" as pod_count, expected a whole number from 1 to 10 [value.out-of-range]",
      ]
    )
  }

  @Test func `a list is words between blanks`() throws {
    let lists = try reader("pod,share,note\nDC,1,DC  EL\nDC,1,\n").rows { row in
      row.list("note", of: PointOfDelivery.self)
    }
    #expect(lists == [[.dayCase, .electiveInpatient], []])
  }

  @Test func `each word that does not belong in a list is reported`() throws {
    let reader = try reader("pod,share,note\nDC,1,DC xx EL 7\n")
    #expect(
      faults { () throws(DiagnosticList) in try reader.rows { $0.list("note", of: Stage.self) } }
        == [
          "DC", "xx", "EL", "7",
        ].map {
          "t.csv:2:6 found \"\($0)\" in note, expected a stage: 1, 2, 3, 4, not-staged, ruled-out or recurrent"
            + " [value.malformed]"
        }
    )
  }

  @Test func `a value after lines inside quotes is pointed at where it stands`() {
    #expect(
      places { () throws(DiagnosticList) in
        try reader("note,pod,share\n\"one\r\ntwo\nthree\",XX,\"2\"\n,YY,3\n").rows { row in Line(&row) }
      } == [
        Position(file: "t.csv", line: 4, column: 8), Position(file: "t.csv", line: 4, column: 11),
        Position(file: "t.csv", line: 5, column: 2), Position(file: "t.csv", line: 5, column: 5),
      ]
    )
  }

  @Test func `a row without a value is left out, and one with a fault stops the rest`() throws {
    let table = try reader("pod,share\nDC,1\nEL,0.5\n")
    let electives = try table.rows { row -> Share? in
      row.text("pod") == "EL" ? row.required("share") : nil
    }
    #expect(electives == [Share("0.5")].compactMap(\.self))
  }

  @Test func `a second row for the same key is reported with the line of the first`() throws {
    let reader = try reader("pod,share\nDC,1\nEL,1\nDC,1\nDC,1\n")
    var keys = UniqueKeys<PointOfDelivery>()
    let repeated = faults { () throws(DiagnosticList) in
      try reader.rows { row -> PointOfDelivery? in
        guard let pod: PointOfDelivery = row.required("pod") else { return nil }
        keys.note(pod, "pod", in: &row)
        return pod
      }
    }
    #expect(
      repeated == [
        "t.csv:4:1 found a second row for the same pod, first on line 2 [table.repeated-row]",
        "t.csv:5:1 found a second row for the same pod, first on line 2 [table.repeated-row]",
      ]
    )
  }

  @Test func `a row knows its line and its fields as written`() throws {
    let rows = try reader("pod,share\n\n DC , 1\n").rows { row in "\(row.line): \(row.fields)" }
    #expect(rows == ["3: [\"DC\", \"1\"]"])
  }

  @Test func `faults of the file itself come before those of its columns`() {
    #expect(
      refusal("pod,share\nDC\n") == [
        "t.csv:2:1 found 1 fields, expected 2 as in the header [csv.ragged]"
      ]
    )
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a spoilt table is read or refused but never stops the program`(seed: UInt64) {
    var random = Seeded(seed)
    let bytes = random.mutated("pod,share,pod_count,note\nDC,0.5,3,\"x, y\"\nEL,0.5,,\n")
    let spoilt = faults { () throws(DiagnosticList) in
      try TableReader(InputFile(path: "t.csv", bytes: bytes), columns: Self.columns).rows { row in Line(&row)
      }
    }
    #expect(spoilt.allSatisfy { $0.hasPrefix("t.csv") })
  }

  private func reader(_ text: String) throws(DiagnosticList) -> TableReader {
    try TableReader(InputFile(path: "t.csv", text: text), columns: Self.columns)
  }

  private func refusal(_ text: String) -> [String] {
    faults { () throws(DiagnosticList) in try reader(text) }
  }

  private func rowFaults(_ text: String) -> [String] {
    faults { () throws(DiagnosticList) in try reader(text).rows { row in Line(&row) } }
  }
}

/// A row as a caller would read it.
private struct Line: Equatable {
  let pod: PointOfDelivery?
  let share: Share?
  let count: Int?

  init(pod: PointOfDelivery?, share: Share?, count: Int?) {
    self.pod = pod
    self.share = share
    self.count = count
  }

  init(_ row: inout TableRow) {
    pod = row.required("pod")
    share = row.required("share")
    count = row.optional("pod_count", in: 1...10)
  }
}
