import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct LineFileTests {
  private static let lines = """
    Patient note,Currency,quantity,LINE_ID,Point of delivery,length_of_stay,provider,financial_year,treatment_function
    "one, of two",JA20F,,a,DC,,,2018/19,
    =cmd,JA20F,3,b,EL,7,,2018/19,103
    ,JA43B,2,c,OPPROC,,RJ7,2018-19,
    x,ZZ99Z,1,d,DC,,,2018/19,
    x,SB97Z,5,e,DC,,,201718,
    """

  @Test func `lines are priced with their columns in any order and the others carried through`() throws {
    let output = try priced(Self.lines, by: try Shipped.pricer())
    #expect(
      output == """
        Patient note,Currency,quantity,LINE_ID,Point of delivery,length_of_stay,provider,financial_year,\
        treatment_function,base_price,short_stay_applied,excess_bed_days,long_stay_payment,payable,\
        market_forces_applied,core_value,unbundled_value,value,basis,unbundled_basis,evidence,status,exceptions,rules
        "one, of two",JA20F,,a,DC,,,2018/19,,1979,no,0,0,1979,1,1979.00,0.00,1979.00,tariff,,seen,priced,,\
        base price; market forces: no provider and no factor given so 1; rounded
        '=cmd,JA20F,3,b,EL,7,,2018/19,103,1979,no,2,460,2439,1,7317.00,0.00,7317.00,tariff,,seen,priced,,\
        base price; long stay; market forces: no provider and no factor given so 1; rounded
        ,JA43B,2,c,OPPROC,,RJ7,2018-19,,131,no,0,0,131,1,262.00,0.00,262.00,tariff,,unverified,priced,,\
        base price; market forces: no factor of the provider published here [unverified]; rounded
        x,ZZ99Z,1,d,DC,,,2018/19,,,,,,,,,,,unpriced,,,unpriced: the 2018/19 national tariff has no ZZ99Z,,
        x,SB97Z,5,e,DC,,,201718,,0,no,0,0,0,1,0.00,0.00,0.00,tariff,,seen,priced,,\
        base price; market forces: no provider and no factor given so 1; rounded

        """
    )
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the order of the lines does not matter`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pricer = try Shipped.pricer()
    var rows = Self.lines.split(separator: "\n").map(String.init)
    let header = rows.removeFirst()
    let before = try values((([header] + rows).joined(separator: "\n")), by: pricer)
    rows.shuffle(using: &random)
    #expect(try values((([header] + rows).joined(separator: "\n")), by: pricer) == before)
  }

  @Test func `a line_id is given once`() {
    let text = """
      line_id,financial_year,currency,point_of_delivery
      a,2018/19,JA20F,DC
      b,2018/19,JA20F,DC
      a,2018/19,JA20F,EL
      """
    #expect(
      refusal(text) == [
        "lines.csv:4:1 found a second row for the same line_id, first on line 2 [table.repeated-row]"
      ]
    )
  }

  @Test func `all malformed values are reported at once, each where it stands`() {
    let text = """
      line_id,financial_year,currency,point_of_delivery,provider,age,length_of_stay,quantity,top_up
      ,2018/20,JA 20F,XX,R00,131,-1,1.1234567,-0.1
      b,2018/19,JA20F,DC,r1h,old,10001,some,60%
      """
    #expect(
      places { () throws(DiagnosticList) in try file(text) }
        == [
          "2:1", "2:2", "2:10", "2:17", "2:20", "2:24", "2:28", "2:31", "2:41",
          "3:20", "3:24", "3:28", "3:34", "3:39",
        ].map { Position(text: $0) }
    )
    #expect(
      refusal(text).first
        == "lines.csv:2:1 found a blank line_id, expected text [value.missing]"
    )
  }

  @Test func `a column that pricing adds itself is refused on the header's own line`() {
    let text = """


      line_id,financial_year,currency,point_of_delivery,Base price,value
      a,2018/19,JA20F,XX,1,2
      """
    #expect(
      refusal(text) == [
        "lines.csv:3:51 found a column \"Base price\", which pricing adds itself [table.reserved-column]",
        "lines.csv:3:62 found a column \"value\", which pricing adds itself [table.reserved-column]",
        "lines.csv:4:17 found \"XX\" as point_of_delivery, expected a national point of delivery code such as DC,"
          + " EL, NEL or OPPROC [value.malformed]",
      ]
    )
  }

  @Test func `a column that every line has must be there`() {
    #expect(
      refusal("line_id,currency\na,JA20F\n") == [
        "lines.csv:1 found no column \"financial_year\", expected one: year of discharge or attendance"
          + " [table.missing-column]",
        "lines.csv:1 found no column \"point_of_delivery\", expected one: national point of delivery code,"
          + " blank to work it out [table.missing-column]",
      ]
    )
  }

  @Test func `a table that was named fills what the tariff leaves open, and the line says so`() throws {
    let costs = PriceSource(year: "2017/18", basis: .averageCost)
    let text = """
      line_id,financial_year,currency,point_of_delivery,setting
      tariff,2018/19,JA20F,DC,
      filled,2018/19,SB12Z,UNBCHEMO,outpatient
      neither,2018/19,SB12Z,UNBCHEMO,
      """
    let pricer = try LinePricer(Shipped.library, years: ["2018/19"], fallbacks: [costs])
    let rows = try records(of: try table(text, by: pricer))
    #expect(rows.map { $0["value"] } == ["1979.00", "174.40", ""])
    #expect(rows.map { $0["basis"] } == ["tariff", "cost", "unpriced"])
    #expect(rows.map { $0["base_price"] } == ["1979", "174.404645517", ""])
    #expect(rows[1]["rules"] == "base price from a fallback; no market forces on this basis; rounded")
    #expect(
      rows[2]["status"]
        == "unpriced: the 2018/19 national tariff has no SB12Z; the 2017/18 average cost of SB12Z at UNBCHEMO"
        + " differs by setting or specialty (day case, other, outpatient)"
    )
  }

  @Test func `what is written is read again, the added columns aside`() throws {
    let output = try priced(Self.lines, by: try Shipped.pricer())
    #expect(
      fixes { () throws(DiagnosticList) in try file(output) }
        == Array(repeating: "rename or remove the column", count: 15)
    )
    #expect(try records(of: Array(output.utf8))[1]["Patient note"] == "=cmd")
  }

  private func file(_ text: String) throws(DiagnosticList) -> LineFile {
    try LineFile(InputFile(path: "lines.csv", text: text))
  }

  private func refusal(_ text: String) -> [String] {
    faults { () throws(DiagnosticList) in try file(text) }
  }

  /// The output: the lines with what each is worth.
  private func table(_ text: String, by pricer: LinePricer) throws -> [UInt8] {
    let file = try file(text)
    return file.table(of: file.prices(by: pricer).map(\.price))
  }

  /// The output as text, with the line ends of this file.
  private func priced(_ text: String, by pricer: LinePricer) throws -> String {
    String(decoding: try table(text, by: pricer), as: UTF8.self).replacing("\r\n", with: "\n")
  }

  private func values(_ text: String, by pricer: LinePricer) throws -> [String: String] {
    let rows = try records(of: try table(text, by: pricer))
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["LINE_ID"] ?? "", $0["value"] ?? "") })
  }
}

extension Position {
  /// A place in the file of lines, as `line:column`.
  fileprivate init(text: String) {
    let numbers = text.split(separator: ":").compactMap { Int($0) }
    self.init(file: "lines.csv", line: numbers[0], column: numbers[1])
  }
}
