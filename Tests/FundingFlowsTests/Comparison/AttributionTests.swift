import Diagnostics
import Quantities
import Testing

@testable import FundingFlows

struct AttributionTests {
  private func attribution(_ runs: MixedRuns) throws -> Attribution {
    try Attribution(to: runs.causes) { mix throws(DiagnosticList) in try runs.totals(mix) }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the parts of every flow and of every count add up to its difference`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    let attribution = try attribution(runs)
    let difference = try RunDifference(from: runs.totals([]), to: runs.totals(runs.causes))
    let flows = difference.totals { $0 }
    for (key, sum) in attribution.totals(by: { $0.key }) {
      #expect(sum == flows[key]?.difference ?? .zero)
    }
    let people = difference.peopleTotals { $0 }
    for (key, sum) in attribution.patientTotals(by: { $0.key }) {
      #expect(sum == people[key]?.difference ?? .zero)
    }
    let isSame = runs.causes.isEmpty
    #expect(
      isSame
        || difference.flows.allSatisfy { flow in
          flow.value.difference == .zero || attribution.flows.contains { $0.key == flow.key }
        }
    )
    #expect(attribution.flows.map(\.difference).total() == (isSame ? .zero : difference.total.difference))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a part is the mean of what its cause adds over all orders`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    guard runs.causes.count < 5 else { return }
    let attribution = try attribution(runs)
    let parts = Dictionary(
      grouping: attribution.flows,
      by: \.key
    ).mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.cause, $0.difference.amount) }) }
    #expect(attribution.causes == runs.causes.sorted())
    for key in runs.keys {
      let own = parts[key] ?? [:]
      let (sums, orders) = runs.summedOverOrders { mix in
        runs.ledger(mix).lines.filter { FlowKey($0) == key }.reduce(0) { $0 + ($1.value?.amount ?? 0) }
      }
      for cause in runs.causes {
        let exact = sums[cause] ?? 0
        #expect((Int128(own[cause] ?? 0) * orders - exact).magnitude < orders)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `each mix is asked for once, and noughts are left out`(seed: UInt64) throws {
    let runs = MixedRuns(seed)
    var asked: [Set<Cause>] = []
    let attribution = try Attribution(to: runs.causes) { mix throws(DiagnosticList) in
      asked.append(mix)
      return try runs.totals(mix)
    }
    #expect(Set(asked).count == asked.count && asked.count == 1 << runs.causes.count)
    #expect(asked.first == [] && asked.last == runs.causes)
    #expect(attribution.flows.allSatisfy { $0.difference != .zero })
    #expect(attribution.patients.allSatisfy { $0.difference != .zero })
    let order = attribution.flows.map(\.key)
    #expect(order == order.sorted())
  }

  @Test func `a cause that moves nothing gets nothing, and two that double a price share its product`() throws
  {
    let attribution = try Attribution(to: [.price, .population, .stage]) { mix throws(DiagnosticList) in
      let value: Int64 = 100 * (mix.contains(.price) ? 3 : 1) * (mix.contains(.population) ? 2 : 1)
      return try RunTotals(Ledger([LedgerLine(value: value)]), [])
    }
    // 100 → 600: prices add 200 first or 400 last, people 100 first or 300 last.
    #expect(attribution.flows.map(\.cause) == [.population, .price])
    #expect(attribution.flows.map(\.difference) == [Pence(200), Pence(300)])
  }

  @Test func `a flow that only some mixes have adds up to nothing`() throws {
    let attribution = try Attribution(to: [.pathway, .providerShare]) { mix throws(DiagnosticList) in
      let provider = mix.contains(.providerShare) ? "RF4" : "R1H"
      let step = mix.contains(.pathway) ? "new" : "old"
      return try RunTotals(Ledger([LedgerLine(provider: provider, step: step, value: 100)]), [])
    }
    let sums = attribution.totals { "\($0.key.provider) \($0.key.step)" }.mapValues(\.amount)
    #expect(sums == ["R1H old": -100, "RF4 old": 0, "R1H new": 0, "RF4 new": 100])
    #expect(
      attribution.flows.filter { $0.key.step == "old" && "\($0.key.provider)" == "RF4" }
        .map(\.difference.amount) == [-50, 50]
    )
  }

  @Test(arguments: 0..<2 as Range<UInt64>)
  func `what differs between two predictions in one cause only is due to that cause`(seed: UInt64) throws {
    var scenario = RandomScenario(seed)
    let before = try RunTotals(ModelRun(scenario).flows)
    scenario.persons = scenario.persons.map { ($0.area, $0.year, $0.group, $0.count * 2) }
    let after = try RunTotals(ModelRun(scenario).flows)
    let comparison = try RunComparison(from: before, to: after, causes: [.population, .price]) {
      mix throws(DiagnosticList) in mix.contains(.population) ? after : before
    }
    let flows = comparison.attribution.flows
    #expect(flows.allSatisfy { $0.cause == .population })
    let changed = comparison.difference.flows.filter { $0.value.difference != .zero }
    #expect(flows.map(\.key) == changed.map(\.key))
    #expect(flows.map(\.difference) == changed.map(\.value.difference))
    #expect(!flows.isEmpty && !comparison.attribution.patients.isEmpty)
  }
}
