import Foundation
import TestSupport
import Testing

/// `commission compare`, on a small scenario and one that changes it.
struct CompareVerbTests {
  private static let outputs = [
    "attribution-summary.csv", "attribution.csv", "comparison.csv", "patients-attribution.csv",
    "patients.csv",
    "unpriced.csv", "waterfall.svg",
  ]

  private func compare(_ folder: borrowing TemporaryFolder, _ words: String...) async throws
    -> CommissionProcess.Outcome
  {
    try await CommissionProcess(folder: folder.path).run(["compare"] + words)
  }

  /// The sum of a column of pounds, in pence.
  private func sum(of column: String, in name: String, _ folder: borrowing TemporaryFolder) throws -> Int {
    let rows = try folder.text(of: name).split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let place = try #require(rows.first?.firstIndex(of: column))
    return try rows.dropFirst().reduce(0) { total, row in
      let digits = row[place].filter { $0 != "." }
      return total + (try #require(Int(digits)))
    }
  }

  @Test func `what two scenarios cost more or less is written, and by which cause`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    let outcome = try await compare(folder, "scenario.json", "after.json")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.complaint == "")
    let names = try folder.names(in: "comparison")
    #expect(Set(Self.outputs).isSubset(of: names))
    #expect(names.allSatisfy { Self.outputs.contains($0) || $0 == "manifest.json" })
    let difference = try sum(of: "difference", in: "comparison/comparison.csv", folder)
    #expect(difference != 0)
    #expect(try sum(of: "difference", in: "comparison/attribution.csv", folder) == difference)
    #expect(try sum(of: "difference", in: "comparison/attribution-summary.csv", folder) == difference)
    let causes = try folder.text(of: "comparison/attribution.csv").split(whereSeparator: \.isNewline)
      .dropFirst().compactMap {
        $0.split(separator: ",").dropLast().last.map(String.init)
      }
    #expect(Set(causes) == ["population", "stage", "price"])
    #expect(outcome.page.contains("Before"))
    #expect(outcome.page.contains("After"))
    #expect(try folder.text(of: "comparison/waterfall.svg").hasPrefix("<svg"))
  }

  @Test func `draws of both add how sure the difference is`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder, uncertainty: SmallScenario.uncertainty)
    let bare = try await compare(folder, "scenario.json", "after.json", "--out", "bare")
    let drawn = try await compare(
      folder,
      "scenario.json",
      "after.json",
      "--out",
      "drawn",
      "--draws",
      "40",
      "--threads",
      "2"
    )
    #expect(bare.status == 0)
    #expect(drawn.status == 0, "\(drawn.complaint)")
    let added = Set(try folder.names(in: "drawn")).subtracting(try folder.names(in: "bare"))
    #expect(added == ["difference-uncertainty.csv", "value-of-knowing.csv"])
    for name in Self.outputs {
      #expect(try folder.bytes(of: "bare/\(name)") == folder.bytes(of: "drawn/\(name)"))
    }
    #expect(drawn.page.hasPrefix(bare.page.prefix(200)))
    #expect(drawn.page.contains("How sure, by 40 draws of both with the same random numbers"))
    let again = try await compare(
      folder,
      "scenario.json",
      "after.json",
      "--out",
      "again",
      "--draws",
      "40",
      "--threads",
      "1"
    )
    #expect(again.status == 0)
    for name in added { #expect(try folder.bytes(of: "drawn/\(name)") == folder.bytes(of: "again/\(name)")) }
  }

  @Test func `a scenario beside itself differs in nothing`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder, uncertainty: SmallScenario.uncertainty)
    let outcome = try await compare(folder, "after.json", "after.json", "--out", "out", "--draws", "20")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(try sum(of: "difference", in: "out/comparison.csv", folder) == 0)
    #expect(try folder.text(of: "out/attribution.csv").split(whereSeparator: \.isNewline).count == 1)
    let differences = try folder.text(of: "out/difference-uncertainty.csv").split(whereSeparator: \.isNewline)
      .filter {
        $0.contains(",difference,")
      }
    #expect(!differences.isEmpty)
    #expect(differences.allSatisfy { $0.hasSuffix(",difference,0.00,0.00,0.00,0.00,0.00,0.00") })
  }

  @Test(arguments: [
    ([], "found nothing, expected two scenarios"), (["a.json"], "found a.json, expected two scenarios"),
    (["a.json", "b.json", "c.json"], "found a.json b.json c.json, expected two scenarios"),
  ])
  func `two scenarios are asked for`(files: [String], message: String) async throws {
    let outcome = try await CommissionProcess().run(["compare"] + files)
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint.hasPrefix(
        "commission: error: \(message) [usage.arguments]\n  fix: write it as: commission compare "
      )
    )
  }

  @Test func `faults of both scenarios are told at once`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    try folder.replace("\"2019/20\", \"last\"", with: "\"2019/21\", \"last\"", in: "scenario.json")
    try folder.write("{ \"name\": \"Other\", \"pathway\": 1 }", to: "other.json")
    let outcome = try await compare(folder, "scenario.json", "other.json")
    #expect(outcome.status == 1)
    #expect(outcome.complaint.contains("\nother.json:1:"))
    #expect(outcome.complaint.hasPrefix("scenario.json:3:"))
  }

  @Test func `scenarios of other years are not compared`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    let text = try folder.text(of: "scenario.json").replacing(
      "{ \"first\": \"2019/20\", \"last\": \"2019/20\" }",
      with: "{ \"first\": \"2020/21\", \"last\": \"2020/21\" }"
    )
    try folder.write(text, to: "later.json")
    for name in ["people", "rates"] {
      let table = try folder.text(of: "\(name).csv")
      let last = try #require(table.split(separator: "\n").last)
      try folder.write(table + last.replacing("2020", with: "2021") + "\n", to: "\(name).csv")
    }
    let outcome = try await compare(folder, "scenario.json", "later.json")
    #expect(outcome.status == 1)
    #expect(
      outcome.complaint == """
        later.json:3:12: error: found 2020/21 to 2020/21, expected 2019/20 to 2019/20 as in the first scenario \
        [compare.years]
          fix: give both scenarios the same

        """
    )
  }
}
