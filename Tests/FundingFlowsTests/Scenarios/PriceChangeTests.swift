import Diagnostics
import FundingFlows
import Pathways
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

/// Prices that are changed.
struct PriceChangeTests {
  private static let seeds = 200..<210 as Range<UInt64>

  @Test(arguments: seeds)
  func `prices times 1.1 make every priced line times 1.1, to rounding`(seed: UInt64) throws {
    let base = try PatchedScenario(seed)
    let flows = try base.run(change("price", "\"multiply\": 1.1"))
    let (lines, before) = (flows.ledger.lines, base.flows.ledger.lines)
    try #require(lines.count == before.count)
    for (line, own) in zip(lines, before) {
      #expect(line.who == own.who)
      #expect(line.activity == own.activity)
      #expect(line.marketForces == own.marketForces)
      #expect(line.basis == own.basis)
      guard let value = line.value, let old = own.value else {
        #expect(line.value == nil && own.value == nil)
        continue
      }
      // The price is rounded to nine decimals when it is changed, and when it is carried to the year, at most
      // thirtyfold; the one without change too. Each value is rounded once, to pence.
      let nanopounds = 30 * 0.5 + 0.5 + 1.1 * 0.5
      let factor = Double(line.marketForces.millionths) / 1e6
      let slack = 0.5 + 1.1 * 0.5 + line.activity.value * factor * nanopounds * 1e-9 * 100
      let gap = Double(value.amount) - 1.1 * Double(old.amount)
      #expect(abs(gap) <= slack + 1e-9 * Double(value.amount), "\(line.text)")
    }
  }

  @Test func `among those lines are tariff prices with market forces, costs and drugs`() throws {
    var seen: Set<String> = []
    for seed in Self.seeds {
      for line in try PatchedScenario(seed).flows.ledger.lines {
        seen.insert(line.basis.rawValue)
        if line.marketForces != .one { seen.insert("market forces") }
      }
    }
    #expect(seen.isSuperset(of: ["tariff", "cost", "drug-list-price", "unpriced", "market forces"]))
  }

  @Test(arguments: seeds)
  func `a price of one currency, or of one point of delivery, changes those lines alone`(seed: UInt64) throws
  {
    let base = try PatchedScenario(seed)
    let priced = base.flows.ledger.lines.filter { $0.value != nil }
    guard let line = priced.first, let currency = line.currency, let point = line.pointOfDelivery else {
      return
    }
    for path in ["price.\(currency)", "price.\(currency).\(point)"] {
      let flows = try base.run(change(path, "\"multiply\": 2"))
      for (own, old) in zip(flows.ledger.lines, base.flows.ledger.lines) {
        let isMeant =
          old.currency == currency && (path == "price.\(currency)" || old.pointOfDelivery == point)
        guard isMeant else {
          #expect(own.text == old.text)
          continue
        }
        #expect(own.who == old.who)
        #expect(own.activity == old.activity)
        if let price = own.unitPrice?.approximatePounds, let before = old.unitPrice?.approximatePounds {
          #expect(abs(price - 2 * before) <= 32e-9)
        }
      }
    }
  }

  @Test(arguments: seeds)
  func `a price that is set is the price, carried as those of its year, and fills a gap`(seed: UInt64) throws
  {
    let base = try PatchedScenario(seed)
    guard let line = base.flows.ledger.lines.first(where: { $0.currency != nil }),
      let currency = line.currency
    else { return }
    let flows = try base.run(
      change("price.\(currency)", "\"set\": 100.5", "\"evidence\": \"seen\", \"source\": \"A letter\"")
    )
    for own in flows.ledger.lines where own.currency == currency {
      #expect(own.value != nil)
      #expect(own.source.contains("A letter"))
      guard base.random.beyond != "uplift" else { continue }
      #expect(own.unitPrice?.description == "100.5")
    }
    #expect(flows.ledger.lines.count == base.flows.ledger.lines.count)
  }

  @Test(arguments: [
    (1.0, "1", 1, [200.0, 200, 200]), (0.5, "0.5", 1, [150, 150, 150]), (1.0, "1", 2, [150, 200, 200]),
    (0.6, "0.6", 3, [120, 140, 160]),
  ])
  func `of a change as much is reached as its uptake, in equal steps over its years`(
    uptake: Double,
    text: String,
    over: Int,
    expected: [Double]
  ) throws {
    var seed: UInt64 = 200
    while RandomScenario(seed).years.count < 4 || RandomScenario(seed).beyond == "uplift" { seed += 1 }
    let base = try PatchedScenario(seed)
    let currency = try #require(base.flows.ledger.lines.compactMap(\.currency).first)
    let ramp = "\"from\": \"\(base.year(1))\", \"uptake\": \(text), \"over\": \(over)"
    let doubled = try base.run(change("price.\(currency)", "\"multiply\": 2", ramp))
    for (line, old) in zip(doubled.ledger.lines, base.flows.ledger.lines) where line.currency == currency {
      guard let price = line.unitPrice, let own = old.unitPrice else { continue }
      let later = line.financialYear.start - base.random.years.lowerBound
      let percent = later == 0 ? 100 : expected[min(later - 1, expected.count - 1)]
      #expect(abs(price.approximatePounds - own.approximatePounds * percent / 100) <= 1e-8, "\(line.text)")
    }
  }

  @Test func `a price that no step is paid by is unknown`() throws {
    let base = try PatchedScenario(200)
    let told = faults { () throws(DiagnosticList) in try base.changed([change("price.XX99Z", "\"set\": 1")]) }
    #expect(told.count == 1)
    #expect(
      told.first?.hasSuffix("found a change of price.XX99Z, by which no step is paid [change.unknown]")
        == true
    )
  }

  @Test(arguments: [
    ("price", "\"multiply\": 9000000000000"), ("price", "\"multiply\": 1000000"),
    ("population", "\"multiply\": 9000000000000"),
    ("incidence.ratio", "\"set\": 9000000000"), ("quantity", "\"multiply\": 9000000000000"),
    ("quantity", "\"set\": 9000000000"), ("referrals", "\"set\": 9000000000"),
    ("referrals", "\"multiply\": 9000000000000"), ("price", "\"multiply\": 9000000000000, \"uptake\": 0.5"),
  ])
  func `what is far too much is refused, and nothing breaks`(path: String, amount: String) throws {
    let base = try PatchedScenario(205)
    let pathway = base.random.pathways[0]
    let whole =
      switch path {
      case "quantity":
        "pathway.\(base.site).\(try #require(base.random.freeSteps(pathway).first).id).quantity"
      case "incidence.ratio", "referrals": "\(path).\(base.site)"
      default: path
      }
    let told = faults { () throws(DiagnosticList) in try base.changed([change(whole, amount)]) }
    #expect(told.count >= 1)
    #expect(told.allSatisfy { $0.contains("[model.too-much]") }, "\(told)")
  }

  @Test func `a price of one currency that is set to the most there can be is refused`() throws {
    let base = try PatchedScenario(205)
    let currency = try #require(base.flows.ledger.lines.compactMap(\.currency).first)
    let told = faults { () throws(DiagnosticList) in
      try base.changed([change("price.\(currency)", "\"set\": 9000000000")])
    }
    #expect(told.count == 1)
    #expect(told.allSatisfy { $0.contains("[model.too-much]") }, "\(told)")
  }
}
