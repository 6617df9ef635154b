import Contracts
import Diagnostics
import FundingFlows
import Quantities
import Tariffs
import TestSupport
import Testing

struct ReadmissionTests {
  private func spell(
    _ id: String = "A",
    value: String = "1000.00",
    days: Int = 9,
    age: Int = 60,
    isAfterElective: Bool = true,
    admitted: Day? = nil,
    _ diagnosis: String? = "K80.2",
    index: String? = nil,
    exclusions: Set<ReadmissionExclusion> = []
  ) -> Readmission {
    Readmission(
      id: id,
      value: pence(value),
      days: days,
      age: age,
      isAfterElective: isAfterElective,
      admitted: admitted,
      diagnoses: [diagnosis].compactMap(\.self).compactMap { DiagnosisCode($0) },
      indexDiagnoses: [index].compactMap(\.self).compactMap { DiagnosisCode($0) },
      exclusions: exclusions
    )
  }

  @Test(
    arguments: [
      ("2010/11", true, "0.6", "600"), ("2010/11", false, "0.6", "600"),
      ("2011/12", true, nil, "0"), ("2011/12", false, nil, "750"), ("2011/12", false, "0.5", "500"),
      ("2011/12", true, "0.5", "0"),
      ("2012/13", true, "0.4", "400"), ("2018/19", false, "0.4", "400"),
      ("2019/20", true, nil, "1000"), ("2026/27", false, nil, "1000"),
    ] as [(FinancialYear, Bool, Factor?, String)]
  )
  func `each year pays its share, or the one agreed locally`(
    year: FinancialYear,
    isAfterElective: Bool,
    localShare: Factor?,
    paid: String
  ) throws {
    let clause = try ReadmissionNonPayment(
      Rules.of(year),
      [spell(isAfterElective: isAfterElective)],
      localShare: localShare.map { Figure($0) }
    )
    #expect(clause.outcomes.map(\.paid.description) == [paid])
    #expect(clause.outcomes.map(\.exclusion) == [nil])
  }

  @Test(arguments: [("2010/11", 14), ("2011/12", 30), ("2017/18", 30)] as [(FinancialYear, Int)])
  func `only the days of the year's rule count, the last one included`(year: FinancialYear, days: Int) throws
  {
    let clause = try ReadmissionNonPayment(
      Rules.of(year),
      [spell(days: days), spell(days: days + 1), spell(days: 0)],
      localShare: Figure("0")
    )
    #expect(clause.outcomes.map(\.paid.description) == ["0", "1000", "0"])
    #expect(clause.outcomes[1].reason == "\(days + 1) days after discharge, beyond \(days): paid in full")
  }

  @Test(arguments: ReadmissionExclusion.allCases)
  func `an exclusion that the record states is paid in full and named`(exclusion: ReadmissionExclusion) throws
  {
    let clause = try ReadmissionNonPayment(Rules.of("2011/12"), [spell(exclusions: [exclusion])])
    #expect(clause.outcomes.map(\.paid.description) == ["1000"])
    #expect(clause.outcomes.map(\.exclusion) == [exclusion])
    #expect(clause.outcomes[0].reason == "\(exclusion.rawValue): paid in full")
  }

