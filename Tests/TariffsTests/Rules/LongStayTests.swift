import Quantities
import Tariffs
import TestSupport
import Testing

struct LongStayTests {
  @Test(
    arguments: ["2017/18", "2018/19"] as [FinancialYear],
    [PointOfDelivery.electiveInpatient, .nonElectiveInpatient]
  )
  func `a stay as long as the trim point is not long, and one night more costs one day more, in every group`(
    year: FinancialYear,
    pointOfDelivery: PointOfDelivery
  ) throws {
    let tariff = try #require(try Shipped.nationalTariff(year))
    for currency in tariff.currencies where currency != "UZ01Z" {
      let prices = try #require(tariff[currency])
      let isElective = pointOfDelivery == .electiveInpatient
      let trim = try #require(isElective ? prices.electiveTrimPoint : prices.nonElectiveTrimPoint)
      let within = try price(year, currency, pointOfDelivery, nights: trim)
      let beyond = try price(year, currency, pointOfDelivery, nights: trim + 1)
      #expect(within.excessBedDays == 0 && within.longStay == .zero, "\(currency)")
      #expect(beyond.excessBedDays == 1, "\(currency)")
      #expect(beyond.longStay == prices.excessBedDay.map { ExactPounds($0) }, "\(currency)")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a longer stay never costs less, and each night more costs nothing or one day`(seed: UInt64) throws {
    var random = Seeded(seed)
    let tariff = try #require(try Shipped.nationalTariff("2017/18"))
    let currency = random.pick(tariff.currencies.filter { $0 != "UZ01Z" })
    let pointOfDelivery = random.pick([PointOfDelivery.electiveInpatient, .nonElectiveInpatient])
    let away = Int.random(in: 0...10, using: &random)
    let perDay = try #require(tariff[currency]?.excessBedDay.map { ExactPounds($0) })
    var before = try price("2017/18", currency, pointOfDelivery, nights: 0, away: away)
    for nights in 1...150 {
      let after = try price("2017/18", currency, pointOfDelivery, nights: nights, away: away)
      let days = after.excessBedDays - before.excessBedDays
      #expect(days == 0 || days == 1)
      #expect(after.payable == before.payable + perDay * Int64(days))
      before = after
    }
  }

  @Test func `elective and non-elective stays have trim points of their own`() throws {
    #expect(try price("2017/18", "DZ17T", .electiveInpatient, nights: 33).excessBedDays == 33 - 15)
    #expect(try price("2017/18", "DZ17T", .nonElectiveInpatient, nights: 33).excessBedDays == 33 - 32)
  }

  @Test(
    arguments: [
      (0, 0, 0, 8), (3, 0, 0, 5), (0, 3, 0, 5), (0, 0, 3, 5), (2, 2, 2, 2), (8, 0, 0, 0), (50, 0, 0, 0),
    ]
  )
  func `nights paid elsewhere are taken out of the stay first, down to none`(
    critical: Int,
    rehabilitation: Int,
    palliative: Int,
    excess: Int
  ) throws {
    var line = ActivityLine(year: "2017/18", currency: "DZ17T", pointOfDelivery: .nonElectiveInpatient)
    line.lengthOfStay = 40
    line.criticalCareDays = critical
    line.rehabilitationDays = rehabilitation
    line.palliativeDays = palliative
    line.marketForcesFactor = .one
    let priced = try Shipped.pricer().price(line)
    let takenOut = critical + rehabilitation + palliative
    #expect(priced.excessBedDays == excess)
    #expect(priced.value == Pence(Int64(3358 + 208 * excess) * 100))
    #expect(priced.evidence == (takenOut == 0 ? .seen : .unverified))
    #expect(
      priced.rules.contains("\(takenOut) days paid elsewhere taken out of the stay [unverified]")
        == (takenOut > 0)
    )
  }

  @Test(arguments: [.dayCase, .outpatientProcedure, .nonElectiveExcessBedDay] as [PointOfDelivery])
  func `only stays overnight are long`(pointOfDelivery: PointOfDelivery) throws {
    let priced = try price("2018/19", "JA20F", pointOfDelivery, nights: 400)
    #expect(priced.excessBedDays == 0)
    #expect(priced.longStay == .zero)
    #expect(!priced.rules.contains { $0.hasPrefix("long stay") })
  }

  @Test func `a stay of unknown length is not taken for a long one, and the line says so`() throws {
    let line = ActivityLine(year: "2018/19", currency: "JA20F", pointOfDelivery: .electiveInpatient)
    let priced = try Shipped.pricer().price(line)
    #expect(priced.excessBedDays == 0)
    #expect(priced.rules.contains("long stay not assessed: no length of stay given"))
  }

  @Test(
    arguments: [
      ("critical-care", 7), ("rehabilitation", 6), ("palliative", 5), ("critical-care palliative", 4),
      ("none", 8),
    ]
  )
  func `which days are taken out is a row of the rules`(kinds: String, excess: Int) throws {
    let rules = try RuleRows([.daysTakenOut: kinds])
    let priced = try MadeUp.price(stay(nights: 13, away: (1, 2, 3)), rules: rules)
    #expect(priced.excessBedDays == excess)
    #expect(priced.longStay == ExactPounds(UnitPrice(pounds: Int64(100 * excess))))
    #expect(priced.trace.contains(.daysTakenOut) == (kinds != "none"))
  }

  @Test func `the line is as well supported as that row, once days are taken out`() throws {
    try MadeUp.expectGrade(of: .daysTakenOut, as: .daysTakenOut, on: stay(nights: 13, away: (1, 2, 3)))
    let none = try MadeUp.price(stay(nights: 13, away: (0, 0, 0)))
    #expect(none.evidence == .seen)
    #expect(!none.trace.contains(.daysTakenOut))
  }

