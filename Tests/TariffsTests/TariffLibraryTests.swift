import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct TariffLibraryTests {
  @Test func `the years that have a table are told, oldest first`() {
    #expect(Shipped.library.years(having: "prices.csv") == ["2017/18", "2018/19"])
    #expect(Shipped.library.years(having: "unit-costs.csv") == ["2017/18", "2023/24", "2024/25"])
    #expect(Shipped.library.years(having: "market-forces.csv") == ["2019/20", "2020/21", "2026/27"])
    #expect(Shipped.library.years(having: "other.csv") == [])
  }

  @Test func `a year without a national tariff is refused with the years there are`() {
    let work = { () throws(DiagnosticList) in try Shipped.library.nationalTariff(for: "2024/25") }
    let path = Repository.path("tariffs/2024-25/prices.csv")
    #expect(
      faults(work) == ["\(path) found no table with a national tariff for 2024/25 [tariff.no-table]"]
    )
    #expect(fixes(work) == ["choose a year that has one: 2017/18, 2018/19"])
  }

  @Test func `a year without average costs is refused with the years there are`() {
    let work = { () throws(DiagnosticList) in try Shipped.library.averageCosts(for: "2018/19") }
    let path = Repository.path("tariffs/2018-19/unit-costs.csv")
    #expect(faults(work) == ["\(path) found no table with average costs for 2018/19 [tariff.no-table]"])
    #expect(fixes(work) == ["choose a year that has one: 2017/18, 2023/24, 2024/25"])
  }

  @Test func `a folder without any table says how to name another`() throws {
    let empty = try SyntheticLibrary([:])
    #expect(
      fixes { () throws(DiagnosticList) in try empty.library.nationalTariff(for: "2018/19") } == [
        "name the folder of tariffs with --tariffs DIR"
      ]
    )
  }

  @Test func `a year may have no market forces factors`() throws {
    #expect(try Shipped.library.marketForces(for: "2018/19") == nil)
    #expect(try Shipped.library.marketForces(for: "2026/27")?["R1H"] == "1.148886")
  }

  @Test func `a table is known by its publication, and without one by its file`() throws {
    let synthetic = try SyntheticLibrary([
      "2030-31/prices.csv": SyntheticLibrary.pricesHeader,
      "2030-31/unit-costs.csv": SyntheticLibrary.costsHeader,
    ])
    #expect(try synthetic.library.nationalTariff(for: "2030/31").publication == "prices.csv")
    #expect(try synthetic.library.averageCosts(for: "2030/31").publication == "unit-costs.csv")
    #expect(
      try #require(try Shipped.nationalTariff("2018/19")).publication
        == "2017/18 and 2018/19 National Tariff Payment System, Annex A"
    )
    #expect(
      try #require(try Shipped.averageCosts("2017/18")).publication
        == "National Schedule of Reference Costs 2017/18, NHS trusts and NHS foundation trusts"
    )
  }

  @Test func `a table that is read is stamped with its bytes`() throws {
    let synthetic = try SyntheticLibrary(["2030-31/prices.csv": SyntheticLibrary.pricesHeader])
    let file = try synthetic.library.nationalTariff(for: "2030/31").file
    #expect(file.path == "\(synthetic.path)/2030-31/prices.csv")
    #expect(file.size == SyntheticLibrary.pricesHeader.utf8.count + 1)
  }

  @Test(arguments: ["drugs.csv", "deflators.csv", "uplifts.csv", "code-changes.csv", "commissioning.csv"])
  func `a shared table that is missing is named`(name: String) throws {
    let library = TariffLibrary(directory: Repository.path("Tests/Published"))
    let reading: [String: () throws(DiagnosticList) -> Void] = [
      "drugs.csv": { () throws(DiagnosticList) in _ = try library.drugPrices() },
      "deflators.csv": { () throws(DiagnosticList) in _ = try library.deflators() },
      "uplifts.csv": { () throws(DiagnosticList) in _ = try library.uplifts() },
      "code-changes.csv": { () throws(DiagnosticList) in _ = try library.codeChanges() },
      "commissioning.csv": { () throws(DiagnosticList) in _ = try library.commissioning() },
    ]
    let work = try #require(reading[name])
    #expect(faults(work) == ["\(library.directory)/\(name) found no file of this name [file.unreadable]"])
  }
}
