package import Diagnostics
package import Quantities

/// What the faults of a kind of JSON file are called.
package struct JSONCodes: Sendable {
  /// The file in words, such as `a scenario`.
  package let what: String
  /// The code of a key that it does not have.
  package let unknownKey: String
  /// The code of a key that it needs.
  package let missingKey: String
  /// The code of a value of another type.
  package let type: String

  /// Names the faults of a kind of file.
  package init(of what: String, unknownKey: String, missingKey: String, type: String) {
    self.what = what
    self.unknownKey = unknownKey
    self.missingKey = missingKey
    self.type = type
  }

  package func wrongType(_ node: JSONDocument.Node, _ path: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      type,
      at: node.position,
      "found \(node.kind) at \(path), expected \(expected)",
      fix: "correct the value"
    )
  }
}

/// An object of a JSON file, read key by key; every fault names its path and line.
package struct JSONObject {
  /// The path from the root, such as `$.prices`.
  package let path: String
  package let position: Position
  private let codes: JSONCodes
  private let members: [String: (position: Position, node: JSONDocument.Node)]

  package init?(
    _ node: JSONDocument.Node,
    path: String,
    codes: JSONCodes,
    _ faults: inout DiagnosticList
  ) {
    guard case .object(let members) = node.value else {
      faults.append(codes.wrongType(node, path, "an object in braces"))
      return nil
    }
    self.path = path
    self.codes = codes
    position = node.position
    self.members = Dictionary(
      members.map { ($0.key, ($0.position, $0.node)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Reports keys that the object does not have.
  package func refuseOthers(than known: [String], of what: String? = nil, _ faults: inout DiagnosticList) {
    for (key, member) in members.sorted(by: { $0.value.position < $1.value.position })
    where !known.contains(key) {
      let meant = Suggestion.closest(to: key, among: known)
      faults.append(
        Diagnostic(
          codes.unknownKey,
          at: member.position,
          "found a key \(path).\(key) that \(what ?? codes.what) does not have",
          fix: meant.map { "did you mean \"\($0)\"?" }
            ?? "remove it; here are \(known.joined(separator: ", "))"
        )
      )
    }
  }

  /// The keys, in the order of the file.
  package var keys: [String] {
    members.sorted { $0.value.position < $1.value.position }.map(\.key)
  }

  package func has(_ key: String) -> Bool { members[key] != nil }

  package func position(of key: String) -> Position { members[key]?.node.position ?? position }

  private func required(_ key: String, _ expected: String, _ faults: inout DiagnosticList) -> JSONDocument
    .Node?
  {
    if let member = members[key] { return member.node }
    faults.append(
      Diagnostic(
        codes.missingKey,
        at: position,
        "found no key \(path).\(key), expected \(expected)",
        fix: "add \"\(key)\""
      )
    )
    return nil
  }

  /// An object that must be there.
  package func object(_ key: String, _ faults: inout DiagnosticList) -> JSONObject? {
    required(key, "an object in braces", &faults).flatMap {
      JSONObject($0, path: "\(path).\(key)", codes: codes, &faults)
    }
  }

  /// A text that must be there and spells a value.
  package func value<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    required(key, Value.expectation, &faults).flatMap { parse($0, "\(path).\(key)", &faults) }
  }

  /// A text that may be left out and else spells a value.
  package func optional<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    members[key].flatMap { parse($0.node, "\(path).\(key)", &faults) }
  }

  private func parse<Value: ParsedValue>(
    _ node: JSONDocument.Node,
    _ path: String,
    _ faults: inout DiagnosticList
  ) -> Value? {
    guard case .string(let text) = node.value else {
      faults.append(codes.wrongType(node, path, "\(Value.expectation), in double quotes"))
      return nil
    }
    guard let value = Value(text) else {
      faults.append(codes.wrongType(node, path, Value.expectation))
      return nil
    }
    return value
  }

  /// A whole number in a range that must be there.
  package func integer(_ key: String, in range: ClosedRange<Int>, _ faults: inout DiagnosticList) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return required(key, expected, &faults).flatMap {
      integer($0, "\(path).\(key)", in: range, expected, &faults)
    }
  }

  private func integer(
    _ node: JSONDocument.Node,
    _ path: String,
    in range: ClosedRange<Int>,
    _ expected: String,
    _ faults: inout DiagnosticList
  ) -> Int? {
    guard case .number(let text) = node.value, let number = Int(text), range.contains(number) else {
      faults.append(codes.wrongType(node, path, expected))
      return nil
    }
    return number
  }

  /// A list of whole numbers that must be there and hold at least one.
  package func integers(_ key: String, in range: ClosedRange<Int>, _ faults: inout DiagnosticList) -> [Int]? {
    let expected = "a list of whole numbers from \(range.lowerBound) to \(range.upperBound)"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value, !elements.isEmpty else {
      faults.append(codes.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    let item = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return elements.enumerated().compactMap { index, element in
      integer(element, "\(path).\(key)[\(index)]", in: range, item, &faults)
    }
  }

  /// A list of whole numbers that may be left out, or be empty.
  package func optionalIntegers(_ key: String, in range: ClosedRange<Int>, _ faults: inout DiagnosticList)
    -> [Int]?
  {
    guard let node = members[key]?.node else { return nil }
    if case .array(let elements) = node.value, elements.isEmpty { return [] }
    return integers(key, in: range, &faults)
  }

  /// A list of objects that may be left out.
  package func objects(_ key: String, _ faults: inout DiagnosticList) -> [JSONObject] {
    guard let node = members[key]?.node else { return [] }
    guard case .array(let elements) = node.value else {
      faults.append(codes.wrongType(node, "\(path).\(key)", "a list of objects"))
      return []
    }
    return elements.enumerated().compactMap { index, element in
      JSONObject(element, path: "\(path).\(key)[\(index)]", codes: codes, &faults)
    }
  }

  /// A list of texts that must be there, hold at least one, and none of them twice.
  package func texts(_ key: String, _ faults: inout DiagnosticList) -> [String]? {
    let expected = "a list of texts"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value, !elements.isEmpty else {
      faults.append(codes.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    var seen: Set<String> = []
    return elements.enumerated().compactMap { index, element in
      let place = "\(path).\(key)[\(index)]"
      guard let text: String = parse(element, place, &faults) else { return nil }
      if !seen.insert(text).inserted {
        faults.append(codes.wrongType(element, place, "a text that the list does not have yet"))
      }
      return text
    }
  }

  /// One value or a list of them, in double quotes, each with its place and path; one at least.
  package func oneOrMore<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> [(value: Value, position: Position, path: String)]? {
    let place = "\(path).\(key)"
    let expected = "\(Value.expectation), or a list of them"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value else {
      let one: Value? = parse(node, place, &faults)
      return one.map { [($0, node.position, place)] }
    }
    guard !elements.isEmpty else {
      faults.append(codes.wrongType(node, place, expected))
      return nil
    }
    let values = elements.enumerated().map { index, element in
      let own: Value? = parse(element, "\(place)[\(index)]", &faults)
      return own.map { ($0, element.position, "\(place)[\(index)]") }
    }
    let read = values.compactMap { $0 }
    return read.count == values.count ? read : nil
  }

  /// One value for all, or an object with one for each of some names; may be left out.
  package func oneOrEach<Value: ParsedValue>(
    _ key: String,
    of names: [String],
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> (all: Value?, each: [String: Value]) {
    guard let node = members[key]?.node else { return (nil, [:]) }
    guard case .object = node.value else { return (parse(node, "\(path).\(key)", &faults), [:]) }
    guard let object = JSONObject(node, path: "\(path).\(key)", codes: codes, &faults) else {
      return (nil, [:])
    }
    object.refuseOthers(than: names, &faults)
    var each: [String: Value] = [:]
    for name in names { each[name] = object.optional(name, &faults) }
    return (nil, each)
  }

  /// One of some words; the first when it is left out.
  package func choice(_ key: String, of words: [String], _ faults: inout DiagnosticList) -> String? {
    guard let node = members[key]?.node else { return words.first }
    let expected = "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
    guard case .string(let text) = node.value, words.contains(text) else {
      faults.append(codes.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    return text
  }
}

extension JSONObject {
  /// A number that must be there and spells a value, as written: 0.1 is a tenth, and not the nearest binary number.
  package func number<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    guard let node = required(key, Value.expectation, &faults) else { return nil }
    guard case .number(let text) = node.value, let value = Value(text) else {
      faults.append(codes.wrongType(node, "\(path).\(key)", "\(Value.expectation), without quotes"))
      return nil
    }
    return value
  }

  /// A number that may be left out and else spells a value, as written.
  package func numberIfAny<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> Value? {
    has(key) ? number(key, &faults) : nil
  }

  /// True or false; nil when it is left out.
  package func boolean(_ key: String, _ faults: inout DiagnosticList) -> Bool? {
    guard let node = members[key]?.node else { return nil }
    guard case .boolean(let flag) = node.value else {
      faults.append(codes.wrongType(node, "\(path).\(key)", "true or false"))
      return nil
    }
    return flag
  }

  /// Whether the value of a key is an object.
  package func isObject(_ key: String) -> Bool {
    guard case .object? = members[key]?.node.value else { return false }
    return true
  }

  /// Whether the value of a key is a list of nothing.
  package func isEmptyList(_ key: String) -> Bool {
    guard case .array(let elements)? = members[key]?.node.value else { return false }
    return elements.isEmpty
  }

  /// Numbers as written, that must be there and hold at least one.
  package func numbers<Value: ParsedValue>(
    _ key: String,
    as type: Value.Type = Value.self,
    _ faults: inout DiagnosticList
  ) -> [Value]? {
    let expected = "a list of numbers without quotes, each \(Value.expectation)"
    guard let node = required(key, expected, &faults) else { return nil }
    guard case .array(let elements) = node.value, !elements.isEmpty else {
      faults.append(codes.wrongType(node, "\(path).\(key)", expected))
      return nil
    }
    return elements.enumerated().compactMap { index, element in
      guard case .number(let text) = element.value, let value = Value(text) else {
        faults.append(codes.wrongType(element, "\(path).\(key)[\(index)]", Value.expectation))
        return nil
      }
      return value
    }
  }
}
