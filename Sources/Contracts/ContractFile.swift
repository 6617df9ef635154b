public import Diagnostics
import Quantities
public import Tables

/// A file of the kinds that contracts use, recognised by its columns and checked.
public struct ContractFile: Sendable {
  /// What it is, with how many rows it has.
  public let kind: String
  /// What the user should know of it.
  public let warnings: DiagnosticList

  /// Checks a file; nil when its columns are of no kind that contracts use.
  ///
  /// - Throws: every fault of the file.
  public init?(checking input: InputFile) throws(DiagnosticList) {
    if Schedule.isRecognised(input) {
      let schedule = try Schedule(input)
      kind = schedule.summary
      warnings = schedule.remarks(on: input.path)
      return
    }
    if input.path.lowercased().hasSuffix(".json") {
      guard TariffPilot.recognises(input) else { return nil }
      _ = try TariffPilot(input)
      kind = "a tariff pilot"
      warnings = DiagnosticList()
      return
    }
    let table = try CSVTable(input)
    // Tells of semicolons and tabs: a header in one piece is that of no kind.
    _ = try TableReader(table, columns: [], allowsOthers: true)
    let names = Set(table.header.map { CSVTable.normalised($0.text) })
    var warnings = DiagnosticList()
    if MonitoringFile.layout(of: table) != nil {
      let file = try MonitoringFile(input)
      kind = "\(file.layout.title), \(table.rows.count) rows"
      warnings = file.warnings
    } else if names == ["month", "share"] {
      _ = try Phasing(profile: input)
      kind = "a year's profile by month"
    } else if names.isSuperset(of: ["date", "change"]) {
      _ = try BankHolidays(input)
      kind = "bank holidays, \(table.rows.count) rows"
    } else {
      return nil
    }
    self.warnings = warnings
  }
}
