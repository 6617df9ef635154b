public import Diagnostics
public import Tables

/// Where the tables of a year come from.
public struct Publications: Sendable {
  private let names: [String: String]

  /// Reads `sources.csv`: one row for each table, and one for each column that comes from elsewhere.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("table", "the table's file name"),
        Column("column", "the column, or blank for the whole table"),
        Column("value_year", "the year for which the figures were published"),
        Column("publication", "the publication's title"),
        Column("evidence", "seen, derived, definition or unverified"),
        Column("licence", "the licence of the publication"),
        Column("url", "where it was published"),
        Column("note", "what a reader must know"),
      ]
    )
    let rows = try reader.rows { row -> (table: String, title: String)? in
      guard let table: String = row.required("table"), let title: String = row.required("publication") else {
        return nil
      }
      return row.text("column") == nil ? (table, title) : nil
    }
    names = Dictionary(rows.map { ($0.table, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// The publication behind a table.
  public func name(of table: String) -> String? { names[table] }
}
