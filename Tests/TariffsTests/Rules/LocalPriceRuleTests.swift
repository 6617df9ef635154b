import Diagnostics
import Quantities
import Tables
import Tariffs
import Testing

struct LocalPriceRuleTests {
  @Test(arguments: [nil, "2030/31"] as [FinancialYear?])
  func `a price that was agreed is paid as it is, without the provider's factor`(year: FinancialYear?) throws
  {
    let line = ActivityLine.madeUp("LOCAL1", .other) { line in
      line.localPrice = "123.456"
      line.localPriceYear = year
      line.provider = "R1H"
      line.marketForcesFactor = nil
      line.quantity = "10"
    }
    let priced = try MadeUp.price(line)
    #expect(priced.value == Pence(1234_56))
    #expect(priced.basis == .localPrice)
    #expect(priced.marketForces == .one)
    #expect(priced.trace.contains(.localPrice))
    #expect(!priced.trace.contains(.localPriceUplifted))
    #expect(!priced.trace.contains(.carriedPrice))
  }

  @Test func `it stands before a national price, which it varies`() throws {
    let priced = try MadeUp.price(.madeUp("AA01A", .dayCase) { $0.localPrice = "900" })
    #expect(priced.value == Pence(900_00))
    #expect(priced.basis == .localPrice)
    #expect(!priced.trace.contains(.basePrice))
  }

  @Test func `a price of nothing is a price`() throws {
    let priced = try MadeUp.price(.madeUp("AA01A", .dayCase) { $0.localPrice = "0" })
    #expect(priced.value == .zero)
    #expect(priced.basis == .localPrice)
  }

  @Test func `a factor that the line brings was agreed too`() throws {
    let line = ActivityLine.madeUp("LOCAL1", .other) {
      ($0.localPrice, $0.marketForcesFactor) = ("100", "1.25")
    }
    #expect(try MadeUp.price(line).value == Pence(125_00))
  }

  @Test func `no day of it is long`() throws {
    let line = ActivityLine.madeUp("AA01A", .electiveInpatient) {
      ($0.localPrice, $0.lengthOfStay) = ("900", 100)
    }
    #expect(try MadeUp.price(line).value == Pence(900_00))
    #expect(try MadeUp.price(line).excessBedDays == 0)
  }

  @Test(
    arguments: [
      ("additive", "2015/16", "2016/17", "1957", "1978.527"),
      ("multiplicative", "2015/16", "2016/17", "1957", "1977.31366"),
      ("additive", "2011/12", "2012/13", "1000", "982"),
      ("additive", "2011/12", "2013/14", "1000", "969.234"),
      ("multiplicative", "2011/12", "2012/13", "1000", "981.12"),
      ("additive", "2013/14", "2014/15", "1000", "985"),
      ("multiplicative", "2013/14", "2014/15", "1000", "985"),
    ] as [(String, FinancialYear, FinancialYear, UnitPrice, UnitPrice)]
  )
  func `it is carried on by uplift and efficiency, year by year`(
    mode: String,
    agreed: FinancialYear,
    year: FinancialYear,
    price: UnitPrice,
    carried: UnitPrice
  ) throws {
    let priced = try carry(price, from: agreed, to: year, mode: mode)
    #expect(priced.payable == ExactPounds(carried))
    #expect(priced.basePrice == carried)
    #expect(priced.trace.contains(.localPriceUplifted))
  }

  @Test func `the line is as well supported as the weakest uplift on the way`() throws {
    let seen = try carry("1000", from: "2011/12", to: "2012/13")
    #expect(seen.trace.contains(.localPriceUplifted))
    #expect(!seen.trace.isUnverified(.localPriceUplifted))
    let unverified = try carry("1000", from: "2011/12", to: "2013/14")
    #expect(unverified.trace.isUnverified(.localPriceUplifted))
    #expect(unverified.evidence == .unverified)
  }

