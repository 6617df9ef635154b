import Tables
import Testing

struct BlanksTests {
  @Test(arguments: [
    ("a", "a"), (" a ", "a"), ("\u{A0}a\u{A0}", "a"), ("\u{FEFF}a\u{200B}", "a"), ("a b", "a b"),
    ("\ta\r\n", "a"), ("", ""),
    (" \u{2009} ", ""), ("é", "é"), ("مرحبا ", "مرحبا"), ("e\u{301} ", "e\u{301}"),
  ])
  func `blanks of every width around a text are nothing`(text: String, trimmed: String) {
    #expect(Blanks.trimmed(text) == trimmed)
  }

  @Test func `those at its beginning may be kept`() {
    #expect(Blanks.trimmed("' a ", keepsFirst: true) == "' a")
    #expect(Blanks.trimmed(" a ", keepsFirst: true) == " a")
  }
}
