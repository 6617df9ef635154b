public import Diagnostics
public import Quantities
public import Tables

/// The price indices by financial year: what prices in general did. The deflator of the gross domestic
/// product is the one that prices are carried by.
public struct Deflators: Sendable {
  /// One year's indices.
  public struct Index: Sendable {
    /// The deflator of the gross domestic product, 2024/25 being 100.
    public let gdpDeflator: Factor
    /// The consumer prices index; nil where none was published.
    public let consumerPrices: Factor?
    /// The consumer prices index with housing; nil where none was published.
    public let consumerPricesWithHousing: Factor?
    /// Whether it is a forecast.
    public let isForecast: Bool
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
      let deflator: Factor? = row.required("gdp_deflator")
      let consumerPrices: Factor? = row.optional("cpi")
      let withHousing: Factor? = row.optional("cpih")
      let forecast = row.text("forecast")
      if let forecast, forecast != "yes", forecast != "no" {
        row.report(
          "value.malformed",
          in: "forecast",
          "found \"\(forecast)\" as forecast, expected yes or no",
          fix: "write one of the two"
        )
      }
      guard let year, let deflator else { return nil }
      keys.note(year, "financial_year", in: &row)
      let index = Index(
        gdpDeflator: deflator,
        consumerPrices: consumerPrices,
        consumerPricesWithHousing: withHousing,
        isForecast: forecast == "yes"
      )
      return (year, index)
    }
    file = input.stamp
    indexes = Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  /// The indices of a year, or nil when the table does not have it.
  public subscript(year: FinancialYear) -> Index? { indexes[year] }

  /// What multiplies a price of one year to bring it to another; nil when a year has no index.
  public func factor(from: FinancialYear, to: FinancialYear) -> Factor? {
    guard let first = indexes[from], let second = indexes[to] else { return nil }
    return Factor(ratioOf: second.gdpDeflator.millionths, to: first.gdpDeflator.millionths)
  }

  /// Whether the index of a year is a forecast.
  public func isForecast(_ year: FinancialYear) -> Bool { indexes[year]?.isForecast ?? false }
}
