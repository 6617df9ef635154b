import Diagnostics
import FundingFlows
import Quantities
import Tables
import TestSupport
import Testing

struct ProviderNamesTests {
  @Test func `a provider has the name of the table, or none`() throws {
    let names = try ProviderNames(InputFile(path: "t.csv", text: "provider,name\nR1H,\"Barts, all of it\"\n"))
    #expect(names[try #require(ProviderCode("R1H"))] == "Barts, all of it")
    #expect(names[try #require(ProviderCode("RF4"))] == nil)
  }

  @Test func `every fault of a row is reported with its place`() {
    let input = InputFile(path: "t.csv", text: "provider,name\nR1H,\nR2H,One\nR2H,Two\nr,Three\n")
    #expect(
      faults { () throws(DiagnosticList) in try ProviderNames(input) } == [
        "t.csv:2:5 found a blank name, expected text [value.missing]",
        "t.csv:4:1 found a second row for the same provider, first on line 3 [table.repeated-row]",
        "t.csv:5:1 found \"r\" as provider, expected a provider code of 3 to 6 capital letters and digits, not"
          + " ending in 00, such as R1H [value.malformed]",
      ]
    )
  }
}
