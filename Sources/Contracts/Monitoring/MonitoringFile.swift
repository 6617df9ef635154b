public import Diagnostics
import Tables

/// A contract monitoring file: its columns, and its rows with every cell kept.
///
/// What is read and written again has the same bytes when it was written here: official names in upper case,
/// cells as they were, columns that the layout does not know where they stood.
public struct MonitoringFile: Sendable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// The name as it is written: the official one where the layout knows the column, else as it was.
    public let name: String
    /// The element; nil for a column that is only kept.
    public let element: MonitoringElement?
  }

  /// What it consists of.
  public let layout: MonitoringLayout
  /// The path by which the user knows it.
  public let path: String
  /// The columns in order.
  public let columns: [Column]
  /// The rows in order.
  public let rows: [MonitoringRow]
  /// What the user should know of it, and what does not stop the work.
  public let warnings: DiagnosticList

  init(
    layout: MonitoringLayout,
    path: String,
    columns: [Column],
    rows: [MonitoringRow],
    warnings: DiagnosticList
  ) {
    self.layout = layout
    self.path = path
    self.columns = columns
    self.rows = rows
    self.warnings = warnings
  }

  /// The file as bytes: the official names in upper case with blanks, then the cells.
  public var bytes: [UInt8] { Self.bytes(columns, rows.map(\.texts)) }

  /// A file of a layout's own columns with cells by their names; cells that are not named are blank.
  static func bytes(of layout: MonitoringLayout, _ rows: [[String: String]]) -> [UInt8] {
    let columns = layout.elements.map { Column(name: $0.name, element: $0) }
    return bytes(columns, rows.map { row in columns.map { row[$0.name] ?? "" } })
  }

  private static func bytes(_ columns: [Column], _ rows: [[String]]) -> [UInt8] {
    var writer = CSVWriter(header: columns.map(\.name))
    for texts in rows {
      for (column, text) in zip(columns, texts) {
        // A number is written as it stands: a guard before a credit's sign would make it no number.
        if column.element?.rule.isNumber == true {
          writer.number(text)
        } else {
          writer.text(text)
        }
      }
      writer.endRow()
    }
    return writer.bytes
  }
}
