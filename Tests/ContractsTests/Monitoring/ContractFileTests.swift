@testable import Contracts
import Diagnostics
import Tables
import TestSupport
import Testing

struct ContractFileTests {
  @Test func `the kinds that contracts use are recognised by their columns`() throws {
    let kinds = try [
      MonitoringText.file(.aggregate, [MonitoringText.aggregate()]),
      InputFile(
        path: "p.csv",
        text: "month,share\n" + (1...12).map { "\($0),\($0 == 1 ? 1 : 0)\n" }.joined()
      ),
      InputFile(reading: Repository.path("tariffs/bank-holidays.csv")),
      InputFile(path: "other.csv", text: "a,b\n1,2\n"),
    ].map { try ContractFile(checking: $0)?.kind }
    #expect(
      kinds == [
        "Aggregate Contract Monitoring (DCB2050), 1 rows", "a year's profile by month",
        "bank holidays, 14 rows", nil,
      ]
    )
  }

  @Test func `semicolons are told as such`() {
    let found = faults { () throws(DiagnosticList) in
      try ContractFile(
        checking: InputFile(path: "f.csv", text: "FINANCIAL MONTH;FINANCIAL YEAR\n1;202627\n")
      )
    }
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("separated by semicolons, expected commas [table.separator]") == true)
  }

  @Test func `warnings come with a good file`() throws {
    let row = MonitoringText.aggregate(tariffCode: "MDT")
    let file = try ContractFile(checking: MonitoringText.file(.aggregate, [row]))
    #expect(file?.warnings.warningCount == 1)
  }
}
