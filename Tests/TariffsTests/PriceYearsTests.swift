import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PriceYearsTests {
  /// Uplifts of three years, of which the last was only proposed, and price indices of two years more.
  private static let tables = [
    "uplifts.csv": """
    \(SyntheticLibrary.upliftsHeader)
    2031/32,original,3,1,2,seen,seen,derived,made up,
    2032/33,pay-award,5,1,4,seen,definition,derived,made up,
    2032/33,original,3,1,2,seen,seen,derived,made up,
    2033/34,proposal,9,1,8,seen,seen,derived,made up,
    """,
    "deflators.csv": """
    \(SyntheticLibrary.deflatorsHeader)
    2030/31,50,,,no,seen,made up,
    2032/33,100,,,no,seen,made up,
    2033/34,110,,,no,seen,made up,
    2034/35,121,,,yes,seen,made up,
    """,
  ]

  @Test func `past the last uplift prices follow the price index, and its forecast is unverified`() throws {
    let years = try synthetic(2030...2034, .uplift)
    let steps = (2030...2034).map { years[FinancialYear(start: $0)] }
    #expect(steps.map(\.factor.description) == ["1", "1.02", "1.0608", "1.16688", "1.283568"])
    #expect(steps.map(\.evidence) == [.definition, .definition, .definition, .derived, .unverified])
    #expect(
      steps.map(\.note) == [
        "", "2030/31 prices × 1.02 (uplift less efficiency 2031/32)",
        "2030/31 prices × 1.02 (uplift less efficiency 2031/32) × 1.04 (uplift less efficiency 2032/33)",
        "2030/31 prices × 1.02 (uplift less efficiency 2031/32) × 1.04 (uplift less efficiency 2032/33)"
          + " × 1.1 (GDP deflator 2033/34)",
        "2030/31 prices × 1.02 (uplift less efficiency 2031/32) × 1.04 (uplift less efficiency 2032/33)"
          + " × 1.1 (GDP deflator 2033/34) × 1.1 (forecast of the GDP deflator 2034/35)",
      ]
    )
  }

  @Test func `past the last price index nothing carries prices on, and the last year that can be is named`()
    throws
  {
    let synthetic = try SyntheticLibrary(Self.tables)
    let library = synthetic.library
    let text = "found the year 2035/36, but the prices are those of 2030/31 and nothing carries them that far"
    let work = { () throws(DiagnosticList) in try carried(library, 2030...2035, .uplift) }
    #expect(faults(work) == ["scenario.json:3:5 \(text) [price.beyond-tables]"])
    #expect(fixes(work) == ["write \"beyond\": \"hold\", or choose years up to 2034/35"])
  }

  @Test(arguments: [2029, 2031, 2040])
  func `any other year than that of the table may be an error`(start: Int) throws {
    let synthetic = try SyntheticLibrary(Self.tables)
    let library = synthetic.library
    let year = FinancialYear(start: start)
    let text = "found the year \(year), but the prices are those of 2030/31 and nothing carries them that far"
    let work = { () throws(DiagnosticList) in try carried(library, start...start, .error) }
    #expect(faults(work) == ["scenario.json:3:5 \(text) [price.beyond-tables]"])
    #expect(fixes(work) == ["write \"beyond\": \"hold\" or \"uplift\", or choose the year 2030/31"])
  }

  @Test(arguments: [BeyondPublishedPrices.error, .hold, .uplift])
  func `in the year of the table its prices stand as they are`(beyond: BeyondPublishedPrices) throws {
    let step = try synthetic(2030...2030, beyond)["2030/31"]
    #expect(step.factor == .one)
    #expect(step.note == "")
    #expect(step.evidence == .definition)
  }

  @Test func `held prices stay what they are, and say so`() throws {
    let years = try synthetic(2028...2040, .hold)
    #expect((2028...2040).allSatisfy { years[FinancialYear(start: $0)].factor == .one })
    #expect(years["2029/30"].note == "held backward from 2030/31 prices")
    #expect(years["2040/41"].note == "held at 2030/31 prices")
    #expect(years.files.isEmpty)
  }

  @Test func `earlier years have the table's prices, also when later ones are uplifted`() throws {
    let years = try synthetic(2027...2031, .uplift)
    #expect(years["2027/28"].factor == .one)
    #expect(years["2027/28"].note == "held backward from 2030/31 prices")
    #expect(years["2031/32"].factor == "1.02")
  }

  @Test func `a range that begins later is carried on from the table all the same`() throws {
    #expect(
      try synthetic(2033...2034, .uplift)["2034/35"] == synthetic(2030...2034, .uplift)["2034/35"]
    )
  }

  @Test(arguments: 2019...2030)
  func `asking for more years changes none of those asked for before`(last: Int) throws {
    let few = try shipped(2018...last)
    let many = try shipped(2018...2030)
    for start in 2018...last {
      #expect(few[FinancialYear(start: start)] == many[FinancialYear(start: start)])
    }
  }

  @Test(arguments: 2019...2030)
  func `each shipped year is carried by its uplift where one is known, else by the price index`(
    start: Int
  ) throws {
    let year = FinancialYear(start: start)
    let years = try shipped(2018...2030)
    let uplift = try Shipped.library.uplifts()[year]
    let index = try Shipped.library.deflators().factor(from: year.advanced(by: -1), to: year)
    let step = try #require(uplift?.factor ?? index)
    let before = years[year.advanced(by: -1)].factor
    let exact = Double(before.millionths) * Double(step.millionths) / 1e6
    #expect(abs(Double(years[year].factor.millionths) - exact) <= 0.5)
    #expect((uplift == nil) == years[year].note.hasSuffix("GDP deflator \(year))"))
    #expect(years[year].evidence == .unverified)
  }

  @Test func `of the shipped years 2021/22 has no uplift, and none after 2025/26 has`() throws {
    let uplifts = try Shipped.library.uplifts()
    let without = (2018...2030).map { FinancialYear(start: $0) }.filter { uplifts[$0] == nil }
    #expect(without == ["2021/22", "2026/27", "2027/28", "2028/29", "2029/30", "2030/31"])
  }

  @Test func `the tables behind an uplift are named`() throws {
    #expect(
      try shipped(2018...2020).files.map(\.path)
        == ["uplifts.csv", "deflators.csv"].map {
          Repository.path("tariffs/\($0)")
        }
    )
  }

  private func shipped(_ years: ClosedRange<Int>) throws(DiagnosticList) -> PriceYears {
    try PriceYears(Shipped.library, published: "2018/19", years: years, beyond: .uplift, at: nil)
  }

  private func synthetic(_ years: ClosedRange<Int>, _ beyond: BeyondPublishedPrices) throws -> PriceYears {
    let synthetic = try SyntheticLibrary(Self.tables)
    return try carried(synthetic.library, years, beyond)
  }

  private func carried(
    _ library: TariffLibrary,
    _ years: ClosedRange<Int>,
    _ beyond: BeyondPublishedPrices
  ) throws(DiagnosticList) -> PriceYears {
    try PriceYears(
      library,
      published: "2030/31",
      years: years,
      beyond: beyond,
      at: Position(file: "scenario.json", line: 3, column: 5)
    )
  }
}
