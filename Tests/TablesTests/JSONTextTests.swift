import Tables
import Testing

struct JSONTextTests {
  @Test func `members keep their order and nest by two blanks`() {
    let value = JSONText.object([
      ("b", .array([.number(1), .string("x")])), ("a", .object([])), ("c", .array([])),
    ])
    #expect(value.text == "{\n  \"b\": [\n    1,\n    \"x\"\n  ],\n  \"a\": {},\n  \"c\": []\n}")
  }

  @Test(arguments: ["plain", "quote \" and \\ backslash", "line\nbreak\ttab\u{1}", "é £ 🙂", ""])
  func `a string reads back as it was`(text: String) throws {
    let written = JSONText.array([.string(text)]).text
    let document = try JSONDocument(InputFile(path: "x.json", text: written))
    guard case .array(let elements) = document.root.value, case .string(let read)? = elements.first?.value
    else {
      Issue.record("\(written) is no list of one string")
      return
    }
    #expect(read == text)
  }
}
