import Diagnostics
import Quantities
import Tariffs
import TestSupport
import Testing

struct TariffMarginsTests {
  /// The cost of an episode of JA20F in 2017/18, day cases and elective episodes together, by their activity.
  private static func meanCost() throws -> BasedAmount {
    let costs = try #require(try Shipped.averageCosts("2017/18"))
    var total = ExactPounds.zero
    var units = Activity.zero
    for point in [PointOfDelivery.dayCase, .electiveInpatient] {
      let cost = try costs.cost(of: "JA20F", at: point, setting: "", treatmentFunction: nil).get()
      let activity = try #require(cost.activity)
      total = total + activity * (try #require(cost.unitCost))
      units = units + activity
    }
    return try BasedAmount(
      #require(total.divided(by: Factor(millionths: units.millionths))),
      BasedAmount.Terms(.averageCost, per: .episode, of: "2017/18", includesMarketForces: true),
      source: "mean of day case and elective, weighted by activity",
      evidence: .derived
    )
  }

  private static func line(_ change: (inout ActivityLine) -> Void = { _ in }) -> ActivityLine {
    var line = ActivityLine(year: "2017/18", currency: "JA20F", pointOfDelivery: .dayCase)
    change(&line)
    return line
  }

  private static func costed(
    _ name: String,
    _ line: ActivityLine,
    _ cost: BasedAmount
  ) throws -> CostedLine {
    CostedLine(name: name, line: line, price: try Shipped.pricerWithCosts().price(line), cost: cost)
  }

  private static func perSpell(_ cost: BasedAmount) throws -> BasedAmount {
    try cost.perSpell(ofEpisodes: .one, source: "taken to be one", evidence: .unverified)
  }

  @Test func `the price of breast surgery falls short of its mean cost by this much`() throws {
    let mean = try Self.meanCost()
    #expect(mean.amount.description == "2717.765769908755681460497324")
    let margins = try TariffMargins([Self.costed("L1", Self.line(), Self.perSpell(mean))])
    let line = try #require(margins.lines.first)
    #expect(line.tariff.amount.description == "1957")
    #expect(line.all.margin.description == "-760.77")
    #expect(margins.totals.margin.description == "-760.77")
    #expect(margins.totals.marginAtPrices.description == "-760.77")
    #expect(line.margin.total.description == "-760.765769908755681460497324")
    #expect(
      line.margin.entries.map(\.rule) == [
        "national tariff per spell", "market forces added", "national average cost", "episodes to spell",
      ]
    )
    #expect(margins.totals.evidence == .unverified)
  }