  @Test func `the child's age and the diagnoses of both spells are looked at`() throws {
    let rules = try Rules.of("2011/12", changing: [:])
    let clause = try ReadmissionNonPayment(
      rules,
      [
        spell(age: 3), spell(age: 4), spell("B", "C349"), spell("C", nil, index: "C50.9"),
        spell("D", "D05.1"), spell("E", "Z51.1", exclusions: [.cancer]),
      ]
    )
    #expect(clause.outcomes.map(\.paid.description) == ["1000", "0", "1000", "1000", "0", "1000"])
    #expect(
      clause.outcomes.map(\.exclusion) == [.youngChild, nil, .cancer, .cancer, nil, .cancer]
    )
    #expect(
      clause.outcomes.map(\.reason) == [
        "aged 3, below 4: paid in full",
        "9 days after an elective stay: 0 of £1000.00 is paid",
        "the readmission has the diagnosis C34.9 of cancer: paid in full",
        "the index spell has the diagnosis C50.9 of cancer: paid in full",
        "9 days after an elective stay: 0 of £1000.00 is paid",
        "cancer, chemotherapy or radiotherapy: paid in full",
      ]
    )
    #expect(clause.outcomes[2].position == rules.words(.readmissionCancerDiagnoses)?.position)
    #expect(clause.outcomes[2].evidence == .seen)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a cancer patient's readmission is always paid in full from 2011/12 on`(seed: UInt64) throws {
    var random = Seeded(seed)
    let year = FinancialYear(start: random.int(2011...2026))
    let site = random.int(0...97)
    let code = "C\(site < 10 ? "0" : "")\(site)" + (random.happens(50) ? ".\(random.int(0...9))" : "")
    let isIndex = random.happens(50)
    let one = spell(
      value: "\(random.int(0...99_999)).\(random.int(10...99))",
      days: random.int(0...40),
      age: random.int(0...100),
      isAfterElective: random.happens(50),
      isIndex ? "K80.2" : code,
      index: isIndex ? code : nil
    )
    let clause = try ReadmissionNonPayment(Rules.of(year), [one])
    #expect(clause.outcomes.map(\.paid) == [ExactPounds(one.value)])
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, year: year, value: one.value)])
    let settled = try Contract(ledger, in: year, clauses: [ActivityAtValue(), clause]).settled()
    #expect(settled.total == one.value)
  }

  @Test func `in 2010/11 only exclusions that the record states count, as no document read has others`()
    throws
  {
    let clause = try ReadmissionNonPayment(
      Rules.of("2010/11"),
      [spell("A", "C50.9"), spell("B", "C50.9", exclusions: [.cancer])],
      localShare: Figure("0")
    )
    #expect(clause.outcomes.map(\.paid.description) == ["0", "1000"])
  }

  @Test func `spells before the rule's first day are paid in full`() throws {
    let rules = try Rules.of("2010/11")
    let clause = try ReadmissionNonPayment(
      rules,
      [spell(admitted: "2010-11-30"), spell(admitted: "2010-12-01")],
      localShare: Figure("0"),
      from: "2010-12-01"
    )
    #expect(clause.outcomes.map(\.paid.description) == ["1000", "0"])
    #expect(clause.outcomes[0].reason == "admitted before the rule began: paid in full")
    #expect(
      faults { () throws(DiagnosticList) in
        try ReadmissionNonPayment(rules, [spell()], localShare: Figure("0"), from: "2010-12-01")
      } == [
        " found no day of admission of spell A, expected one as the rule began on 2010-12-01 "
          + "[contract.readmission-undated]"
      ]
    )
  }

  @Test func `what is paid is rounded once, and the deduction is the rest`() throws {
    let clause = try ReadmissionNonPayment(
      Rules.of("2017/18"),
      [spell("A", value: "0.01"), spell("B", value: "0.01"), spell("C", value: "0.01")],
      localShare: Figure("0.5")
    )
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, value: pence("0.03"))])
    let settled = try Contract(ledger, in: "2017/18", clauses: [ActivityAtValue(), clause]).settled()
    #expect(settled.total == Pence(2))
    #expect(settled["readmissions"]?.amount == Pence(-1))
  }

  @Test func `what cannot be is refused, all spells at once`() throws {
    let rules = try Rules.of("2012/13")
    #expect(
      faults { () throws(DiagnosticList) in
        try ReadmissionNonPayment(rules, [spell("A"), spell("B", days: -1), spell("C", value: "-5.00")])
      } == [
        " found no agreed share for the readmission A in 2012/13, which leaves it to the parties "
          + "[contract.no-local-share]",
        " found -1 days from discharge to the admission of spell B, expected 0 or more "
          + "[contract.readmission-days]",
        " found £-5.00 as the value of spell C, expected £0 or more [contract.amount-negative]",
      ]
    )
    let earlier = try Rules.of("2011/12", changing: [:])
    let place = try #require(earlier.factor(.readmissionAfterOther)).position
    #expect(
      faults { () throws(DiagnosticList) in
        try ReadmissionNonPayment(earlier, [], localShare: Figure("0.8"))
      } == [
        "\(place) found 0.8 as the share agreed locally for 2011/12, expected at most 0.75 "
          + "[contract.local-share-too-high]"
      ]
    )
    let clause = try ReadmissionNonPayment(earlier, [spell()])
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, year: "2011/12", value: pence("999.99"))])
    #expect(
      faults(Contract(ledger, in: "2011/12", clauses: [ActivityAtValue(), clause]).settled) == [
        " found £1000.00 to take off for readmissions, expected at most the £999.99 paid for the lines that "
          + "hold it [contract.deduction-above-value]"
      ]
    )
  }

  @Test(arguments: [
    ("C50.9", "C50.9"), ("C509", "C50.9"), ("C50", "C50"), ("M80.08", "M80.08"), ("S72X1A", "S72.X1A"),
    ("C50.", nil), ("c50.9", nil), ("50.9", nil), ("C5", nil), ("C5.09", nil), ("C50.99999", nil), ("", nil),
  ])
  func `a diagnosis is read with or without its dot`(text: String, read: String?) {
    #expect(DiagnosisCode(text)?.description == read)
  }

  @Test func `a diagnosis is expected in words`() {
    #expect(DiagnosisCode.expectation == "a diagnosis by ICD-10 such as C50.9")
  }
}
