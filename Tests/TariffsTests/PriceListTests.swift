import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PriceListTests {
  private static let tariff = PriceSource(year: "2030/31", basis: .tariff)
  private static let costs = PriceSource(year: "2030/31", basis: .averageCost)
  private static let earlierCosts = PriceSource(year: "2029/30", basis: .averageCost)
  private static let deflatedCosts = PriceSource(year: "2029/30", basis: .averageCost, isDeflated: true)

  private static let tables = [
    "2030-31/prices.csv": """
    \(SyntheticLibrary.pricesHeader)
    AA01A,Priced,,1000,,,5,1200,5,100,,,seen,
    NEW1,Renamed,,700,,,5,700,5,100,,,seen,
    """,
    "2030-31/sources.csv": """
    \(SyntheticLibrary.sourcesHeader)
    prices.csv,,2030/31,Made-up Tariff,seen,,,
    """,
    "2030-31/unit-costs.csv": """
    \(SyntheticLibrary.costsHeader)
    AA01A,Priced,DC,,,10,1500,seen,
    AA02A,Costed,DC,,,10,250,seen,
    AA03A,Suppressed,DC,,,,,seen,
    AA04A,By setting,UNBCHEMO,day case,,10,300,seen,
    AA04A,By setting,UNBCHEMO,outpatient,,10,200,seen,
    AA05A,By specialty,OPFASPCL,,103,10,110,seen,
    AA05A,By specialty,OPFASPCL,,800,10,120,seen,
    """,
    "2029-30/unit-costs.csv": """
    \(SyntheticLibrary.costsHeader)
    AA02A,Costed,DC,,,10,240,seen,
    AA03A,Suppressed,DC,,,10,90,seen,
    AA06A,Gone,DC,,,10,60,seen,
    OLD1,Renamed,MDT,,,10,55,seen,
    AA07A,Another meaning,DC,,,10,70,seen,
    """,
    "deflators.csv": """
    \(SyntheticLibrary.deflatorsHeader)
    2029/30,80,,,no,seen,made up,
    2030/31,100,,,no,seen,made up,
    """,
    "code-changes.csv": """
    \(SyntheticLibrary.changesHeader)
    OLD1,NEW1,renamed,2029/30-2030/31,seen,made up,
    AA07A,AA07A,meaning changed,2029/30-2030/31,seen,made up,
    """,
    "drugs.csv": """
    \(SyntheticLibrary.drugsHeader)
    potion,Potion,one vial,vial,45,45,one vial,,,seen,unverified,made up,
    elixir,Elixir,,,,,,,,unverified,unverified,none read,
    """,
  ]

  @Test(
    arguments: [
      ([], nil), ([costs], "250"), ([earlierCosts], "240"), ([costs, earlierCosts], "250"),
      ([earlierCosts, costs], "240"),
    ] as [([PriceSource], UnitPrice?)]
  )
  func `what the first table leaves open is filled by the others in the order named, and by no other`(
    fallbacks: [PriceSource],
    price: UnitPrice?
  ) throws {
    #expect(try value("AA02A", .dayCase, fallbacks: fallbacks)?.price == price)
  }

  @Test func `what the first table has is not asked of the others`() throws {
    let value = try #require(try value("AA01A", .dayCase, fallbacks: [Self.costs]))
    #expect(value.price == "1000")
    #expect(value.basis == .tariff)
    #expect(value.source == "Made-up Tariff, 2030/31, prices.csv:2")
  }

  @Test func `a figure that was filled says so and keeps its own basis`() throws {
    let value = try #require(try value("AA02A", .dayCase, fallbacks: [Self.costs]))
    #expect(value.basis == .averageCost)
    #expect(value.evidence == .seen)
    #expect(value.source == "fallback: unit-costs.csv, unit-costs.csv:3")
  }

  @Test func `a figure of another year is brought to the year of the first table when that is asked for`()
    throws
  {
    let value = try #require(try value("AA06A", .dayCase, fallbacks: [Self.deflatedCosts]))
    #expect(value.price == "75")
    #expect(value.evidence == .derived)
    #expect(
      value.source
        == "fallback: unit-costs.csv, unit-costs.csv:4, brought to 2030/31 by the GDP deflator × 1.25"
    )
    #expect(try self.value("AA06A", .dayCase, fallbacks: [Self.earlierCosts])?.price == "60")
  }

  @Test func `what no table has is unpriced, with the reason of each`() throws {
    #expect(
      try reason("ZZ99Z", .dayCase, fallbacks: [Self.costs, Self.earlierCosts])
        == "the 2030/31 national tariff has no ZZ99Z; "
        + "the 2030/31 average cost of ZZ99Z at DC was not published; "
        + "the 2029/30 average cost of ZZ99Z at DC was not published"
    )
  }

  @Test func `a suppressed cost is no cost, says so, and is filled like any other gap`() throws {
    #expect(
      try reason("AA03A", .dayCase, fallbacks: [Self.costs])
        == "the 2030/31 national tariff has no AA03A; the 2030/31 average cost of AA03A at DC is suppressed"
    )
    #expect(try value("AA03A", .dayCase, fallbacks: [Self.costs, Self.earlierCosts])?.price == "90")
  }

  @Test func `a cost that differs by setting or specialty is chosen by it, and else the choices are told`()
    throws
  {
    let list = try list([Self.costs])
    let bySetting = list.value(of: "AA04A", at: .unbundledChemotherapy, setting: "outpatient")
    #expect(bySetting.price == "200")
    let bySpecialty = list.value(
      of: "AA05A",
      at: .firstSingleProfessionalConsultantLed,
      treatmentFunction: "800"
    )
    #expect(bySpecialty.price == "120")
    #expect(
      list.value(of: "AA04A", at: .unbundledChemotherapy).reason?.hasSuffix(
        "AA04A at UNBCHEMO differs by setting or specialty (day case, outpatient)"
      ) == true
    )
    #expect(
      list.value(of: "AA05A", at: .firstSingleProfessionalConsultantLed).reason?.hasSuffix(
        "AA05A at OPFASPCL differs by setting or specialty (103, 800)"
      ) == true
    )
  }

  @Test func `a renamed code is found under its other name, in either direction, and that is said`() throws {
    let older = try #require(
      try value("NEW1", .multidisciplinaryTeamMeeting, fallbacks: [Self.earlierCosts])
    )
    #expect(older.price == "55")
    #expect(older.source == "fallback: unit-costs.csv, unit-costs.csv:5, there coded OLD1")
    let newer = try #require(try value("OLD1", .dayCase, fallbacks: []))
    #expect(newer.price == "700")
    #expect(newer.source == "Made-up Tariff, 2030/31, prices.csv:3, there coded NEW1")
  }

  @Test(
    arguments: [
      ("DAPF", "2024/25", .directAccessImaging, "PF"), ("PF", "2017/18", .directAccessImaging, "DAPF"),
      ("CMDT_B", "2024/25", .multidisciplinaryTeamMeeting, "CMDTB"),
      ("CMDTB", "2017/18", .multidisciplinaryTeamMeeting, "CMDT_B"),
      ("CMDT_OTH", "2023/24", .multidisciplinaryTeamMeeting, "CMDTOth"),
    ] as [(CurrencyCode, FinancialYear, PointOfDelivery, CurrencyCode)]
  )
  func `the codes that were renamed between the published years cost what the other code costs there`(
    asked: CurrencyCode,
    year: FinancialYear,
    pointOfDelivery: PointOfDelivery,
    there: CurrencyCode
  ) throws {
    let list = try PriceList(Shipped.library, primary: PriceSource(year: year, basis: .averageCost))
    let renamed = list.value(of: asked, at: pointOfDelivery)
    #expect(renamed.price != nil)
    #expect(renamed.price == list.value(of: there, at: pointOfDelivery).price)
    #expect(renamed.source?.hasSuffix(", there coded \(there)") == true)
  }

  @Test func `a code whose meaning changed is not filled from the other side of the change`() throws {
    #expect(
      try reason("AA07A", .dayCase, fallbacks: [Self.earlierCosts])
        == "the 2030/31 national tariff has no AA07A; "
        + "not filled from 2029/30: the meaning of AA07A changed 2029/30-2030/31"
    )
  }

  @Test func `a drug costs its list price, as well supported as its dose`() throws {
    let potion = try #require(try value("potion", .drug, fallbacks: []))
    #expect(potion.price == "45")
    #expect(potion.basis == .drugListPrice)
    #expect(potion.evidence == .unverified)
    #expect(potion.source == "list price of Potion, drugs.csv:2")
  }

  @Test func `a drug without a price has none, and no table is asked for another`() throws {
    #expect(try reason("elixir", .drug, fallbacks: [Self.costs]) == "no list price of Elixir was read")
  }

  @Test func `a drug is a drug only where drugs are given`() throws {
    #expect(try reason("potion", .dayCase, fallbacks: []) == "the 2030/31 national tariff has no potion")
  }

  @Test func `the faults of all tables are reported at once`() throws {
    let synthetic = try SyntheticLibrary([
      "2030-31/prices.csv": "currency\nAA01A", "2029-30/unit-costs.csv": "", "drugs.csv": "code",
    ])
    let files = Set(
      places { () throws(DiagnosticList) in
        try PriceList(synthetic.library, primary: Self.tariff, fallbacks: [Self.earlierCosts, Self.costs])
      }.map(\.file)
    )
    #expect(
      files
        == Set(
          ["2030-31/prices.csv", "2029-30/unit-costs.csv", "2030-31/unit-costs.csv", "drugs.csv"].map {
            "\(synthetic.path)/\($0)"
          }
        )
    )
  }

  @Test func `a year that no price index reaches cannot be deflated`() throws {
    let synthetic = try SyntheticLibrary([
      "2030-31/prices.csv": SyntheticLibrary.pricesHeader,
      "2029-30/unit-costs.csv": SyntheticLibrary.costsHeader,
    ])
    #expect(
      faults { () throws(DiagnosticList) in
        try PriceList(synthetic.library, primary: Self.tariff, fallbacks: [Self.deflatedCosts])
      } == [
        "\(synthetic.path)/deflators.csv found no price index for 2029/30 or 2030/31 [tariff.no-deflator]"
      ]
    )
  }

  @Test func `every table that prices depend on is named, the price index only where it is used`() throws {
    let plain = try list([Self.earlierCosts]).files.map { $0.path.split(separator: "/").suffix(2) }
    let deflated = try list([Self.deflatedCosts]).files.map { $0.path.split(separator: "/").suffix(2) }
    #expect(
      plain.compactMap(\.last) == ["prices.csv", "unit-costs.csv", "drugs.csv", "code-changes.csv"]
    )
    #expect(deflated.compactMap(\.last) == plain.compactMap(\.last) + ["deflators.csv"])
  }

  @Test(
    arguments: [
      ("2017/18:cost", PriceSource(year: "2017/18", basis: .averageCost)),
      ("2018/19:tariff", PriceSource(year: "2018/19", basis: .tariff)), ("2018/19", nil),
      ("2018/19:", nil), ("2018/20:cost", nil), ("2018/19:unpriced", nil), ("2018/19:cost:tariff", nil),
      ("", nil),
    ] as [(String, PriceSource?)]
  )
  func `a table is named by its year and its basis`(text: String, source: PriceSource?) {
    #expect(PriceSource(text) == source)
  }

  private func list(_ fallbacks: [PriceSource]) throws -> PriceList {
    let synthetic = try SyntheticLibrary(Self.tables)
    return try PriceList(synthetic.library, primary: Self.tariff, fallbacks: fallbacks)
  }

  private func value(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    fallbacks: [PriceSource]
  ) throws -> UnitValue? {
    guard case .priced(let value) = try list(fallbacks).value(of: currency, at: pointOfDelivery) else {
      return nil
    }
    return value
  }

  private func reason(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    fallbacks: [PriceSource]
  ) throws -> String? {
    try list(fallbacks).value(of: currency, at: pointOfDelivery).reason
  }
}

extension Valuation {
  /// The price, where there is one.
  fileprivate var price: UnitPrice? {
    guard case .priced(let value) = self else { return nil }
    return value.price
  }

  /// Where the price is from, where there is one.
  fileprivate var source: String? {
    guard case .priced(let value) = self else { return nil }
    return value.source
  }

  /// Why there is no price, where there is none.
  fileprivate var reason: String? {
    guard case .unpriced(let reason) = self else { return nil }
    return reason
  }
}
