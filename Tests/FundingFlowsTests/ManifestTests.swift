import Diagnostics
import FundingFlows
import Tables
import TestSupport
import Testing

struct ManifestTests {
  private static let good = """
    {
      "product": "CostedPathways",
      "format": 1,
      "command": ["run", "scenario.json", "--explain"],
      "inputs": [{ "path": "scenario.json", "bytes": 3, "sha256": "abc" }],
      "outputs": [{ "path": "flows.csv", "bytes": 0, "sha256": "def" }]
    }
    """

  private func faults(_ text: String) -> String {
    do throws(DiagnosticList) {
      _ = try Manifest(InputFile(path: "manifest.json", text: text))
      return ""
    } catch {
      return error.errors.map(\.description).joined(separator: "\n")
    }
  }

  @Test func `a manifest says what was read and written, and by which command`() throws {
    let manifest = try Manifest(InputFile(path: "manifest.json", text: Self.good))
    #expect(manifest.command == ["run", "scenario.json", "--explain"])
    #expect(manifest.inputs.map(\.name) == ["scenario.json"])
    #expect(manifest.inputs.map(\.size) == [3])
    #expect(manifest.outputs.map(\.checksum) == ["def"])
  }

  @Test func `the manifest of a run is read as it was written, its command naming files as its inputs do`()
    throws
  {
    let folder = try TemporaryFolder()
    let paths = try RandomScenario(3).write(to: folder)
    let run = try ModelRun(paths.scenario, tariffs: paths.tariffs)
    let files = run.flows.files(
      tariffDirectory: paths.tariffs,
      command: ["run", paths.scenario, "--explain"]
    )
    let written = try #require(files.last)
    let manifest = try Manifest(InputFile(path: written.name, bytes: written.bytes))
    #expect(manifest.command == ["run", "scenario.json", "--explain"])
    #expect(manifest.inputs.count == run.flows.inputs.count)
    for (entry, stamp) in zip(manifest.inputs, run.flows.inputs) { #expect(entry.isSame(as: stamp)) }
    for (entry, file) in zip(manifest.outputs, files) {
      #expect(entry.name == file.name)
      #expect(entry.isSame(as: FileStamp(path: "", bytes: file.bytes)))
    }
  }

  @Test func `all that is wrong with a manifest is told at once, at its place`() {
    let text = Self.good.replacing("[\"run\",", with: "[1,").replacing("\"bytes\": 3", with: "\"bytes\": -3")
      .replacing("\"sha256\": \"def\"", with: "\"sha\": \"def\"")
    #expect(
      faults(text) == """
        manifest.json:4:14: error: found a list at $.command, expected a list of texts [manifest.type]
          fix: give a manifest as commission wrote it
        manifest.json:5:50: error: found -3 at $.inputs[0].bytes, expected a whole number [manifest.type]
          fix: give a manifest as commission wrote it
        manifest.json:6:15: error: found no key $.outputs[0].sha256, expected a text [manifest.missing-key]
          fix: give a manifest as commission wrote it; those of earlier versions cannot be replayed
        """
    )
  }

  @Test(arguments: [
    (
      "\"format\": 1", "\"format\": 2",
      "3:13: error: found a manifest of the format 2, expected 1 [manifest.format]"
    ),
    (
      "\"format\": 1,", "",
      "1:1: error: found no key $.format, expected a whole number [manifest.missing-key]"
    ),
    (
      "{ \"path\": \"flows.csv\"", "7, { \"path\": \"x\"",
      "6:15: error: found 7 at $.outputs[0], expected an object"
    ),
    ("[\"run\", \"scenario.json\", \"--explain\"]", "[]", "4:14: error: found a list at $.command"),
    (
      "\"path\": \"flows.csv\"", "\"path\": \"\"",
      "6:25: error: found \"\" at $.outputs[0].path, expected a text"
    ),
    (
      "[{ \"path\": \"flows.csv\", \"bytes\": 0, \"sha256\": \"def\" }]", "{}",
      "6:14: error: found an object at $.outputs, expected a list of objects"
    ),
  ])
  func `each slip has its place`(old: String, new: String, expected: String) {
    let text = Self.good.replacing(old, with: new)
    #expect(faults(text).hasPrefix("manifest.json:\(expected)"), "\(faults(text))")
  }

  @Test func `what is no object is told`() {
    #expect(
      faults("[]").hasPrefix("manifest.json:1:1: error: found a list at $, expected an object in braces")
    )
    #expect(faults("{").contains("[json.syntax]"))
  }

  @Test(arguments: [
    ("", "p.csv", "p.csv"), ("a/b/", "a/b/../c/p.csv", "../c/p.csv"), ("a/", "/root/p.csv", "/root/p.csv"),
    ("a/", "x/tariffs/2017-18/prices.csv", "tariffs/2017-18/prices.csv"),
  ])
  func `a file is called the same wherever it lies, and found again`(
    folder: String,
    path: String,
    name: String
  ) {
    let paths = ManifestPaths(scenarioFolder: folder, tariffDirectory: "x/tariffs")
    #expect(paths.name(of: path) == name)
    #expect(paths.path(of: name) == path)
  }
}
