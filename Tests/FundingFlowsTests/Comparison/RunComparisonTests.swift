import Diagnostics
import TestSupport
import Testing

@testable import FundingFlows

struct RunComparisonTests {
  private static let unexplained =
    " found a difference that is due to none of the causes, expected runs that differ only in population, "
    + "incidence, mortality, stage at diagnosis, pathway of care, prices, provider shares [compare.unexplained]"

  private func totals(_ value: Int64, _ cases: Double) throws(DiagnosticList) -> RunTotals {
    try RunTotals(Ledger([LedgerLine(value: value)]), [PatientRow(counts: [cases, 0, 0, 0, 0, 0])])
  }

  @Test(arguments: [[], [Cause.price], [.price, .stage]] as [Set<Cause>])
  func `a difference that no cause explains is refused, in money and in people`(causes: Set<Cause>) throws {
    let before = try totals(1, 1)
    for after in [try totals(2, 1), try totals(1, 1.5)] {
      let found = faults { () throws(DiagnosticList) in
        try RunComparison(from: before, to: after, causes: causes) { _ in before }
      }
      #expect(found == [Self.unexplained])
    }
    #expect(
      faults { () throws(DiagnosticList) in
        try RunComparison(from: before, to: before, causes: causes) { _ in before }
      } == []
    )
  }

  @Test func `faults of a mix are passed on`() throws {
    let before = try totals(1, 1)
    let fault = Diagnostic("test.fault", "found a fault", fix: "none")
    let found = faults { () throws(DiagnosticList) in
      try RunComparison(from: before, to: before, causes: [.stage]) { mix throws(DiagnosticList) in
        if mix.isEmpty { return before }
        throw DiagnosticList(fault)
      }
    }
    #expect(found == [" found a fault [test.fault]"])
  }

  @Test func `causes have an order, names of their own and a word in files`() {
    #expect(Cause.allCases == Cause.allCases.sorted())
    #expect(Set(Cause.allCases.map(\.name)).count == 7)
    #expect(
      Cause.allCases.map(\.description) == [
        "population", "incidence", "mortality", "stage", "pathway", "price", "provider-share",
      ]
    )
  }
}
