import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct PublicationsTests {
  private static let text = """
    \(SyntheticLibrary.sourcesHeader)
    prices.csv,excess_bed_day,2017/18,Earlier Tariff,seen,,,
    prices.csv,,2018/19,Tariff,seen,,,
    prices.csv,short_stay_percent,,Tariff,,,,not read
    """

  @Test func `a table is named by the row that speaks of all its columns`() throws {
    let publications = try Publications(InputFile(path: "s.csv", text: Self.text))
    #expect(publications.name(of: "prices.csv") == "Tariff")
    #expect(publications.name(of: "unit-costs.csv") == nil)
  }

  @Test func `a column may be of a year of its own`() throws {
    let publications = try Publications(InputFile(path: "s.csv", text: Self.text))
    #expect(publications.valueYear(of: "excess_bed_day", in: "prices.csv") == "2017/18")
    #expect(publications.valueYear(of: "combined", in: "prices.csv") == "2018/19")
    #expect(publications.valueYear(of: "unit_cost", in: "unit-costs.csv") == nil)
  }

  @Test func `every fault of a table is told at once`() {
    let text = "\(SyntheticLibrary.sourcesHeader)\n,,2018,,seen,,,"
    #expect(
      places { () throws(DiagnosticList) in try Publications(InputFile(path: "s.csv", text: text)) }
        .sorted().map(\.description) == ["s.csv:2:1", "s.csv:2:3", "s.csv:2:8"]
    )
  }

  @Test func `every shipped table of a year has its publication`() throws {
    for name in ["prices.csv", "unit-costs.csv", "market-forces.csv"] {
      let years = Shipped.library.years(having: name)
      #expect(!years.isEmpty)
      for year in years {
        let path = Repository.path("tariffs/\(year.folderName)/sources.csv")
        #expect(try Publications(InputFile(reading: path)).name(of: name) != nil, "\(year) \(name)")
      }
    }
  }
}
