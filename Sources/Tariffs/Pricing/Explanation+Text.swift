import Diagnostics
import Quantities
import Tables

extension Explanation {
  /// The explanation for a reader: a heading, then each rule on a line of its own.
  public func page(_ heading: String) -> String {
    var text = heading
    for entry in entries {
      text += "\n  £\(entry.before) → £\(entry.after)  \(entry.text)"
      if let position = entry.position, !position.file.isEmpty {
        text += "\n      \(position) [\(entry.evidence)]"
      }
    }
    return text
  }
}

/// Explanations as a table: one row for each rule that fired, whose effects add up to the value of the line.
public struct ExplanationTable: Sendable {
  private var writer: CSVWriter
  private let tariffDirectory: String

  /// A table whose rows begin with columns that name what is explained.
  ///
  /// - Parameters:
  ///   - columns: their names.
  ///   - tariffDirectory: the folder of tariffs, which is written as `tariffs` wherever it lies; blank to write
  ///     paths as they were given.
  public init(of columns: [String], tariffDirectory: String = "") {
    self.tariffDirectory = tariffDirectory
    writer = CSVWriter(
      header: columns + [
        "order", "rule", "before", "after", "effect", "table", "publication", "evidence", "text",
      ]
    )
  }

  /// Adds an explanation; money is pounds, unrounded until the rule that rounds.
  public mutating func add(_ explanation: Explanation, of names: [String]) {
    for (index, entry) in explanation.entries.enumerated() {
      for name in names { writer.text(name) }
      writer.number(index + 1)
      writer.text(entry.rule)
      writer.number(entry.before)
      writer.number(entry.after)
      writer.number(entry.effect)
      writer.text(entry.position.map(place) ?? "")
      writer.text(entry.publication)
      writer.text(entry.evidence.rawValue)
      writer.text(entry.text)
      writer.endRow()
    }
  }

  private func place(_ position: Position) -> String {
    guard !position.file.isEmpty else { return "" }
    let isTariff = !tariffDirectory.isEmpty && position.file.hasPrefix(tariffDirectory + "/")
    let text = position.description
    return isTariff ? "tariffs" + text.dropFirst(tariffDirectory.count) : text
  }

  /// The bytes of the table.
  public var bytes: [UInt8] { writer.bytes }
}
