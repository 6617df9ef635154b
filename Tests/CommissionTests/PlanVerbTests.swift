import Foundation
import TestSupport
import Testing

/// `commission plan`, on the schedule of the example.
struct PlanVerbTests {
  private static let schedule = Repository.path("Examples/contract-monitoring/schedule.csv")
  private static let header = ["--submitter", "A trust", "--created", "2026-03-31T17:00:00"]

  private func plan(_ folder: borrowing TemporaryFolder, _ words: [String]) async throws
    -> CommissionProcess.Outcome
  {
    try FileManager.default.copyItem(atPath: Self.schedule, toPath: "\(folder.path)/schedule.csv")
    return try await CommissionProcess(folder: folder.path)
      .run(["plan", "schedule.csv", "--tariffs", Repository.path("tariffs")] + words)
  }

  @Test func `a schedule becomes a plan by month, an activity plan and local prices`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await plan(folder, Self.header)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(
      Set(try folder.names(in: "plan")) == [
        "plan-by-month.csv", "indicative-activity-plan.csv", "local-prices.csv", "manifest.json",
      ]
    )
    #expect(outcome.page.contains("8 lines, 275,288.05 pounds in all"))
    #expect(outcome.page.contains("2026/27 by working days"))
    let months = try folder.text(of: "plan/plan-by-month.csv").split(whereSeparator: \.isNewline)
    #expect(months.count == 1 + 8 * 12)
    let check = try await CommissionProcess(folder: folder.path)
      .run(
        "check",
        "plan/indicative-activity-plan.csv",
        "plan/local-prices.csv",
        "--tariffs",
        Repository.path("tariffs")
      )
    #expect(check.status == 0)
    #expect(
      check.lines == [
        "plan/indicative-activity-plan.csv: good (Indicative Activity Plan, 96 rows)",
        "plan/local-prices.csv: good (Local Prices, 4 rows)",
      ]
    )
    #expect(check.complaint.contains("72 blank cells of ORGANISATION SITE IDENTIFIER (OF TREATMENT)"))
  }

  @Test func `activity that no price was found for is left out of the activity plan, with a warning`()
    async throws
  {
    let folder = try TemporaryFolder()
    let schedule = try String(contentsOfFile: Self.schedule, encoding: .utf8)
    try folder.write(
      schedule + "U1,2026/27,QMF,R1H,breast,B-C05,,,,78.5,,1,,,,unpriced,unverified,no price\n",
      to: "unpriced.csv"
    )
    let tables = ["--tariffs", Repository.path("tariffs")]
    let program = CommissionProcess(folder: folder.path)
    let outcome = try await program.run(["plan", "unpriced.csv"] + Self.header + tables)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(
      outcome.complaint.hasPrefix("unpriced.csv: warning: found 1 line without point of delivery, 78.5 units")
    )
    #expect(outcome.complaint.contains("[plan.left-out]"))
    let words = outcome.page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("leaves out 1 line without point of delivery, 78.5 units of activity and no value")
    )
    #expect(try folder.text(of: "plan/plan-by-month.csv").contains("\nU1,2026/27,12,"))
    #expect(!(try folder.text(of: "plan/indicative-activity-plan.csv").contains("B-C05")))
    let actual = ["april", "may"].map { Repository.path("Examples/contract-monitoring/acm-\($0).csv") }
    let monitored = try await program.run(["monitor", "unpriced.csv"] + actual + tables)
    #expect(monitored.status == 0, "\(monitored.complaint)")
    let told = monitored.page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      told.contains("Without point of delivery and value in the plan: 1 services, 78.5 units of activity")
    )
  }

  @Test func `the plan is made again from its manifest, with a profile of its own`() async throws {
    let folder = try TemporaryFolder()
    let shares = (1...12).map { "\($0),\($0 == 12 ? "0.45" : "0.05")" }.joined(separator: "\n")
    try folder.write("month,share\n\(shares)\n", to: "profile.csv")
    let outcome = try await plan(folder, Self.header + ["--phasing", "profile.csv", "--out", "made"])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.page.contains("2026/27 by the profile profile.csv"))
    #expect(outcome.page.contains("45.0%"))
    let again = try await CommissionProcess(folder: folder.path)
      .run("replay", "made/manifest.json", "--tariffs", Repository.path("tariffs"))
    #expect(again.page == "All 3 outputs have the same bytes.\n", "\(again.complaint)")
  }

  @Test(arguments: [
    ([], "found no --submitter, expected the name of who sends the files, at most 100 characters"),
    (["--submitter", "A"], "found no --created, expected a date and a time with seconds"),
    (
      ["--submitter", "A", "--created", "2026-03-31"],
      "found \"2026-03-31\" after --created, expected a date and a time"
    ),
    (
      ["--submitter", "A", "--created", "2026-03-31T17:00:00", "--phasing", "weeks"],
      "found \"weeks\" after --phasing, expected working-days, days, equal or a profile"
    ),
  ])
  func `what a file must have is asked for`(words: [String], message: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await plan(folder, words)
    #expect(outcome.status == 2)
    #expect(outcome.complaint.hasPrefix("commission: error: \(message)"), "\(outcome.complaint)")
    #expect(try folder.names() == ["schedule.csv"])
  }

  @Test func `a profile that does not add up stops the plan`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("month,share\n" + (1...12).map { "\($0),0.1\n" }.joined(), to: "p.csv")
    let outcome = try await plan(folder, Self.header + ["--phasing", "p.csv"])
    #expect(outcome.status == 1)
    #expect(outcome.complaint.hasPrefix("p.csv: error: found shares that add up to 1.2, expected 1 exactly"))
    #expect(!(try folder.names().contains("plan")))
  }
}
