import Quantities
import Tariffs
import TestSupport
import Testing

struct MarketForcesRuleTests {
  /// One group with a price, one with an average cost, one drug, and the factor of one provider.
  private static let tables = [
    "2030-31/prices.csv": """
    \(SyntheticLibrary.pricesHeader)
    AA01A,Made up,,1000,,,5,1200,5,100,,,seen,
    """,
    "2030-31/unit-costs.csv": """
    \(SyntheticLibrary.costsHeader)
    AA02A,Made up,DC,,,10,1000,seen,
    """,
    "2030-31/market-forces.csv": """
    \(SyntheticLibrary.factorsHeader)
    R1H,Made up,1.148886,seen,made up
    """,
    "drugs.csv": """
    \(SyntheticLibrary.drugsHeader)
    potion,Potion,one vial,vial,1000,1000,one vial,,,seen,seen,made up,
    """,
  ]

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the factor one changes nothing`(seed: UInt64) throws {
    var random = Seeded(seed)
    let tariff = try #require(try Shipped.nationalTariff("2018/19"))
    var line = ActivityLine(
      year: "2018/19",
      currency: random.pick(tariff.currencies),
      pointOfDelivery: random.pick([.dayCase, .electiveInpatient, .nonElectiveInpatient])
    )
    line.lengthOfStay = Int.random(in: 0...60, using: &random)
    let none = try Shipped.pricer().price(line)
    line.marketForcesFactor = .one
    let one = try Shipped.pricer().price(line)
    #expect(one.value == none.value)
    #expect(one.value == one.payable.rounded(.penceHalfUp))
    #expect(!one.rules.contains { $0.hasPrefix("market forces") })
  }

  @Test func `the provider's factor of the year multiplies the price`() throws {
    let priced = try price("AA01A", .dayCase, provider: "R1H")
    #expect(priced.value == Pence(1148_89))
    #expect(priced.payable == ExactPounds("1000"))
    #expect(priced.rules.contains("market forces × 1.148886 (R1H, 2030/31)"))
    #expect(priced.evidence == .seen)
  }

  @Test func `a provider without a published factor is paid by 1, unverified, and the line says so`() throws {
    let priced = try price("AA01A", .dayCase, provider: "RJ7")
    #expect(priced.value == Pence(1000_00))
    #expect(priced.evidence == .unverified)
    #expect(
      priced.rules.contains("market forces: none published here for RJ7 in 2030/31, 1 used [unverified]")
    )
  }

  @Test func `a year without a table of factors says so as well`() throws {
    var line = ActivityLine(year: "2018/19", currency: "JA20F", pointOfDelivery: .dayCase)
    line.provider = "R1H"
    let priced = try Shipped.pricer().price(line)
    #expect(priced.value == Pence(1979_00))
    #expect(priced.evidence == .unverified)
    #expect(
      priced.rules.contains("market forces: none published here for R1H in 2018/19, 1 used [unverified]")
    )
  }

  @Test func `a line without provider and factor is paid by 1 and says so`() throws {
    let priced = try price("AA01A", .dayCase, provider: nil)
    #expect(priced.value == Pence(1000_00))
    #expect(priced.rules.contains("market forces: no provider and no factor given, 1 used"))
  }

  @Test(arguments: ["R1H", "RJ7", nil] as [ProviderCode?])
  func `a factor that the line brings goes before that of its provider`(provider: ProviderCode?) throws {
    let priced = try price("AA01A", .dayCase, provider: provider, given: "1.5")
    #expect(priced.value == Pence(1500_00))
    #expect(priced.rules.contains("market forces × 1.5 (given)"))
    #expect(priced.evidence == .seen)
  }

  @Test(
    arguments: [
      ("AA02A", .dayCase, .averageCost, "national average cost"),
      ("potion", .drug, .drugListPrice, "drug list price"),
    ] as [(CurrencyCode, PointOfDelivery, CostBasis, String)]
  )
  func `costs and drugs take no factor, unless the line brings one`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery,
    basis: CostBasis,
    name: String
  ) throws {
    let priced = try price(currency, pointOfDelivery, provider: "R1H")
    #expect(priced.basis == basis)
    #expect(priced.value == Pence(1000_00))
    let mark = basis == .drugListPrice ? " [unverified]" : ""
    #expect(priced.rules.contains("no market forces factor on \(name)\(mark)"))
    #expect(try price(currency, pointOfDelivery, provider: "R1H", given: "1.5").value == Pence(1500_00))
  }

  @Test func `the factor of a provider without one is a row of the rules`() throws {
    let line = ActivityLine.madeUp("AA01A", .dayCase) {
      ($0.provider, $0.marketForcesFactor) = ("RJZ", nil)
    }
    let rules = try RuleRows([.unknownProviderFactor: "1.05"])
    #expect(try MadeUp.price(line, rules: rules).value == Pence(1050_00))
    #expect(try MadeUp.price(line, rules: rules).marketForces == "1.05")
    try MadeUp.expectGrade(of: .unknownProviderFactor, as: .marketForcesUnknownProvider, on: line)
  }

  @Test func `whether average costs take a factor is a row of the rules`() throws {
    let line = ActivityLine.madeUp("AA09A", .dayCase) {
      ($0.provider, $0.marketForcesFactor) = ("R1H", nil)
    }
    #expect(try MadeUp.price(line).value == Pence(450_00))
    let rules = try RuleRows([.marketForcesOnAverageCosts: "yes"])
    #expect(try MadeUp.price(line, rules: rules).value == Pence(540_00))
    try MadeUp.expectGrade(of: .marketForcesOnAverageCosts, as: .noMarketForces, on: line)
  }

  @Test(arguments: [("R1H", 1200_00, false), ("RJ7", 1100_00, true)] as [(ProviderCode, Int64, Bool)])
  func `the line is as well supported as the factor of its provider`(
    provider: ProviderCode,
    pence: Int64,
    isUnverified: Bool
  ) throws {
    let line = ActivityLine.madeUp("AA01A", .dayCase) {
      ($0.provider, $0.marketForcesFactor) = (provider, nil)
    }
    let priced = try MadeUp.price(line)
    #expect(priced.value == Pence(pence))
    #expect(priced.trace.isUnverified(.marketForces) == isUnverified)
    #expect(priced.evidence == (isUnverified ? .unverified : .seen))
  }

  @Test func `it is applied last, after long stay and top-up`() throws {
    let line = ActivityLine.madeUp("AA01A", .electiveInpatient) { line in
      (line.lengthOfStay, line.topUp, line.marketForcesFactor) = (8, "0.5", "1.1")
    }
    let priced = try MadeUp.price(line)
    #expect(priced.payable == ExactPounds("1950"))
    #expect(priced.value == Pence(2145_00))
    #expect(
      priced.trace.description
        == "base price; long stay; top-up; top-up on the long stay too [unverified]; market forces as given; rounded"
    )
  }

  private func price(
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    provider: ProviderCode?,
    given: Factor? = nil
  ) throws -> PricedLine {
    let synthetic = try SyntheticLibrary(Self.tables)
    let costs = PriceSource(year: "2030/31", basis: .averageCost)
    let pricer = try LinePricer(synthetic.library, years: ["2030/31"], fallbacks: [costs])
    var line = ActivityLine(year: "2030/31", currency: currency, pointOfDelivery: pointOfDelivery)
    line.provider = provider
    line.marketForcesFactor = given
    return pricer.price(line)
  }
}
