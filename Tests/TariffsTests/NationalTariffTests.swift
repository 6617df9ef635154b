import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct NationalTariffTests {
  @Test func `a published nothing is read as a price and a blank as none`() throws {
    let prices = try #require(
      try tariff(
        """
        \(SyntheticLibrary.pricesHeader)
        AA01A,Free,0,,,,,0,,0,,,seen,
        """
      )["AA01A"]
    )
    #expect(prices.outpatientProcedure == "0" && prices.nonElective == "0" && prices.excessBedDay == "0")
    #expect(prices.combined == nil && prices.dayCase == nil && prices.elective == nil)
    #expect(prices.electiveTrimPoint == nil && prices.shortStayEmergency == nil)
    #expect(prices.pointsOfDelivery == [.nonElectiveInpatient, .outpatientProcedure])
  }

  @Test func `groups are listed in the order of their codes, whatever the order of the table`() throws {
    let tariff = try tariff(
      """
      \(SyntheticLibrary.pricesHeader)
      B,B,,2,,,,,,,,,seen,
      A,A,,1,,,,,,,,,seen,
      C,C,,3,,,,,,,,,seen,
      """
    )
    #expect(tariff.currencies == ["A", "B", "C"])
    #expect(tariff["B"]?.line == 2)
    #expect(tariff["D"] == nil)
  }

  @Test func `every fault is told at once`() {
    let text = """
      \(SyntheticLibrary.pricesHeader)
      AA01A,,1.0000000001,-1,"1,000",ten,1001,1,-1,1,,,sure,
      ,Nameless,,x,,,,,,,,,seen,
      AA02A,Fine,,1,,,,,,,,,seen,
      AA02A,Again,,1,,,,,,,,,seen,
      """
    #expect(
      places { () throws(DiagnosticList) in try tariff(text) }.sorted().map(\.description) == [
        "p.csv:2:7", "p.csv:2:8", "p.csv:2:21", "p.csv:2:24", "p.csv:2:32", "p.csv:2:36", "p.csv:2:43",
        "p.csv:2:50", "p.csv:3:1", "p.csv:3:12", "p.csv:5:1",
      ]
    )
  }

  private func tariff(_ text: String) throws(DiagnosticList) -> NationalTariff {
    try NationalTariff(InputFile(path: "p.csv", text: text), year: "2030/31", publication: "Made up")
  }
}
