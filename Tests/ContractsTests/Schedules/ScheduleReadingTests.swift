import Contracts
import Diagnostics
import Quantities
import Tables
import TestSupport
import Testing

struct ScheduleReadingTests {
  private static let expected = ScheduleLine(
    lineID: "SL-BBB",
    financialYear: "2026/27",
    commissioner: "QMF",
    provider: "R1H",
    pathway: "breast",
    step: "B-T1",
    currency: "JA20F",
    pointOfDelivery: .dayCase,
    treatmentFunction: "103",
    plannedActivity: "10",
    unitPrice: "1979.5",
    marketForces: "1.148886",
    plannedValue: pence("22742.20"),
    lastYearActivity: "9",
    lastYearValue: pence("20000"),
    basis: .tariff,
    evidence: .seen,
    note: "from the list"
  )

  private static let table = "\(ScheduleFile.header)\r\n\(ScheduleFile.row)\r\n"

  // MARK: - What a spreadsheet does to a file

  @Test func `a schedule is read as it is written`() throws {
    #expect(try ScheduleFile(text: Self.table).lines() == [Self.expected])
  }

  @Test func `any encoding and any line end is the same`() throws {
    let text = Self.table.replacing("from the list", with: "from £ list é")
    var line = Self.expected
    line.note = "from £ list é"
    let bigEndian = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let files: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + text.utf8, [0xFE, 0xFF] + bigEndian,
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      text.unicodeScalars.map { UInt8($0.value) },
      Array(text.replacing("\r\n", with: "\n").utf8), Array(text.replacing("\r\n", with: "\r").utf8),
    ]
    for bytes in files { #expect(try ScheduleFile(bytes: bytes).lines() == [line]) }
  }

  @Test func `semicolons and tabs separate too, with decimal points or commas`() throws {
    let semicolons = Self.table.replacing(",", with: ";")
    let tabs = Self.table.replacing(",", with: "\t")
    var commas = semicolons
    for (point, comma) in [("1979.5", "1979,5"), ("1.148886", "1,148886"), ("22742.20", "22742,20")] {
      commas = commas.replacing(point, with: comma)
    }
    for text in [semicolons, tabs, commas, "sep=;\r\n\(semicolons)", commas.replacing(";", with: "\t")] {
      #expect(try ScheduleFile(text: text).lines() == [Self.expected])
    }
  }

  @Test func `columns may change places, be put in, and be named with blanks and capitals`() throws {
    let names = ScheduleFile.header.split(separator: ",").map(String.init)
    let cells = ScheduleFile.row.split(separator: ",").map(String.init)
    let order = [12, 3, 0, 1, 2, 9, 17, 16, 15, 14, 13, 11, 10, 8, 7, 6, 5, 4]
    let header = order.map { names[$0].uppercased().replacing("_", with: " ") } + ["", "our comment", ""]
    let row = order.map { " \(cells[$0])\u{A0}" } + ["", "agreed", "\u{200B}"]
    let text = "\(header.joined(separator: ","))\n\(row.joined(separator: ","))\n"
    #expect(try ScheduleFile(text: text).lines() == [Self.expected])
  }

  @Test func `titles above, blank rows between and blank cells behind are nothing`() throws {
    let text = """
      Schedule of QMF,,,
      ,,,
      \(ScheduleFile.header),,
      ,,,,,,,,,,,,,,,,,,,
      \(ScheduleFile.row),,

      ,,,
      """
    let schedule = try Schedule(ScheduleFile(text: text).input)
    #expect(schedule.lines == [Self.expected])
    #expect(schedule.warnings.warningCount == 0)
  }

