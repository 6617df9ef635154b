import TestSupport
import Testing

@testable import Tables

struct SpreadsheetTextTests {
  @Test(arguments: [
    "=1+1", "+44 20 7946 0000", "-1+1|cmd", "@SUM(A1)", "\ttab", "\nfeed", "#N/A", "#REF!", "＝1+1",
    "＠SUM(A1)", "\u{2212}5",
    "00123", "007", "1E10", "1e5", "1.5e-3", "5E1", "0x1F", "123456789012", "1,5", "1.50", ".5", "5.",
    "1 234", "1'234",
    "50%", "£3", "3 £", "€5", "$3", "GBP 3", "3 EUR", "(5)", "5-9", "1/2", "30/40", "½", "1 1/2", "１２３",
    "١٢٣", "1²",
    "3-Jan", "Jan-26", "MAR1", "mar 1", "March 2026", "1 May", "3. Januar 2026", "3 Mrz", "12 août", "Sat 3",
    "2011/12",
    "2000/01", "2026-01-03", "2026-01-03T12:30:00Z", "2026年1月3日", "1.2.3", "12:30", "12:30 pm", "12 a",
    "12h30",
    "TRUE", "false", "Wahr", "vrai", " leading", "\u{A0}hard blank", "\u{200B}no width", "\u{FEFF}mark",
  ])
  func `what a spreadsheet would turn into something else needs a guard`(text: String) {
    #expect(SpreadsheetText.needsGuard(text))
    #expect(SpreadsheetText.withoutGuard("'" + text) == text)
    #expect(SpreadsheetText.needsGuard("''" + text), "text that looks guarded needs a guard of its own")
  }

  @Test(arguments: [
    "", "breast", "JA20F", "SB12Z", "R1H", "10Q", "15E", "01E", "12A", "E10", "B-T13", "SL-BCDFGHJKLMNP",
    "pembrolizumab",
    "ribociclib-400", "2026/27", "2012/13", "1979", "0", "103", "12345678901", "January", "March",
    "March forward",
    "1st line", "2 of 3 fractions", "Stage 1", "true north", "A1", "R1C1", "a=b", "x@y.org", "'tis", "'",
    "''", "'em",
    "National Cost Collection 2024/25, unit-costs.csv:1904", "Łódź", "مرحبا", "emoji 😀", "你好",
    "trailing blank ",
  ])
  func `other text needs none, codes and years above all`(text: String) {
    #expect(!SpreadsheetText.needsGuard(text))
    #expect(SpreadsheetText.withoutGuard(text) == text)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `any text is the same after it was guarded and read`(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<30 {
      let text = random.text(upTo: 8)
      let cell = SpreadsheetText.needsGuard(text) ? "'" + text : text
      #expect(Array(SpreadsheetText.withoutGuard(cell).utf8) == Array(text.utf8))
    }
  }

  @Test(arguments: ["=1", "5-9", "TRUE", "00123", "+1", "MAR1"])
  func `whatever a spreadsheet takes the apostrophe from is read as it was written`(text: String) {
    #expect(SpreadsheetText.withoutGuard(text) == text)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is seen at once to be no number is none on a closer look`(seed: UInt64) {
    var random = Seeded(seed)
    let signs = Array("0123456789eEhtapzxXmkriIJBSL.-/: ".unicodeScalars)
    for _ in 0..<50 {
      var text = Substring()
      for _ in 0..<Int.random(in: 0...7, using: &random) {
        text.unicodeScalars.append(signs[Int.random(in: signs.indices, using: &random)])
      }
      #expect(!NumberWords.isSurelyMore(text) || !NumberWords(text).areAllOfNumbers, "\(text)")
    }
    #expect(NumberWords.isSurelyMore("JA20F"))
  }

  @Test func `what a program's table guards is guarded for a spreadsheet too`() {
    for text in ["=1", "+1", "-1", "@a", "\t", "\r", "\n", "1E10", "00e5"] {
      #expect(SpreadsheetText.needsGuard(text))
    }
  }
}
