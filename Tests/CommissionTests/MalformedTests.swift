import CostedPathways
import Foundation
import TestSupport
import Testing

/// One broken input, how it is given to the executable, and what that must say.
struct MalformedCase: Sendable, CustomTestStringConvertible {
  let name: String
  let command: String
  let expected: String

  var testDescription: String { name }

  /// The broken file.
  var file: String {
    let table = Repository.path("Tests/Malformed/\(name).csv")
    return FileManager.default.fileExists(atPath: table)
      ? table : Repository.path("Tests/Malformed/\(name).json")
  }

  /// A text of the table with its names for places put in; the places may hold blanks.
  func filled(_ text: String, out: String) -> String {
    text.replacing("{file}", with: file).replacing("{out}", with: out)
      .replacing("{root}", with: Repository.root)
  }

  /// The rows of `Tests/Malformed/cases.csv`; none when it cannot be read, which a test below notices.
  static let all: [MalformedCase] = {
    guard let table = try? CSVTable(InputFile(reading: Repository.path("Tests/Malformed/cases.csv"))),
      table.header.map(\.text) == ["case", "command", "expected"]
    else { return [] }
    return table.rows.map { row in
      let cells = row.fields.map(\.text)
      return MalformedCase(
        name: cells[0],
        command: cells[1],
        expected: cells[2].replacing("\\n", with: "\n")
      )
    }
  }()
}

struct MalformedTests {
  private static let sentinel = "before\n"

  @Test(arguments: MalformedCase.all)
  func `a broken input is told in these words, and nothing is written`(broken: MalformedCase) async throws {
    let out = try TemporaryFolder(named: "out of a broken input")
    try out.write(Self.sentinel, to: "flows.csv")
    let before = try Data(contentsOf: URL(filePath: broken.file))
    let words = broken.command.split(separator: " ").map { broken.filled(String($0), out: out.path) }

    let outcome = try await CommissionProcess().run(words)

    #expect(outcome.complaint == broken.filled(broken.expected, out: out.path) + "\n")
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(try out.names() == ["flows.csv"])
    #expect(try out.text(of: "flows.csv") == Self.sentinel)
    #expect(try Data(contentsOf: URL(filePath: broken.file)) == before)
  }

  @Test func `there are enough cases, each of its own name, of every verb that reads files`() {
    let cases = MalformedCase.all
    #expect(cases.count >= 60)
    #expect(Set(cases.map(\.name)).count == cases.count)
    let verbs = Set(cases.compactMap { $0.command.split(separator: " ").first.map(String.init) })
    #expect(verbs == ["run", "forecast", "pathway", "map", "price", "check"])
  }

  @Test func `every case has its file, and every file its case`() throws {
    let names = Set(MalformedCase.all.map(\.name))
    let files = Repository.files(below: "Tests/Malformed", ending: "")
      .map { $0.replacing("Tests/Malformed/", with: "") }
      .filter { $0 != "cases.csv" }
    let cases = Set(files.map { file in file.replacing(".json", with: "").replacing(".csv", with: "") })
    #expect(cases.symmetricDifference(names) == [])
    for broken in MalformedCase.all {
      #expect(FileManager.default.fileExists(atPath: broken.file), "\(broken.name)")
    }
  }

  @Test func `every message says what was found and how to mend it, and where it is`() {
    for broken in MalformedCase.all {
      let lines = broken.expected.split(separator: "\n", omittingEmptySubsequences: false)
      for (line, fix) in zip(lines, lines.dropFirst()) where !line.hasPrefix("  ") {
        #expect(line.contains(": error: found "), "\(broken.name): \(line)")
        #expect(line.hasPrefix("{file}") || line.hasPrefix("{root}"), "\(broken.name): \(line)")
        #expect(line.hasSuffix("]"), "\(broken.name): \(line)")
        #expect(fix.hasPrefix("  fix: "), "\(broken.name): \(fix)")
      }
      #expect(lines.count.isMultiple(of: 2), "\(broken.name)")
    }
  }
}
