import Quantities
import Testing

@testable import FundingFlows

struct RunDifferenceTests {
  private typealias Step = RunDifference.UnpricedStep

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `every total is the sum of the flows, and the difference is that of the ledgers`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    let (before, after) = (runs.ledger([]), runs.ledger(runs.causes))
    let difference = try RunDifference(from: runs.totals([]), to: runs.totals(runs.causes))
    #expect(difference.total.before == before.total)
    #expect(difference.total.after == after.total)
    #expect(difference.flows.map(\.value.difference).total() == after.total - before.total)
    #expect(difference.flows.map(\.key) == difference.flows.map(\.key).sorted())
    #expect(
      Set(difference.flows.map(\.key))
        == Set((before.lines + after.lines).filter { $0.value != nil }.map { FlowKey($0) })
    )
    let sums = [
      difference.totals { $0.financialYear }.values.reduce(.zero, +),
      difference.totals { $0.provider }.values.reduce(.zero, +),
      difference.totals { $0.step }.values.reduce(.zero, +),
    ]
    #expect(sums.allSatisfy { $0 == difference.total })
    #expect(
      difference.totals { $0.phase }.mapValues(\.after).filter { $0.value != .zero }
        == after.totals { $0.phase }.filter { $0.value != .zero }
    )
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a run differs in nothing from itself`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    let difference = try RunDifference(from: runs.totals([]), to: runs.totals([]))
    #expect(difference.flows.allSatisfy { $0.value.difference == .zero })
    #expect(difference.people.allSatisfy { $0.count.difference == .zero })
    #expect(difference.unpriced.allSatisfy { $0.units.difference == .zero && !$0.hasPriceInOneRunOnly })
  }

  @Test func `units without a price are told, with the runs in which the step has one`() throws {
    let before = Ledger([
      LedgerLine(step: "gains", value: nil), LedgerLine(step: "loses", value: 5),
      LedgerLine(step: "never", value: nil), LedgerLine(step: "goes", value: nil),
      LedgerLine(step: "partly", value: nil), LedgerLine(step: "partly", value: 1),
      LedgerLine(step: "always", value: 9),
    ])
    let after = Ledger([
      LedgerLine(step: "gains", value: 7), LedgerLine(step: "loses", value: nil, millionths: 2_500_000),
      LedgerLine(step: "never", value: nil, millionths: 3_000_000), LedgerLine(step: "partly", value: 2),
      LedgerLine(step: "always", value: 9),
    ])
    let difference = try RunDifference(from: RunTotals(before, []), to: RunTotals(after, []))
    #expect(difference.unpriced.map(\.key.step) == ["gains", "goes", "loses", "never", "partly"])
    #expect(difference.unpriced.map(\.units.before.millionths) == [1, 1, 0, 1, 1].map { $0 * 1_000_000 })
    #expect(difference.unpriced.map(\.units.after.millionths) == [0, 0, 2_500_000, 3_000_000, 0])
    #expect(difference.unpriced.map(\.pricedIn) == [.after, .neither, .before, .neither, .both])
    #expect(difference.unpriced.map(\.hasPriceInOneRunOnly) == [true, false, true, false, true])
  }
}