  @Test func `the explanation holds each step`() throws {
    let priced = try carry("1957", from: "2015/16", to: "2016/17", mode: "multiplicative")
    #expect(
      priced.explanation.entries.prefix(3).map(\.rule)
        == ["local price", "uplift to a price year", "uplift to a price year"]
    )
    #expect(priced.rules[0].hasPrefix("local price £1957 (agreed for 2015/16"))
    #expect(priced.rules[1].hasSuffix("× 1.031 (uplift 2016/17)"))
    #expect(priced.rules[2].hasSuffix("× 0.98 (efficiency 2016/17)"))
    #expect(
      priced.explanation.entries.prefix(3).map(\.after.description) == ["1957", "2017.667", "1977.31366"]
    )
    #expect(priced.explanation.entries[1].position?.file.hasSuffix("uplifts.csv") == true)
  }

  @Test(
    arguments: [
      ("2019/20", "2018/19", "its local price is of 2019/20, after the year of the line"),
      ("2020/21", "2021/22", "no uplift of 2021/22 is published here to carry its local price"),
      ("2019/20", "2022/23", "no uplift of 2021/22 is published here to carry its local price"),
      ("2014/15", "2015/16", "no uplift of 2015/16 is published here to carry its local price"),
    ] as [(FinancialYear, FinancialYear, String)]
  )
  func `what nothing carries has no value, and the reason is told`(
    agreed: FinancialYear,
    year: FinancialYear,
    reason: String
  ) throws {
    let priced = try carry("1000", from: agreed, to: year)
    #expect(priced.value == nil)
    #expect(priced.unpriced == reason)
  }

  @Test func `a price that the year publishes nationally is never carried`() throws {
    var line = ActivityLine(year: "2018/19", currency: "JA20F", pointOfDelivery: .dayCase)
    (line.localPrice, line.localPriceYear) = ("1957", "2017/18")
    let pricer = try Shipped.pricerWithCosts()
    let reason = "a national price is published for 2018/19, so no local price is carried to it"
    #expect(pricer.price(line).unpriced == reason)
    line.pointOfDelivery = .regularDayAttender
    #expect(pricer.price(line).payable == ExactPounds("1958.957"))
    line.localPriceYear = "2018/19"
    line.pointOfDelivery = .dayCase
    #expect(pricer.price(line).payable == ExactPounds("1957"))
  }

  @Test func `nor when the point of delivery follows from the admission`() throws {
    var line = ActivityLine(year: "2018/19", currency: "JA20F")
    line.patientClassification = "2"
    (line.localPrice, line.localPriceYear) = ("1957", "2017/18")
    let pricer = try Shipped.pricerWithCosts()
    #expect(
      pricer.price(line).unpriced
        == "a national price is published for 2018/19, so no local price is carried to it"
    )
  }

  @Test func `whether the provider's factor is taken is a row of the rules`() throws {
    let line = ActivityLine.madeUp("LOCAL1", .other) { line in
      (line.localPrice, line.provider, line.marketForcesFactor) = ("100", "R1H", nil)
    }
    #expect(try MadeUp.price(line).value == Pence(100_00))
    let rules = try RuleRows([.marketForcesOnLocalPrices: "yes"])
    #expect(try MadeUp.price(line, rules: rules).value == Pence(120_00))
    try MadeUp.expectGrade(of: .marketForcesOnLocalPrices, as: .noMarketForces, on: line)
  }

  @Test func `the line is as well supported as the way of putting uplift and efficiency together`() throws {
    let uplifts = """
      \(SyntheticLibrary.upliftsHeader)
      2030/31,original,3.1,2,1.1,seen,seen,seen,made up,
      """
    let line = ActivityLine.madeUp("LOCAL1", .other) {
      ($0.localPrice, $0.localPriceYear) = ("1957", "2029/30")
    }
    try MadeUp.expectGrade(
      of: .upliftMode,
      as: .localPriceUplifted,
      on: line,
      tables: ["uplifts.csv": uplifts]
    )
  }

  private func carry(
    _ price: UnitPrice,
    from agreed: FinancialYear,
    to year: FinancialYear,
    mode: String = "additive"
  ) throws -> PricedLine {
    let uplifts = try InputFile(reading: Repository.path("tariffs/uplifts.csv"))
    let synthetic = try SyntheticLibrary([
      "uplifts.csv": String(decoding: uplifts.bytes, as: UTF8.self),
      "\(year.folderName)/rules.csv": RuleRows([.upliftMode: mode]).text,
    ])
    let pricer = try LinePricer(synthetic.library, years: [], localYears: [year])
    var line = ActivityLine(year: year, currency: "LOCAL1", pointOfDelivery: .other)
    line.localPrice = price
    line.localPriceYear = agreed
    return pricer.price(line)
  }
}
