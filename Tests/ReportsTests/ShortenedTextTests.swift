import Testing

@testable import Reports

struct ShortenedTextTests {
  @Test func `a text that fits is left as it is`() {
    // 54 pixels hold ten letters of ten pixels.
    #expect(ShortenedText("0123456789", width: 54, size: 10).line == "0123456789")
    #expect(ShortenedText("", width: 54, size: 10).line == "")
  }

  @Test(arguments: ["pathway.breast.B-X02.share", "pathway.breast.B-X03.rate-", "two words, or more of them"])
  func `a long one keeps its beginning and its end`(text: String) {
    for width in [0.0, 30, 54, 80, 100] {
      let line = ShortenedText(text, width: width, size: 10).line
      let parts = line.split(separator: "…")
      #expect(line.count == max(3, Int(width / 5.4)))
      #expect(parts.count == 2 && text.hasPrefix(parts[0]) && text.hasSuffix(parts[1]))
    }
  }
}
