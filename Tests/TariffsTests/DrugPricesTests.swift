import Diagnostics
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct DrugPricesTests {
  @Test func `a drug has the price of what is given at once, or none where none was read`() throws {
    let drugs = try drugs(
      """
      potion,Potion,two vials,vial,45,90,2 vials,,,seen,unverified,made up,
      elixir,Elixir,,,,,,,,unverified,,none read,
      balm,Balm,,tube,0,0,,,,seen,,made up,
      """
    )
    #expect(drugs.codes == ["balm", "elixir", "potion"])
    #expect(drugs["potion"]?.packPrice == "45")
    #expect(drugs["potion"]?.dosePrice == "90")
    #expect(drugs["elixir"].map { $0.dosePrice == nil && $0.packPrice == nil } == true)
    #expect(drugs["balm"]?.dosePrice == "0")
    #expect(drugs["tonic"] == nil)
  }

  @Test func `a price is as well supported as the dose it is for`() throws {
    let drugs = try drugs("a,A,,,,1,,,,seen,unverified,x,\nb,B,,,,1,,,,derived,,x,\nc,C,,,,1,,,,seen,seen,x,")
    #expect(drugs.codes.compactMap { drugs[$0]?.evidence } == [.unverified, .derived, .seen])
  }

  @Test func `the shipped drugs are 66, and no dose is priced without its pack`() throws {
    let drugs = try Shipped.library.drugPrices()
    #expect(drugs.codes.count == 66)
    for code in drugs.codes where drugs[code]?.dosePrice != nil {
      #expect(drugs[code]?.packPrice != nil, "\(code)")
    }
  }

  @Test func `every fault is told at once`() {
    let rows = """
      po tion,,,,-1,x,,,,sure,sure,made up,
      a,A,,,,1,,,,seen,,made up,
      a,A,,,,2,,,,seen,,made up,
      """
    #expect(
      places { () throws(DiagnosticList) in try drugs(rows) }.sorted().map(\.description) == [
        "r.csv:2:1", "r.csv:2:9", "r.csv:2:12", "r.csv:2:15", "r.csv:2:20", "r.csv:2:25", "r.csv:4:1",
      ]
    )
  }

  private func drugs(_ rows: String) throws(DiagnosticList) -> DrugPrices {
    try DrugPrices(InputFile(path: "r.csv", text: "\(SyntheticLibrary.drugsHeader)\n\(rows)\n"))
  }
}
