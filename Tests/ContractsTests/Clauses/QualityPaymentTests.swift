import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct QualityPaymentTests {
  private func payment(_ clause: QualityPayment, in year: FinancialYear) throws -> ClausePayment {
    let ledger = Ledger([
      line(year: year, value: pence("900.00")),
      line("trastuzumab", .drug, year: year, value: pence("100.00"), evidence: .derived),
    ])
    let contract = Contract(ledger, in: year, clauses: [clause, ActivityAtValue()])
    return try #require(try contract.settled()[clause.name])
  }

  @Test(
    arguments: [
      ("2010/11", false, "13.50", .unverified), ("2011/12", false, "13.50", .unverified),
      ("2012/13", false, "22.50", .unverified), ("2015/16", false, "22.50", .unverified),
      ("2015/16", true, "0.00", .unverified), ("2022/23", false, "11.25", .unverified),
      ("2024/25", false, "0.00", .unverified),
    ] as [(FinancialYear, Bool, String, Evidence)]
  )
  func `each year has its rate on what is not passed through`(
    year: FinancialYear,
    underDefaultTariff: Bool,
    amount: String,
    evidence: Evidence
  ) throws {
    let clause = try QualityPayment(Rules.of(year), underDefaultTariff: underDefaultTariff)
    let payment = try payment(clause, in: year)
    #expect(payment.amount.description == amount)
    #expect(payment.evidence == evidence)
  }

  @Test func `without pass-through the payment is as well supported as its rate`() throws {
    let clause = try QualityPayment(Rules.of("2012/13"), passThrough: .none)
    let payment = try payment(clause, in: "2012/13")
    #expect(payment.amount == pence("25.00"))
    #expect(payment.evidence == .derived)
  }

  @Test func `only the share of the goals that was met is paid`() throws {
    let rules = try Rules.of("2017/18", changing: [:])
    let row = try #require(rules.factor(.qualityRate)).position
    let payment = try payment(QualityPayment(rules, earned: "0.333333"), in: "2017/18")
    #expect(payment.amount == pence("7.50"))
    #expect(
      payment.explanation.entries.map { "\($0.position?.description ?? "-") \($0.after) \($0.text)" } == [
        "- 1000 the contract's value before it", "- 900 less £100.00 passed through, which is not verified",
        "\(row) 22.5 × 0.025", "- 7.4999925 × 0.333333, the share of the goals that was met",
        "- 7.5 rounded pence half up",
      ]
    )
  }

  @Test func `a year without a rate is refused, and so is a rate above one`() throws {
    let rules = try Rules.of("2023/24", changing: [:])
    #expect(
      faults { () throws(DiagnosticList) in try QualityPayment(rules) } == [
        "rules.csv found no cquin/rate for 2023/24, expected one for the clause CQUIN [contract.no-rule]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try QualityPayment(rate: Figure("2.5")) } == [
        " found 2.5 as the rate of CQUIN, expected a share from 0 to 1 [contract.rate-out-of-range]"
      ]
    )
  }
}
