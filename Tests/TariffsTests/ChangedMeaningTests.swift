import Quantities
import Tariffs
import Testing

/// A price of one year must not stand in for another year's when the code meant something else.
struct ChangedMeaningTests {
  @Test(arguments: ["2017/18", "2018/19"] as [FinancialYear])
  func `the first table prices a code whatever it meant in other years`(year: FinancialYear) throws {
    let list = try PriceList(Shipped.library, primary: PriceSource(year: year, basis: .tariff))
    guard case .priced = list.value(of: "JA38B", at: .dayCase) else {
      Issue.record("JA38B has a price in \(year)")
      return
    }
  }

  @Test func `a fallback never crosses a change of meaning, and says so`() throws {
    let list = try PriceList(
      Shipped.library,
      primary: PriceSource(year: "2018/19", basis: .tariff),
      fallbacks: [PriceSource(year: "2024/25", basis: .averageCost)]
    )
    let valuation = list.value(of: "JA38B", at: .nonElectiveShortStay)
    guard case .unpriced(let reason) = valuation else {
      Issue.record("\(valuation) crosses from 2024/25 to 2018/19")
      return
    }
    #expect(reason.contains("not filled from 2024/25: the meaning of JA38B changed 2017/18-2024/25"))
  }
}