  @Test func `a stay that is not given is not assessed, and the line says so`() throws {
    let priced = try MadeUp.price(.madeUp("AA01A", .electiveInpatient))
    #expect(priced.value == Pence(1000_00))
    #expect(priced.trace.contains(.stayNotGiven))
    #expect(!priced.trace.contains(.longStay))
  }

  @Test(arguments: [PointOfDelivery.dayCase, .outpatientProcedure])
  func `only a stay in hospital can be long`(pointOfDelivery: PointOfDelivery) throws {
    let priced = try MadeUp.price(.madeUp("AA01A", pointOfDelivery) { $0.lengthOfStay = 100 })
    #expect(priced.excessBedDays == 0)
    #expect(!priced.trace.description.contains("long stay"))
  }

  @Test func `an average cost has no trim point`() throws {
    let costs = MadeUp.costs + "\nAA09A,A cost alone,EL,,,10,450,seen,"
    let line = ActivityLine.madeUp("AA09A", .electiveInpatient) { $0.lengthOfStay = 100 }
    let priced = try MadeUp.price(line, tables: ["2030-31/unit-costs.csv": costs])
    #expect(priced.value == Pence(450_00))
    #expect(priced.excessBedDays == 0)
  }

  @Test func `long days are paid for each unit of a line`() throws {
    var line = stay(nights: 8, away: (0, 0, 0))
    line.quantity = "3"
    let priced = try MadeUp.price(line)
    #expect(priced.excessBedDays == 3)
    #expect(priced.value == Pence(3 * 1300_00))
  }

  /// An elective stay of the group with a trim point of 5 days.
  private func stay(nights: Int, away: (Int, Int, Int)) -> ActivityLine {
    .madeUp("AA01A", .electiveInpatient) { line in
      line.lengthOfStay = nights
      (line.criticalCareDays, line.rehabilitationDays, line.palliativeDays) = away
    }
  }

  @Test func `without a trim point the line says that it was not assessed`() throws {
    let priced = try synthetic("AA01A,Made up,,500,,,,600,,100,,,seen,", nights: 100)
    #expect(priced.payable == ExactPounds("500"))
    #expect(priced.rules.contains("long stay not assessed: no trim point published"))
  }

  @Test func `without a price per day a long stay has no value, and a short one has`() throws {
    let row = "AA01A,Made up,,500,,,5,600,5,,,,seen,"
    #expect(try synthetic(row, nights: 5).value == Pence(500_00))
    #expect(try synthetic(row, nights: 8).value == nil)
    #expect(
      try synthetic(row, nights: 8).unpriced
        == "days beyond the trim point, and no price per day is published here"
    )
  }

  @Test func `a price per day of nothing is a price`() throws {
    #expect(
      try synthetic("AA01A,Made up,,500,,,5,600,5,0,,,seen,", nights: 8).value == Pence(500_00)
    )
  }

  @Test func `a stay priced by the tariff of another year says that it was not assessed`() throws {
    let library = try SyntheticLibrary([
      "2029-30/prices.csv": """
      \(SyntheticLibrary.pricesHeader)
      AA01A,Made up,,500,,,5,600,5,100,,,seen,
      """,
      "2030-31/prices.csv": SyntheticLibrary.pricesHeader,
    ])
    let earlier = PriceSource(year: "2029/30", basis: .tariff)
    let pricer = try LinePricer(library.library, years: ["2030/31"], fallbacks: [earlier])
    var line = ActivityLine(year: "2030/31", currency: "AA01A", pointOfDelivery: .electiveInpatient)
    line.lengthOfStay = 100
    #expect(pricer.price(line).payable == ExactPounds("500"))
    #expect(pricer.price(line).rules.contains("long stay not assessed: no trim point published"))
  }

  @Test(
    arguments: [
      ("2017/18", .nonElectiveInpatient, 40, "8 days beyond trim point 32 × £208"),
      ("2017/18", .nonElectiveInpatient, 33, "1 day beyond trim point 32 × £208"),
      ("2017/18", .electiveInpatient, 17, "2 days beyond trim point 15 (of 2018/19) × £208"),
      ("2018/19", .nonElectiveInpatient, 40, "8 days beyond trim point 32 (of 2017/18) × £208 (of 2017/18)"),
      ("2018/19", .electiveInpatient, 17, "2 days beyond trim point 15 × £208 (of 2017/18)"),
    ] as [(FinancialYear, PointOfDelivery, Int, String)]
  )
  func `the line says what a day costs, and of which year a figure is when it is of another`(
    year: FinancialYear,
    pointOfDelivery: PointOfDelivery,
    nights: Int,
    rule: String
  ) throws {
    let rules = try price(year, "DZ17T", pointOfDelivery, nights: nights).rules
    #expect(rules.contains("long stay: \(rule)"))
  }

  private func price(
    _ year: FinancialYear,
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery,
    nights: Int,
    away: Int = 0
  ) throws -> PricedLine {
    var line = ActivityLine(year: year, currency: currency, pointOfDelivery: pointOfDelivery)
    line.lengthOfStay = nights
    line.criticalCareDays = away
    return try Shipped.pricer().price(line)
  }

  /// An elective stay in a tariff of one group.
  private func synthetic(_ row: String, nights: Int) throws -> PricedLine {
    let library = try SyntheticLibrary(["2030-31/prices.csv": "\(SyntheticLibrary.pricesHeader)\n\(row)"])
    let pricer = try LinePricer(library.library, years: ["2030/31"])
    var line = ActivityLine(year: "2030/31", currency: "AA01A", pointOfDelivery: .electiveInpatient)
    line.lengthOfStay = nights
    line.marketForcesFactor = .one
    return pricer.price(line)
  }
}
