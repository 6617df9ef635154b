import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct GainShareTests {
  private static func random(_ random: inout Seeded) throws -> GainShare.Terms {
    let share = try #require(Share(millionths: Int64(random.int(0...1_000_000))))
    let deadband = try #require(Share(millionths: Int64(random.int(0...200_000))))
    let limit = Share(millionths: Int64(random.int(0...200_000)))
    return GainShare.Terms(share: share, deadband: deadband, limit: random.happens(70) ? limit : nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `cap and collar bound the payment, and it lies between plan and actual`(seed: UInt64) throws {
    var random = Seeded(seed)
    let plan = Pence(Int64(random.int(0...1_000_000_000)))
    let above = try Self.random(&random)
    let below = try Self.random(&random)
    let clause = try GainShare(plan: Figure(plan), above: above, below: below)
    let actual = Pence(Int64(random.int(0...1_500_000_000)))
    let paid = try clause.paid(for: actual)
    let terms = actual > plan ? above : below
    #expect(min(ExactPounds(plan), ExactPounds(actual)) <= paid)
    #expect(paid <= max(ExactPounds(plan), ExactPounds(actual)))
    if let limit = terms.limit {
      let most =
        ExactPounds(plan) * Factor(millionths: limit.millionths) * Factor(millionths: terms.share.millionths)
      let shared = actual > plan ? paid - ExactPounds(plan) : ExactPounds(plan) - paid
      #expect(shared <= most)
    }
    let settled = try Contract(
      Ledger([line(value: actual)]),
      in: "2017/18",
      clauses: [ActivityAtValue(), clause]
    ).settled()
    #expect(settled.total == paid.rounded(.penceHalfUp))
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a share of nothing and a value within the deadband pay the plan`(seed: UInt64) throws {
    var random = Seeded(seed)
    let plan = Pence(Int64(random.int(0...1_000_000_000)))
    let nothing = GainShare.Terms(share: .none)
    let actual = Pence(Int64(random.int(0...2_000_000_000)))
    let unshared = try GainShare(plan: Figure(plan), above: nothing, below: nothing)
    #expect(try unshared.paid(for: actual) == ExactPounds(plan))
    let quiet = GainShare.Terms(share: .all, deadband: "0.02")
    let within = try GainShare(plan: Figure(plan), above: quiet, below: quiet)
    let near = Pence(plan.amount + Int64(random.int(-100...100)) * plan.amount / 5000)
    #expect(try within.paid(for: near) == ExactPounds(plan))
  }

  @Test(arguments: [
    ("1100.00", "1030.00"), ("2000.00", "1060.00"), ("1050.00", "1005.00"), ("1040.00", "1000.00"),
    ("1000.00", "1000.00"), ("990.00", "992.00"), ("900.00", "960.00"), ("0.00", "960.00"),
  ])
  func `each direction has its own share, deadband and limit`(actual: String, paid: String) throws {
    let clause = try GainShare(
      plan: Figure(pence("1000.00")),
      above: GainShare.Terms(share: "0.5", deadband: "0.04", limit: "0.12"),
      below: GainShare.Terms(share: "0.8", limit: "0.05")
    )
    #expect(try clause.paid(for: pence(actual)).rounded(.penceHalfUp) == pence(paid))
  }

  @Test func `what is paid is rounded half up, whichever side of the plan`() throws {
    let terms = GainShare.Terms(share: "0.5")
    let clause = try GainShare(plan: Figure(pence("10.00")), above: terms, below: terms)
    let total = { (actual: String) in
      try Contract(
        Ledger([line(value: pence(actual))]),
        in: "2017/18",
        clauses: [ActivityAtValue(), clause]
      ).settled().total.description
    }
    #expect(try ["10.01", "9.99", "9.97"].map(total) == ["10.01", "10.00", "9.99"])
  }

  @Test func `shares may be of some lines only, and are explained`() throws {
    let clause = try GainShare(
      plan: Figure(pence("100.00"), evidence: .seen),
      above: GainShare.Terms(share: "0.5", deadband: "0.1", limit: "0.2"),
      below: GainShare.Terms(share: .none),
      scope: LineScope(currencies: ["JA"])
    )
    let ledger = Ledger([line(value: pence("120.00")), line("SB12Z", value: pence("1000.00"))])
    let settled = try Contract(ledger, in: "2017/18", clauses: [ActivityAtValue(), clause]).settled()
    #expect(settled.total == pence("1105.00"))
    #expect(
      settled["gain share"]?.explanation.entries.map { "\($0.after) \($0.text)" } == [
        "100 plan", "105 actual £120.00: 0.5 of the difference beyond 0.1 of the plan, at most 0.2 of it",
        "-15 less £120.00 paid before",
      ]
    )
  }
}
