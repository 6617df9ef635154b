import Diagnostics
import Tables
import TestSupport
import Testing

struct JSONDocumentTests {
  @Test(arguments: [
    ("{}", "{}"), ("[]", "[]"), (" [ ] ", "[]"), ("\"x\"", "\"x\""), ("0", "0"), ("true", "true"),
    ("false", "false"), ("null", "null"), ("\u{FEFF}1", "1"),
    ("[1,[2,{\"a\":[]}],null]", "[1,[2,{a:[]}],null]"),
    ("\t{\r\n\"b\" : 1 ,\"a\":{ }}\n", "{b:1,a:{}}"),
  ])
  func `a document is read with its members in order`(text: String, shown: String) throws {
    #expect(show(try root(text)) == shown)
  }

  @Test(arguments: ["", "\u{FEFF}"])
  func `every value and key knows its line and its column in bytes`(mark: String) throws {
    let text = mark + "{\n  \"é\": [1,\r\n\t\t\"x\" ,{}],\n\n  \"b\":null\n}"
    #expect(
      outline(try root(text)) == ["1:1", "é 2:3", "2:9", "2:10", "3:3", "3:8", "b 5:3", "5:7"]
    )
  }

  @Test func `the place of a value in a large document is found at once`() throws {
    let text = "[\n" + Array(repeating: "\"x\"", count: 20_000).joined(separator: ",\n") + "\n]"
    guard case .array(let elements) = try root(text).value else {
      Issue.record("no array")
      return
    }
    #expect(elements.last?.position == Position(file: "t.json", line: 20_001, column: 1))
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u00E9""#, "Aéé"),
    (#""\u0000""#, "\0"),
    (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00!""#, "😀!"), (#""\uffff""#, "\u{FFFF}"),
    (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"), (#""\udbff\udfff""#, "\u{10FFFF}"),
    ("\"é😀\u{7F}\"", "é😀\u{7F}"),
    (#""""#, ""), (#""\\n""#, #"\n"#),
  ])
  func `escapes are read as the characters they stand for`(text: String, string: String) throws {
    guard case .string(let read) = try root(text).value else {
      Issue.record("no string")
      return
    }
    #expect(Array(read.unicodeScalars) == Array(string.unicodeScalars))
  }

  @Test(arguments: [
    "0", "-0", "1", "-1", "10", "1979.5", "0.5", "-0.05", "1e5", "1E5", "1e+5", "1e-5", "1.5e300", "0e0",
    "1E400",
    "123456789012345678901234567890",
  ])
  func `a number is kept as written`(text: String) throws {
    guard case .number(let number) = try root("[ \(text) ]").only?.value else {
      Issue.record("no number")
      return
    }
    #expect(number == text)
  }

  @Test(arguments: [
    "01", "-01", "00", "1.", "-1.", "+1", ".5", "-.5", "-", "+", ".", "1e", "1e+", "1.e5", "1.5e", "e5",
    "--1", "1-1",
    "1+1", "1.2.3", "1e5e5", "1e5.5", "-e5", "0-",
  ])
  func `what JSON does not call a number is refused where it begins`(text: String) {
    let expected = ["t.json:1:3 found no JSON value here [json.syntax]"]
    #expect(refusal("[ \(text) ]") == expected)
    #expect(refusal("[ \(text)") == expected)
  }

  @Test(arguments: [
    "nan", "NaN", "inf", "Infinity", "-Infinity", "-inf", "0x10", "1_000", "1,5", "١", "True", "TRUE", "nul",
    "tru",
    "undefined", "'x'", "x",
  ])
  func `words and numbers that JSON does not know are refused`(text: String) {
    #expect(refusal(text).count == 1)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a number is accepted exactly when the grammar accepts it`(seed: UInt64) {
    var random = Seeded(seed)
    let alphabet = Array("0011.-+eE")
    for _ in 0..<50 {
      let length = Int.random(in: 1...7, using: &random)
      let text = String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] })
      let isNumber = text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil
      #expect(refusal(text).isEmpty == isNumber, "\(text)")
    }
  }

  @Test(arguments: [
    Malformed("empty", "", ["t.json:1:1 found the end of the file, expected a value [json.syntax]"]),
    Malformed(
      "only blanks",
      "\n  ",
      ["t.json:2:3 found the end of the file, expected a value [json.syntax]"]
    ),
    Malformed(
      "text after the end",
      "{}\n {}",
      ["t.json:2:2 found more text after the end of the document [json.syntax]"]
    ),
    Malformed(
      "text after a byte order mark",
      "\u{FEFF}1 2",
      ["t.json:1:3 found more text after the end of the document [json.syntax]"]
    ),
    Malformed(
      "no key",
      "{\n 1: 2}",
      ["t.json:2:2 found no key, expected one in double quotes [json.syntax]"]
    ),
    Malformed(
      "comma before a brace",
      "{\"a\": 1,}",
      ["t.json:1:9 found no key, expected one in double quotes [json.syntax]"]
    ),
    Malformed("no colon", "{\"a\" 1}", ["t.json:1:6 found no colon after the key \"a\" [json.syntax]"]),
    Malformed(
      "no comma in an object",
      "{\"a\": 1\n\"b\": 2}",
      ["t.json:2:1 found no comma or closing brace after a value [json.syntax]"]
    ),
    Malformed(
      "no comma in a list",
      "[1 2]",
      ["t.json:1:4 found no comma or closing bracket after a value [json.syntax]"]
    ),
    Malformed("comma before a bracket", "[1,]", ["t.json:1:4 found no JSON value here [json.syntax]"]),
    Malformed(
      "unclosed list",
      "[1,\n2\n",
      ["t.json:3:1 found no comma or closing bracket after a value [json.syntax]"]
    ),
    Malformed(
      "unclosed object",
      "{\"a\": 1",
      ["t.json:1:8 found no comma or closing brace after a value [json.syntax]"]
    ),
    Malformed(
      "value cut off",
      "{\"a\":",
      ["t.json:1:6 found the end of the file, expected a value [json.syntax]"]
    ),
    Malformed(
      "unclosed string",
      "[\"ab",
      ["t.json:1:5 found the end of the file inside a string [json.syntax]"]
    ),
    Malformed(
      "escape cut off",
      "[\"ab\\",
      ["t.json:1:6 found the end of the file inside a string [json.syntax]"]
    ),
    Malformed(
      "line break in a string",
      "[\"a\nb\"]",
      ["t.json:1:4 found a control character or line break inside a string [json.syntax]"]
    ),
    Malformed(
      "tab in a string",
      "\"\t\"",
      ["t.json:1:2 found a control character or line break inside a string [json.syntax]"]
    ),
    Malformed(
      "unknown escape",
      #""\x""#,
      ["t.json:1:4 found an escape that JSON does not have [json.syntax]"]
    ),
    Malformed(
      "three hexadecimal digits",
      #""\u12""#,
      ["t.json:1:4 found an escape without its four hexadecimal digits [json.syntax]"]
    ),
    Malformed(
      "a sign among hexadecimal digits",
      #""\u+123""#,
      ["t.json:1:4 found an escape without its four hexadecimal digits [json.syntax]"]
    ),
    Malformed(
      "first half alone",
      #""\ud83d""#,
      ["t.json:1:8 found half a character in an escape [json.syntax]"]
    ),
    Malformed(
      "second half alone",
      #""\ude00""#,
      ["t.json:1:8 found half a character in an escape [json.syntax]"]
    ),
    Malformed(
      "first half twice",
      #""\ud83d\ud83d""#,
      ["t.json:1:14 found half a character in an escape [json.syntax]"]
    ),
    Malformed(
      "first half and a letter",
      #""\ud83dx""#,
      ["t.json:1:8 found half a character in an escape [json.syntax]"]
    ),
    Malformed(
      "key twice",
      "{\"a\": 1,\n \"b\": {\"a\": 2},\n \"a\": 3}",
      ["t.json:3:2 found the key \"a\" a second time in the same object [json.syntax]"]
    ),
    Malformed(
      "key twice, once escaped",
      #"{"a": 1, "\u0061": 2}"#,
      ["t.json:1:10 found the key \"a\" a second time in the same object [json.syntax]"]
    ),
    Malformed("a comment", "// x\n1", ["t.json:1:1 found no JSON value here [json.syntax]"]),
  ])
  func `a malformed document is refused at its place`(example: Malformed) {
    #expect(refusal(example.text) == example.faults)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    for bad in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] as [[UInt8]] {
      let bytes = Array("[\"".utf8) + bad + Array("\"]".utf8)
      #expect(
        faults { () throws(DiagnosticList) in try JSONDocument(InputFile(path: "t.json", bytes: bytes)) } == [
          "t.json:1:\(4 + bad.count) found bytes that are no UTF-8 text [json.syntax]"
        ]
      )
    }
  }

  @Test func `the same key may stand in different objects`() throws {
    #expect(show(try root(#"[{"a":1},{"a":{"a":2}}]"#)) == "[{a:1},{a:{a:2}}]")
  }

  @Test func `values are nested 64 deep and no deeper`() {
    #expect(refusal(nested(64)).isEmpty)
    #expect(refusal(nested(65)) == ["t.json:1:65 found values nested more than 64 deep [json.syntax]"])
    #expect(refusal(nested(100_000)) == ["t.json:1:65 found values nested more than 64 deep [json.syntax]"])
    #expect(refusal(String(repeating: "{\"a\":", count: 100_000)).count == 1)
  }

  @Test func `depth is of values within each other, not of values in all`() {
    #expect(refusal("[" + Array(repeating: nested(63), count: 100).joined(separator: ",") + "]").isEmpty)
  }

  @Test func `a kind is named for messages`() throws {
    let kinds = try #require(try root(#"[{}, [], "x", 1.50, true, false, null]"#).elements).map(\.kind)
    #expect(kinds == ["an object", "a list", "\"x\"", "1.50", "true", "false", "null"])
  }

  @Test func `a fault prints in full`() {
    do throws(DiagnosticList) {
      _ = try JSONDocument(InputFile(path: "plan.json", text: "{\n  year: 2018\n}"))
      Issue.record("accepted")
    } catch {
      #expect(
        error.description == """
          plan.json:2:3: error: found no key, expected one in double quotes [json.syntax]
            fix: write valid JSON, with keys and texts in double quotes
          """
      )
    }
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `random bytes are read or refused at a place in the document`(seed: UInt64) {
    var random = Seeded(seed)
    check(random.bytes("{}[]\"\"::,,\\u00d8 \n\ttrue1.e-", upTo: 100))
    check(random.mutated(#"{"a": [1, -2.5e3, "x\n\ud83d\ude00"], "b": {"c": null, "d": [true, false, {}]}}"#))
  }

  private func check(_ bytes: [UInt8]) {
    let refused = places { () throws(DiagnosticList) in
      try JSONDocument(InputFile(path: "t.json", bytes: bytes))
    }
    #expect(refused.count <= 1)
    for place in refused {
      #expect(place.line >= 1)
      #expect((1...bytes.count + 1).contains(place.column))
    }
  }

  private func root(_ text: String) throws(DiagnosticList) -> JSONDocument.Node {
    try JSONDocument(InputFile(path: "t.json", text: text)).root
  }

  private func refusal(_ text: String) -> [String] {
    faults { () throws(DiagnosticList) in try root(text) }
  }

  /// So many lists within each other.
  private func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  /// A value on one line.
  private func show(_ node: JSONDocument.Node) -> String {
    switch node.value {
    case .object(let members):
      "{" + members.map { "\($0.key):\(show($0.node))" }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(show).joined(separator: ",") + "]"
    default: node.kind
    }
  }

  /// Where each value, and each key, begins, in the order of the document.
  private func outline(_ node: JSONDocument.Node) -> [String] {
    let place = "\(node.position.line):\(node.position.column)"
    switch node.value {
    case .object(let members):
      return [place]
        + members.flatMap { member in
          let key = "\(member.key) \(member.position.line):\(member.position.column)"
          return [key] + outline(member.node)
        }
    case .array(let elements): return [place] + elements.flatMap(outline)
    default: return [place]
    }
  }
}

extension JSONDocument.Node {
  /// The values of a list; nil for any other value.
  fileprivate var elements: [JSONDocument.Node]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  /// The one value of a list of one.
  fileprivate var only: JSONDocument.Node? {
    elements?.count == 1 ? elements?[0] : nil
  }
}
