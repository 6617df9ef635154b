import Quantities
import Tariffs
import Testing

struct UngroupedActivityTests {
  @Test(arguments: PointOfDelivery.allCases)
  func `activity without a group is paid nothing and marked, at every point of delivery`(
    pointOfDelivery: PointOfDelivery
  ) throws {
    var line = ActivityLine(year: "2018/19", currency: "UZ01Z", pointOfDelivery: pointOfDelivery)
    line.lengthOfStay = 100
    line.topUp = "0.5"
    line.quantity = "3"
    line.bestPractice = "flag"
    let priced = try Shipped.pricer().price(line)
    #expect(priced.value == .zero)
    #expect(priced.exceptions == .ungrouped)
    #expect(priced.exceptions.description == "UNGROUPED")
    #expect(priced.basePrice == "0")
    #expect(priced.excessBedDays == 0)
    #expect(priced.trace.description.hasPrefix("ungrouped activity [unverified]; market forces"))
    #expect(priced.evidence == .unverified)
  }

  @Test func `it needs no row of the price list`() throws {
    #expect(try MadeUp.price(.madeUp("UZ01Z", .dayCase)).value == .zero)
  }

  @Test func `code and price are those of the rules of the year`() throws {
    let rules = try RuleRows([.ungroupedCurrency: "ZZ99Z ZZ98Z", .ungroupedPrice: "25"])
    for code in ["ZZ99Z", "ZZ98Z"] as [CurrencyCode] {
      let priced = try MadeUp.price(.madeUp(code, .dayCase) { $0.quantity = "2" }, rules: rules)
      #expect(priced.value == Pence(50_00))
      #expect(priced.exceptions == .ungrouped)
    }
    let other = try MadeUp.price(.madeUp("UZ01Z", .dayCase), rules: rules)
    #expect(other.value == nil)
    #expect(other.exceptions == [])
  }

  @Test func `what is unbundled beside it is paid`() throws {
    let line = ActivityLine.madeUp("UZ01Z", .dayCase) { $0.unbundled = ["SB12Z"] }
    let priced = try MadeUp.price(line)
    #expect(priced.coreValue == .zero)
    #expect(priced.unbundledValue == Pence(250_00))
  }

  @Test func `a group that was found is not marked`() throws {
    #expect(try MadeUp.price(.madeUp("AA01A", .dayCase)).exceptions == [])
    #expect(try MadeUp.price(.madeUp("AA99A", .dayCase)).exceptions == [])
  }

  @Test func `the line is as well supported as its price`() throws {
    try MadeUp.expectGrade(of: .ungroupedPrice, as: .ungrouped, on: .madeUp("UZ01Z", .dayCase))
  }
}
