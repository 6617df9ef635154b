import TestSupport
import Testing

@testable import Tables

struct SpreadsheetNumberTests {
  @Test(arguments: [
    ("0", 0), ("1234.50", 123_450), ("£1,234.50", 123_450), ("1,234.50", 123_450), ("1 234.50", 123_450),
    ("1\u{A0}234,50", 123_450), ("1\u{202F}234,50", 123_450), ("1234,50", 123_450), ("1.234,50", 123_450),
    ("1'234.50", 123_450), ("1’234.50", 123_450), ("£ 1,234.50 ", 123_450), ("1,234.50 £", 123_450),
    ("(1,234.50)", -123_450), ("(£1,234.50)", -123_450), ("-1,234.50", -123_450),
    ("\u{2212}1234.5", -123_450),
    ("£-5", -500), ("-£5", -500), ("5-", -500), ("- 5", -500), ("+5", 500), ("-", 0), ("£ -", 0),
    ("\u{2013}", 0),
    ("1.2E+03", 120_000), ("1.234E+03", 123_400), ("1e-1", 10), ("1,234,567.89", 123_456_789),
    ("1.234.567", 123_456_700),
    (".5", 50), ("5.", 500), ("50%", 50), ("114.8886%", 115), ("0.125", 13), ("0.124", 12), ("-0.125", -13),
  ])
  func `amounts are read as people and spreadsheets write them`(text: String, pence: Int64) {
    #expect(SpreadsheetNumber(text, .point)?.scaled(decimals: 2) == pence)
  }

  @Test(arguments: [
    "", "£", "()", "(5", "5)", "--5", "5--", "1,23.4", "12,34,567", "1,2345,678", "1.2.3", "1 23", "5 apples",
    "#REF!", "E5",
    "1E", "1E99", "0x1F", "$5", "1/2", "12:30", "one", "1,234.567,8", "%", ".", "€5", "1..2",
    "1234567890123456789012345678901234567",
  ])
  func `what is no amount is none`(text: String) {
    #expect(SpreadsheetNumber(text, .point) == nil)
  }

  @Test func `noise of binary arithmetic is rounded away, and halves go up`() {
    let scaled = { (text: String, decimals: Int) in
      SpreadsheetNumber(text, .point)?.scaled(decimals: decimals)
    }
    #expect(scaled("1234.5600000000001", 2) == 123_456)
    #expect(scaled("1234.5649999999999", 2) == 123_457)
    #expect(scaled("1234.56499", 2) == 123_456)
    #expect(scaled("4016.24657655600001", 9) == 4_016_246_576_556)
    #expect(scaled("0.1000000000000000055511151231257827", 6) == 100_000)
    #expect(scaled("-1234.5649999999999", 2) == -123_457)
    #expect(scaled("99999999999999.99", 2) == 9_999_999_999_999_999)
    #expect(scaled("1E-30", 2) == 0)
    #expect(scaled("1E+18", 2) == nil)
  }

  @Test func `a mark before three digits is read by the convention of the file, or told`() {
    let read = { (text: String, convention: SpreadsheetNumber.Convention) in
      SpreadsheetNumber(text, convention).flatMap { $0.isAmbiguous ? nil : $0.scaled(decimals: 3) }
    }
    #expect(read("1,234", .point) == 1_234_000)
    #expect(read("1.234", .point) == 1234)
    #expect(read("1,234", .comma) == 1234)
    #expect(read("1.234", .comma) == nil)
    #expect(read("1,234", .unclear) == nil)
    #expect(read("1.234", .unclear) == nil)
    for convention in [SpreadsheetNumber.Convention.point, .comma, .unclear] {
      #expect(read("0,123", convention) == 123)
      #expect(read("0.123", convention) == 123)
      #expect(read("1234.567", convention) == 1_234_567)
      #expect(read("1 234,567", convention) == 1_234_567)
    }
  }

  @Test func `a number shows how its file writes numbers`() {
    let mark = { (text: String) in SpreadsheetNumber(text, .point)?.mark }
    #expect(mark("1.5") == .point)
    #expect(mark("1,234.5") == .point)
    #expect(mark("1,234,567") == .point)
    #expect(mark("1,5") == .comma)
    #expect(mark("1.234,5") == .comma)
    #expect(mark("1.234.567") == .comma)
    #expect(mark("1.234") == .either)
    #expect(mark("1,234") == .either)
    #expect(mark("1234") == SpreadsheetNumber.Mark.none)
    #expect(mark("1 234") == SpreadsheetNumber.Mark.none)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a number is the same however it is dressed`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pence = Int64.random(in: 100_000_00...999_999_999_99, using: &random)
    let (pounds, rest) = (String(pence / 100), pence % 100)
    let decimals = rest < 10 ? "0\(rest)" : "\(rest)"
    let grouped = { (mark: String) in
      pounds.enumerated().map {
        (pounds.count - $0.offset) % 3 == 0 && $0.offset > 0 ? mark + String($0.element) : String($0.element)
      }
      .joined()
    }
    for text in [
      "\(pounds).\(decimals)", "\(grouped(",")).\(decimals)", "\(grouped(".")),\(decimals)",
      "£\(grouped(" ")),\(decimals)",
    ] {
      #expect(SpreadsheetNumber(text, .point)?.scaled(decimals: 2) == pence, "\(text)")
      #expect(SpreadsheetNumber("(\(text))", .point)?.scaled(decimals: 2) == -pence, "\(text)")
    }
  }

  @Test func `a whole number may have decimals that are nothing`() {
    #expect(SpreadsheetNumber.whole("103.00") == 103)
    #expect(SpreadsheetNumber.whole("103") == 103)
    #expect(SpreadsheetNumber.whole("103.5") == nil)
    #expect(SpreadsheetNumber.whole("breast") == nil)
  }
}
