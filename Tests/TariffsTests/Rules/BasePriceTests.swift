import Quantities
import Tariffs
import Testing

struct BasePriceTests {
  private static let years: [FinancialYear] = ["2017/18", "2018/19"]

  @Test(arguments: years)
  func `a day case and an elective stay take their own price where there is one, else the combined one`(
    year: FinancialYear
  ) throws {
    let tariff = try #require(try Shipped.nationalTariff(year))
    for currency in tariff.currencies where currency != "UZ01Z" {
      let prices = try #require(tariff[currency])
      let dayCase = prices.dayCase ?? prices.combined
      let elective = prices.elective ?? prices.combined
      #expect(try price(year, currency, .dayCase).basePrice == dayCase)
      #expect(try price(year, currency, .electiveInpatient).basePrice == elective)
    }
  }

  @Test(arguments: years, [PointOfDelivery.nonElectiveInpatient, .nonElectiveNonEmergency])
  func `a non-elective stay takes the non-elective price`(
    year: FinancialYear,
    pointOfDelivery: PointOfDelivery
  ) throws {
    let tariff = try #require(try Shipped.nationalTariff(year))
    for currency in tariff.currencies where currency != "UZ01Z" {
      #expect(
        try price(year, currency, pointOfDelivery).basePrice == tariff[currency]?.nonElective,
        "\(currency)"
      )
    }
  }

  @Test(arguments: PointOfDelivery.allCases.filter(\.isOutpatientProcedure))
  func `a procedure in a clinic takes the outpatient procedure price, or none`(
    pointOfDelivery: PointOfDelivery
  ) throws {
    let tariff = try #require(try Shipped.nationalTariff("2018/19"))
    for currency in tariff.currencies where currency != "UZ01Z" {
      let priced = try price("2018/19", currency, pointOfDelivery)
      #expect(priced.basePrice == tariff[currency]?.outpatientProcedure, "\(currency)")
      #expect((priced.unpriced == nil) == (priced.basePrice != nil), "\(currency)")
    }
  }

  @Test(
    arguments: [
      .electiveExcessBedDay, .nonElectiveExcessBedDay, .nonElectiveNonEmergencyExcessBedDay,
    ] as [PointOfDelivery]
  )
  func `a day beyond the trim point billed by itself takes the price per day`(
    pointOfDelivery: PointOfDelivery
  ) throws {
    #expect(try price("2017/18", "DZ17T", pointOfDelivery).basePrice == "208")
  }

  @Test(
    arguments: [
      ("JA20F", .multidisciplinaryTeamMeeting), ("JA20F", .regularDayAttender), ("ZZ99Z", .dayCase),
      ("DZ17T", .outpatientProcedure),
    ] as [(CurrencyCode, PointOfDelivery)]
  )
  func `what the tariff does not pay has no value, and the reason names it`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery
  ) throws {
    let priced = try price("2018/19", currency, pointOfDelivery)
    let reason = try #require(priced.unpriced)
    #expect(priced.value == nil)
    #expect(priced.basePrice == nil)
    #expect(priced.basis == .unpriced)
    #expect(priced.rules.isEmpty)
    #expect(reason.hasPrefix("the 2018/19 national tariff has no "))
    #expect(reason.contains("\(currency)"))
  }

  @Test func `the price names its publication and the line of the table`() throws {
    let tariff = try #require(try Shipped.nationalTariff("2018/19"))
    let line = try #require(tariff["JA20F"]?.line)
    #expect(
      try price("2018/19", "JA20F", .dayCase).rules.first
        == "base price £1979 (\(tariff.publication), 2018/19, prices.csv:\(line))"
    )
  }

  @Test(arguments: Evidence.allCases)
  func `a price is as well supported as its row says`(evidence: Evidence) throws {
    let synthetic = try SyntheticLibrary([
      "2030-31/prices.csv": """
      \(SyntheticLibrary.pricesHeader)
      AA01A,Made up,,500,,,5,600,5,100,,,\(evidence),
      """
    ])
    let pricer = try LinePricer(synthetic.library, years: ["2030/31"])
    var line = ActivityLine(year: "2030/31", currency: "AA01A", pointOfDelivery: .dayCase)
    line.marketForcesFactor = .one
    #expect(pricer.price(line).evidence == evidence)
  }

  private func price(
    _ year: FinancialYear,
    _ currency: CurrencyCode,
    _ pointOfDelivery: PointOfDelivery
  ) throws -> PricedLine {
    try Shipped.pricer().price(
      ActivityLine(year: year, currency: currency, pointOfDelivery: pointOfDelivery)
    )
  }
}
