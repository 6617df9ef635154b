import Diagnostics
import FundingFlows
import Tables
import Tariffs
import TestSupport
import Testing

/// A scenario that was run, with the files that it wrote.
struct ModelRun {
  let flows: PredictedFlows
  let files: [(name: String, bytes: [UInt8])]

  /// Runs a scenario file at the prices of a folder.
  init(_ scenario: String, tariffs: String) throws(DiagnosticList) {
    let library = TariffLibrary(directory: tariffs)
    let model = try FundingModel(Scenario(InputFile(reading: scenario)), tariffs: library)
    flows = model.run()
    files = flows.files(tariffDirectory: tariffs)
  }

  /// Writes a random scenario and runs it.
  init(_ scenario: RandomScenario) throws {
    let folder = try TemporaryFolder()
    let paths = try scenario.write(to: folder)
    try self.init(paths.scenario, tariffs: paths.tariffs)
  }

  func bytes(of name: String) throws -> [UInt8] {
    try #require(files.first { $0.name == name }).bytes
  }

  func table(_ name: String) throws -> CSVRows { try CSVRows(bytes(of: name)) }
}

/// The totals of a page, by section and label, in pence, one for each year and one for all.
struct PageTotals {
  private(set) var sections: [String: [String: [Int64]]] = [:]

  init(_ page: String) throws {
    var section = ""
    for line in page.split(separator: "\n") {
      let label = line.prefix(36)
      guard !line.hasPrefix("  ") else {
        let cells = line.dropFirst(36).split(separator: " ").map { $0.replacing(",", with: "") }
        let amounts = cells.compactMap { pence($0) }
        guard !amounts.isEmpty, amounts.count == cells.count else { continue }
        sections[section, default: [:]][label.trimmed] = amounts
        continue
      }
      section = label.trimmed
    }
    try #require(sections["Pounds"]?["Total"] != nil)
  }

  func section(beginning title: String) throws -> [String: [Int64]] {
    try #require(sections.first { $0.key.hasPrefix(title) }).value
  }
}

extension StringProtocol {
  /// Without the blanks around it.
  var trimmed: String {
    let words = split(separator: " ")
    return words.joined(separator: " ")
  }
}
