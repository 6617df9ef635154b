import Contracts
import FundingFlows
import Quantities
import Tariffs
import Testing

/// Worked examples, to the penny. What is published in them and what is made up is said at each.
struct ContractVectorsTests {
  @Test(arguments: [
    ("one spell", "300", "2465", "764700.00", "739500.00", "25200.00"),
    ("two spells for 84 patients", "384", "2891", "978816.00", "867300.00", "111516.00"),
    ("one spell, dearer", "300", "2833", "764700.00", "849900.00", "-85200.00"),
  ])
  func `T11, sentinel nodes: what three models cost the payer and leave the hospital, all published`(
    model: String,
    spells: String,
    cost: String,
    payer: String,
    hospital: String,
    margin: String
  ) throws {
    let result = try ProviderMargin(
      activity: #require(Activity(spells)),
      price: "2549",
      patients: "300",
      costPerPatient: #require(UnitPrice(cost))
    )
    #expect([result.income, result.cost, result.margin].map(\.description) == [payer, hospital, margin])
  }

  @Test func `T12, marginal rate: value from the amount kept, published for 2015/16`() throws {
    let rate = try #require(try Rules.of("2015/16").factor(.marginalRate))
    let kept = pence("183380.00")
    let value = try MarginalRate.value(keeping: kept, at: rate)
    #expect(value.aboveBaseline.rounded(.penceHalfUp).description == "611266.67")
    #expect(value.paidAboveBaseline.rounded(.penceHalfUp).description == "427886.67")
    #expect(value.aboveBaseline - value.paidAboveBaseline == ExactPounds(kept))
  }

  @Test(
    arguments: [
      ("2012/13", "10400000.00", "10120000.00"),
      ("2016/17", "10400000.00", "10280000.00"),
      ("2016/17", "9900000.00", "9900000.00"),
    ] as [(FinancialYear, String, String)]
  )
  func `T13, marginal rate: published rates on made-up values`(
    year: FinancialYear,
    value: String,
    paid: String
  ) throws {
    let ledger = Ledger([line("DZ17T", .nonElectiveInpatient, year: year, value: pence(value))])
    let settled = try Contract(
      ledger,
      in: year,
      clauses: [ActivityAtValue(), MarginalRate(Rules.of(year), baseline: Figure(pence("10000000.00")))]
    ).settled()
    #expect(settled.total.description == paid)
    #expect(settled["marginal rate"]?.amount == pence(paid) - pence(value))
  }

