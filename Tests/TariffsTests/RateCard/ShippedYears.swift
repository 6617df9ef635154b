import Quantities
import Tariffs

extension Shipped {
  private static let pricerOfAllYears = Result {
    var options = LinePricer.Options()
    options.fallbacks = [PriceSource(year: "2017/18", basis: .averageCost)]
    return try LinePricer(
      library,
      years: ["2017/18", "2018/19", "2023/24", "2024/25"],
      localYears: ["2017/18", "2018/19", "2023/24", "2024/25"],
      options: options
    )
  }

  /// Prices by the tables of every year, gaps filled by the average costs of 2017/18.
  static func pricerOfManyYears() throws -> LinePricer { try pricerOfAllYears.get() }
}
