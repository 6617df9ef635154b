import Diagnostics
import Quantities
import Tables

extension Explanation {
  /// The explanation for a reader: a heading, then each rule on a line of its own.
  public func page(_ heading: String) -> String {
    var text = heading
    for entry in entries {
      text += "\n  £\(entry.before) → £\(entry.after)  \(entry.text)"
      var notes: [String] = []
      if let position = entry.position, !position.file.isEmpty { notes.append("\(position)") }
      if !entry.publication.isEmpty { notes.append(entry.publication) }
      if !notes.isEmpty { text += "\n      \(notes.joined(separator: ", ")) [\(entry.evidence)]" }
    }
    return text
  }
}

/// Explanations as a table: one row for each rule that fired, whose effects add up to the value of the line.
public struct ExplanationTable: Sendable {
  private var writer: CSVWriter

  /// A table whose rows begin with columns that name what is explained.
  public init(of columns: [String]) {
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
      writer.text(entry.position.flatMap { $0.file.isEmpty ? nil : $0.description } ?? "")
      writer.text(entry.publication)
      writer.text(entry.evidence.rawValue)
      writer.text(entry.text)
      writer.endRow()
    }
  }

  /// The bytes of the table.
  public var bytes: [UInt8] { writer.bytes }
}
