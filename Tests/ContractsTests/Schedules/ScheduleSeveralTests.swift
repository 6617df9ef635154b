import Contracts
import Diagnostics
import Quantities
import Tables
import TestSupport
import Testing

struct ScheduleSeveralTests {
  private static let header =
    "line_id,financial_year,commissioner,provider,planned_activity,unit_price,planned_value\n"

  private func input(_ name: String, _ rows: String) -> InputFile {
    InputFile(path: name, text: Self.header + rows)
  }

  @Test func `schedules read together are those read one by one, in their order`() throws {
    let inputs = (0..<9).map { number in
      input("\(number).csv", "A,2026/27,QMF,R1H,\(number),2.5,\nB,2026/27,QMF,RF4,1,\(number).25,\n")
    }
    let together = try Schedule.read(inputs)
    let alone = try inputs.map { try Schedule($0).lines }
    #expect(together.map(\.lines) == alone)
    #expect(together[3].total == Pence(750 + 325))
    #expect(try Schedule.read([]).isEmpty)
  }

  @Test func `the faults of all are told, in the order of the files`() throws {
    let inputs = [
      input("one.csv", "A,2026/27,qmf,R1H,1,1,\n"), input("two.csv", "A,2026/27,QMF,R1H,1,1,\n"),
      input("three.csv", "A,2026/28,QMF,R1H,1,1,\n"),
    ]
    let found = faults { () throws(DiagnosticList) in _ = try Schedule.read(inputs) }
    #expect(found.map { String($0.prefix { $0 != ":" }) } == ["one.csv", "three.csv"])
  }
}
