import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct LocalPriceTests {
  private let surgery = LineScope(currencies: ["JA20F"])

  private func settled(_ clause: LocalPrice, _ lines: [LedgerLine]) throws(DiagnosticList) -> Settlement {
    try Contract(Ledger(lines), in: "2017/18", clauses: [clause]).settled()
  }

  @Test func `a variation pays each line at the agreed price and states the national value`() throws {
    let clause = try LocalPrice(
      Rules.of("2017/18", changing: [:]),
      .localVariation,
      .price(Figure("1800.005")),
      scope: surgery
    )
    let lines = [
      line(activity: "1", price: "1957", marketForces: "1.2"), line(activity: "3", price: "1957"),
      line("JA38C", value: pence("2738.00")),
    ]
    let settled = try settled(clause, lines)
    // Each line is rounded: £1,800.01 and £5,400.02.
    #expect(settled.total == pence("7200.03"))
    #expect(settled.uncovered.map(\.currency) == ["JA38C"])
    let payment = try #require(settled["local variation"])
    #expect(
      payment.explanation.entries.map { "\($0.after) \($0.text)" } == [
        "8219.4 value of 2 lines before: national tariff per spell",
        "7200.02 local variation at £1800.005 without market forces factor",
        "7200.03 each line rounded pence half up",
      ]
    )
    #expect(payment.evidence == .unverified)
    let withFactor = try LocalPrice(
      Rules.of("2017/18"),
      .localVariation,
      .price(Figure("1800")),
      scope: surgery,
      takesMarketForces: Figure(true)
    )
    let paid = try self.settled(withFactor, lines)
    #expect(paid.total == pence("7560.00"))
    #expect(paid["local variation"]?.evidence == .definition)
  }

  @Test func `a price that holds for part of the year is mixed with the value before`() throws {
    let clause = try LocalPrice(
      Rules.of("2017/18"),
      .localModification,
      .price(Figure("2322")),
      scope: surgery,
      period: "2017-04-11"..."2019-01-01"
    )
    let settled = try settled(clause, [line(price: "1957"), line()])
    // Ten of 365 days at £1,957, the others at £2,322.
    #expect(settled.total == pence("2312.00"))
    #expect(settled.unpriced.count == 1)
    #expect(settled.evidence == .unverified)
    #expect(
      settled.payments[0].explanation.entries[1].text
        == "local modification at £2322 without market forces factor, for 355 of 365 days, "
        + "activity taken as even"
    )
  }

  @Test func `a price that does not hold in the year changes nothing`() throws {
    let clause = try LocalPrice(
      Rules.of("2017/18"),
      .localVariation,
      .price(Figure("1")),
      scope: .all,
      period: "2016-04-01"..."2017-03-31"
    )
    #expect(try settled(clause, [line(price: "1957")]).total == pence("1957.00"))
  }

  @Test func `a local price gives a value to what had none`() throws {
    let clause = try LocalPrice(
      Rules.of("2017/18"),
      .localPrice,
      .price(Figure("300", evidence: .seen)),
      scope: LineScope(currencies: ["SB"]),
      takesMarketForces: Figure(false)
    )
    let settled = try settled(
      clause,
      [line("SB12Z", .unbundledChemotherapy, basis: .unpriced, activity: "2.5")]
    )
    #expect(settled.total == pence("750.00"))
    #expect(settled.unpriced.isEmpty)
    #expect(settled.payments[0].explanation.entries[0].text == "value of 1 line before: none")
  }

  @Test func `a local price for what has a national one is refused`() throws {
    let clause = try LocalPrice(Rules.of("2017/18"), .localPrice, .price(Figure("300")), scope: .all)
    #expect(
      faults { () throws(DiagnosticList) in try settled(clause, [line(price: "1957")]) } == [
        " found 1 line at the national tariff in the scope of local price, "
          + "expected only services without a national price [contract.national-price]"
      ]
    )
  }

  @Test(
    arguments: [
      (nil, "1601957.00", Evidence.definition), ("2017-04-01"..."2018-03-31", "1601957.00", .definition),
      ("2018-01-01"..."2018-12-31", "396477.55", .unverified),
      ("2018-04-01"..."2019-03-31", "1957.00", .unverified),
    ] as [(ClosedRange<Day>?, String, Evidence)]
  )
  func `a modification adds what of its period lies in the year; Monitor's example was £1.6 million`(
    period: ClosedRange<Day>?,
    paid: String,
    evidence: Evidence
  ) throws {
    let clause = try LocalPrice(
      Rules.of("2017/18"),
      .localModification,
      .addition(Figure(pence("1600000.00"))),
      scope: .all,
      period: period
    )
    let settled = try settled(clause, [line("VB01Z", price: "1957")])
    #expect(settled.total.description == paid)
    #expect(settled.evidence == evidence)
  }

  @Test func `a published national price is never re-based`() {
    let rebase = { (basis: CostBasis, published: UnitPrice?, factor: Factor) throws(DiagnosticList) in
      try RebasedAmount(
        Figure(pence("1000.00")),
        basis: basis,
        from: ("2017/18", Figure(factor)),
        to: ("2018/19", Figure(.one)),
        change: Figure("1.001"),
        published: published
      )
    }
    #expect(
      faults { () throws(DiagnosticList) in try rebase(.localPrice, "1979", .one) } == [
        " found a price of £1979 published for 2018/19, expected an amount without a national price "
          + "[contract.published-price]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try rebase(.tariff, nil, .one) } == [
        " found an amount at the national tariff, expected an amount without a national price "
          + "[contract.published-price]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try rebase(.localPrice, nil, "0") } == [
        " found a market forces factor of 0 in 2017/18, expected one above 0 [contract.no-factor]"
      ]
    )
  }

  @Test func `a re-based amount says what it rests on`() throws {
    let rebased = try RebasedAmount(
      Figure(pence("1000.00"), evidence: .seen),
      basis: .localPrice,
      from: ("2019/20", Figure("1.25")),
      to: ("2020/21", Figure("1.5")),
      change: Figure("1.01", evidence: .unverified),
      published: nil
    )
    #expect(rebased.amount == pence("1212.00"))
    #expect(rebased.evidence == .unverified)
    #expect(
      rebased.explanation.entries.map { "\($0.after) \($0.text)" } == [
        "1000 local price of 2019/20", "1010 × 1.01, the change of prices from 2019/20 to 2020/21",
        "1515 × 1.5, the market forces factor of 2020/21", "1212 ÷ 1.25, the market forces factor of 2019/20",
      ]
    )
  }
}