  @Test func `rows that name no line are passed over and told`() throws {
    let schedule = try Schedule(
      ScheduleFile(
        ScheduleFile.row,
        "Total,,,,,,,,,10,,,22742.20,,,,,",
        ",,,,,,,,,,,,22742.20,,,,,",
        ",,,R1H Total,,,,,,,,,22742.20,,,,,",
        ",2026/27,QMF,Grand total,,,,,,,,,22742.20,,,,,",
        ",,,,,,,,,,,,,,,,,agreed on 3 January"
      ).input
    )
    #expect(schedule.lines == [Self.expected])
    #expect(schedule.warnings.warnings.compactMap { $0.position?.line } == [3, 4, 5, 6, 7])
    #expect(
      schedule.warnings.warnings.allSatisfy { $0.code == "schedule.row-skipped" && $0.severity == .warning }
    )
  }

  @Test func `a sum that nobody named is passed over, and a treatment called total is a line`() throws {
    let schedule = try Schedule(
      ScheduleFile(
        ScheduleFile.row,
        ",,,,,,,,,10,,,22742.20,,,,,",
        ",,,,,,,,,10,,,22742.20,,,,,Total"
      ).input
    )
    #expect(schedule.lines == [Self.expected])
    #expect(schedule.warnings.warnings.map { $0.position?.line } == [3, 4])
    let irradiation = ScheduleFile.row([("line_id", "Total body irradiation"), ("provider", "")])
    #expect(ScheduleFile(irradiation).faults.map { String($0.suffix(15)) } == ["[value.missing]"])
  }

  @Test func `thousands without quotes are told, and blanks beyond the header are not`() throws {
    let block = "B,2026/27,QMF,R1H,,,,BLOCK,,,,,65,000,,,,,"
    #expect(
      ScheduleFile(ScheduleFile.row, block).faults == [
        "s.csv:3:32 found a cell beyond the 18 of the header [csv.ragged]"
      ]
    )
    #expect(try ScheduleFile(ScheduleFile.row + ",,,").lines() == [Self.expected])
    let quoted = "B,2026/27,QMF,R1H,,,,BLOCK,,,,,\"65,000\",,,,,"
    #expect(try ScheduleFile(quoted).lines().map(\.plannedValue) == [pence("65000.00")])
  }

  @Test(arguments: [
    "22742.20", "22742.2", "£22742.20", "\"£22,742.20\"", "\"22,742.20\"", "22 742.20", "2.27422E+04",
    "22742.200000000001",
    "22742.1999999999971", "'22742.20", "\" 22,742.20 \"", "\"22742,20\"", "\"22.742,20\"",
  ])
  func `an amount is the same however it is shown`(cell: String) throws {
    #expect(try ScheduleFile(ScheduleFile.row([("planned_value", cell)])).lines() == [Self.expected])
  }

  @Test(arguments: [
    ("\"(1,234.50)\"", "-1234.50"), ("-1234.5", "-1234.50"), ("-", "0"), ("\" £-   \"", "0"), ("0", "0"),
    ("1234.565", "1234.57"), ("1234.5649999999999", "1234.57"), ("-0.005", "-0.01"),
  ])
  func `negative amounts, nothing and halves are as accountants mean them`(cell: String, value: String) throws
  {
    let line = try #require(try ScheduleFile(ScheduleFile.row([("planned_value", cell)])).lines().first)
    #expect(line.plannedValue == pence(value))
  }

  @Test func `a blank figure is not zero`() throws {
    let names = [
      "planned_activity", "unit_price", "market_forces_factor", "planned_value", "last_year_activity",
      "last_year_value",
    ]
    let row = ScheduleFile.row((names + ["basis", "evidence", "currency"]).map { ($0, "  ") })
    let line = try #require(try ScheduleFile(row).lines().first)
    #expect(line.plannedActivity == nil && line.unitPrice == nil && line.marketForces == nil)
    #expect(line.plannedValue == nil && line.lastYearActivity == nil && line.lastYearValue == nil)
    #expect(line.basis == nil && line.evidence == nil && line.currency == nil && line.value == nil)
  }

  @Test func `a price worked out by a spreadsheet is rounded to what is kept`() throws {
    let row = ScheduleFile.row([
      ("unit_price", "4016.24657655600001"), ("planned_activity", "12.3456784999999994"),
    ])
    let line = try #require(try ScheduleFile(row).lines().first)
    #expect(line.unitPrice == "4016.246576556")
    #expect(line.plannedActivity == "12.345679" || line.plannedActivity == "12.345678")
  }

  @Test(arguments: ["103.0", "103.00", "'103", " 103"])
  func `a specialty that became a number is read`(cell: String) throws {
    #expect(try ScheduleFile(ScheduleFile.row([("treatment_function", cell)])).lines() == [Self.expected])
  }

  @Test func `a factor may be shown in percent`() throws {
    #expect(
      try ScheduleFile(ScheduleFile.row([("market_forces_factor", "114.8886%")])).lines() == [Self.expected]
    )
  }

  @Test(arguments: [
    "2011/12", "'2011/12", "2011-12", "201112", "2011/2012", "Dec-11", "01-Dec-11", "01/12/2011", "12/1/2011",
    "2011-12-01", "2011-12-01 00:00:00", "40878", "Dec 2011", "1 December 2011",
  ])
  func `a year that became a date is read`(cell: String) throws {
    let line = try #require(try ScheduleFile(ScheduleFile.row([("financial_year", cell)])).lines().first)
    #expect(line.financialYear == "2011/12")
  }

  @Test(arguments: [
    "Jan-11", "02/12/2011", "2011/13", "13/12/2011", "12", "2011", "46000", "Dec", "2011/12/13/14",
  ])
  func `a date that is no year is told`(cell: String) {
    #expect(
      ScheduleFile(ScheduleFile.row([("financial_year", cell)])).faults == [
        "s.csv:2:8 found \"\(cell)\" as financial_year, expected a financial year such as 2018/19 [value.malformed]"
      ]
    )
  }

  // MARK: - Decimal marks

  /// A semicolon file of one line, with these for activity, price, factor and value.
  private func file(_ numbers: String..., separator: String = ";") -> ScheduleFile {
    let cells = ["SL-BBB", "2026/27", "QMF", "R1H", "breast", "B-T1", "JA20F", "DC", "103"] + numbers
    let header = ScheduleFile.header.replacing(",", with: separator)
    return ScheduleFile(cells.joined(separator: separator), header: header)
  }

  @Test func `in a file with decimal commas a point before three digits may mean two things`() {
    #expect(
      file("1.234", "5,25", "1", "6478,5").faults == [
        "s.csv:2:49 found \"1.234\" as planned_activity, which may be a thousand times as much or not [value.ambiguous]"
      ]
    )
  }

  @Test func `in such a file a comma before three digits is the decimal one`() throws {
    let line = try #require(try file("1,234", "5,25", "1", "1.234,50").lines().first)
    #expect(line.plannedActivity == "1.234")
    #expect(line.plannedValue == pence("1234.50"))
  }

  @Test func `in a file with decimal points a comma before three digits separates thousands`() throws {
    let line = try #require(try file("1,234", "5.25", "1.001", "6478.5").lines().first)
    #expect(line.plannedActivity == "1234")
    #expect(line.marketForces == "1.001")
  }

  @Test func `where no number shows the decimal mark, one that could be either is told`() {
    #expect(file("1,234", "5", "1", "").faults.count == 1)
    #expect(file("1.234", "5", "1", "").faults.count == 1)
    #expect(file("1234", "5", "1", "").faults.isEmpty)
    #expect(file("1.234", "5", "1", "", separator: ",").faults.isEmpty)
  }

  @Test func `where numbers show both decimal marks, one that could be either is told`() {
    #expect(file("1.234", "5,25", "1.5", "").faults.count == 1)
    #expect(file("12.34", "5,25", "1.5", "").faults.isEmpty)
  }

  // MARK: - Names

  @Test func `a line without a name gets one that depends on what it is about alone`() throws {
    let new = ScheduleFile.row([("line_id", "")])
    let dearer = ScheduleFile.row([("line_id", ""), ("unit_price", "2000"), ("planned_activity", "3")])
    let other = ScheduleFile.row([("line_id", ""), ("step", "B-T2")])
    let one = try ScheduleFile(new).lines().map(\.lineID)
    #expect(try ScheduleFile(ScheduleFile.row, new).lines().map(\.lineID) == ["SL-BBB"] + one)
    #expect(one[0].hasPrefix("SL-") && one[0].utf8.count == 15)
    let ids = try ScheduleFile(new, other, dearer).lines().map(\.lineID)
    #expect(Set(ids).count == 3)
    #expect(ids[2] == one[0], "the dearest has the plain name")
    #expect(ids[0].hasPrefix(one[0]))
    let reordered = try ScheduleFile(dearer, new, other).lines().map(\.lineID)
    #expect(reordered == [ids[2], ids[0], ids[1]])
  }

  @Test func `two rows of one name in one year are told, in two years are not`() {
    let next = ScheduleFile.row([("financial_year", "2027/28")])
    #expect(ScheduleFile(ScheduleFile.row, next).faults == [])
    #expect(
      ScheduleFile(ScheduleFile.row, next, ScheduleFile.row).faults == [
        "s.csv:4:1 found a second row for SL-BBB in 2026/27, first on line 2 [schedule.repeated-line]"
      ]
    )
  }

  // MARK: - Faults

  @Test func `every fault of a file is told at once, with its cell`() {
    let found = ScheduleFile(
      ScheduleFile.row([("commissioner", ""), ("planned_activity", "lots")]),
      ScheduleFile.row([("currency", "1.00E+10"), ("line_id", "SL-CCC")]),
      ScheduleFile.row([
        ("currency", "01-Mar"), ("line_id", "SL-DDD"), ("unit_price", "-5"), ("note", "\"two\nlines\""),
      ]),
      ScheduleFile.row([("provider", "5.00E+01"), ("point_of_delivery", "DAYCASE"), ("line_id", "SL-FFF")]),
      ScheduleFile.row([
        ("treatment_function", "3-Jan"), ("line_id", "SL-GGG"), ("planned_value", "99999999999"),
      ])
    ).faults
    #expect(
      found == [
        "s.csv:2:16 found a blank commissioner, expected a commissioner code of 3 to 5 capital letters and digits, such as "
          + "QMF [value.missing]",
        "s.csv:2:46 found \"lots\" as planned_activity, expected an amount of activity from 0 to 1000000000, such as 15 "
          + "[value.malformed]",
        "s.csv:3:36 found \"1.00E+10\" as currency, expected a currency code of at most 15 letters, digits or hyphens, such "
          + "as JA20F [schedule.mangled-code]",
        "s.csv:4:36 found \"01-Mar\" as currency, expected a currency code of at most 15 letters, digits or hyphens, such as "
          + "JA20F [schedule.mangled-code]",
        "s.csv:4:53 found \"-5\" as unit_price, expected pounds from 0 to 10000000, such as 247.74 [value.out-of-range]",
        "s.csv:6:20 found \"5.00E+01\" as provider, expected a provider code of 3 to 6 capital letters and digits, not ending "
          + "in 00, such as R1H [schedule.mangled-code]",
        "s.csv:6:47 found \"DAYCASE\" as point_of_delivery, expected a national point of delivery code such as DC, EL, NEL or "
          + "OPPROC [value.malformed]",
        "s.csv:7:45 found \"3-Jan\" as treatment_function, expected a treatment function code from 100 to 999, such as 103 "
          + "[schedule.mangled-code]",
        "s.csv:7:70 found \"99999999999\" as planned_value, expected pounds up to ten thousand million, such as 1979 or -0.01 "
          + "[value.out-of-range]",
      ]
    )
  }

  @Test(arguments: [
    ("unit_price", "50%"), ("planned_activity", "#REF!"), ("planned_value", "12:30"),
    ("last_year_value", "3-Jan"),
    ("market_forces_factor", "$1"), ("last_year_activity", "(5"),
  ])
  func `a number that is none is told`(column: String, cell: String) {
    let found = ScheduleFile(ScheduleFile.row([(column, cell)])).faults
    #expect(found.count == 1)
    #expect(found.first?.contains("found \"\(cell)\" as \(column), expected ") == true)
    #expect(found.first?.hasSuffix("[value.malformed]") == true)
  }

  @Test(arguments: [
    ("planned_activity", "-1"), ("market_forces_factor", "11"), ("market_forces_factor", "-1"),
    ("planned_activity", "1000000001"),
    ("unit_price", "10000000.01"), ("last_year_value", "-10000000000.01"),
  ])
  func `a number too large or below nothing is told`(column: String, cell: String) {
    let found = ScheduleFile(ScheduleFile.row([(column, cell)])).faults
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("[value.out-of-range]") == true)
  }

  @Test func `a line that comes to more than any contract is told and not reckoned with`() {
    let row = ScheduleFile.row([
      ("planned_activity", "1000000000"), ("unit_price", "10000000"), ("planned_value", ""),
    ])
    let found = ScheduleFile(row).faults
    #expect(found.count == 1)
    #expect(
      found.first?.hasPrefix(
        "s.csv:2:49 found 1000000000 units at 10000000 pounds, expected a line of at most"
      ) == true
    )
  }

  @Test func `missing, repeated and misspelt columns are told at once`() {
    let header = ScheduleFile.header.replacing("unit_price", with: "price per unit").replacing(
      "basis",
      with: "Provider"
    )
    .replacing("market_forces_factor", with: "market_force_factor")
    #expect(
      ScheduleFile(ScheduleFile.row, header: header).faults == [
        "s.csv:1:137 found a column \"market_force_factor\" and no column \"market_forces_factor\" [table.unknown-column]",
        "s.csv:1:206 found the column \"provider\" a second time [csv.repeated-column]",
        "s.csv:1 found no column \"unit_price\", expected one: pounds per unit [table.missing-column]",
      ]
    )
  }

  @Test func `a file of nothing, and one that is no table, are told`() {
    #expect(ScheduleFile(text: "").faults == ["s.csv found nothing, expected a header line [csv.empty]"])
    #expect(
      ScheduleFile(text: "\n,,\n").faults == ["s.csv found nothing, expected a header line [csv.empty]"]
    )
    #expect(ScheduleFile(text: "hello\nworld\n").faults.count == 7)
    #expect(ScheduleFile(text: ScheduleFile.header).faults == [])
  }

  @Test func `quotes that do not fit and cells beyond the header are told`() {
    #expect(
      ScheduleFile(ScheduleFile.row + ",more", ScheduleFile.row.replacing("breast", with: "\"breast\"s"))
        .faults == [
          "s.csv:2:111 found a cell beyond the 18 of the header [csv.ragged]",
          "s.csv:3:32 found more text after the closing quote [csv.quote]",
        ]
    )
    #expect(
      ScheduleFile(ScheduleFile.row.replacing("breast", with: "\"breast")).faults == [
        "s.csv:2:24 found a quote that is never closed [csv.quote]"
      ]
    )
  }

  @Test func `a row that is cut off is told`() {
    #expect(
      ScheduleFile("SL-BBB,2026/27,QMF,R1H,breast,B-T1,JA20F,DC,103,10,19").faults == [
        "s.csv:2 found 11 cells, expected at least 13 [csv.ragged]"
      ]
    )
  }

  @Test func `a schedule is known by its columns`() {
    #expect(Schedule.isRecognised(ScheduleFile().input))
    #expect(Schedule.isRecognised(ScheduleFile(header: ScheduleFile.header.replacing(",", with: ";")).input))
    #expect(
      !Schedule.isRecognised(ScheduleFile(header: "line_id,financial_year,currency,point_of_delivery").input)
    )
    #expect(!Schedule.isRecognised(ScheduleFile(text: "").input))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a spoilt file is read or refused, and never stops the program`(seed: UInt64) {
    var random = Seeded(seed)
    var bytes = Array("\(ScheduleFile.header)\n\(ScheduleFile.row)\n".utf8)
    let from = random.happens(80) ? ScheduleFile.header.utf8.count : 0
    for _ in 0..<random.int(1...6) {
      let index = random.int(from...bytes.count - 1)
      switch random.int(0...2) {
      case 0: bytes[index] = UInt8(random.int(0...255))
      case 1: bytes.insert(bytes[random.int(0...bytes.count - 1)], at: index)
      default: bytes.remove(at: index)
      }
    }
    let schedule = try? Schedule(ScheduleFile(bytes: bytes).input)
    #expect((schedule?.lines.count ?? 0) <= 2)
    _ = schedule?.total
  }
}
