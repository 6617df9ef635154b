public import Diagnostics

/// A JSON text in which every value knows its line, so that a wrong one can be pointed at.
///
/// The toolchain's decoder gives no place for a value of the wrong type and accepts unknown keys.
public struct JSONDocument: Sendable {
  /// A value and where it begins.
  public struct Node: Sendable {
    /// What kind of value it is.
    public indirect enum Value: Sendable {
      /// An object, its members in order.
      case object([(key: String, position: Position, node: Node)])
      /// An array.
      case array([Node])
      /// A string.
      case string(String)
      /// A number, as written.
      case number(String)
      /// True or false.
      case boolean(Bool)
      /// Null.
      case null
    }

    /// The value.
    public let value: Value
    /// Where it begins.
    public let position: Position

    /// The kind of value, for messages.
    public var kind: String {
      switch value {
      case .object: "an object"
      case .array: "a list"
      case .string(let text): "\"\(text)\""
      case .number(let text): text
      case .boolean(let flag): flag ? "true" : "false"
      case .null: "null"
      }
    }
  }

  /// The outermost value.
  public let root: Node

  /// Reads a document.
  ///
  /// - Throws: `json.syntax` at the first byte that is no JSON.
  public init(_ input: InputFile) throws(DiagnosticList) {
    var parser = JSONParser(input)
    do throws(Diagnostic) {
      root = try parser.document()
    } catch {
      throw DiagnosticList(error)
    }
  }
}

private struct JSONParser {
  private let file: String
  private let bytes: [UInt8]
  private var index: Int
  private var line = 1
  private var lineStart: Int
  private var depth = 0
  private static let deepest = 64

  init(_ input: InputFile) {
    file = input.path
    bytes = input.bytes
    index = input.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = index
  }

  mutating func document() throws(Diagnostic) -> JSONDocument.Node {
    let node = try self.node()
    skipBlanks()
    guard index == bytes.count else { throw fault("found more text after the end of the document") }
    return node
  }

  private mutating func node() throws(Diagnostic) -> JSONDocument.Node {
    skipBlanks()
    let place = position
    guard index < bytes.count else { throw fault("found the end of the file, expected a value") }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw fault("found values nested more than \(Self.deepest) deep") }
    let value: JSONDocument.Node.Value
    switch bytes[index] {
    case UInt8(ascii: "{"): value = .object(try members())
    case UInt8(ascii: "["): value = .array(try elements())
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "t"): value = try word("true", .boolean(true))
    case UInt8(ascii: "f"): value = try word("false", .boolean(false))
    case UInt8(ascii: "n"): value = try word("null", .null)
    default: value = .number(try number())
    }
    return JSONDocument.Node(value: value, position: place)
  }

  private mutating func members() throws(Diagnostic) -> [(
    key: String, position: Position, node: JSONDocument.Node
  )] {
    var members: [(key: String, position: Position, node: JSONDocument.Node)] = []
    index += 1
    if skip(UInt8(ascii: "}")) { return members }
    while true {
      skipBlanks()
      let place = position
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw fault("found no key, expected one in double quotes")
      }
      let key = try string()
      guard !members.contains(where: { $0.key == key }) else {
        throw Diagnostic(
          "json.syntax",
          at: place,
          "found the key \"\(key)\" a second time in the same object",
          fix: "keep one of the two"
        )
      }
      guard skip(UInt8(ascii: ":")) else { throw fault("found no colon after the key \"\(key)\"") }
      members.append((key, place, try node()))
      if skip(UInt8(ascii: "}")) { return members }
      guard skip(UInt8(ascii: ",")) else { throw fault("found no comma or closing brace after a value") }
    }
  }

  private mutating func elements() throws(Diagnostic) -> [JSONDocument.Node] {
    var elements: [JSONDocument.Node] = []
    index += 1
    if skip(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try node())
      if skip(UInt8(ascii: "]")) { return elements }
      guard skip(UInt8(ascii: ",")) else { throw fault("found no comma or closing bracket after a value") }
    }
  }

  private mutating func string() throws(Diagnostic) -> String {
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 { throw fault("found a control character or line break inside a string") }
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: content, as: UTF8.self) else {
          throw fault("found bytes that are no UTF-8 text")
        }
        return text
      }
      if byte == UInt8(ascii: "\\") { try escape(into: &content) } else { content.append(byte) }
    }
    throw fault("found the end of the file inside a string")
  }

  private mutating func escape(into content: inout [UInt8]) throws(Diagnostic) {
    guard index < bytes.count else { throw fault("found the end of the file inside a string") }
    let byte = bytes[index]
    index += 1
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8,
      UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]
    if let simple = plain[byte] {
      content.append(simple)
      return
    }
    guard byte == UInt8(ascii: "u") else { throw fault("found an escape that JSON does not have") }
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    {
      index += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw fault("found half a character in an escape") }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault("found half a character in an escape") }
    content.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    let digits = bytes[index..<min(index + 4, bytes.count)]
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, text.allSatisfy(\.isHexDigit), let code = UInt32(text, radix: 16) else {
      throw fault("found an escape without its four hexadecimal digits")
    }
    index += 4
    return code
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = index
    while index < bytes.count, isNumberByte(bytes[index]) { index += 1 }
    guard Self.isNumber(bytes[start..<index]) else {
      index = start
      throw fault("found no JSON value here")
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Whether JSON has such a number: `-1`, `0.5`, `2e3`, and neither `+1`, `01`, `1.` nor `.5` (RFC 8259, 6).
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func take(_ choices: String) -> Bool {
      guard let first = rest.first, choices.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func takeDigits() -> Bool {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest.removeFirst(digits.count)
      return !digits.isEmpty
    }
    _ = take("-")
    guard take("0") || takeDigits() else { return false }
    if take("."), !takeDigits() { return false }
    if take("eE") {
      _ = take("+-")
      if !takeDigits() { return false }
    }
    return rest.isEmpty
  }

  private func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func word(
    _ word: String,
    _ value: JSONDocument.Node.Value
  ) throws(Diagnostic) -> JSONDocument.Node.Value {
    guard bytes[index...].starts(with: word.utf8) else { throw fault("found no JSON value here") }
    index += word.utf8.count
    return value
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) {
      index += 1
      if bytes[index - 1] == 0x0A { (line, lineStart) = (line + 1, index) }
    }
  }

  private var position: Position { Position(file: file, line: line, column: index - lineStart + 1) }

  private func fault(_ message: String) -> Diagnostic {
    Diagnostic(
      "json.syntax",
      at: position,
      message,
      fix: "write valid JSON, with keys and texts in double quotes"
    )
  }
}