  @Test func `a cost by the episode is not set against a price by the spell`() throws {
    let costed = try Self.costed("L1", Self.line(), Self.meanCost())
    #expect(
      faults { () throws(DiagnosticList) in try TariffMargins([costed]) } == [
        " found £1957 (national tariff per spell, by the spell, 2017/18, local market costs included) and "
          + "£2717.765769908755681460497324 (national average cost, by the episode, 2017/18, local market costs "
          + "included), expected one unit, year and treatment of local market costs, in L1 [basis.mixed]"
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try TariffMargins([costed]) }
        == ["convert by episodes to spell, with the episodes of a spell and their evidence"]
    )
  }

  @Test func `all lines that cannot be compared are told at once`() throws {
    let old = BasedAmount.Terms(.providerCost, per: .spell, of: "2016/17", includesMarketForces: true)
    let cost = try BasedAmount(ExactPounds("9" as UnitPrice), old, source: "own", evidence: .seen)
    let lines = [
      try Self.costed("L1", Self.line(), Self.meanCost()), try Self.costed("L2", Self.line(), cost),
      try Self.costed("L3", Self.line { $0.marketForcesFactor = "0" }, Self.perSpell(Self.meanCost())),
    ]
    let found = faults { () throws(DiagnosticList) in try TariffMargins(lines) }
    #expect(found.count == 3)
    #expect(found.last?.hasSuffix("expected more than 0 and at most 30, in L3 [basis.factor]") == true)
  }

  @Test func `with market forces on both sides and on neither, each adjustment an entry`() throws {
    let terms = BasedAmount.Terms(.providerCost, per: .spell, of: "2017/18", includesMarketForces: true)
    let cost = try BasedAmount(ExactPounds("2400" as UnitPrice), terms, source: "own", evidence: .seen)
    let line = Self.line {
      $0.marketForcesFactor = "1.2"
      $0.quantity = "3"
    }
    let margins = try TariffMargins([Self.costed("L1", line, cost)])
    let compared = try #require(margins.lines.first)
    #expect(compared.margin.total.description == "-51.6")
    #expect(compared.marginAtPrices.total.description == "-43")
    #expect(
      compared.margin.entries.map(\.rule) == [
        "national tariff per spell", "market forces added", "provider's own cost",
      ]
    )
    #expect(
      compared.marginAtPrices.entries.map(\.rule) == [
        "national tariff per spell", "provider's own cost", "market forces removed",
      ]
    )
    #expect(compared.marginAtPrices.entries.map(\.effect.description) == ["1957", "-2400", "400"])
    #expect(compared.marginAtPrices.entries.last?.evidence == .unverified)
    #expect(margins.totals.margin.description == "-154.80")
    #expect(margins.totals.marginAtPrices.description == "-129.00")
    #expect(margins.totals.explanation.entries.map(\.effect.description) == ["5871", "1174.2", "-7200"])
    #expect(
      margins.totals.explanationAtPrices.entries.map(\.rule) == ["tariff", "cost", "market forces removed"]
    )
    #expect(
      margins.totals.explanationAtPrices.entries.map(\.effect.description) == ["5871", "-7200", "1200"]
    )
    let without = try cost.withoutMarketForces("1.2", evidence: .unverified)
    let again = try TariffMargins([Self.costed("L1", line, without)])
    #expect(again.totals == margins.totals)
  }

  @Test func `lines without a price, or priced at a cost, are listed and not compared`() throws {
    let cost = try Self.perSpell(Self.meanCost())
    let unknown = Self.line { $0.currency = "ZZ99Z" }
    let regular = Self.line {
      $0.currency = "SB12Z"
      $0.pointOfDelivery = .unbundledChemotherapy
      $0.setting = "day case"
    }
    let margins = try TariffMargins([
      Self.costed("L1", unknown, cost), Self.costed("L2", regular, cost),
      Self.costed("L3", Self.line(), cost),
    ])
    #expect(margins.lines.map(\.name) == ["L3"])
    #expect(margins.gaps.map(\.name) == ["L1", "L2"])
    #expect(margins.gaps.last?.reason == "priced at national average cost, which is no price")
    #expect(margins.gaps.first?.reason.hasPrefix("the 2017/18 national tariff has no ZZ99Z") == true)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `totals are the sums of the lines, whatever their order, and what is paid is the price of the line`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let pricer = try Shipped.pricer()
    var lines: [CostedLine] = []
    for number in 0..<Int.random(in: 1...20, using: &random) {
      var line = ActivityLine(
        year: random.pick(["2017/18", "2018/19"]),
        currency: random.pick(["JA20F", "JA38C", "DZ02K"]),
        pointOfDelivery: random.pick([.dayCase, .electiveInpatient, .nonElectiveInpatient])
      )
      line.quantity = Activity(Int64.random(in: 0...500, using: &random))
      line.marketForcesFactor = Factor(millionths: .random(in: 900_000...1_300_000, using: &random))
      let terms = BasedAmount.Terms(
        .providerCost,
        per: .spell,
        of: line.year,
        includesMarketForces: .random(using: &random)
      )
      let pounds = UnitPrice(nanopounds: .random(in: 0...9_000_000_000_000, using: &random))
      let cost = try BasedAmount(ExactPounds(pounds), terms, source: "own", evidence: .seen)
      lines.append(CostedLine(name: "L\(number)", line: line, price: pricer.price(line), cost: cost))
    }
    let margins = try TariffMargins(lines)
    #expect(margins.lines.count + margins.gaps.count == lines.count)
    let all = margins.lines.map(\.all)
    #expect(margins.totals.tariff == all.map(\.tariff).reduce(.zero, +))
    #expect(margins.totals.paid == all.map(\.paid).reduce(.zero, +))
    #expect(margins.totals.cost == all.map(\.cost).reduce(.zero, +))
    #expect(margins.totals.costAtPrices == all.map(\.costAtPrices).reduce(.zero, +))
    #expect(margins.totals.explanation.total == margins.totals.paid - margins.totals.cost)
    #expect(margins.totals.explanationAtPrices.total == margins.totals.tariff - margins.totals.costAtPrices)
    for line in margins.lines {
      let priced = try #require(lines.first { $0.name == line.name })
      #expect(line.all.paid.rounded(.penceHalfUp) == priced.price.coreValue)
      #expect(line.margin.total == line.paid.amount - line.cost.amount)
      #expect(line.marginAtPrices.total == line.tariff.amount - line.costAtPrices.amount)
    }
    let shuffled = try TariffMargins(lines.shuffled(using: &random))
    #expect(shuffled.totals == margins.totals)
  }
}
