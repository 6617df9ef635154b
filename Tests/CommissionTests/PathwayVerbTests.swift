import CostedPathways
import TestSupport
import Testing

struct PathwayVerbTests {
  private func pathway(_ words: String...) async throws -> CommissionProcess.Outcome {
    try await CommissionProcess().run(["pathway"] + words + ["--tariffs", Repository.path("tariffs")])
  }

  @Test(arguments: ["breast", "lung"])
  func `a costed pathway has exactly these columns, and its summary these`(name: String) async throws {
    let table = try await pathway(name, "--tariff", "2018/19")
    #expect(table.status == 0)
    #expect(table.complaint == "")
    #expect(
      table.lines.first == """
        pathway,subtype,stage,phase,step,activity,currency,point_of_delivery,treatment_function,share,quantity,\
        unit_price,expected_cost,basis,evidence,source
        """
    )
    let summary = try await pathway(name, "--tariff", "2018/19", "--summary")
    #expect(summary.lines.first == "pathway,stage,phase,expected_cost,unverified_share")
    #expect(try total(summary, column: 3) == total(table, column: 12))
  }

  /// The sum of a column of pounds, in pence.
  private func total(_ outcome: CommissionProcess.Outcome, column: Int) throws -> Int {
    let table = try CSVTable(InputFile(path: "output", bytes: outcome.output))
    return try table.rows.reduce(0) { total, row in
      let text = row.fields[column].text
      return text.isEmpty ? total : total + (try #require(Int(text.replacing(".", with: ""))))
    }
  }

  @Test func `a file is written whole, with the bytes of standard output`() async throws {
    let folder = try TemporaryFolder()
    let words = ["lung", "--tariff", "2018/19", "--guideline", "2019"]
    let printed = try await CommissionProcess().run(
      ["pathway"] + words + ["--tariffs", Repository.path("tariffs")]
    )
    let written = try await CommissionProcess().run(
      ["pathway"] + words + ["--out", "\(folder.path)/a b.csv", "--tariffs", Repository.path("tariffs")]
    )
    #expect(written.status == 0)
    #expect(written.page == "")
    #expect(try folder.names() == ["a b.csv"])
    #expect(try folder.bytes(of: "a b.csv") == printed.output)
  }

  @Test func `a pathway that there is not is told, with the one that was meant`() async throws {
    let outcome = try await pathway("brest", "--tariff", "2018/19")
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(outcome.complaint.contains("error: found no pathway \"brest\": there is no "))
    #expect(outcome.complaint.hasSuffix("[pathway.unknown]\n  fix: did you mean breast?\n"))
  }

  @Test func `a shipped pathway is not found where there are no price tables`() async throws {
    let outcome = try await CommissionProcess().run(
      "pathway",
      "breast",
      "--tariff",
      "2018/19",
      "--tariffs",
      "nowhere"
    )
    #expect(outcome.status == 1)
    #expect(
      outcome.complaint.hasSuffix(
        "  fix: name the folder that has it: --tariffs DIR, or pathwayTables in a scenario\n"
      )
    )
  }

  @Test func `a year without prices is told with the years there are`() async throws {
    let outcome = try await pathway("breast", "--tariff", "2016/17")
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(outcome.complaint.contains("found no table with average costs for 2016/17 [tariff.no-table]"))
    #expect(outcome.complaint.contains("  fix: choose a year that has one: 2017/18"))
  }

  @Test func `a version of care that the tables do not have is told with those they have`() async throws {
    let outcome = try await pathway("breast", "--tariff", "2018/19", "--guideline", "1995")
    #expect(outcome.status == 1)
    #expect(outcome.page == "")
    #expect(outcome.complaint.contains("found the guideline year 1995, but the breast pathway covers "))
    #expect(outcome.complaint.contains("[pathway.guideline-year]\n  fix: choose a year that it covers"))
  }
}
