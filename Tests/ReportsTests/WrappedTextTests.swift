import Testing

@testable import Reports

struct WrappedTextTests {
  @Test func `lines are broken between words`() {
    // 54 pixels hold ten letters of ten pixels.
    #expect(WrappedText("stage at diagnosis", width: 54, size: 10).lines == ["stage at", "diagnosis"])
    #expect(WrappedText("one", width: 54, size: 10).lines == ["one"])
    #expect(WrappedText("", width: 54, size: 10).lines == [""])
    #expect(WrappedText("one two", width: 0, size: 10).lines.allSatisfy { $0.count <= 2 })
  }

  @Test func `what does not fit ends in an ellipsis`() {
    #expect(WrappedText("averylongword short", width: 54, size: 10).lines == ["averylong…", "short"])
    let text = "one two three four five six seven"
    #expect(WrappedText(text, width: 54, size: 10, limit: 2).lines == ["one two", "three fou…"])
    #expect(WrappedText(text, width: 54, size: 10, limit: 5).lines.joined(separator: " ") == text)
  }
}
