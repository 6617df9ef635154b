import Foundation
import CostedPathways
import TestSupport
import Testing

/// Outputs made again from what their manifest says.
struct ReplayVerbTests {
  private static let same = "All 5 outputs have the same bytes.\n"

  /// A run of the small scenario, its outputs in `out` beside it.
  private func made(_ words: [String] = []) async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try RunVerbTests().small(folder)
    let outcome = try await CommissionProcess(folder: folder.path).run(["run", "scenario.json"] + words)
    #expect(outcome.status == 0)
    return folder
  }

  private func replay(_ words: [String], in folder: borrowing TemporaryFolder) async throws
    -> CommissionProcess.Outcome
  {
    try await CommissionProcess(folder: folder.path).run(["replay"] + words)
  }

  private func bytes(_ folder: borrowing TemporaryFolder, in name: String) throws -> [String: [UInt8]] {
    var bytes: [String: [UInt8]] = [:]
    for file in try folder.names(in: name) { bytes[file] = try folder.bytes(of: "\(name)/\(file)") }
    return bytes
  }

  @Test func `the same inputs give the same bytes, and nothing is written unless asked`() async throws {
    let folder = try await made()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let outcome = try await replay(["out/manifest.json"], in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.page == Self.same)
    #expect(outcome.complaint == "")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path) == names)

    let writing = try await replay(["out/manifest.json", "--out", "again"], in: folder)
    #expect(writing.status == 0)
    #expect(writing.page.hasPrefix("Written to again: flows.csv, "))
    #expect(try bytes(folder, in: "again") == bytes(folder, in: "out"))
  }

  @Test func `what was explained is explained again, from any folder`() async throws {
    let folder = try await made(["--explain"])
    #expect(
      try folder.text(of: "out/manifest.json")
        .contains("[\n    \"run\",\n    \"scenario.json\",\n    \"--explain\"\n  ]")
    )
    let elsewhere = try TemporaryFolder(named: "else where")
    let outcome = try await replay(["\(folder.path)/out/manifest.json"], in: elsewhere)
    #expect(outcome.page == "All 6 outputs have the same bytes.\n")
    #expect(try elsewhere.names() == [])
  }

  @Test func `the scenario is found beside the manifest, here, or in the named folder`() async throws {
    let folder = try await made()
    try FileManager.default.copyItem(
      atPath: "\(folder.path)/out/manifest.json",
      toPath: "\(folder.path)/manifest.json"
    )
    #expect(try await replay(["manifest.json"], in: folder).page == Self.same)
    let elsewhere = try TemporaryFolder()
    try elsewhere.write(try folder.text(of: "manifest.json"), to: "manifest.json")
    let path = "\(elsewhere.path)/manifest.json"
    #expect(try await replay([path], in: folder).page == Self.same)
    let tariffs = ["--tariffs", "\(folder.path)/tariffs"]
    let named = try await replay([path, "--inputs", folder.path] + tariffs, in: elsewhere)
    #expect(named.page == Self.same)
    let lost = try await replay(["manifest.json"], in: elsewhere)
    #expect(lost.status == 1)
    #expect(lost.complaint.hasPrefix("manifest.json:4:14: error: found none of the files of this command"))
    #expect(lost.complaint.contains("[replay.no-scenario]\n  fix: name the folder they are in: --inputs DIR"))
  }

  @Test func `each input that changed or is missing is told, with what it was and is, and nothing is made`()
    async throws
  {
    let folder = try await made()
    let people = try InputFile(reading: "\(folder.path)/p.csv")
    let rates = try InputFile(reading: "\(folder.path)/r.csv")
    try folder.replace(",1000\n", with: ",1001\n", in: "p.csv")
    let changed = try InputFile(reading: "\(folder.path)/p.csv")
    try FileManager.default.removeItem(atPath: "\(folder.path)/r.csv")
    let outcome = try await replay(["out/manifest.json", "--out", "again"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(
      outcome.complaint == """
        p.csv: error: found \(changed.bytes.count) bytes with SHA-256 \(changed.checksum), expected \
        \(people.bytes.count) bytes with SHA-256 \(people.checksum) [replay.input-changed]
          fix: bring back the earlier file, or make the outputs again
        r.csv: error: found no file, expected \(rates.bytes.count) bytes with SHA-256 \(rates.checksum) \
        [replay.input-missing]
          fix: name the folder of the scenario with --inputs DIR, or that of the price tables with --tariffs DIR

        """
    )
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/again"))
  }

  @Test func `an output that is not what it was is told, and is written all the same`() async throws {
    let folder = try await made()
    let flows = try InputFile(reading: "\(folder.path)/out/flows.csv")
    let other = String(repeating: "0", count: 64)
    try folder.replace(flows.checksum, with: other, in: "out/manifest.json")
    try folder.replace("\"prevalence.csv\"", with: "\"old.csv\"", in: "out/manifest.json")
    let outcome = try await replay(["out/manifest.json", "--out", "again"], in: folder)
    #expect(outcome.status == 1)
    let size = "\(flows.bytes.count) bytes with SHA-256"
    let told = outcome.complaint.split(separator: "\n").filter { !$0.hasPrefix("  fix: ") }
    #expect(told.count == 3)
    #expect(
      told.first
        == "flows.csv: error: found \(size) \(flows.checksum), expected \(size) \(other) [replay.output-differs]"
    )
    #expect(told.dropFirst().first?.hasPrefix("old.csv: error: found no such output, expected ") == true)
    #expect(told.last?.hasSuffix("expected no such output [replay.output-differs]") == true)
    #expect(try folder.bytes(of: "again/flows.csv") == flows.bytes)
  }

  @Test(arguments: ["\"price\"", "\"replay\"", "\"fly\"", "\"run\", \"--draw\""])
  func `a command that cannot be replayed is told`(verb: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "scenario.json")
    let checksum = SHA256.hexadecimal(of: [])
    try folder.write(
      """
      { "format": 1, "command": [\(verb), "scenario.json"], "outputs": [],
        "inputs": [{ "path": "scenario.json", "bytes": 0, "sha256": "\(checksum)" }] }
      """,
      to: "manifest.json"
    )
    let outcome = try await replay(["manifest.json"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.complaint.hasPrefix("manifest.json:1:27: error: found the command "))
    #expect(outcome.complaint.contains("which cannot be replayed [manifest.command]\n"))
  }
}
