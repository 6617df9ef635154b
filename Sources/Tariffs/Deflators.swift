public import Diagnostics
public import Quantities
public import Tables

/// The gross domestic product deflator by financial year: what prices in general did.
public struct Deflators: Sendable {
  /// One year's index.
  struct Index: Sendable {
    let value: Int64
    let isForecast: Bool
  }

  /// The table that was read.
  public let file: FileStamp
  private let indexes: [FinancialYear: Index]

  /// Reads `deflators.csv`.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("financial_year", "financial year"),
        Column("gdp_deflator", "index, 2024/25 = 100"),
        Column("cpi", "consumer prices index"),
        Column("cpih", "consumer prices index with housing"),
        Column("forecast", "yes or no"),
        Column("evidence", "evidence grade"),
        Column("source", "publication"),
        Column("note", "what a reader must know"),
      ]
    )
    var keys = UniqueKeys<FinancialYear>()
    let rows = try reader.rows { row -> (FinancialYear, Index)? in
      let year: FinancialYear? = row.required("financial_year")
      let index: Factor? = row.required("gdp_deflator")
      guard let year, let index else { return nil }
      keys.note(year, "financial_year", in: &row)
      return (year, Index(value: index.millionths, isForecast: row.text("forecast") == "yes"))
    }
    file = input.stamp
    indexes = Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// What multiplies a price of one year to bring it to another; nil when a year has no index.
  public func factor(from: FinancialYear, to: FinancialYear) -> Factor? {
    guard let first = indexes[from], let second = indexes[to] else { return nil }
    return Factor(ratioOf: second.value, to: first.value)
  }

  /// Whether the index of a year is a forecast.
  public func isForecast(_ year: FinancialYear) -> Bool { indexes[year]?.isForecast ?? false }
}
