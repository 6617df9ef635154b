import Diagnostics
import Quantities
import Tariffs
import TestSupport
import Testing

struct LinePricerTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a line of several units is worth as many times a line of one, when nothing is rounded`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let pricer = try Shipped.pricer()
    var line = try anyLine(&random)
    let count = Int64.random(in: 0...1000, using: &random)
    let one = pricer.price(line)
    line.quantity = Activity(count)
    let several = pricer.price(line)
    #expect(several.value == one.value.map { Pence($0.amount * count) })
    #expect(several.payable == one.payable)
    #expect(several.rules.filter { !$0.hasPrefix("× ") } == one.rules)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a line is rounded once, so several units differ from single ones by half a penny each at most`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let pricer = try Shipped.pricer()
    var line = try anyLine(&random)
    line.marketForcesFactor = Factor(millionths: Int64.random(in: 1_000_000...1_320_000, using: &random))
    line.topUp = Factor(millionths: Int64.random(in: 0...780_000, using: &random))
    let count = Int64.random(in: 1...100, using: &random)
    let one = try #require(pricer.price(line).value)
    line.quantity = Activity(count)
    let several = try #require(pricer.price(line).value)
    #expect(2 * abs(several.amount - one.amount * count) <= count + 1)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `lines do not depend on those priced before them`(seed: UInt64) throws {
    var random = Seeded(seed)
    let pricer = try Shipped.pricer()
    let lines = try (0..<20).map { _ in try anyLine(&random) }
    let inOrder = lines.map { pricer.price($0).value }
    let order = lines.indices.shuffled(using: &random)
    for index in order { #expect(pricer.price(lines[index]).value == inOrder[index]) }
  }

  @Test func `a year with a tariff is priced by it, and one without by average costs`() throws {
    let pricer = try LinePricer(Shipped.library, years: ["2018/19", "2023/24"])
    let tariff = pricer.price(
      ActivityLine(year: "2018/19", currency: "JA20F", pointOfDelivery: .electiveInpatient)
    )
    let cost = pricer.price(
      ActivityLine(year: "2023/24", currency: "JA20F", pointOfDelivery: .electiveInpatient)
    )
    #expect(tariff.basis == .tariff)
    #expect(cost.basis == .averageCost)
    #expect(cost.value == Pence(5334_59))
  }

  @Test func `a line of a year that was not read has no value`() throws {
    let priced = try Shipped.pricer().price(
      ActivityLine(year: "2024/25", currency: "JA20F", pointOfDelivery: .dayCase)
    )
    #expect(priced.value == nil)
    #expect(priced.unpriced == "no tables of 2024/25 were read")
  }

  @Test func `every year without tables is reported at once`() {
    let refused = places { () throws(DiagnosticList) in
      try LinePricer(Shipped.library, years: ["1999/00", "2018/19", "2030/31"])
    }
    #expect(
      refused.map(\.file) == ["1999-00", "2030-31"].map { Repository.path("tariffs/\($0)/unit-costs.csv") }
    )
  }

  @Test func `the rules that fired are told in their order`() throws {
    var line = ActivityLine(year: "2018/19", currency: "DZ02L", pointOfDelivery: .nonElectiveInpatient)
    (line.age, line.lengthOfStay, line.admissionMethod) = (70, 1, "21")
    line.topUp = "0.6"
    line.marketForcesFactor = "1.194349"
    #expect(
      try Shipped.pricer().price(line).rules.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
        == ["base price", "reduced short", "top-up ×", "market forces", "rounded pence"]
    )
  }

  /// A line of the national tariff of either year that has a price.
  private func anyLine(_ random: inout Seeded) throws -> ActivityLine {
    let year = random.pick(["2017/18", "2018/19"] as [FinancialYear])
    let tariff = try #require(try Shipped.nationalTariff(year))
    let currency = random.pick(tariff.currencies)
    let points = try #require(tariff[currency]?.pointsOfDelivery)
    var line = ActivityLine(year: year, currency: currency, pointOfDelivery: random.pick(points))
    line.lengthOfStay = Int.random(in: 0...100, using: &random)
    line.age = Int.random(in: 0...100, using: &random)
    line.admissionMethod = random.pick(["11", "21", "2A", "81"])
    return line
  }
}
