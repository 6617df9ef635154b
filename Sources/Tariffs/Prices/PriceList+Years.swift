public import Diagnostics
public import Quantities

extension PriceList {
  /// Reads the tables that price a year: its own, or the last before it, carried on as asked.
  ///
  /// - Parameters:
  ///   - library: the folder of tables.
  ///   - year: the year to be priced.
  ///   - basis: national tariff or national average cost; nil for the tariff where the year has one.
  ///   - fallbacks: the tables asked next, in order.
  ///   - beyond: what is done about a year past the tables.
  ///   - version: the version of the price book; nil for the latest.
  /// - Throws: `tariff.no-table` when there is none, `price.beyond-tables` when nothing carries prices that far,
  ///   and every fault of the tables.
  public init(
    _ library: TariffLibrary,
    pricing year: FinancialYear,
    basis: CostBasis? = nil,
    fallbacks: [PriceSource] = [],
    beyond: BeyondPublishedPrices = .error,
    version: PriceBookVersion? = nil
  ) throws(DiagnosticList) {
    let found = TableYears(library, basis: basis).source(for: year, beyond: beyond)
    let source = found ?? PriceSource(year: year, basis: basis ?? .averageCost)
    try self.init(
      library,
      primary: source.versioned(version),
      fallbacks: fallbacks,
      codeYear: year
    )
    guard source.year != year else { return }
    let step = try PriceYears(
      library,
      published: source.year,
      years: year.start...year.start,
      beyond: beyond,
      at: nil
    )
    carry(by: step[year].conversion)
  }
}
