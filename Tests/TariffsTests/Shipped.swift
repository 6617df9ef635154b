import Diagnostics
import Quantities
import Tariffs

/// The tables that this repository ships, read once for all tests.
enum Shipped {
  static let library = TariffLibrary(directory: Repository.path("tariffs"))

  private static let tariffs = Result {
    try tables("prices.csv") { year throws(DiagnosticList) in try library.nationalTariff(for: year) }
  }
  private static let costs = Result { try tables("unit-costs.csv", library.averageCosts) }
  private static let factors = Result { try tables("market-forces.csv", library.marketForces) }
  private static let pricerOfBothYears = Result {
    try LinePricer(library, years: ["2017/18", "2018/19"])
  }

  private static let pricerOfBothYearsWithCosts = Result {
    var options = LinePricer.Options()
    options.fallbacks = [PriceSource(year: FinancialYear(start: 2017), basis: .averageCost)]
    let years = [2011, 2012, 2015, 2016, 2017, 2018].map { FinancialYear(start: $0) }
    return try LinePricer(
      library,
      years: Set(years.suffix(2)),
      localYears: Set(years),
      options: options
    )
  }

  static func nationalTariff(_ year: FinancialYear) throws -> NationalTariff? { try tariffs.get()[year] }

  static func averageCosts(_ year: FinancialYear) throws -> AverageCosts? { try costs.get()[year] }

  static func marketForces(_ year: FinancialYear) throws -> MarketForces? { try factors.get()[year] ?? nil }

  /// Prices by the national tariffs of 2017/18 and 2018/19.
  static func pricer() throws -> LinePricer { try pricerOfBothYears.get() }

  /// The same with the average costs of 2017/18 where the tariffs leave something open, and with local prices,
  /// also of some earlier years.
  static func pricerWithCosts() throws -> LinePricer { try pricerOfBothYearsWithCosts.get() }

  private static func tables<Table>(
    _ name: String,
    _ read: (FinancialYear) throws(DiagnosticList) -> Table
  ) throws -> [FinancialYear: Table] {
    var tables: [FinancialYear: Table] = [:]
    for year in library.years(having: name) { tables[year] = try read(year) }
    return tables
  }
}
