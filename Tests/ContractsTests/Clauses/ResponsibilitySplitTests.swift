import Contracts
import FundingFlows
import Quantities
import Tariffs
import Testing

struct ResponsibilitySplitTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the parts add up to the ledger, in value and in lines, in every year`(seed: UInt64) throws {
    let ledger = RandomLedger(seed).ledger
    let commissioning = try Rules.library.commissioning()
    for year in ["2012/13", "2017/18", "2024/25", "2025/26"] as [FinancialYear] {
      let split = try ResponsibilitySplit(ledger, in: year, by: commissioning)
      #expect(split.total == ledger.total)
      #expect(split.parts.map(\.value.amount).reduce(0, +) == ledger.total.amount)
      #expect(split.parts.map(\.lines).reduce(0, +) == ledger.lines.count)
      #expect(split.parts.map(\.unpriced).reduce(0, +) == ledger.lines.filter { $0.value == nil }.count)
      #expect(split.parts.map(\.category) == split.parts.map(\.category).sorted())
    }
  }

  @Test(
    arguments: [
      ("2012/13", ["12 8 127.00", "31 1 128.00"]),
      ("2024/25", ["12 3 67.00", "21 5 60.00", "31 1 128.00"]),
      ("2025/26", ["12 3 67.00", "21 1 16.00", "25 4 44.00", "31 1 128.00"]),
    ] as [(FinancialYear, [String])]
  )
  func `delegation moves chemotherapy, radiotherapy and thoracic surgery; PET-CT stays`(
    year: FinancialYear,
    parts: [String]
  ) throws {
    let ledger = Ledger([
      line("JA20F", .dayCase, value: pence("1.00")),
      line("DZ17T", .nonElectiveInpatient, value: pence("2.00")),
      line("SB12Z", .unbundledChemotherapy, value: pence("4.00")),
      line("SC23Z", .unbundledRadiotherapy, value: pence("8.00")),
      line("RN01A", .unbundledDiagnosticImaging, value: pence("16.00")),
      line("DZ02K", .electiveInpatient, value: pence("32.00")),
      line(nil, nil, value: pence("64.00")),
      line("trastuzumab", .drug, value: pence("128.00"), category: "31"),
      line("WF01A", .followUpSingleProfessionalConsultantLed, treatmentFunction: "173"),
    ])
    let split = try ResponsibilitySplit(ledger, in: year, by: Rules.library.commissioning())
    #expect(split.parts.map { "\($0.category) \($0.lines) \($0.value)" } == parts)
  }

  @Test(
    arguments: [
      ("2024/25", ["12 none 1 1.00", "21 NCBPS01C 2 6.00", "21 NCBPS29B 1 8.00"]),
      ("2025/26", ["12 none 1 1.00", "25 NCBPS01C 2 6.00", "25 NCBPS29B 1 8.00"]),
    ] as [(FinancialYear, [String])]
  )
  func `each service line goes to who is responsible for it in the year`(
    year: FinancialYear,
    expected: [String]
  ) throws {
    let ledger = Ledger([
      line("JA20F", .dayCase, value: pence("1.00")),
      line("SB12Z", .unbundledChemotherapy, value: pence("2.00")),
      line("SB15Z", .unbundledChemotherapy, value: pence("4.00")),
      line("DZ02K", .electiveInpatient, value: pence("8.00")),
    ])
    let split = try ResponsibilitySplit(ledger, in: year, by: Rules.library.commissioning())
    let found = split.serviceLines.map { "\($0.category) \($0.code ?? "none") \($0.lines) \($0.value)" }
    #expect(found == expected)
    #expect(split.serviceLines.filter { $0.code != nil }.allSatisfy { $0.evidence == .unverified })
    #expect(split.serviceLines.map(\.value).total() == split.total)
  }

  @Test func `lines that change their category are listed`() throws {
    let ledger = Ledger([
      line("SB12Z", .unbundledChemotherapy, category: "12"), line("JA20F", .dayCase, category: "12"),
    ])
    let split = try ResponsibilitySplit(ledger, in: "2025/26", by: Rules.library.commissioning())
    #expect(split.moved.map(\.currency) == ["SB12Z"])
  }

  @Test(
    arguments: [
      // The list of services has chemotherapy, radiotherapy and complex thoracic surgery green in all three years,
      // PET-CT amber and then red; before April 2025 no board in London held a delegated service.
      ("SB12Z", .unbundledChemotherapy, ["21", "25", "25"]),
      ("SC23Z", .unbundledRadiotherapy, ["21", "25", "25"]),
      ("DZ02K", .electiveInpatient, ["21", "25", "25"]),
      ("RN01A", .unbundledDiagnosticImaging, ["21", "21", "21"]),
    ] as [(CurrencyCode, PointOfDelivery, [String])]
  )
  func `each cancer service of the delegation list is where its statuses put it`(
    currency: CurrencyCode,
    place: PointOfDelivery,
    categories: [String]
  ) throws {
    let commissioning = try Rules.library.commissioning()
    let found = try (["2024/25", "2025/26", "2026/27"] as [FinancialYear]).flatMap { year in
      try ResponsibilitySplit(Ledger([line(currency, place)]), in: year, by: commissioning).parts.map(
        \.category
      )
    }
    #expect(found == categories)
  }
}
