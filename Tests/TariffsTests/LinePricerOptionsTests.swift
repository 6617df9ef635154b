import Diagnostics
import Quantities
import Tariffs
import TestSupport
import Testing

/// Lines of years, versions and tables that are asked for.
struct LinePricerOptionsTests {
  private static let held = Result { try pricer(.hold) }
  private static let uplifted = Result { try pricer(.uplift) }

  private static func pricer(_ beyond: BeyondPublishedPrices) throws -> LinePricer {
    var options = LinePricer.Options()
    options.beyond = beyond
    return try LinePricer(Shipped.library, years: ["2018/19", "2019/20", "2020/21"], options: options)
  }

  @Test func `a year past the tables is a fault, with the ways out of it, unless prices are carried on`() {
    let position = Position(file: "lines.csv", line: 2, column: 3)
    let found = faults { () throws(DiagnosticList) in
      try LinePricer(Shipped.library, years: ["2019/20"], at: ["2019/20": position])
    }
    #expect(
      found == [
        "lines.csv:2:3 found the year 2019/20, of which there is neither a national tariff nor average costs"
          + " [tariff.no-table]"
      ]
    )
    let told = fixes { () throws(DiagnosticList) in
      try LinePricer(Shipped.library, years: ["2019/20"], at: ["2019/20": position])
    }
    #expect(told.first?.hasSuffix(", or carry prices on with --beyond hold or uplift") == true)
  }

  @Test func `held prices are those of the last tariff, and the line says so`() throws {
    let pricer = try Self.held.get()
    let own = pricer.price(stay(in: "2018/19"))
    let later = pricer.price(stay(in: "2019/20"))
    #expect(own.value == Pence((3367 + 8 * 208) * 100))
    #expect(later.value == own.value)
    #expect(later.trace.contains(.carriedPrice))
    #expect(!own.trace.contains(.carriedPrice))
    #expect(later.evidence == .definition)
  }

  @Test func `uplifted prices rise by the rates of each year, the day beyond the trim point too`() throws {
    let pricer = try Self.uplifted.get()
    let one = pricer.price(stay(in: "2019/20"))
    #expect(one.basePrice == "3457.909")
    #expect(one.longStay == ExactPounds("1708.928"))
    #expect(one.value == Pence(5166_84))
    #expect(one.trace.isUnverified(.carriedPrice))
    #expect(one.evidence == .unverified)
    let two = pricer.price(stay(in: "2020/21"))
    #expect(two.basePrice == "3506.319726")
  }

  @Test func `the factor is that of the year of the line`() throws {
    let pricer = try Self.held.get()
    for (year, factor) in [("2019/20", "1.201694"), ("2020/21", "1.190934")] as [(FinancialYear, Factor)] {
      var line = stay(in: year)
      (line.provider, line.marketForcesFactor) = ("RJ7", nil)
      #expect(pricer.price(line).marketForces == factor)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the explanation of a carried price has no gap either`(seed: UInt64) throws {
    var random = Seeded(seed)
    var line = try random.line()
    line.year = random.pick(["2019/20", "2020/21"])
    (line.localPrice, line.localPriceYear) = (nil, nil)
    for pricer in [try Self.held.get(), try Self.uplifted.get()] {
      let priced = pricer.price(line)
      var before = ExactPounds.zero
      for entry in priced.explanation.entries {
        #expect(entry.before == before)
        before = entry.after
      }
      #expect(before == priced.value.map { ExactPounds($0) } ?? .zero)
    }
  }

  @Test func `the pay award stands before the first version, which may be asked for`() throws {
    let award = MadeUp.prices.replacing("150,1000,", with: "160,1060,")
    let synthetic = try SyntheticLibrary([
      "2030-31/prices.csv": MadeUp.prices, "2030-31/prices-pay-award.csv": award,
    ])
    let value = { (version: PriceBookVersion?) in
      var options = LinePricer.Options()
      options.version = version
      return try LinePricer(synthetic.library, years: ["2030/31"], options: options)
        .price(.madeUp("AA01A", .dayCase)).value
    }
    #expect(try value(nil) == Pence(1060_00))
    #expect(try value(.payAward) == Pence(1060_00))
    #expect(try value(.original) == Pence(1000_00))
  }

  @Test func `a version that the year does not have is a fault`() throws {
    let synthetic = try SyntheticLibrary(["2030-31/prices.csv": MadeUp.prices])
    var options = LinePricer.Options()
    options.version = .payAward
    let found = faults { () throws(DiagnosticList) in
      try LinePricer(synthetic.library, years: ["2030/31"], options: options)
    }
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("[tariff.no-table]") == true)
  }

  @Test func `one tariff may price the lines of all years, and its rules stay those of each`() throws {
    var options = LinePricer.Options()
    options.source = PriceSource(year: "2017/18", basis: .tariff)
    let pricer = try LinePricer(Shipped.library, years: ["2017/18", "2018/19"], options: options)
    let own = pricer.price(stay(in: "2017/18"))
    let other = pricer.price(stay(in: "2018/19"))
    #expect(own.value == Pence((3358 + 8 * 208) * 100))
    #expect(other.value == own.value)
    #expect(other.trace.contains(.carriedPrice))
    #expect(other.rules.contains { $0.hasSuffix("at 2017/18 prices as asked") })
  }

  /// A non-elective stay of 40 nights, 8 beyond the trim point, with a factor of 1.
  private func stay(in year: FinancialYear) -> ActivityLine {
    var line = ActivityLine(year: year, currency: "DZ17T", pointOfDelivery: .nonElectiveInpatient)
    (line.lengthOfStay, line.marketForcesFactor) = (40, .one)
    return line
  }
}
