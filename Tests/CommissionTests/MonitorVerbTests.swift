import Foundation
import TestSupport
import Testing

/// `commission monitor`, on the files of the example.
struct MonitorVerbTests {
  private static let example = Repository.path("Examples/contract-monitoring")
  private static let tables = ["--tariffs", Repository.path("tariffs")]
  private static let all = [
    "schedule.csv", "acm-april.csv", "acm-may.csv", "--plcm", "plcm.csv", "--drplcm", "drplcm.csv",
  ]

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["schedule.csv", "acm-april.csv", "acm-may.csv", "plcm.csv", "drplcm.csv"] {
      try FileManager.default.copyItem(atPath: "\(Self.example)/\(name)", toPath: "\(folder.path)/\(name)")
    }
    return folder
  }

  private func monitor(_ folder: borrowing TemporaryFolder, _ words: [String]) async throws
    -> CommissionProcess.Outcome
  {
    try await CommissionProcess(folder: folder.path).run(["monitor"] + words + Self.tables)
  }

  @Test func `the year is set beside its plan, and the difference between the files is named`() async throws {
    let folder = try folder()
    let outcome = try await monitor(folder, Self.all)
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(
      Set(try folder.names(in: "monitoring")) == [
        "position.csv", "position-by-month.csv", "forecast-outturn.csv", "unmatched.csv", "balance.csv",
        "outturn.svg",
        "manifest.json",
      ]
    )
    #expect(outcome.page.contains("2026/27 to May, against the plan by working days"))
    #expect(outcome.page.contains("May, R1H to QMF: 1,215.00: line 4 of DrPLCM has this amount"))
    #expect(outcome.page.contains("1 reported and not in the plan: 288.20 pounds"))
    #expect(try folder.text(of: "monitoring/outturn.svg").hasPrefix("<svg"))
    let everything = try folder.names(in: "monitoring").map { try folder.text(of: "monitoring/\($0)") }
      .joined()
    #expect(!(everything + outcome.page + outcome.complaint).contains("99900000"))
  }

  @Test func `the same bytes are made again from the manifest`() async throws {
    let folder = try folder()
    #expect(try await monitor(folder, Self.all).status == 0)
    let again = try await CommissionProcess(folder: folder.path)
      .run(["replay", "monitoring/manifest.json"] + Self.tables)
    #expect(again.page == "All 6 outputs have the same bytes.\n", "\(again.complaint)")
  }

  @Test func `an Indicative Activity Plan is a plan too`() async throws {
    let folder = try folder()
    let plan = try await CommissionProcess(folder: folder.path).run(
      ["plan", "schedule.csv", "--submitter", "A", "--created", "2026-03-31T17:00:00"] + Self.tables
    )
    #expect(plan.status == 0)
    let outcome = try await monitor(
      folder,
      ["plan/indicative-activity-plan.csv", "acm-april.csv", "acm-may.csv", "--out", "own"]
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    #expect(outcome.page.contains("against the plan by the plan's own months"))
    #expect(!(try folder.names(in: "own").contains("balance.csv")))
    let spread = try await monitor(
      folder,
      [
        "plan/indicative-activity-plan.csv", "acm-april.csv", "acm-may.csv", "--out", "spread", "--phasing",
        "equal",
      ]
    )
    #expect(spread.page.contains("against the plan by equal months"))
  }

  @Test func `a later report of the same month replaces the earlier one, and this is said`() async throws {
    let folder = try folder()
    let freeze = try folder.text(of: "acm-may.csv").replacing("2026-06-20T", with: "2026-07-20T")
      .replacing("FLEX", with: "FREEZE").replacing("-500.00", with: "-400.00")
    try folder.write(freeze, to: "acm-may-freeze.csv")
    let outcome = try await monitor(
      folder,
      ["schedule.csv", "acm-may-freeze.csv", "acm-april.csv", "acm-may.csv"]
    )
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let words = outcome.page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("May, R1H to QMF: the report made at 2026-06-20T09:00:00 in acm-may.csv is replaced")
    )
    #expect(words.contains("in acm-may-freeze.csv (FLEX, then FREEZE)."))
    #expect(outcome.page.contains("-900.00"))
  }

  @Test(arguments: ["--plcm", "--drplcm", "--devices"])
  func `an aggregate file does not balance with itself`(option: String) async throws {
    let folder = try folder()
    let outcome = try await monitor(folder, ["schedule.csv", "acm-may.csv", option, "acm-may.csv"])
    #expect(outcome.status == 1)
    #expect(
      outcome.complaint.hasPrefix(
        "acm-may.csv:1: error: found the header of Aggregate Contract Monitoring (DCB2050), expected "
      )
    )
    #expect(outcome.complaint.contains("[monitoring.layout]"))
    #expect(!(try folder.names().contains("monitoring")))
  }

  @Test func `a month that is missing is named`() async throws {
    let folder = try folder()
    let outcome = try await monitor(folder, ["schedule.csv", "acm-may.csv"])
    #expect(outcome.page.contains("Not reported by R1H to QMF: April."))
    #expect(outcome.page.contains("Not reported by RF4 to QMF: April."))
  }

  @Test func `the faults of all files are told at once, and none of a patient's values`() async throws {
    let folder = try folder()
    try folder.replace("202627,2026-06-01", with: "202672,2026-06-01", in: "acm-april.csv")
    try folder.replace("9990000001,", with: "9990000001X,", in: "plcm.csv")
    try folder.replace("1,202627", with: "14,202627", in: "plcm.csv")
    let outcome = try await monitor(folder, Self.all)
    #expect(outcome.status == 1)
    #expect(outcome.complaint.contains("acm-april.csv:2:3: error: found \"202672\" as FINANCIAL YEAR"))
    #expect(
      outcome.complaint.contains(
        "plcm.csv:2:1: error: found a value, not shown because rows are patients, as FINANCIAL MONTH"
      )
    )
    #expect(!outcome.complaint.contains("99900000"))
    #expect(!(try folder.names().contains("monitoring")))
  }

  @Test(arguments: [([], "found nothing"), (["schedule.csv"], "found schedule.csv")])
  func `a plan and a month are asked for`(words: [String], message: String) async throws {
    let outcome = try await CommissionProcess().run(["monitor"] + words)
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint.hasPrefix(
        "commission: error: \(message), expected a plan and one month's file at least [usage.arguments]"
      )
    )
  }
}
