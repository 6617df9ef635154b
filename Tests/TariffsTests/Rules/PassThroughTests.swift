import Quantities
import Tariffs
import Testing

struct PassThroughTests {
  @Test(arguments: [PointOfDelivery.drug, .device])
  func `what was billed is paid, without the provider's factor`(pointOfDelivery: PointOfDelivery) throws {
    let priced = try MadeUp.price(billed("2500", pointOfDelivery))
    #expect(priced.value == Pence(2500_00))
    #expect(priced.basis == .passThrough)
    #expect(priced.marketForces == .one)
    #expect(priced.trace.contains(.passThrough))
    #expect(!priced.trace.contains(.localPrice))
  }

  @Test func `the bill of an earlier year is not carried on`() throws {
    var line = billed("2500", .drug)
    line.localPriceYear = "2020/21"
    let priced = try MadeUp.price(line)
    #expect(priced.value == Pence(2500_00))
    #expect(!priced.trace.contains(.localPriceUplifted))
  }

  @Test func `what was billed stands before the list price`() throws {
    var line = billed("800", .drug)
    line.currency = "potion"
    #expect(try MadeUp.price(line).value == Pence(800_00))
    #expect(try MadeUp.price(line).basis == .passThrough)
  }

  @Test func `a drug without a bill takes its list price`() throws {
    let priced = try MadeUp.price(.madeUp("potion", .drug) { $0.quantity = "2" })
    #expect(priced.value == Pence(2000_00))
    #expect(priced.basis == .drugListPrice)
    #expect(priced.trace.contains(.passThrough))
    #expect(!priced.trace.contains(.basePrice))
  }

  @Test(arguments: [("elixir", .drug), ("stent", .device)] as [(CurrencyCode, PointOfDelivery)])
  func `without bill and list price there is none`(
    currency: CurrencyCode,
    pointOfDelivery: PointOfDelivery
  ) throws {
    let priced = try MadeUp.price(.madeUp(currency, pointOfDelivery))
    #expect(priced.value == nil)
    #expect(priced.unpriced?.contains("has no \(currency)") == true)
  }

  @Test(arguments: PointOfDelivery.allCases.filter { $0 != .drug && $0 != .device })
  func `nothing else is billed at cost`(pointOfDelivery: PointOfDelivery) throws {
    let priced = try MadeUp.price(billed("2500", pointOfDelivery))
    #expect(priced.basis == .localPrice)
    #expect(!priced.trace.contains(.passThrough))
  }

  @Test func `whether the provider's factor is taken is a row of the rules`() throws {
    let rules = try RuleRows([.marketForcesOnPassThrough: "yes"])
    for line in [billed("2500", .drug), billed("2500", .device)] {
      #expect(try MadeUp.price(line, rules: rules).value == Pence(3000_00))
      try MadeUp.expectGrade(of: .marketForcesOnPassThrough, as: .noMarketForces, on: line)
    }
  }

  /// A pack billed at its cost by a provider whose factor is 1.2.
  private func billed(_ price: UnitPrice, _ pointOfDelivery: PointOfDelivery) -> ActivityLine {
    .madeUp("pack", pointOfDelivery) { line in
      line.localPrice = price
      line.provider = "R1H"
      line.marketForcesFactor = nil
    }
  }
}
