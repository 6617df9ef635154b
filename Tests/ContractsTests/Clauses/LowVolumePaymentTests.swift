import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct LowVolumePaymentTests {
  private func clause(_ year: FinancialYear, expected: String?, years: [String]) throws(DiagnosticList)
    -> LowVolumePayment
  {
    let rules: PaymentRules
    do { rules = try Rules.of(year, changing: [:]) } catch { throw DiagnosticList() }
    return try LowVolumePayment(rules, years: Figure(years.map(pence)), expected: expected.map(pence))
  }

  @Test(
    arguments: [
      ("2023/24", "499999.99", nil), ("2023/24", "500000.00", "less than £500000"),
      ("2024/25", "500000.01", "less than £500000"), ("2025/26", "1500000.00", nil),
      ("2025/26", "1500000.01", "at most £1500000"),
    ] as [(FinancialYear, String, String?)]
  )
  func `a contract above the threshold of its year is refused`(
    year: FinancialYear,
    expected: String,
    limit: String?
  ) throws {
    let found = faults { () throws(DiagnosticList) in
      try clause(year, expected: expected, years: ["1.00", "2.00", "3.00"])
    }
    let place = try #require(try Rules.of(year, changing: [:]).price(.lowVolumeThreshold)).position
    #expect(
      found
        == [limit].compactMap(\.self).map { limit in
          "\(place) found an expected value of £\(expected) in \(year), expected \(limit) "
            + "[contract.low-volume-threshold]"
        }
    )
  }

  @Test func `without an expected value that of the lines decides`() throws {
    let clause = try clause("2023/24", expected: nil, years: ["1.00", "2.00", "3.00"])
    let settled = { (value: String) throws(DiagnosticList) in
      let ledger = Ledger([line(year: "2023/24", value: pence(value)), line(year: "2023/24")])
      return try Contract(ledger, in: "2023/24", clauses: [clause]).settled()
    }
    let low = try settled("499999.99")
    #expect(low.total == pence("2.00"))
    #expect(low.uncovered.isEmpty)
    #expect(
      low.payments[0].explanation.entries.map(\.text) == [
        "mean of £1.00, £2.00, £3.00, for 2 lines; the threshold is £500000"
      ]
    )
    let refused = faults { () throws(DiagnosticList) in try settled("600000.00") }
    #expect(refused.map { $0.hasSuffix("[contract.low-volume-threshold]") } == [true])
  }

  @Test func `there must be as many years as the rule asks for`() throws {
    let place = try #require(try Rules.of("2023/24", changing: [:]).count(.lowVolumeYears)).position
    #expect(
      faults { () throws(DiagnosticList) in
        try clause("2023/24", expected: "1.00", years: ["1.00", "2.00"])
      } == ["\(place) found the values of 2 years, expected 3 [contract.low-volume-years]"]
    )
  }

  @Test func `the mean is rounded half up`() throws {
    let rules = try Rules.of("2023/24", changing: [.lowVolumeYears: "2"])
    let low = try LowVolumePayment(rules, years: Figure(["0.01", "0.02"].map(pence)), expected: Pence(1))
    #expect(try Contract(Ledger([]), in: "2023/24", clauses: [low]).settled().total == Pence(2))
  }
}
