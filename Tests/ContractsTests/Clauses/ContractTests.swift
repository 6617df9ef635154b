import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct ContractTests {
  private static let year = RandomLedger.year

  /// A contract with a clause of every role, its figures made up from a seed.
  private static func random(_ seed: UInt64, _ ledger: Ledger) throws -> Contract {
    var random = Seeded(seed &+ 1000)
    let emergency = LineScope(pointsOfDelivery: Set(RandomLedger.emergencies))
    let variation = LineScope(pointsOfDelivery: [.outpatientProcedure])
    let rules = try Rules.of(year)
    func amount(_ most: Int) -> Figure<Pence> { Figure(Pence(Int64(random.int(0...most)))) }
    func share() throws -> Share { try #require(Share(millionths: Int64(random.int(0...1_000_000)))) }
    func terms() throws -> GainShare.Terms {
      try GainShare.Terms(share: share(), deadband: share(), limit: share())
    }
    let paid = LineScope(pointsOfDelivery: Set(RandomLedger.emergencies), providers: ["R1H", "RJ2"])
    let spells = ledger.lines.compactMap { line -> Readmission? in
      guard line.financialYear == year, paid.contains(line), let value = line.value, random.happens(50)
      else { return nil }
      return Readmission(
        id: line.step,
        value: value,
        days: random.int(0...40),
        age: random.int(0...90),
        isAfterElective: random.happens(50),
        diagnoses: (random.happens(30) ? ["K80.2", "C34.1"] : ["K80.2"]).compactMap { DiagnosisCode($0) },
        indexDiagnoses: []
      )
    }
    let clauses: [any Clause] = try [
      GainShare(plan: amount(30_000_000), above: terms(), below: terms()),
      QualityPayment(rules, earned: share()),
      BestPracticeAdjustment(
        achieved: Activity(millionths: Int64(random.int(0...90_000_000))),
        planned: Activity(millionths: Int64(random.int(0...90_000_000))),
        bestPracticePrice: Figure("1243"),
        unitPrice: Figure("1125"),
        marketForces: Figure("1.1")
      ),
      MarginalRate(rules, baseline: amount(10_000_000), scope: emergency),
      ReadmissionNonPayment(
        rules,
        spells,
        localShare: Figure(Factor(millionths: Int64(random.int(0...1_000_000)))),
        scope: emergency
      ),
      LocalPrice(
        rules,
        .localVariation,
        .price(Figure(UnitPrice(nanopounds: Int64(random.int(0...900_000_000_000))))),
        scope: variation,
        period: random.happens(50) ? "2017-06-01"..."2018-09-30" : nil
      ),
      ActivityAtValue(LineScope(providers: ["R1H", "RJ2"]).except(variation)),
    ]
    return Contract(ledger, in: year, clauses: clauses)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the payments add up to the total, and each explanation to its payment`(seed: UInt64) throws {
    let settled = try Self.random(seed, RandomLedger(seed).ledger).settled()
    #expect(settled.payments.map(\.amount.amount).reduce(0, +) == settled.total.amount)
    #expect(settled.payments.count == 7)
    for payment in settled.payments {
      #expect(payment.explanation.total == ExactPounds(payment.amount), "\(payment.clause)")
      let effects = payment.explanation.entries.map(\.effect).reduce(.zero, +)
      #expect(effects == ExactPounds(payment.amount))
      let parts = payment.lines?.compactMap(\.amount).total()
      #expect(parts == nil || parts == payment.amount)
    }
  }

  /// The roles backwards; the clauses of one role in their order.
  private static func otherOrder(_ clauses: [any Clause]) -> [any Clause] {
    ClauseRole.allCases.reversed().flatMap { role in clauses.filter { $0.role == role } }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `neither the order of the lines nor that of roles among the clauses matters`(seed: UInt64) throws {
    let lines = RandomLedger(seed).lines
    let contract = try Self.random(seed, Ledger(lines))
    var random = Seeded(seed)
    let settled = try contract.settled()
    let shuffled = try Contract(
      Ledger(lines.shuffled(using: &random)),
      in: Self.year,
      clauses: Self.otherOrder(contract.clauses)
    ).settled()
    #expect(shuffled.total == settled.total)
    for payment in settled.payments {
      #expect(shuffled[payment.clause]?.amount == payment.amount, "\(payment.clause)")
      #expect(shuffled[payment.clause]?.evidence == payment.evidence, "\(payment.clause)")
    }
    #expect(shuffled.uncovered.count == settled.uncovered.count)
    #expect(shuffled.uncoveredValue == settled.uncoveredValue)
    #expect(shuffled.unpriced.map(\.step).sorted() == settled.unpriced.map(\.step).sorted())
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `every line is paid, uncovered or unpriced, and none is lost`(seed: UInt64) throws {
    let lines = RandomLedger(seed).lines
    let settled = try Self.random(seed, Ledger(lines)).settled()
    let paid = settled.payments.flatMap { $0.lines ?? [] }.filter { $0.amount != nil }.count
    #expect(paid + settled.uncovered.count + settled.unpriced.count == settled.lines)
    #expect(settled.lines + settled.linesOutside == lines.count)
    #expect(settled.linesOutside == lines.filter { $0.financialYear != Self.year }.count)
    let variation = LineScope(pointsOfDelivery: [.outpatientProcedure])
    #expect(settled.uncovered.allSatisfy { $0.provider == "RJZ" && !variation.contains($0) })
    #expect(settled.unpriced.allSatisfy { $0.value == nil })
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `activity at value pays what the ledger is worth`(seed: UInt64) throws {
    let lines = RandomLedger(seed).lines.filter { $0.financialYear == Self.year }
    let settled = try Contract(Ledger(lines), in: Self.year, clauses: [ActivityAtValue()]).settled()
    #expect(settled.total == Ledger(lines).total)
    #expect(settled.unpriced.count == lines.filter { $0.value == nil }.count)
    #expect(settled.uncovered.isEmpty)
    let evidence = lines.filter { $0.value != nil }.map(\.evidence).reduce(Evidence.seen) { $0.weaker($1) }
    #expect(settled.evidence == evidence)
  }

  @Test func `a contract without clauses pays nothing and lists every line`() throws {
    let ledger = Ledger([line(value: pence("5.00")), line(), line(year: "2018/19", value: pence("7.00"))])
    let settled = try Contract(ledger, in: "2017/18", clauses: []).settled()
    #expect(settled.total == .zero)
    #expect(settled.uncovered.count == 2)
    #expect(settled.uncoveredValue == pence("5.00"))
    #expect(settled.unpriced.isEmpty)
    #expect(settled.linesOutside == 1)
    #expect(settled["activity"] == nil)
  }

  @Test func `a contract may be about some lines only`() throws {
    let ledger = Ledger([line(value: pence("5.00")), line(provider: "RJ2", value: pence("7.00"))])
    let scope = LineScope(providers: ["RJ2"])
    let settled = try Contract(ledger, in: "2017/18", scope: scope, clauses: [ActivityAtValue()]).settled()
    #expect(settled.total == pence("7.00"))
    #expect(settled.linesOutside == 1)
  }

  @Test func `the clauses are settled in the order of what they do, one after the other`() throws {
    // £1,000 of emergencies and £500 of day cases; £100 of the emergencies is not paid; half of what is above
    // £500 is; 10 % is added to what is left, drugs left out.
    let ledger = Ledger([
      line("DZ17T", .nonElectiveInpatient, value: pence("1000.00")),
      line("JA20F", .dayCase, value: pence("500.00")),
      line("trastuzumab", .drug, value: pence("300.00")),
    ])
    let spell = Readmission(
      id: "A",
      value: pence("100.00"),
      days: 3,
      age: 50,
      isAfterElective: false,
      diagnoses: [],
      indexDiagnoses: []
    )
    let terms = GainShare.Terms(share: "0.5")
    let rules = try Rules.of("2017/18")
    let settled = try Contract(
      ledger,
      in: "2017/18",
      clauses: [
        GainShare(plan: Figure(pence("1732.00")), above: terms, below: terms),
        QualityPayment(rate: Figure("0.1")),
        MarginalRate(rate: Figure("0.5"), baseline: Figure(pence("500.00"))),
        ReadmissionNonPayment(rules, [spell], localShare: Figure("0")),
        ActivityAtValue(),
      ]
    ).settled()
    #expect(
      settled.payments.map { "\($0.clause) \($0.amount)" } == [
        "activity 1800.00", "readmissions -100.00", "marginal rate -200.00", "CQUIN 120.00",
        "gain share 56.00",
      ]
    )
    #expect(settled.total == pence("1676.00"))
    let marginal = try #require(settled["marginal rate"])
    #expect(
      marginal.explanation.entries.map(\.text) == [
        "value of 1 line, readmissions taken off first, an order that is not verified",
        "only the baseline of £500.00",
        "and 0.5 of £400 above it; £200 is kept",
        "less £900.00 paid before",
      ]
    )
    #expect(marginal.explanation.entries.map(\.after.description) == ["900", "500", "700", "-200"])
    #expect(marginal.evidence == .unverified)
  }

  @Test func `two clauses that pay for one line are refused, and one is named`() throws {
    let ledger = Ledger([
      line("JA20F", step: "S2", value: pence("1.00")), line("JA20F", step: "S1", value: pence("2.00")),
      line("SB12Z", step: "S3", value: pence("2.00")),
    ])
    let contract = Contract(
      ledger,
      in: "2017/18",
      clauses: [ActivityAtValue(), ActivityAtValue(LineScope(currencies: ["JA"]), name: "surgery")]
    )
    #expect(
      faults(contract.settled) == [
        " found 2 lines that both activity and surgery pay for, such as S1 at R1H, "
          + "expected one paying clause for each line [contract.overlap]"
      ]
    )
  }

  @Test func `clauses have different names`() {
    let contract = Contract(
      Ledger([]),
      in: "2017/18",
      clauses: [ActivityAtValue(.none), ActivityAtValue(.none)]
    )
    #expect(
      faults(contract.settled) == [
        " found two clauses named activity, expected a name for each [contract.repeated-clause]"
      ]
    )
  }

  @Test func `rules of another year are refused by every clause that has a year`() throws {
    let rules = try Rules.of("2016/17")
    let later = try Rules.of("2023/24")
    let clauses: [any Clause] = try [
      MarginalRate(rules, baseline: Figure(.zero)),
      ReadmissionNonPayment(rules, []),
      QualityPayment(rules),
      YearOfCare(rules, price: Figure("1"), patients: "1"),
      LocalPrice(rules, .localPrice, .price(Figure("1")), scope: .all),
      LowVolumePayment(later, years: Figure([.zero, .zero, .zero])),
      AlignedPayment(later, fixed: Figure(.zero), variable: .allActivity, variableScope: .all),
    ]
    for clause in clauses {
      let year = clause.name == "low volume" || clause.name == "aligned payment" ? "2023/24" : "2016/17"
      let contract = Contract(Ledger([]), in: "2017/18", clauses: [clause])
      #expect(
        faults(contract.settled) == [
          " found rules of \(year) in the clause \(clause.name), expected those of the contract's year 2017/18 "
            + "[contract.rules-of-other-year]"
        ]
      )
    }
  }

  @Test func `one sum for several lines is not divided`() throws {
    let ledger = Ledger([
      line("DZ17T", .nonElectiveInpatient, year: "2023/24", value: pence("9.00")),
      line("JA20F", .dayCase, year: "2023/24", value: pence("5.00")),
    ])
    let lump = try AlignedPayment(
      Rules.of("2023/24"),
      fixed: Figure(pence("100.00")),
      variable: .allActivity,
      variableScope: .none
    )
    let marginal = try MarginalRate(rate: Figure("0.5"), baseline: Figure(.zero))
    #expect(
      faults(Contract(ledger, in: "2023/24", clauses: [lump, marginal]).settled) == [
        " found 1 of the 2 lines of aligned payment in the scope of marginal rate, expected all or none: "
          + "aligned payment is one sum for all its lines [contract.divided-payment]"
      ]
    )
    let whole = try MarginalRate(rate: Figure("0.5"), baseline: Figure(.zero), scope: .all)
    #expect(try Contract(ledger, in: "2023/24", clauses: [lump, whole]).settled().total == pence("50.00"))
  }

  @Test(arguments: [Int64.max, .min, 100_000_000_000_001])
  func `an amount that no contract has is refused and does not overflow`(amount: Int64) throws {
    let tooLarge = { (what: String) in
      " found \(what) beyond £1000000000000.00, expected less [contract.amount-too-large]"
    }
    let value = Pence(amount)
    let ledger = Ledger([line(value: value)])
    let contract = Contract(ledger, in: "2017/18", clauses: [ActivityAtValue()])
    #expect(faults(contract.settled) == [tooLarge("the value of the lines")])
    let commissioning = try Rules.library.commissioning()
    #expect(
      faults { () throws(DiagnosticList) in
        try ResponsibilitySplit(ledger, in: "2017/18", by: commissioning)
      } == [tooLarge("the value of the lines")]
    )
    guard amount > 0 else { return }
    let plan = Figure(value)
    let terms = GainShare.Terms(share: .all)
    #expect(
      faults { () throws(DiagnosticList) in try GainShare(plan: plan, above: terms, below: terms) }
        == [tooLarge("the plan of gain share")]
    )
    #expect(
      faults { () throws(DiagnosticList) in
        try ProviderMargin(
          activity: Activity(millionths: amount),
          price: UnitPrice(nanopounds: .max),
          patients: "1",
          costPerPatient: "1"
        )
      } == [tooLarge("the income")]
    )
  }

  @Test func `the sum of many lines is checked too`() {
    let lines = [Int64](repeating: 60_000_000_000_000, count: 2).map { line(value: Pence($0)) }
    let contract = Contract(Ledger(lines), in: "2017/18", clauses: [ActivityAtValue()])
    #expect(
      faults(contract.settled) == [
        " found the value of the lines beyond £1000000000000.00, expected less [contract.amount-too-large]"
      ]
    )
  }
}
