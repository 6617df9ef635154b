import Diagnostics
import Quantities
import Tables

/// An object of a scenario file, read key by key; every fault names its path and line.
struct JSONObject {
  /// The path from the root, such as `$.prices`.
  let path: String
  let position: Position
  private let members: [String: (position: Position, node: JSONDocument.Node)]

  init?(_ node: JSONDocument.Node, path: String, _ faults: inout DiagnosticList) {
    guard case .object(let members) = node.value else {
      faults.append(Self.wrongType(node, path, "an object in braces"))
      return nil
    }
    self.path = path
    position = node.position
    self.members = Dictionary(
      members.map { ($0.key, ($0.position, $0.node)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static func wrongType(_ node: JSONDocument.Node, _ path: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      "scenario.type",
      at: node.position,
      "found \(node.kind) at \(path), expected \(expected)",
      fix: "correct the value"
    )
  }

  /// Reports keys that the object does not have.
  func refuseOthers(than known: [String], of what: String = "a scenario", _ faults: inout DiagnosticList) {
    for (key, member) in members.sorted(by: { $0.value.position < $1.value.position })
    where !known.contains(key) {
      let meant = Suggestion.closest(to: key, among: known)
      faults.append(
        Diagnostic(
          "scenario.unknown-key",
          at: member.position,
          "found a key \(path).\(key) that \(what) does not have",
          fix: meant.map { "did you mean \"\($0)\"?" }
            ?? "remove it; here are \(known.joined(separator: ", "))"
        )
      )
    }
  }

  func has(_ key: String) -> Bool { members[key] != nil }

  func position(of key: String) -> Position { members[key]?.node.position ?? position }

  private func required(_ key: String, _ expected: String, _ faults: inout DiagnosticList) -> JSONDocument
    .Node?
  {
    if let member = members[key] { return member.node }
    faults.append(
      Diagnostic(
        "scenario.missing-key",
        at: position,
        "found no key \(path).\(key), expected \(expected)",
        fix: "add \"\(key)\""
      )
    )
    return nil
  }

  /// An object that must be there.
  func object(_ key: String, _ faults: inout DiagnosticList) -> JSONObject? {
    required(key, "an object in braces", &faults).flatMap { JSONObject($0, path: "\(path).\(key)", &faults) }
  }

  /// A text that must be there and spells a value.
  func value<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    required(key, Value.expectation, &faults).flatMap { Self.parse($0, "\(path).\(key)", &faults) }
  }

  /// A text that may be left out and else spells a value.
  func optional<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    members[key].flatMap { Self.parse($0.node, "\(path).\(key)", &faults) }
  }

  private static func parse<Value: ParsedValue>(
    _ node: JSONDocument.Node,
    _ path: String,
    _ faults: inout DiagnosticList
  ) -> Value? {
    guard case .string(let text) = node.value else {
      faults.append(wrongType(node, path, "\(Value.expectation), in double quotes"))
      return nil
    }
    guard let value = Value(text) else {
      faults.append(wrongType(node, path, Value.expectation))
      return nil
    }
    return value
  }

  /// A whole number in a range that must be there.
  func integer(_ key: String, in range: ClosedRange<Int>, _ faults: inout DiagnosticList) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return required(key, expected, &faults).flatMap {
      Self.integer($0, "\(path).\(key)", in: range, expected, &faults)
    }
  }

  private static func integer(
    _ node: JSONDocument.Node,
    _ path: String,
    in range: ClosedRange<Int>,
    _ expected: String,
    _ faults: inout DiagnosticList
  ) -> Int? {
    guard case .number(let text) = node.value, let number = Int(text), range.contains(number) else {
      faults.append(wrongType(node, path, expected))
      return nil
    }
    return number
  }

