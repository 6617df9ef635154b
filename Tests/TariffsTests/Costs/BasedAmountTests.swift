import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct BasedAmountTests {
  private typealias Terms = BasedAmount.Terms

  private static let tariff = Terms(.tariff, per: .spell, of: "2017/18", includesMarketForces: false)
  private static let cost = Terms(.providerCost, per: .episode, of: "2017/18", includesMarketForces: true)

  private static func amount(_ pounds: UnitPrice, _ terms: BasedAmount.Terms) throws -> BasedAmount {
    try BasedAmount(ExactPounds(pounds), terms, source: "made up", evidence: .seen)
  }

  @Test func `amounts of the same terms are added, subtracted and compared, and their explanations go on`()
    throws
  {
    let one = try Self.amount("10.25", Self.tariff)
    let other = try Self.amount("0.5", Self.tariff).uplifted(to: "2018/19", by: Self.uplifts)
    let later = try one.held(at: "2018/19")
    let sum = try later + other
    #expect(sum.amount.description == "10.760561")
    #expect(try (later - other).amount.description == "9.739439")
    #expect(try other < later)
    #expect(try !(later < other))
    #expect(
      sum.explanation.entries.map(\.rule) == [
        "national tariff per spell", "held at a price year", "national tariff per spell",
        "uplift to a price year",
      ]
    )
    #expect(sum.explanation.entries.map(\.effect.description) == ["10.25", "0", "0.5", "0.010561"])
    #expect(sum.conversions.map(\.name) == [.held, .uplift])
    #expect(sum.evidence == .unverified)
    #expect(one.evidence == .seen)
  }

  @Test func `what differs is named, with the conversions that would bring the two together`() throws {
    let price = try Self.amount("1957", Self.tariff)
    var terms = Self.cost
    terms.year = "2018/19"
    let cost = try Self.amount("2000", terms)
    #expect(
      faults { () throws(DiagnosticList) in try price + cost } == [
        " found £1957 (national tariff per spell, by the spell, 2017/18, local market costs left out) and £2000 "
          + "(provider's own cost, by the episode, 2018/19, local market costs included), expected one basis "
          + "[basis.mixed]"
      ]
    )
    #expect(
      fixes { () throws(DiagnosticList) in try price - cost } == [
        "take one basis, or the margin of a price over a cost; convert by episodes to spell, with the episodes "
          + "of a spell and their evidence; convert by uplift to a price year, or by price index, or by held at "
          + "a price year; convert by market forces removed, or by market forces added"
      ]
    )
    terms = Self.tariff
    terms.unit = .attendance
    let visit = try Self.amount("1", terms)
    #expect(
      fixes { () throws(DiagnosticList) in try price < visit }
        == ["take one unit, as no conversion turns one of these into the other"]
    )
    #expect(
      faults { () throws(DiagnosticList) in try price.margin(over: cost) } == [
        " found £1957 (national tariff per spell, by the spell, 2017/18, local market costs left out) and £2000 "
          + "(provider's own cost, by the episode, 2018/19, local market costs included), expected one unit, "
          + "year and treatment of local market costs [basis.mixed]"
      ]
    )
  }

  @Test func `a margin is what is left of a price after a cost, and of nothing else`() throws {
    let price = try Self.amount("100", Self.tariff).withMarketForces("1.1", evidence: .seen)
    let cost = try Self.amount("60", Self.cost).perSpell(ofEpisodes: "2", source: "audit", evidence: .derived)
    let margin = try price.margin(over: cost)
    #expect(margin.total.description == "-10")
    #expect(
      margin.entries.map(\.rule) == [
        "national tariff per spell", "market forces added", "provider's own cost", "episodes to spell",
      ]
    )
    #expect(margin.entries.last?.text == "× 2 episodes in a spell (audit)")
    let wrong = { (one: BasedAmount, other: BasedAmount) in
      faults { () throws(DiagnosticList) in try one.margin(over: other) }
    }
    #expect(
      wrong(cost, price) == [
        " found provider's own cost against national tariff per spell, expected a price against a cost "
          + "[basis.margin]"
      ]
    )
    #expect(wrong(price, price).count == 1)
    #expect(wrong(cost, cost).count == 1)
  }

  @Test func `a conversion is an entry of the explanation, with its evidence and its row`() throws {
    let row = Position(file: "market-forces.csv", line: 7)
    let cost = try Self.amount("119.4349", Self.cost)
      .withoutMarketForces("1.194349", evidence: .unverified, at: row)
    #expect(cost.amount == ExactPounds("100" as UnitPrice))
    #expect(!cost.terms.includesMarketForces)
    let entry = try #require(cost.explanation.entries.last)
    #expect(entry.rule == "market forces removed")
    #expect(entry.text == "÷ 1.194349 (market forces) [unverified]")
    #expect(entry.position == row)
    #expect(cost.conversions.map(\.factor) == ["1.194349"])
    #expect(cost.evidence == .unverified)
  }

  @Test func `a price goes to another year by uplifts or by the deflator, each step an entry`() throws {
    let price = try Self.amount("100", Self.tariff)
    let uplifted = try price.uplifted(to: "2019/20", by: Self.uplifts)
    #expect(uplifted.amount.description == "105.1828159662")
    #expect(uplifted.conversions.map(\.factor) == ["1.021122", "1.030071"])
    #expect(uplifted.terms.year == "2019/20")
    let stepwise = try price.uplifted(to: "2019/20", by: Self.uplifts, mode: .multiplicative)
    #expect(stepwise.conversions.count == 4)
    #expect(stepwise.conversions.map(\.factor) == ["1.031122", "0.99", "1.040071", "0.99"])
    let brought = try price.brought(to: "2024/25", by: Shipped.library.deflators())
    #expect(brought.amount.rounded(.penceHalfUp).description == "129.80")
    #expect(brought.conversions.map(\.name) == [.deflator])
    #expect(brought.evidence == .derived)
    #expect(try price.brought(to: "2028/29", by: Shipped.library.deflators()).evidence == .unverified)
  }

  @Test func `conversions that do not fit are refused`() throws {
    let price = try Self.amount("100", Self.tariff)
    let cost = try Self.amount("100", Self.cost)
    let start = " found £100 (national tariff per spell, by the spell, 2017/18, local market costs left out) "
    let uplifts = try Self.uplifts
    let refused: [(String, () throws(DiagnosticList) -> BasedAmount)] = [
      (
        "\(start)to be converted by market forces removed, expected local market costs included "
          + "[basis.conversion]",
        { () throws(DiagnosticList) in
          try price.withoutMarketForces("1.1", evidence: .seen)
        }
      ),
      (
        " found £100 (provider's own cost, by the episode, 2017/18, local market costs included) to be "
          + "converted by market forces added, expected local market costs left out [basis.conversion]",
        { () throws(DiagnosticList) in try cost.withMarketForces("1.1", evidence: .seen) }
      ),
      (
        "\(start)to be converted by episodes to spell, expected an amount by the episode [basis.conversion]",
        { () throws(DiagnosticList) in try price.perSpell(ofEpisodes: "1.1", source: "", evidence: .seen) }
      ),
      (
        "\(start)to be converted by uplift to a price year, expected an amount of a year before 2017/18 "
          + "[basis.conversion]",
        { () throws(DiagnosticList) in
          try price.uplifted(to: "2017/18", by: uplifts)
        }
      ),
      (
        "\(start)to be converted by held at a price year, expected an amount of another year "
          + "[basis.conversion]", { () throws(DiagnosticList) in try price.held(at: "2017/18") }
      ),
      (
        "uplifts.csv found no uplift of 2020/21 on the way from 2017/18 to 2021/22 [basis.no-uplift]",
        { () throws(DiagnosticList) in try price.uplifted(to: "2021/22", by: uplifts) }
      ),
      (
        " found 0 as the factor of a conversion, expected more than 0 and at most 30 [basis.factor]",
        { () throws(DiagnosticList) in try cost.withoutMarketForces("0", evidence: .seen) }
      ),
      (
        " found 30.000001 as the factor of a conversion, expected more than 0 and at most 30 [basis.factor]",
        { () throws(DiagnosticList) in try price.withMarketForces("30.000001", evidence: .seen) }
      ),
      (
        " found 0.999999 as the factor of a conversion, expected 1 or more, the episodes of a spell "
          + "[basis.factor]",
        { () throws(DiagnosticList) in
          try cost.perSpell(ofEpisodes: "0.999999", source: "", evidence: .seen)
        }
      ),
    ]
    for (message, work) in refused { #expect(faults(work) == [message]) }
    let deflators = try Deflators(
      InputFile(path: "deflators.csv", text: "\(SyntheticLibrary.deflatorsHeader)\n2017/18,10,,,no,seen,,\n")
    )
    #expect(
      faults { () throws(DiagnosticList) in try price.brought(to: "2018/19", by: deflators) }
        == ["deflators.csv found no price index for 2017/18 or 2018/19 [tariff.no-deflator]"]
    )
  }

  @Test func `amounts beyond a million million pounds are refused, whatever made them`() throws {
    let limit = ExactPounds(Pence(100_000_000_000_000))
    let largest = try BasedAmount(limit, Self.tariff, source: "all", evidence: .seen)
    let penny = try BasedAmount(ExactPounds(Pence(1)), Self.tariff, source: "a penny", evidence: .seen)
    #expect(
      faults { () throws(DiagnosticList) in try largest + penny }
        == [" found a sum beyond £1000000000000.00, expected less [cost.too-large]"]
    )
    #expect(try (largest - penny).amount < limit)
    #expect(
      faults { () throws(DiagnosticList) in try largest.withMarketForces("1.000001", evidence: .seen) }
        == [" found a converted amount beyond £1000000000000.00, expected less [cost.too-large]"]
    )
    let above = limit + ExactPounds(Pence(1))
    #expect(
      faults { () throws(DiagnosticList) in
        try BasedAmount(.zero - above, Self.tariff, source: "less", evidence: .seen)
      } == [" found less, beyond £1000000000000.00, expected less [cost.too-large]"]
    )
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `mixing is always refused, and amounts of one kind always go together`(seed: UInt64) throws {
    var random = Seeded(seed)
    let one = try Self.amount(
      UnitPrice(nanopounds: .random(in: 0...10 << 50, using: &random)),
      random.terms()
    )
    let other = try Self.amount(
      UnitPrice(nanopounds: .random(in: 0...10 << 50, using: &random)),
      random.terms()
    )
    let isMixed = one.terms != other.terms
    let found = [
      faults { () throws(DiagnosticList) in try one + other },
      faults { () throws(DiagnosticList) in try one - other },
      faults { () throws(DiagnosticList) in try one < other },
    ]
    #expect(found.allSatisfy { $0.count == (isMixed ? 1 : 0) })
    #expect(found.joined().allSatisfy { $0.hasSuffix(", expected one basis [basis.mixed]") })
    #expect(fixes { () throws(DiagnosticList) in try one + other }.allSatisfy { !$0.isEmpty })
    guard !isMixed else { return }
    #expect(try (one + other).amount == one.amount + other.amount)
    #expect(try ((one + other) - other).amount == one.amount)
    #expect(try (one < other) == (one.amount < other.amount))
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `a conversion and its inverse leave the amount, and every explanation ends at it`(seed: UInt64) throws
  {
    var random = Seeded(seed)
    let price = try Self.amount(UnitPrice(nanopounds: .random(in: 0...10 << 50, using: &random)), Self.tariff)
    let factor = Factor(millionths: .random(in: 700_000...1_500_000, using: &random))
    let there = try price.withMarketForces(factor, evidence: .seen)
    let back = try there.withoutMarketForces(factor, evidence: .seen)
    #expect(back.amount == price.amount)
    #expect(back.terms == price.terms)
    #expect(back.explanation.entries.count == 3)
    #expect(there.amount == price.amount * factor)
    #expect(back.explanation.total == back.amount)
    let deflators = try Shipped.library.deflators()
    let years: [FinancialYear] = ["2018/19", "2020/21", "2024/25"]
    let brought = try price.brought(to: random.pick(years), by: deflators)
    let returned = try brought.brought(to: "2017/18", by: deflators)
    // Two ratios with six decimals: the return is within two millionths of the amount.
    let bound = price.amount * Factor(millionths: 2)
    let difference = returned.amount - price.amount
    #expect(difference <= bound && .zero - difference <= bound)
  }

  private static var uplifts: Uplifts {
    get throws {
      try Uplifts(
        InputFile(
          path: "uplifts.csv",
          text: """
            \(SyntheticLibrary.upliftsHeader)
            2018/19,original,3.1122,1,,seen,seen,,made up,
            2019/20,original,4.0071,1,,seen,seen,,made up,
            2021/22,original,2,1,,seen,seen,,made up,
            """
        )
      )
    }
  }
}

extension Seeded {
  /// Terms that are the same as others about one time in eight.
  fileprivate mutating func terms() -> BasedAmount.Terms {
    let isUsual = Bool.random(using: &self) || Bool.random(using: &self)
    guard !isUsual else {
      return BasedAmount.Terms(.tariff, per: .spell, of: "2017/18", includesMarketForces: false)
    }
    return BasedAmount.Terms(
      pick(CostBasis.allCases),
      per: pick(CountedUnit.allCases),
      of: pick(["2017/18", "2018/19"]),
      includesMarketForces: .random(using: &self)
    )
  }
}
