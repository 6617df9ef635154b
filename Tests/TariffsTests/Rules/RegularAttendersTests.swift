import Quantities
import Tariffs
import Testing

struct RegularAttendersTests {
  @Test(arguments: [PointOfDelivery.regularDayAttender, .regularNightAttender])
  func `a regular attender for chemotherapy has a core at nothing, and the delivery beside it`(
    pointOfDelivery: PointOfDelivery
  ) throws {
    let priced = try MadeUp.price(.madeUp("SB97Z", pointOfDelivery) { $0.unbundled = ["SB12Z"] })
    #expect(priced.coreValue == .zero)
    #expect(priced.unbundledValue == Pence(200_00))
    #expect(priced.basis == .tariff)
    #expect(priced.trace.contains(.regularAttender))
    #expect(!priced.trace.contains(.basePrice))
  }

  @Test(arguments: ["SB97Z", "SC97Z"] as [CurrencyCode])
  func `the core needs no row of the price list`(currency: CurrencyCode) throws {
    var line = ActivityLine(year: "2018/19", currency: currency, pointOfDelivery: .regularDayAttender)
    line.lengthOfStay = 0
    let priced = try Shipped.pricer().price(line)
    #expect(priced.value == .zero)
    #expect(priced.trace.isUnverified(.regularAttender))
    #expect(priced.evidence == .unverified)
  }

  @Test func `its core is nothing also where average costs fill the gaps`() throws {
    var line = ActivityLine(year: "2017/18", currency: "SB97Z", pointOfDelivery: .regularDayAttender)
    line.lengthOfStay = 0
    let pricer = try Shipped.pricerWithCosts()
    #expect(pricer.price(line).coreValue == .zero)
  }

  @Test func `any other regular attender has the price that was agreed, or none`() throws {
    let line = ActivityLine.madeUp("AA01A", .regularDayAttender)
    #expect(try MadeUp.price(line).value == nil)
    var agreed = line
    agreed.localPrice = "210"
    #expect(try MadeUp.price(agreed).value == Pence(210_00))
    #expect(try MadeUp.price(agreed).trace.contains(.localPrice))
  }

  @Test func `the core of another point of delivery needs a price`() throws {
    let line = ActivityLine.madeUp("SC97Z", .dayCase)
    #expect(try MadeUp.price(line).value == nil)
  }

  @Test func `the cores are those of the rules of the year`() throws {
    let rules = try RuleRows([.regularAttenderCores: "AA01A"])
    #expect(try MadeUp.price(.madeUp("AA01A", .regularDayAttender), rules: rules).value == .zero)
    #expect(try MadeUp.price(.madeUp("SB97Z", .regularDayAttender), rules: rules).value == nil)
  }

  @Test func `the line is as well supported as that row`() throws {
    try MadeUp.expectGrade(
      of: .regularAttenderCores,
      as: .regularAttender,
      on: .madeUp("SB97Z", .regularDayAttender)
    )
  }
}
