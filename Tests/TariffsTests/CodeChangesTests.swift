import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct CodeChangesTests {
  private static let text = """
    \(SyntheticLibrary.changesHeader)
    OLD1,NEW1,renamed,2017/18-2023/24,seen,made up,a new name
    AA01A,AA01A,meaning changed,2017/18-2024/25,derived,made up,minor became major
    """

  @Test func `a renamed code has another name in both directions`() throws {
    let changes = try changes(Self.text)
    #expect(changes.otherNames(of: "OLD1") == ["NEW1"])
    #expect(changes.otherNames(of: "NEW1") == ["OLD1"])
    #expect(changes.otherNames(of: "AA02A") == [])
  }

  @Test func `a code that kept its name has no other, and its change is told`() throws {
    let changes = try changes(Self.text)
    #expect(changes.otherNames(of: "AA01A") == [])
    let change = try #require(changes.changedMeaning(of: "AA01A"))
    #expect(change.note == "minor became major")
    #expect(change.evidence == .derived)
    #expect(change.between.description == "2017/18-2024/25")
    #expect(changes.changedMeaning(of: "NEW1") == nil)
  }

  @Test(
    arguments: [
      ("2017/18", "2024/25", true), ("2018/19", "2024/25", true), ("2018/19", "2023/24", true),
      ("2023/24", "2024/25", true), ("2016/17", "2017/18", false), ("2017/18", "2017/18", false),
      ("2024/25", "2030/31", false), ("2016/17", "2030/31", true),
    ] as [(FinancialYear, FinancialYear, Bool)]
  )
  func `a code may mean another thing in two years unless both lie on one side of the change`(
    one: FinancialYear,
    other: FinancialYear,
    mayDiffer: Bool
  ) throws {
    let changes = try changes(Self.text)
    #expect((changes.changedMeaning(of: "AA01A", between: one, and: other) != nil) == mayDiffer)
    #expect((changes.changedMeaning(of: "AA01A", between: other, and: one) != nil) == mayDiffer)
    #expect(changes.changedMeaning(of: "NEW1", between: one, and: other) == nil)
  }

  @Test func `every shipped renaming is a code of 2017/18 that 2024/25 has under the other name`() throws {
    let changes = try Shipped.library.codeChanges()
    let renamings = changes.all.filter(\.isRenaming)
    let before = try currencies("2017/18")
    let after = try currencies("2024/25")
    #expect(renamings.count == 16)
    for change in renamings {
      #expect(before.contains(change.old) && !before.contains(change.new), "\(change.old)")
      #expect(after.contains(change.new) && !after.contains(change.old), "\(change.new)")
    }
  }

  @Test func `every shipped code that changed its meaning has different names in the tables`() throws {
    let changes = try Shipped.library.codeChanges().all.filter {
      !$0.isRenaming && $0.between.description == "2017/18-2024/25"
    }
    #expect(changes.count == 12)
    for change in changes {
      let names = try ["2017/18", "2024/25"].map { try name(of: change.new, in: $0) }
      #expect(names[0] != names[1], "\(change.new)")
      #expect(change.note.contains("became"), "\(change.new)")
    }
  }

  @Test func `every fault of a table is told at once`() {
    let text = """
      \(SyntheticLibrary.changesHeader)
      OLD 1,,replaced,2017/18,sure,made up,
      OLD2,NEW2,renamed,2023/24-2017/18,seen,made up,
      """
    #expect(
      places { () throws(DiagnosticList) in
        try CodeChanges(InputFile(path: "c.csv", text: text))
      }.sorted().map(\.description) == [
        "c.csv:2:1", "c.csv:2:7", "c.csv:2:8", "c.csv:2:17", "c.csv:2:25", "c.csv:3:19",
      ]
    )
  }

  private func changes(_ text: String) throws -> CodeChanges {
    try CodeChanges(InputFile(path: "c.csv", text: text))
  }

  private func currencies(_ year: FinancialYear) throws -> Set<CurrencyCode> {
    Set(try #require(try Shipped.averageCosts(year)).keys.map(\.currency))
  }

  private func name(of currency: CurrencyCode, in year: FinancialYear) throws -> String? {
    let costs = try #require(try Shipped.averageCosts(year))
    let key = try #require(costs.keys.first { $0.currency == currency })
    return costs.rows(of: key).first?.name
  }
}
