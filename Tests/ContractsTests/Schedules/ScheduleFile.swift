import TestSupport
import Contracts
import Diagnostics
import Tables

/// A schedule file for a test: the header of the columns named, and rows as they are written.
struct ScheduleFile {
  static let header =
    "line_id,financial_year,commissioner,provider,pathway,step,currency,point_of_delivery,treatment_function,"
    + "planned_activity,unit_price,market_forces_factor,planned_value,last_year_activity,last_year_value,basis,evidence,note"

  /// A row that is good, from which tests make others.
  static let row =
    "SL-BBB,2026/27,QMF,R1H,breast,B-T1,JA20F,DC,103,10,1979.5,1.148886,22742.20,9,20000,tariff,seen,from the list"

  let input: InputFile

  init(_ rows: String..., header: String = ScheduleFile.header) {
    input = InputFile(path: "s.csv", text: ([header] + rows).joined(separator: "\n") + "\n")
  }

  init(text: String) {
    input = InputFile(path: "s.csv", text: text)
  }

  init(bytes: [UInt8]) {
    input = InputFile(path: "s.csv", bytes: bytes)
  }

  func lines() throws(DiagnosticList) -> [ScheduleLine] { try Schedule(input).lines }

  var faults: [String] {
    TestSupport.faults { () throws(DiagnosticList) in try Schedule(input) }
  }

  /// A good row with the cells of some columns changed.
  static func row(_ changes: [(String, String)]) -> String {
    var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let names = header.split(separator: ",").map(String.init)
    for (name, cell) in changes {
      guard let index = names.firstIndex(of: name) else { preconditionFailure("no column \(name)") }
      cells[index] = cell
    }
    return cells.joined(separator: ",")
  }
}
