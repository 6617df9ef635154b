import Diagnostics
import FundingFlows
import Populations
import Quantities
import Tables
import Tariffs
import TestSupport
import Testing

struct FlowFilesTests {
  private struct Entry {
    let path: String
    let size: String
    let checksum: String
  }

  /// The texts of a manifest and its two lists of files.
  private func manifest(_ bytes: [UInt8]) throws -> (
    texts: [String: String], inputs: [Entry], outputs: [Entry]
  ) {
    let members = try members(JSONDocument(InputFile(path: "manifest.json", bytes: bytes)).root)
    let files = { (name: String) throws -> [Entry] in
      guard case .array(let elements)? = members[name]?.value else { return [] }
      return try elements.map { element in
        let entry = try self.members(element)
        return Entry(
          path: text(entry["path"]),
          size: text(entry["bytes"]),
          checksum: text(entry["sha256"])
        )
      }
    }
    return (members.mapValues { text($0) }, try files("inputs"), try files("outputs"))
  }

  private func members(_ node: JSONDocument.Node) throws -> [String: JSONDocument.Node] {
    guard case .object(let members) = node.value else { return [:] }
    return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.node) })
  }

  private func text(_ node: JSONDocument.Node?) -> String {
    switch node?.value {
    case .string(let text)?, .number(let text)?: text
    default: ""
    }
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `the manifest knows every file that was read and written, by its bytes`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let paths = try RandomScenario(seed).write(to: folder)
    let run = try ModelRun(paths.scenario, tariffs: paths.tariffs)
    let manifest = try manifest(run.bytes(of: "manifest.json"))
    #expect(
      manifest.outputs.map(\.path) == [
        "flows.csv", "summary.csv", "patients.csv", "prevalence.csv", "calibration.csv",
      ]
    )
    for entry in manifest.outputs {
      let bytes = try run.bytes(of: entry.path)
      #expect(entry.checksum == InputFile(path: "", bytes: bytes).checksum)
      #expect(entry.size == "\(bytes.count)")
    }
    #expect(manifest.inputs.first?.path == "scenario.json")
    #expect(Set(manifest.inputs.map(\.path)).count == manifest.inputs.count)
    for entry in manifest.inputs {
      let isShared = entry.path.hasPrefix("tariffs/")
      let path = isShared ? "\(folder.path)/\(entry.path)" : "\(folder.path)/scenario/\(entry.path)"
      let file = try InputFile(reading: path)
      #expect(entry.checksum == file.checksum)
      #expect(entry.size == "\(file.bytes.count)")
    }
    #expect(manifest.texts["scenario"] == "Scenario \(seed)")
  }

  /// The scenario's folder is taken off where a path begins with it, and nowhere else.
  @Test(arguments: ["/scenario.json", "o/scenario.json", "scenario.json"])
  func `a path that does not begin with the scenario's folder stays as it is`(path: String) throws {
    let folder = try TemporaryFolder()
    let scenario = RandomScenario(4)
    let paths = try scenario.write(to: folder)
    var text = scenario.scenario
    for name in [
      "population", "registrations", "rates", "ratio", "stage", "survival", "life-table", "shares",
      "providers",
    ] {
      text = text.replacing("\"\(name).csv\"", with: "\"\(folder.path)/scenario/\(name).csv\"")
    }
    text = text.replacing("\"pathways\",", with: "\"\(folder.path)/scenario/pathways\",")
    let model = try FundingModel(
      Scenario(InputFile(path: path, text: text)),
      tariffs: TariffLibrary(directory: paths.tariffs)
    )
    let files = model.run().files(tariffDirectory: paths.tariffs)
    let inputs = try manifest(try #require(files.last).bytes).inputs.map(\.path)
    let expected = model.inputs.dropFirst().map { input in
      let name = path == "/scenario.json" ? String(input.path.dropFirst()) : input.path
      return input.path.hasPrefix("\(paths.tariffs)/")
        ? "tariffs" + input.path.dropFirst(paths.tariffs.count) : name
    }
    #expect(inputs == ["scenario.json"] + expected)
  }

  @Test func `where the files lie changes nothing in what is written`() throws {
    let texts = try (0..<2).map { _ in
      let folder = try TemporaryFolder()
      let paths = try RandomScenario(11).write(to: folder)
      let run = try ModelRun(paths.scenario, tariffs: paths.tariffs)
      for file in run.files { #expect(!String(decoding: file.bytes, as: UTF8.self).contains(folder.path)) }
      #expect(!run.flows.page.contains(folder.path))
      return run.files.map { String(decoding: $0.bytes, as: UTF8.self) } + [run.flows.page]
    }
    #expect(texts[0] == texts[1])
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `a forecast of the user's own is named in the manifest and on the page`(seed: UInt64) throws {
    let scenario = RandomScenario(seed)
    let run = try ModelRun(scenario)
    let method =
      switch scenario.method {
      case .constant: "constant rates of 2016, 2017"
      case .observed: "observed rates of each year"
      case .forecast: "forecast of rates.csv"
      }
    let ratio = scenario.ratios == nil ? "" : " × local ratio"
    #expect(try manifest(run.bytes(of: "manifest.json")).texts["incidence"] == method + ratio)
    #expect(run.flows.page.contains("Incidence: \(method)\(ratio).\n"))
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `the tables have the rows of the ledger and of the patients, and no totals`(seed: UInt64) throws {
    let run = try ModelRun(RandomScenario(seed))
    let flows = try run.table("flows.csv").rows
    #expect(flows.count == run.flows.ledger.lines.count)
    for (row, line) in zip(flows, run.flows.ledger.lines) {
      #expect(row["step"] == line.step)
      #expect(row["stage"] == line.stage.rawValue)
      #expect(row["provider"] == line.provider.description)
      #expect(row["currency"] == line.currency?.description ?? "")
      #expect(row["value"] == line.value?.description ?? "")
      #expect(row["month"] == "")
    }
    let patients = try run.table("patients.csv").rows
    #expect(patients.count == run.flows.patients.count)
    for (row, patient) in zip(patients, run.flows.patients) {
      #expect(row["year"] == "\(patient.year)")
      #expect(row["sex"] == patient.sex?.rawValue ?? "all")
      #expect(
        abs((Double(row["survivors"] ?? "") ?? -1) - patient.survivors) <= 0.5e-6 + 1e-12 * patient.survivors
      )
    }
  }
}
