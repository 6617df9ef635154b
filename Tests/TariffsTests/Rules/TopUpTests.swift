import Quantities
import Tariffs
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
    let currency = random.one(of: tariff.currencies)
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

  private func price(_ currency: CurrencyCode, nights: Int, topUp: Factor) throws -> PricedLine {
    var line = ActivityLine(year: "2018/19", currency: currency, pointOfDelivery: .electiveInpatient)
    line.lengthOfStay = nights
    line.topUp = topUp
    line.marketForcesFactor = .one
    return try Shipped.pricer().price(line)
  }
}
