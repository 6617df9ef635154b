import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PricedFileTests {
  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a file is priced to the same bytes as line by line, whatever its rows look like`(seed: UInt64) throws
  {
    var random = Seeded(seed)
    let text = try RandomFile.text(rows: 500, &random)
    let input = InputFile(path: "lines.csv", text: text)
    let options = RandomFile.options

    let file = try LineFile(input)
    let prices = file.prices(by: try file.pricer(Shipped.library, options: options))
    let expected = PricedFile(file, prices.map(\.price))
    let priced = try PricedFile(input, Shipped.library, options: options)

    let lines = [priced, expected].map { file in
      String(decoding: file.pieces.reduce([], +), as: UTF8.self).split(separator: "\r\n")
    }
    #expect(zip(lines[0], lines[1]).first { $0 != $1 } == nil)
    #expect(lines[0].count == lines[1].count)
    #expect(priced.totals.report == expected.totals.report)
  }

  @Test(arguments: [2, 16])
  func `the number of threads changes no byte`(threads: Int) throws {
    var random = Seeded(99)
    // More than a megabyte, so that there are pieces to share.
    let text = try RandomFile.text(rows: 200, &random, filling: 100_000)
    let input = InputFile(path: "lines.csv", text: text)
    let one = try PricedFile(input, Shipped.library, options: RandomFile.options, threads: 1)
    let several = try PricedFile(input, Shipped.library, options: RandomFile.options, threads: threads)
    #expect(one.pieces.count > 2)
    #expect(one.pieces == several.pieces)
    #expect(one.totals.report == several.totals.report)
  }

  @Test(arguments: ["x", " y", "\"y, z\"", "=1+1", "1E5", "", "x\r", "é", "\u{A0}y", " y\r"])
  func `the last row needs no line end, however it is written`(note: String) throws {
    let text =
      "line_id,financial_year,currency,point_of_delivery,note\n1,2018/19,JA20F,DC,x\n2,2018/19,JA20F,DC,"
    let bare = try PricedFile(InputFile(path: "lines.csv", text: text + note), Shipped.library)
    let ended = try PricedFile(InputFile(path: "lines.csv", text: text + note + "\n"), Shipped.library)
    #expect(bare.pieces == ended.pieces)
    #expect(bare.totals.lines == 2)
  }

  @Test func `a year that turns up late is priced as one that stands first`() throws {
    let plain = (1...30_000).map { "\($0),2018/19,JA20F,DC,\n" }.joined()
    let text =
      "line_id,financial_year,currency,point_of_delivery,local_price\n" + plain
      + "a,2017/18,JA20F,DC,\nb,2016/17,LOCAL,OTHER,12.34\n"
    let priced = try PricedFile(InputFile(path: "lines.csv", text: text), Shipped.library)
    #expect(priced.totals.lines == 30_002)
    let last = String(decoding: try #require(priced.pieces.last), as: UTF8.self)
    #expect(
      last.hasSuffix(
        "b,2016/17,LOCAL,OTHER,12.34,12.34,no,0,0,12.34,1,12.34,0.00,12.34,local-price,,unverified,priced,,local price; no market forces on this basis [unverified]; rounded\r\n"
      )
    )
  }

  @Test(arguments: [
    ("1,2018/19,JA20F,DC\n1,2018/19,JA20F,DC\n", "table.repeated-row"),
    ("1,2018/19,JA20F\n", "csv.ragged"),
    ("1,2018/19,JA20F,XX\n", "value.malformed"),
    ("1,2018/19,\"JA20F,DC\n", "csv.quote"),
    ("1,2030/31,JA20F,DC\n", "tariff.no-table"),
  ])
  func `what is amiss is told as the ordinary reader tells it`(rows: String, code: String) {
    let text = "line_id,financial_year,currency,point_of_delivery\n0,2018/19,JA20F,DC\n" + rows
    let input = InputFile(path: "lines.csv", text: text)
    let found = faults { () throws(DiagnosticList) in try PricedFile(input, Shipped.library) }
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.hasSuffix("[\(code)]") })
  }
}

/// Files of lines made up at random, written in every way that a table may be.
enum RandomFile {
  static var options: LinePricer.Options {
    var options = LinePricer.Options()
    options.fallbacks = [PriceSource(year: "2017/18", basis: .averageCost)]
    return options
  }

  static func text(rows: Int, _ random: inout Seeded, filling: Int = 0) throws -> String {
    let lineEnd = random.pick(["\n", "\r\n"])
    var text =
      [
        "line_id", "financial_year", "provider", "currency", "point_of_delivery", "setting",
        "treatment_function",
        "attendance", "patient_classification", "admission_method", "age", "length_of_stay",
        "critical_care_days", "rehabilitation_days", "palliative_care_days", "quantity", "top_up",
        "market_forces_factor", "best_practice", "unbundled", "local_price", "local_price_year", "course",
        "cycle",
        "a note",
      ].joined(separator: ",") + lineEnd
    let notes = [
      "", "", "plain", " blanks ", "\"a, comma\"", "\"two\(lineEnd)lines\"", "=1+1", "'=1+1", "1E5", "+44",
      "café",
      "\u{A0}x", "\"\"", "E5", String(repeating: "long ", count: filling / 5 + 1),
    ]
    for index in 0..<rows {
      var line = try RandomLine.any(&random)
      if line.pointOfDelivery == nil, line.admissionMethod == nil, line.patientClassification == nil {
        line.patientClassification = "2"
      }
      if random.pick([true, false]) {
        line.course = random.pick(["c1", "c2"])
        line.cycle = random.pick([nil, 1, 2])
      }
      text += cells(of: line, named: index, note: random.pick(notes)).joined(separator: ",") + lineEnd
      if Int.random(in: 0..<20, using: &random) == 0 { text += lineEnd }
    }
    return text
  }

  private static func cells(of line: ActivityLine, named index: Int, note: String) -> [String] {
    func cell(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
    return [
      "L\(index)", cell(line.year), cell(line.provider), cell(line.currency), cell(line.pointOfDelivery),
      line.setting, cell(line.treatmentFunction), cell(line.attendance), line.patientClassification ?? "",
      line.admissionMethod ?? "", cell(line.age), cell(line.lengthOfStay), cell(line.criticalCareDays),
      cell(line.rehabilitationDays), cell(line.palliativeDays), cell(line.quantity), cell(line.topUp),
      cell(line.marketForcesFactor), line.bestPractice ?? "",
      line.unbundled.map { "\($0.currency):\($0.units)" }.joined(separator: " "), cell(line.localPrice),
      cell(line.localPriceYear), line.course ?? "", cell(line.cycle), note,
    ]
  }
}
