import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct CodeMapTests {
  private static let header = "currency,financial_year,from_currency,from_year,share,evidence,source,note"
  private static let text = """
    \(header)
    AA01A,2030/31,AA01B,2020/21,0.25,seen,made up,
    AA01A,2030/31,AA01C,2020/21,0.75,derived,made up,
    AA02A,2030/31,AA01B,2020/21,1,seen,made up,
    """

  @Test func `a code is made of its parts in one direction and between two years`() throws {
    let map = try CodeMap(InputFile(path: "map.csv", text: Self.text))
    let parts = try #require(map.parts(of: "AA01A", in: "2030/31", from: "2020/21"))
    #expect(parts.map(\.earlier) == ["AA01B", "AA01C"])
    #expect(parts.map(\.share.millionths) == [250_000, 750_000])
    #expect(parts.map(\.evidence) == [.seen, .derived])
    #expect(parts.map(\.position.line) == [2, 3])
    #expect(map.parts(of: "AA01A", in: "2020/21", from: "2030/31") == nil)
    #expect(map.parts(of: "AA01B", in: "2030/31", from: "2020/21") == nil)
    #expect(map.keys.map(\.currency) == ["AA01A", "AA02A"])
  }

  @Test(arguments: ["0.24", "0.26", "0.250001", "0"])
  func `shares that do not add up to one are refused at the first of them`(share: String) {
    let text = Self.text.replacing(",0.25,", with: ",\(share),")
    #expect(
      places { () throws(DiagnosticList) in try CodeMap(InputFile(path: "map.csv", text: text)) }
        == [Position(file: "map.csv", line: 2, column: 29)]
    )
  }

  /// Prices of 2020/21 for codes that changed their meaning before 2030/31.
  private static let tables = [
    "2030-31/prices.csv": MadeUp.pricesHeader,
    "2020-21/unit-costs.csv": """
    \(SyntheticLibrary.costsHeader)
    AA01A,Another thing,DC,,,10,9999,seen,
    AA01B,One part,DC,,,10,100,seen,
    AA01C,Other part,DC,,,10,200.01,seen,
    """,
    "code-changes.csv": """
    \(SyntheticLibrary.changesHeader)
    AA01A,AA01A,meaning changed,2020/21-2030/31,derived,made up,minor became major
    """,
  ]

  @Test func `a code that changed its meaning is priced by its parts where a map says what they are`() throws
  {
    let priced = try price(with: CodeMap(InputFile(path: "map.csv", text: Self.text)))
    #expect(priced.value == Pence(175_01))
    #expect(priced.basePrice == "175.0075")
    #expect(priced.evidence == .derived)
    #expect(priced.explanation.entries.contains { $0.position?.file == "map.csv" })
  }

  @Test func `and is not priced without one`() throws {
    let priced = try price(with: nil)
    #expect(priced.value == nil)
    #expect(priced.unpriced?.contains("the meaning of AA01A changed 2020/21-2030/31") == true)
  }

  @Test func `a part without a price leaves the code without one, and is named`() throws {
    let text = Self.text.replacing("AA01C", with: "AA01D")
    let priced = try price(with: CodeMap(InputFile(path: "map.csv", text: text)))
    #expect(priced.value == nil)
    #expect(priced.unpriced?.contains("AA01A is mapped, but ") == true)
    #expect(priced.unpriced?.contains("AA01D") == true)
  }

  private func price(with map: CodeMap?) throws -> PricedLine {
    let synthetic = try SyntheticLibrary(Self.tables)
    var options = LinePricer.Options()
    options.fallbacks = [PriceSource(year: "2020/21", basis: .averageCost)]
    options.codeMap = map
    let pricer = try LinePricer(synthetic.library, years: ["2030/31"], options: options)
    return pricer.price(.madeUp("AA01A", .dayCase))
  }
}
