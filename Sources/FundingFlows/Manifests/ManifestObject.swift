import Diagnostics
import Tables

/// An object of a manifest, read key by key; every fault names its path and line.
struct ManifestObject {
  private let path: String
  private let position: Position
  private let members: [String: JSONDocument.Node]

  init?(_ node: JSONDocument.Node, path: String, _ faults: inout DiagnosticList) {
    guard case .object(let members) = node.value else {
      faults.append(Self.wrong(node, path, "an object in braces"))
      return nil
    }
    self.path = path
    position = node.position
    self.members = Dictionary(members.map { ($0.key, $0.node) }, uniquingKeysWith: { first, _ in first })
  }

  func position(of key: String) -> Position { members[key]?.position ?? position }

  /// A text that is not empty.
  func text(_ key: String, _ faults: inout DiagnosticList) -> String? {
    read(key, "a text", &faults) { node in
      guard case .string(let text) = node.value, !text.isEmpty else { return nil }
      return text
    }
  }

  /// A whole number, 0 or more.
  func number(_ key: String, _ faults: inout DiagnosticList) -> Int? {
    read(key, "a whole number", &faults) { node in
      guard case .number(let text) = node.value, let number = Int(text), number >= 0 else { return nil }
      return number
    }
  }

  /// A list of texts, one at least.
  func texts(_ key: String, _ faults: inout DiagnosticList) -> [String]? {
    read(key, "a list of texts", &faults) { node in
      guard case .array(let elements) = node.value, !elements.isEmpty else { return nil }
      let texts = elements.compactMap { element -> String? in
        guard case .string(let text) = element.value else { return nil }
        return text
      }
      return texts.count == elements.count ? texts : nil
    }
  }

  /// A list of objects, which may be empty.
  func objects(_ key: String, _ faults: inout DiagnosticList) -> [ManifestObject] {
    let elements: [JSONDocument.Node]? = read(key, "a list of objects", &faults) { node in
      guard case .array(let elements) = node.value else { return nil }
      return elements
    }
    return (elements ?? []).enumerated().compactMap { index, element in
      ManifestObject(element, path: "\(path).\(key)[\(index)]", &faults)
    }
  }

  private func read<Value>(
    _ key: String,
    _ expected: String,
    _ faults: inout DiagnosticList,
    _ value: (JSONDocument.Node) -> Value?
  ) -> Value? {
    guard let node = members[key] else {
      faults.append(
        Diagnostic(
          "manifest.missing-key",
          at: position,
          "found no key \(path).\(key), expected \(expected)",
          fix: "give a manifest as commission wrote it; those of earlier versions cannot be replayed"
        )
      )
      return nil
    }
    let found = value(node)
    if found == nil { faults.append(Self.wrong(node, "\(path).\(key)", expected)) }
    return found
  }

  private static func wrong(_ node: JSONDocument.Node, _ path: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      "manifest.type",
      at: node.position,
      "found \(node.kind) at \(path), expected \(expected)",
      fix: "give a manifest as commission wrote it"
    )
  }
}
