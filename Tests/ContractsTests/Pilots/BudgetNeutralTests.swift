import Contracts
import Quantities
import Testing

struct BudgetNeutralTests {
  @Test(arguments: 0..<60)
  func `at the neutral prices the pilot pays what is paid now, within a penny for each payment`(seed: Int)
    throws
  {
    var random = RandomPilot(UInt64(1000 + seed))
    let activity = try random.activity(60, ofPatients: seed % 3 != 0)
    let price = "{\"kind\": \"stated\", \"amount\": \(100 + seed * 97)}"
    let run = try PilotRun(pilot(seed % 2 == 0 ? random.bundles() : random.bundles(price)), on: [activity])
    let neutral = try #require(run.shadows.first).neutral
    #expect(!neutral.isEmpty)
    for own in neutral where own.factor != nil {
      #expect(own.isWithinOnePenny, "\(own.leftOver) on \(own.payments) payments")
    }
  }

  @Test func `a pilot at its neutral prices is neutral in fact`() throws {
    var random = RandomPilot(5)
    let activity = try random.activity(120, ofPatients: true)
    let bundle = { (price: String) in
      """
      {"kind": "bundle", "bundles": [{"id": "B", "trigger": {"steps": "B-T01"}, "include": {"pathways": "breast"},
       "price": \(price), "by": ["stage"], "marketForces": true}]}
      """
    }
    let first = try #require(
      PilotRun(pilot(bundle("{\"kind\": \"expected-use\"}")), on: [activity]).shadows.first
    )
    let neutral = try #require(first.neutral.first)
    #expect(neutral.commissioner == nil)
    let amounts = neutral.prices.map { group, price in
      "{\"stage\": \"\(group.split(separator: " ").last ?? "")\", \"amount\": \(price)}"
    }
    let second = try #require(
      PilotRun(
        pilot(bundle("{\"kind\": \"stated\", \"amounts\": [\(amounts.joined(separator: ", "))]}")),
        on: [activity]
      ).shadows.first
    )
    #expect(second.ledger.pilot - second.ledger.inForce == neutral.leftOver)
  }

  @Test(arguments: 0..<20)
  func `new prices have a neutral factor too`(seed: Int) throws {
    var random = RandomPilot(UInt64(seed))
    let activity = try random.activity(200, ofPatients: false)
    let prices = """
      {"kind": "prices", "prices": [{"currency": "JA20F", "pointOfDelivery": "DC", "factor": 1.37},
       {"currency": "JA38", "price": 1234.5}]}
      """
    let shadow = try #require(PilotRun(pilot(prices), on: [activity]).shadows.first)
    for own in shadow.neutral where own.factor != nil { #expect(own.isWithinOnePenny) }
    let untouched = shadow.ledger.entries.filter { $0.note.isEmpty }
    #expect(untouched.allSatisfy { $0.pilot == $0.inForce })
  }
}