  @Test func `T14a, readmission of a patient with cancer: paid in full, and why`() throws {
    let price: UnitPrice = "3864"
    let spell = Readmission(
      id: "A",
      value: ExactPounds(price).rounded(.penceHalfUp),
      days: 9,
      age: 60,
      isAfterElective: false,
      diagnoses: [try #require(DiagnosisCode("C50.9"))],
      indexDiagnoses: []
    )
    let clause = try ReadmissionNonPayment(Rules.of("2017/18"), [spell])
    #expect(clause.outcomes.map(\.paid.description) == ["3864"])
    #expect(clause.outcomes.map(\.exclusion) == [.cancer])
    let ledger = Ledger([line("JA12G", .nonElectiveInpatient, price: price)])
    let settled = try Contract(ledger, in: "2017/18", clauses: [ActivityAtValue(), clause]).settled()
    #expect(settled.total.description == "3864.00")
    let entry = try #require(settled["readmissions"]?.explanation.entries.first)
    #expect(entry.text == "spell A: the readmission has the diagnosis C50.9 of cancer: paid in full")
  }

  @Test func `T14b, readmission after an elective stay in 2011/12: nothing; made-up price`() throws {
    let spell = Readmission(
      id: "B",
      value: pence("1000.00"),
      days: 9,
      age: 60,
      isAfterElective: true,
      diagnoses: [try #require(DiagnosisCode("K80.2"))],
      indexDiagnoses: []
    )
    let ledger = Ledger([line("GA10K", .nonElectiveInpatient, year: "2011/12", value: pence("1000.00"))])
    let settled = try Contract(
      ledger,
      in: "2011/12",
      clauses: [ActivityAtValue(), ReadmissionNonPayment(Rules.of("2011/12"), [spell])]
    ).settled()
    #expect(settled.total.description == "0.00")
  }

  @Test(arguments: [("11000000.00", "450000.00"), ("9900000.00", "-375000.00")])
  func `T15a and b, aligned payment of 2022/23 in both directions: published rates on made-up values`(
    actual: String,
    variable: String
  ) throws {
    let ledger = Ledger([line(year: "2022/23", value: pence(actual))])
    let clause = try AlignedPayment(
      Rules.of("2022/23"),
      fixed: Figure(.zero),
      variable: .againstBaseYear(pence("10000000.00")),
      variableScope: .all
    )
    let settled = try Contract(ledger, in: "2022/23", clauses: [clause]).settled()
    #expect(settled.total.description == variable)
  }

  @Test func `T15c, aligned payment of 2023/24: activity at its price, here one of 2018/19`() throws {
    let ledger = Ledger([line(year: "2023/24", activity: "2", price: "1979")])
    let clause = try AlignedPayment(
      Rules.of("2023/24"),
      fixed: Figure(.zero),
      variable: .allActivity,
      variableScope: .all
    )
    #expect(try Contract(ledger, in: "2023/24", clauses: [clause]).settled().total.description == "3958.00")
  }

  @Test(
    arguments: [
      ("R1H", "1000.00", "1.124", "1114.26", "1114.26115450638065709457"),
      ("RJZ", "10000.00", "1.0142", "10048.97", "10048.96542832378693027271"),
    ] as [(ProviderCode, String, Factor, String, String)]
  )
  func `T20, local amounts of 2019/20 carried to 2020/21 by published factors; the amounts are made up`(
    provider: ProviderCode,
    old: String,
    change: Factor,
    new: String,
    unrounded: String
  ) throws {
    let factor = { (year: FinancialYear) in
      Figure(try #require(try Rules.library.marketForces(for: year)?[provider]), evidence: .seen)
    }
    let rebased = try RebasedAmount(
      Figure(pence(old)),
      basis: .localPrice,
      from: ("2019/20", factor("2019/20")),
      to: ("2020/21", factor("2020/21")),
      change: Figure(change, evidence: .seen),
      published: nil
    )
    #expect(rebased.amount.description == new)
    #expect(rebased.exact.description.hasPrefix(unrounded))
  }

  @Test(arguments: [("2012/13", "20500.00"), ("2022/23", "10250.00")] as [(FinancialYear, String)])
  func `T22, quality: published rates on a made-up contract`(year: FinancialYear, earned: String) throws {
    let ledger = Ledger([
      line(year: year, value: pence("820000.00")),
      line("trastuzumab", .drug, year: year, value: pence("180000.00")),
    ])
    let settled = try Contract(
      ledger,
      in: year,
      clauses: [ActivityAtValue(), QualityPayment(Rules.of(year))]
    ).settled()
    #expect(settled["CQUIN"]?.amount.description == earned)
    #expect(settled.total == pence("1000000.00") + pence(earned))
  }

  @Test(
    arguments: [
      ("5600000.00", "0", "5125000.00"), ("4700000.00", "0", "4875000.00"),
      ("5060000.00", "0.02", "5000000.00"),
    ] as [(String, Share, String)]
  )
  func `T23, gain share, made up`(actual: String, deadband: Share, paid: String) throws {
    let terms = GainShare.Terms(share: "0.5", deadband: deadband, limit: "0.05")
    let clause = try GainShare(plan: Figure(pence("5000000.00")), above: terms, below: terms)
    let ledger = Ledger([line(value: pence(actual))])
    let settled = try Contract(ledger, in: "2017/18", clauses: [ActivityAtValue(), clause]).settled()
    #expect(settled.total.description == paid)
  }

  @Test func `T24, low volume: the mean of three made-up years`() throws {
    let clause = try LowVolumePayment(
      Rules.of("2023/24"),
      years: Figure(["412000.00", "455000.00", "437500.00"].map(pence))
    )
    let ledger = Ledger([line(year: "2023/24", value: pence("430000.00"))])
    #expect(try Contract(ledger, in: "2023/24", clauses: [clause]).settled().total.description == "434833.33")
  }

  @Test func `T25, breast bundle: prices and costs of 2017/18, made-up weights`() throws {
    let bundle = try SmallBundle.breast()
    #expect(bundle.components.map(\.name) == ["first", "mdt", "surgery", "rt", "chemo", "follow-up"])
    #expect(
      bundle.components.map(\.amount.description) == [
        "182.05", "96.30", "2191.30", "1799.92", "1233.46", "389.02",
      ]
    )
    #expect(bundle.price.description == "5892.06")
    #expect(bundle.sumOfComponents.description == "5892.05")
    #expect(bundle.roundingDifference.description == "0.01")
  }
}

/// Bundles for tests.
enum SmallBundle {
  /// The breast pathway in six components: national prices for surgery, national average costs elsewhere, both
  /// as published for 2017/18.
  static func breast(reduction: Factor = "0") throws -> BundlePrice {
    let item = { (currency: CurrencyCode, activity: Activity, price: UnitPrice) in
      BundlePrice.Item(currency, activity, at: Figure(price, evidence: .seen))
    }
    return try BundlePrice(
      "breast",
      [
        ("first", [item("WF02B", "1", "182.046871022")]),
        ("mdt", [item("CMDT_B", "1", "96.304178953")]),
        ("surgery", [item("JA20F", "0.7", "1957"), item("JA38C", "0.3", "2738")]),
        ("rt", [item("SC23Z", "9.75", "134.583055294"), item("SC51Z", "0.65", "750.360098617")]),
        ("chemo", [item("SB03Z", "2.1", "278.143497688"), item("SB13Z", "2.1", "309.220076239")]),
        ("follow-up", [item("WF01A", "3", "129.67433957")]),
      ],
      reduction: Figure(reduction)
    )
  }
}
