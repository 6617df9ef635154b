import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct MarginalRateTests {
  private func deduction(_ clause: MarginalRate, _ value: String, in year: FinancialYear) throws -> Pence {
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, year: year, value: pence(value))])
    return try #require(
      try Contract(ledger, in: year, clauses: [ActivityAtValue(), clause]).settled()[clause.name]
    ).amount
  }

  @Test(
    arguments: [
      ("2015/16", .emergency, "-300.00"), ("2015/16", .emergencyUnderDefaultTariff, "-700.00"),
      ("2015/16", .specialised, "-300.00"), ("2010/11", .emergency, "-700.00"),
      ("2018/19", .emergency, "-300.00"), ("2019/20", .emergency, "0.00"), ("2026/27", .emergency, "0.00"),
    ] as [(FinancialYear, MarginalRate.Kind, String)]
  )
  func `each year has its rate, and 2015/16 one for each tariff`(
    year: FinancialYear,
    kind: MarginalRate.Kind,
    deducted: String
  ) throws {
    let clause = try MarginalRate(Rules.of(year), kind, baseline: Figure(pence("1000.00")))
    #expect(try deduction(clause, "2000.00", in: year).description == deducted)
  }

  @Test(arguments: ["2013/14", "2016/17", "2019/20"] as [FinancialYear])
  func `a year without a rate for specialised services refuses the clause`(year: FinancialYear) throws {
    let rules = try Rules.of(year, changing: [:])
    #expect(
      faults { () throws(DiagnosticList) in
        try MarginalRate(rules, .specialised, baseline: Figure(.zero), name: "specialised")
      } == [
        "rules.csv found no marginal-rate/rate-specialised for \(year), "
          + "expected one for the clause specialised [contract.no-rule]"
      ]
    )
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a rate of one changes nothing, and no rate takes more than what is above the baseline`(
    seed: UInt64
  ) throws {
    let ledger = RandomLedger(seed).ledger
    var random = Seeded(seed)
    let baseline = Pence(Int64(random.int(0...20_000_000)))
    let emergency = LineScope(pointsOfDelivery: Set(RandomLedger.emergencies))
    let plain = try Contract(ledger, in: RandomLedger.year, clauses: [ActivityAtValue()]).settled().total
    let value = try Contract(ledger, in: RandomLedger.year, clauses: [ActivityAtValue(emergency)])
      .settled().total
    var before = plain
    for millionths in [1_000_000, 700_000, 300_000, Int64(random.int(0...300_000)), 0] {
      let rate = Figure(Factor(millionths: millionths))
      let clause = try MarginalRate(rate: rate, baseline: Figure(baseline), scope: emergency)
      let total = try Contract(ledger, in: RandomLedger.year, clauses: [ActivityAtValue(), clause])
        .settled().total
      if millionths == 1_000_000 || value <= baseline { #expect(total == plain) }
      if millionths == 0 { #expect(total == plain - max(.zero, value - baseline)) }
      #expect(total <= before)
      before = total
    }
  }

  @Test func `at the baseline all is paid, and a penny above it is shared`() throws {
    let clause = try MarginalRate(rate: Figure("0.3"), baseline: Figure(pence("10.00")))
    #expect(try deduction(clause, "10.00", in: "2017/18") == .zero)
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, value: pence("10.00"))])
    let equal = try Contract(ledger, in: "2017/18", clauses: [ActivityAtValue(), clause]).settled()
    #expect(
      equal["marginal rate"]?.explanation.entries.map(\.text) == [
        "value of 1 line", "not above the baseline of £10.00: all is paid", "less £10.00 paid before",
      ]
    )
    // 0.3 pence of the penny is paid, which rounds to nothing.
    #expect(try deduction(clause, "10.01", in: "2017/18") == Pence(-1))
    #expect(try deduction(clause, "10.02", in: "2017/18") == Pence(-1))
  }

  @Test func `a changed rate changes its own year only`() throws {
    let years: [FinancialYear] = ["2015/16", "2016/17", "2017/18", "2018/19"]
    let pay = { (changed: FinancialYear?) in
      try years.map { year in
        let rules = try Rules.of(year, changing: year == changed ? [.marginalRate: "0.5"] : [:])
        return try deduction(MarginalRate(rules, baseline: Figure(.zero)), "1000.00", in: year)
      }
    }
    let before = try pay(nil)
    let after = try pay("2017/18")
    #expect(before.map(\.description) == ["-300.00", "-300.00", "-300.00", "-300.00"])
    #expect(after.map(\.description) == ["-300.00", "-300.00", "-500.00", "-300.00"])
  }

  @Test func `the explanation names the rows of the rate and the baseline year, and their evidence`() throws {
    let rules = try Rules.of("2015/16", changing: [:])
    let rate = try #require(rules.factor(.marginalRate)).position
    let base = try #require(rules.words(.marginalRateBaseline)).position
    let clause = try MarginalRate(rules, baseline: Figure(pence("1000.00"), evidence: .seen))
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, year: "2015/16", value: pence("1500.00"))])
    let settled = try Contract(ledger, in: "2015/16", clauses: [ActivityAtValue(), clause]).settled()
    let payment = try #require(settled["marginal rate"])
    #expect(
      payment.explanation.entries.map { "\($0.position?.description ?? "-") \($0.after) \($0.text)" } == [
        "- 1500 value of 1 line",
        "\(base) 1000 only the baseline of £1000.00, of 2008/09",
        "\(rate) 1350 and 0.7 of £500 above it; £150 is kept",
        "- -150 less £1500.00 paid before",
      ]
    )
    #expect(payment.evidence == .seen)
    let abolished = try MarginalRate(Rules.of("2019/20"), baseline: Figure(.zero))
    let later = Ledger([line("DZ17T", .nonElectiveInpatient, year: "2019/20", value: pence("1500.00"))])
    let unverified = try Contract(later, in: "2019/20", clauses: [ActivityAtValue(), abolished]).settled()
    #expect(unverified["marginal rate"]?.evidence == .unverified)
    #expect(unverified.evidence == .unverified)
  }

  @Test func `impossible figures are refused`() throws {
    #expect(
      faults { () throws(DiagnosticList) in
        try MarginalRate(rate: Figure("1.2"), baseline: Figure(.zero))
      } == [" found 1.2 as the marginal rate, expected a share from 0 to 1 [contract.rate-out-of-range]"]
    )
    #expect(
      faults { () throws(DiagnosticList) in
        try MarginalRate(rate: Figure("0.7"), baseline: Figure(pence("-0.01")))
      } == [" found £-0.01 as the baseline of marginal rate, expected £0 or more [contract.amount-negative]"]
    )
    let rules = try Rules.of("2017/18", changing: [.marginalRate: "7"])
    let place = try #require(rules.factor(.marginalRate)).position
    #expect(
      faults { () throws(DiagnosticList) in try MarginalRate(rules, baseline: Figure(.zero)) } == [
        "\(place) found 7 as the marginal rate, expected a share from 0 to 1 [contract.rate-out-of-range]"
      ]
    )
    #expect(
      faults { () throws(DiagnosticList) in try MarginalRate.value(keeping: Pence(1), at: Figure(.one)) } == [
        " found a marginal rate of 1, at which nothing is kept, expected a rate below 1 "
          + "[contract.rate-out-of-range]"
      ]
    )
  }
}
