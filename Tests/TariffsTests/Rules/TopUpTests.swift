import Quantities
import Tariffs
import TestSupport
import Testing

struct TopUpTests {
  @Test func `a top-up is a share of the price added to it`() throws {
    let priced = try price("DZ02L", nights: 11, topUp: "0.6")
    #expect(priced.payable.description == "7046.4")
    #expect(priced.rules.contains("top-up × 1.6"))
    #expect(priced.evidence == .seen)
  }

  @Test func `no top-up changes nothing and is not mentioned`() throws {
    let priced = try price("DZ02L", nights: 11, topUp: "0")
    #expect(priced.payable == ExactPounds("4404"))
    #expect(!priced.rules.contains { $0.hasPrefix("top-up") })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the top-up is taken on the price and on the long stay, and on a long stay that is unverified`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let tariff = try #require(try Shipped.nationalTariff("2018/19"))
    let currency = random.pick(tariff.currencies)
    let nights = Int.random(in: 0...60, using: &random)
    let topUp = Factor(millionths: Int64.random(in: 1...1_000_000, using: &random))
    let plain = try price(currency, nights: nights, topUp: "0")
    let topped = try price(currency, nights: nights, topUp: topUp)
    #expect(topped.payable == plain.payable + plain.payable * topUp)
    #expect(topped.longStay == plain.longStay)
    let isLong = plain.excessBedDays > 0
    #expect(topped.evidence == (isLong ? .unverified : .seen))
    #expect(topped.rules.contains("top-up taken on the long stay too [unverified]") == isLong)
  }

  @Test(arguments: [("yes", "10445.30", "8745.6"), ("no", "9684.26", "8108.4")])
  func `whether it is taken on the long stay is a row of the rules`(
    choice: String,
    value: String,
    payable: UnitPrice
  ) throws {
    let prices = """
      \(MadeUp.pricesHeader)
      DZ02L,Made up,,4404,,,11,4404,11,354,no,,,seen,
      """
    let line = ActivityLine.madeUp("DZ02L", .electiveInpatient) { line in
      (line.lengthOfStay, line.topUp, line.marketForcesFactor) = (14, "0.6", "1.194349")
    }
    let priced = try MadeUp.price(
      line,
      rules: RuleRows([.topUpOnLongStay: choice]),
      tables: ["2030-31/prices.csv": prices]
    )
    #expect(priced.value?.description == value)
    #expect(priced.payable == ExactPounds(payable))
    #expect(priced.longStay == ExactPounds("1062"))
    #expect(priced.trace.contains(.topUpOnLongStay) == (choice == "yes"))
    #expect(priced.trace.contains(.topUpNotOnLongStay) == (choice == "no"))
  }

  @Test(arguments: [("yes", .topUpOnLongStay), ("no", .topUpNotOnLongStay)] as [(String, RuleOutcome)])
  func `on a long stay the line is as well supported as that row`(
    choice: String,
    outcome: RuleOutcome
  ) throws {
    let line = ActivityLine.madeUp("AA01A", .electiveInpatient) {
      ($0.lengthOfStay, $0.topUp) = (8, "0.5")
    }
    try MadeUp.expectGrade(
      of: .topUpOnLongStay,
      as: outcome,
      on: line,
      values: [.topUpOnLongStay: choice]
    )
    let priced = try MadeUp.price(line, rules: RuleRows([.topUpOnLongStay: choice]))
    #expect(priced.value == Pence(choice == "yes" ? 1950_00 : 1800_00))
  }

  @Test func `a stay that is not long does not rest on that row`() throws {
    let line = ActivityLine.madeUp("AA01A", .electiveInpatient) {
      ($0.lengthOfStay, $0.topUp) = (5, "0.5")
    }
    let priced = try MadeUp.price(line)
    #expect(priced.evidence == .seen)
    #expect(priced.trace.description == "base price; top-up; market forces as given; rounded")
  }

  private func price(_ currency: CurrencyCode, nights: Int, topUp: Factor) throws -> PricedLine {
    var line = ActivityLine(year: "2018/19", currency: currency, pointOfDelivery: .electiveInpatient)
    line.lengthOfStay = nights
    line.topUp = topUp
    line.marketForcesFactor = .one
    return try Shipped.pricer().price(line)
  }
}