  /// A list of whole numbers that must be there and hold at least one.
  func integers(_ key: String, in range: ClosedRange<Int>, _ faults: inout DiagnosticList) -> [Int]? {
    let expected = "a list of whole numbers from \(range.lowerBound) to \(range.upperBound)"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value, !elements.isEmpty else {
      faults.append(Self.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    let item = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return elements.enumerated().compactMap { index, element in
      Self.integer(element, "\(path).\(key)[\(index)]", in: range, item, &faults)
    }
  }

  /// A list of whole numbers that may be left out, or be empty.
  func optionalIntegers(_ key: String, in range: ClosedRange<Int>, _ faults: inout DiagnosticList) -> [Int]? {
    guard let node = members[key]?.node else { return nil }
    if case .array(let elements) = node.value, elements.isEmpty { return [] }
    return integers(key, in: range, &faults)
  }

  /// A list of objects that may be left out.
  func objects(_ key: String, _ faults: inout DiagnosticList) -> [JSONObject] {
    guard let node = members[key]?.node else { return [] }
    guard case .array(let elements) = node.value else {
      faults.append(Self.wrongType(node, "\(path).\(key)", "a list of objects"))
      return []
    }
    return elements.enumerated().compactMap { index, element in
      JSONObject(element, path: "\(path).\(key)[\(index)]", &faults)
    }
  }

  /// A list of texts that must be there, hold at least one, and none of them twice.
  func texts(_ key: String, _ faults: inout DiagnosticList) -> [String]? {
    let expected = "a list of texts"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value, !elements.isEmpty else {
      faults.append(Self.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    var seen: Set<String> = []
    return elements.enumerated().compactMap { index, element in
      let place = "\(path).\(key)[\(index)]"
      guard let text: String = Self.parse(element, place, &faults) else { return nil }
      if !seen.insert(text).inserted {
        faults.append(Self.wrongType(element, place, "a text that the list does not have yet"))
      }
      return text
    }
  }

  /// One value or a list of them, in double quotes, each with its place and path; one at least.
  func oneOrMore<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> [(value: Value, position: Position, path: String)]? {
    let place = "\(path).\(key)"
    let expected = "\(Value.expectation), or a list of them"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value else {
      let one: Value? = Self.parse(node, place, &faults)
      return one.map { [($0, node.position, place)] }
    }
    guard !elements.isEmpty else {
      faults.append(Self.wrongType(node, place, expected))
      return nil
    }
    let values = elements.enumerated().map { index, element in
      let own: Value? = Self.parse(element, "\(place)[\(index)]", &faults)
      return own.map { ($0, element.position, "\(place)[\(index)]") }
    }
    let read = values.compactMap { $0 }
    return read.count == values.count ? read : nil
  }

  /// One value for all, or an object with one for each of some names; may be left out.
  func oneOrEach<Value: ParsedValue>(
    _ key: String,
    of names: [String],
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> (all: Value?, each: [String: Value]) {
    guard let node = members[key]?.node else { return (nil, [:]) }
    guard case .object = node.value else { return (Self.parse(node, "\(path).\(key)", &faults), [:]) }
    guard let object = JSONObject(node, path: "\(path).\(key)", &faults) else { return (nil, [:]) }
    object.refuseOthers(than: names, &faults)
    var each: [String: Value] = [:]
    for name in names { each[name] = object.optional(name, &faults) }
    return (nil, each)
  }

  /// One of some words; the first when it is left out.
  func choice(_ key: String, of words: [String], _ faults: inout DiagnosticList) -> String? {
    guard let node = members[key]?.node else { return words.first }
    let expected = "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
    guard case .string(let text) = node.value, words.contains(text) else {
      faults.append(Self.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    return text
  }
}

extension JSONObject {
  /// A number that must be there and spells a value, as written: 0.1 is a tenth, and not the nearest binary number.
  func number<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    guard let node = required(key, Value.expectation, &faults) else { return nil }
    guard case .number(let text) = node.value, let value = Value(text) else {
      faults.append(Self.wrongType(node, "\(path).\(key)", "\(Value.expectation), without quotes"))
      return nil
    }
    return value
  }
}
