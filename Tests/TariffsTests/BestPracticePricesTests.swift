import Diagnostics
import Quantities
import Tables
import Tariffs
import Testing

struct BestPracticePricesTests {
  private static let text = """
    \(MadeUp.bestPracticeHeader)
    AA01A,EL,flag,addition,150.5,derived,made up,
    AA01A,DC,flag,inside,999,seen,,
    """

  @Test func `a row is found by group, point of delivery and flag, and by no two of them`() throws {
    let table = try BestPracticePrices(InputFile(path: "best-practice.csv", text: Self.text))
    let row = try #require(table.row(of: "AA01A", at: .electiveInpatient, meeting: "flag"))
    #expect(row.kind == .addition)
    #expect(row.price == "150.5")
    #expect(row.evidence == .derived)
    #expect(row.source == "made up")
    #expect(row.position == Position(file: "best-practice.csv", line: 2))
    #expect(table.row(of: "AA02A", at: .electiveInpatient, meeting: "flag") == nil)
    #expect(table.row(of: "AA01A", at: .nonElectiveInpatient, meeting: "flag") == nil)
    #expect(table.row(of: "AA01A", at: .electiveInpatient, meeting: "Flag") == nil)
  }

  @Test func `a line inside a pathway is worth nothing, whatever the price says`() throws {
    let table = try BestPracticePrices(InputFile(path: "best-practice.csv", text: Self.text))
    #expect(table.row(of: "AA01A", at: .dayCase, meeting: "flag")?.price == "0")
  }

  @Test func `a year without the table has none`() throws {
    for year in Shipped.library.years(having: "rules.csv") {
      #expect(try Shipped.library.bestPracticePrices(for: year) == nil)
    }
  }
}
