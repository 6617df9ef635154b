import Diagnostics
import Quantities
import Tables
import Tariffs
import Testing

/// A price of one year must not stand in for another year's when the code meant something else.
struct ChangedMeaningTests {
  private static let tariffs = TariffLibrary(
    directory: #filePath.dropLast("Tests/TariffsTests/ChangedMeaningTests.swift".count) + "tariffs"
  )

  @Test(arguments: ["2017/18", "2018/19"])
  func `the first table prices a code whatever it meant in other years`(text: String) throws {
    let year = try #require(FinancialYear(text))
    let list = try PriceList(
      Self.tariffs,
      primary: PriceSource(year: year, basis: .tariff)
    )
    let code = try #require(CurrencyCode("JA38B"))
    guard case .priced = list.value(of: code, at: .dayCase) else {
      Issue.record("JA38B has a price in \(text)")
      return
    }
  }

  @Test func `a fallback never crosses a change of meaning, and says so`() throws {
    let list = try PriceList(
      Self.tariffs,
      primary: PriceSource(year: FinancialYear(start: 2018), basis: .tariff),
      fallbacks: [PriceSource(year: FinancialYear(start: 2024), basis: .averageCost)]
    )
    let code = try #require(CurrencyCode("JA38B"))
    let valuation = list.value(of: code, at: .nonElectiveShortStay)
    guard case .unpriced(let reason) = valuation else {
      Issue.record("\(valuation) crosses from 2024/25 to 2018/19")
      return
    }
    #expect(reason.contains("not filled from 2024/25: the meaning of JA38B changed 2017/18-2024/25"))
  }
}
