import CostedPathways
import TestSupport
import Testing

struct MapVerbTests {
  private static let header =
    "currency,name,point_of_delivery,treatment_function,pathway,step,role,evidence"

  private func map(_ words: String...) async throws -> CommissionProcess.Outcome {
    try await CommissionProcess().run(
      ["map", "--tariff", "2018/19"] + words + ["--tariffs", Repository.path("tariffs")]
    )
  }

  @Test func `the map has exactly these columns, and its report stands beside it`() async throws {
    let outcome = try await map()
    #expect(outcome.status == 0)
    #expect(outcome.lines.first.map(String.init) == Self.header)
    #expect(outcome.complaint.hasPrefix("2018/19: \(outcome.lines.count - 1) rows: "))
  }

  @Test func `rows of one's own replace those of the same currency and point of delivery`() async throws {
    let folder = try TemporaryFolder()
    let own = try folder.write(
      "currency,point_of_delivery,treatment_function,pathway,step\nJA20F,EL,,,\n",
      to: "own.csv"
    )
    let outcome = try await map("--override", own, "--out", "\(folder.path)/map.csv")
    #expect(outcome.status == 0)
    #expect(outcome.page == "")
    let lines = try folder.text(of: "map.csv").split(whereSeparator: \.isNewline)
    #expect(lines.first.map(String.init) == Self.header)
    let rows = lines.filter { $0.hasPrefix("JA20F,") && $0.contains(",EL,") }
    #expect(rows.count == 1)
    #expect(rows.allSatisfy { $0.contains(",not mapped,") && $0.contains("own.csv:2") })
  }
}
