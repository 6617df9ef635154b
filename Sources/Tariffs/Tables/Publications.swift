public import Diagnostics
public import Quantities
public import Tables

/// Where the tables of a year come from.
public struct Publications: Sendable {
  private let names: [String: String]
  private let valueYears: [String: FinancialYear]

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
    let rows = try reader.rows {
      row -> (table: String, column: String?, title: String, year: FinancialYear?)? in
      let table: String? = row.required("table")
      let title: String? = row.required("publication")
      let year: FinancialYear? = row.optional("value_year")
      guard let table, let title else { return nil }
      return (table, row.text("column"), title, year)
    }
    names = Dictionary(
      rows.filter { $0.column == nil }.map { ($0.table, $0.title) },
      uniquingKeysWith: { first, _ in first }
    )
    valueYears = Dictionary(
      rows.compactMap { row in row.year.map { (Self.key(row.table, row.column), $0) } },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static func key(_ table: String, _ column: String?) -> String { "\(table) \(column ?? "")" }

  /// The year for which the figures of a column were published, or of the whole table where no row says
  /// otherwise.
  public func valueYear(of column: String, in table: String) -> FinancialYear? {
    valueYears[Self.key(table, column)] ?? valueYears[Self.key(table, nil)]
  }

  /// The publication behind a table.
  public func name(of table: String) -> String? { names[table] }
}
