import Pathways
import Quantities
import Testing

@testable import FundingFlows

struct LedgerTests {
  private func line(_ provider: String, _ value: Int64?, _ basis: CostBasis = .tariff) throws -> LedgerLine {
    LedgerLine(
      financialYear: FinancialYear(start: 2019),
      commissioner: try #require(CommissionerCode("QMF")),
      provider: try #require(ProviderCode(provider)),
      pathway: "lung",
      phase: .treatment,
      step: "S1",
      stage: .one,
      currency: nil,
      pointOfDelivery: nil,
      treatmentFunction: nil,
      basis: basis,
      activity: Activity(1),
      unitPrice: nil,
      marketForces: .one,
      value: value.map { Pence($0) },
      serviceCategory: "12",
      evidence: .seen,
      source: ""
    )
  }

  @Test func `a total is the sum of the lines that have a value`() throws {
    let ledger = try Ledger([line("R1H", 101), line("RF4", 0), line("R1H", nil, .unpriced), line("RF4", 7)])
    #expect(ledger.total == Pence(108))
    #expect(Ledger([]).total == .zero)
  }

  @Test func `totals by a property leave out what has no value, and keep a nought`() throws {
    let ledger = try Ledger([line("R1H", 101), line("RF4", 0), line("RRV", nil, .unpriced), line("R1H", 7)])
    let totals = ledger.totals { $0.provider.description }
    #expect(totals == ["R1H": Pence(108), "RF4": Pence(0)])
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `every roll-up adds up to the total`(seed: UInt64) throws {
    let ledger = try ModelRun(RandomScenario(seed)).flows.ledger
    let total = ledger.total
    #expect(ledger.totals { $0.financialYear }.values.total() == total)
    #expect(ledger.totals { $0.pathway }.values.total() == total)
    #expect(ledger.totals { $0.phase }.values.total() == total)
    #expect(ledger.totals { $0.provider }.values.total() == total)
    #expect(ledger.totals { $0.commissioner }.values.total() == total)
    #expect(ledger.totals { $0.basis }.values.total() == total)
    #expect(ledger.totals { $0.stage }.values.total() == total)
    #expect(ledger.totals { $0.currency }.values.total() == total)
    #expect(ledger.totals { "\($0.step) \($0.provider) \($0.financialYear)" }.values.total() == total)
  }
}
