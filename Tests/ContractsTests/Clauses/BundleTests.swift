import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct BundleTests {
  @Test func `a bundle covers its lines and pays for patients`() throws {
    let bundle = try SmallBundle.breast()
    let clause = BundlePayment(bundle, patients: "100", scope: LineScope(currencies: ["JA", "SC"]))
    let ledger = Ledger([
      line("JA20F", value: pence("1957.00")), line("SC23Z", .unbundledRadiotherapy),
      line("DZ17T", .nonElectiveInpatient, value: pence("3358.00")),
    ])
    let rest = ActivityAtValue(LineScope.all.except(clause.scope))
    let settled = try Contract(ledger, in: "2017/18", clauses: [clause, rest]).settled()
    #expect(settled.total == pence("592564.00"))
    #expect(settled["breast"]?.amount == pence("589206.00"))
    #expect(settled.uncovered.isEmpty)
    #expect(settled.unpriced.map(\.currency) == ["SC23Z"])
  }

  @Test func `a reduction lowers every component`() throws {
    let bundle = try SmallBundle.breast(reduction: "0.1")
    #expect(bundle.price.description == "5302.85")
    #expect(bundle.components.map(\.exact).reduce(.zero, +) == bundle.explanation.total)
    #expect(bundle.explanation.entries.last?.text == "less 0.1 of it")
  }

  @Test func `what a bundle rests on is explained by item`() throws {
    let bundle = try BundlePrice(
      "b",
      [
        ("one", [.init("JA20F", "0.5", at: Figure("1957", evidence: .seen))]),
        ("two", [.init("SB12Z", "2", at: Figure("0.004", evidence: .unverified))]),
      ]
    )
    #expect(
      bundle.explanation.entries.map { "\($0.rule): \($0.text), \($0.after)" } == [
        "one: 0.5 JA20F at £1957, 978.5", "two: 2 SB12Z at £0.004, 978.508",
      ]
    )
    #expect(bundle.evidence == .unverified)
    #expect(
      [bundle.price, bundle.sumOfComponents, bundle.roundingDifference].map(\.description) == [
        "978.51", "978.51", "0.00",
      ]
    )
  }

  @Test func `components have different names, and a reduction is a share`() {
    #expect(
      faults { () throws(DiagnosticList) in try BundlePrice("b", [("a", []), ("a", [])]) } == [
        " found two components named a in b, expected a name for each [contract.repeated-component]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try BundlePrice("b", [], reduction: Figure("1.5")) } == [
        " found 1.5 as the reduction of b, expected a share from 0 to 1 [contract.rate-out-of-range]"
      ]
    )
  }

  @Test func `a shadow settlement pays others their components and leaves the lead the rest`() throws {
    let bundle = try SmallBundle.breast()
    let shadow = try ShadowSettlement(
      bundle,
      patients: "1",
      lead: "R1H",
      deliveries: [.init("rt", by: "RJ2", marketForces: Figure("1.1"))],
      activity: Ledger([
        line("JA20F", provider: "R1H", value: pence("4000.00")),
        line("SC23Z", .unbundledRadiotherapy, provider: "RJ2", value: pence("2000.00")),
        line("DZ17T", .nonElectiveInpatient, provider: "RJZ", value: pence("1.00")),
      ]),
      scope: LineScope(currencies: ["JA", "SC"])
    )
    #expect(shadow.bundlePayment == pence("5892.06"))
    #expect(
      shadow.results.map { "\($0.provider) \($0.fromBundle) \($0.fromActivity) \($0.gain)" } == [
        "R1H 3912.15 4000.00 -87.85", "RJ2 1979.91 2000.00 -20.09",
      ]
    )
    // The bundle less its components: 10 % of radiotherapy is paid beyond it, and what rounding left.
    #expect(shadow.differencePerPatient.rounded(.penceHalfUp) == pence("-179.99"))
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `what providers have from a bundle adds up to its payment`(seed: UInt64) throws {
    var random = Seeded(seed)
    let bundle = try SmallBundle.breast()
    let providers: [ProviderCode] = ["R1H", "RJ2", "RJZ"]
    let deliveries = try bundle.components.filter { _ in random.happens(60) }.map { component in
      ShadowSettlement.Delivery(
        component.name,
        by: random.pick(providers),
        share: try #require(Share(millionths: Int64(random.int(0...1_000_000)))),
        marketForces: Figure(Factor(millionths: Int64(random.int(1_000_000...1_300_000))))
      )
    }
    let ledger = RandomLedger(seed).ledger
    let shadow = try ShadowSettlement(
      bundle,
      patients: Activity(millionths: Int64(random.int(0...500_000_000))),
      lead: "R1H",
      deliveries: deliveries,
      activity: ledger,
      scope: .all
    )
    #expect(shadow.results.map(\.fromBundle).total() == shadow.bundlePayment)
    #expect(shadow.results.map(\.fromActivity).total() == ledger.total)
  }

  @Test func `deliveries that do not fit the bundle are refused, all at once`() throws {
    let bundle = try BundlePrice("b", [("rt", []), ("surgery", [])])
    let settle = { (deliveries: [ShadowSettlement.Delivery]) throws(DiagnosticList) in
      try ShadowSettlement(
        bundle,
        patients: "1",
        lead: "R1H",
        deliveries: deliveries,
        activity: Ledger([]),
        scope: .all
      )
    }
    let wrong: [ShadowSettlement.Delivery] = [
      .init("surgry", by: "RJ2"), .init("rt", by: "RJ2", share: "0.6"), .init("rt", by: "RJZ", share: "0.5"),
    ]
    #expect(
      faults { () throws(DiagnosticList) in try settle(wrong) } == [
        " found the component surgry delivered by RJ2, expected one of rt, surgery [contract.unknown-component]",
        " found shares of rt that add up to 1.1, expected at most 1 [contract.component-shares]",
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try settle(wrong) }.first == "did you mean surgery?"
    )
  }
}
