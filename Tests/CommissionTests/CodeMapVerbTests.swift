import CostedPathways
import Foundation
import TestSupport
import Testing

struct CodeMapVerbTests {
  private static let map = """
    currency,financial_year,from_currency,from_year,share,evidence,source,note
    JA38A,2024/25,JA38A,2017/18,0.6,unverified,made up,
    JA38A,2024/25,JA38B,2017/18,0.4,unverified,made up,

    """

  private func run(_ words: [String]) async throws -> CommissionProcess.Outcome {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.map, to: "map.csv")
    let command = ["map", "--tariff", "2024/25", "--from", "2017/18", "--code-map", file]
    return try await CommissionProcess().run(command + words + ["--tariffs", Repository.path("tariffs")])
  }

  @Test(arguments: [[], ["--deflated"]])
  func `the report of a code map adds up, and names what the map leaves out`(options: [String]) async throws {
    let outcome = try await run(options)
    #expect(outcome.status == 0)
    let table = try CSVTable(InputFile(path: "output", bytes: outcome.output))
    let names = table.header.map(\.text)
    let rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(names, $0.fields.map(\.text))) }
    let total = try #require(rows.last)
    #expect(total["status"] == "total")
    for column in ["own_value", "mapped_value"] {
      let sum = rows.dropLast().reduce(Decimal(0)) { $0 + (Decimal(string: $1[column] ?? "") ?? 0) }
      #expect(sum == Decimal(string: total[column] ?? ""))
      #expect(sum > 0)
    }
    #expect(rows.contains { $0["currency"] == "JA39Z" && $0["status"] == "not covered" })
    #expect(outcome.complaint.contains("4 rows of 1 mapped codes compared [unverified]"))
    #expect(outcome.complaint.contains("JA39Z (DC EL): Bilateral Major Breast Procedures"))
  }

  @Test(arguments: [["--override", "x.csv"], ["--from", "2017/18"]])
  func `options that do not go together are refused`(options: [String]) async throws {
    #expect(try await run(options).status == 2)
  }
}
