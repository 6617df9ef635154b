import CostedPathways
import Foundation
import TestSupport
import Testing

/// Schedules of a run, written, checked and read again.
struct ScheduleVerbTests {
  private static let names = ["schedule.csv", "schedule-subtotals.csv", "schedule-cover.csv"]

  /// A run of a small scenario with the schedule of its year, in `out` beside it.
  private func make(in folder: borrowing TemporaryFolder) async throws -> CommissionProcess.Outcome {
    try SmallScenario.write(to: folder)
    return try await CommissionProcess(folder: folder.path)
      .run("run", "scenario.json", "--schedule", "2019/20")
  }

  private func rows(_ folder: borrowing TemporaryFolder, _ name: String) throws -> [[String]] {
    let table = try CSVTable(InputFile(reading: "\(folder.path)/out/\(name)"))
    return table.rows.map { $0.fields.map(\.text) }
  }

  @Test func `a run writes the schedule of a year, its sums and its cover, and says so`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await make(in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.page.contains("\nSchedule of 2019/20: "))
    #expect(outcome.page.contains("schedule.csv, schedule-subtotals.csv, schedule-cover.csv, manifest.json"))
    let schedule = try Schedule(InputFile(reading: "\(folder.path)/out/schedule.csv"))
    let flows = try CSVTable(InputFile(reading: "\(folder.path)/out/flows.csv"))
    let value = try #require(flows.header.firstIndex { $0.text == "value" })
    let pennies = flows.rows.map { $0.fields[value].text.filter { $0 != "." } }.compactMap { Int64($0) }
    #expect(schedule.total.amount == pennies.reduce(0, +))
    #expect(schedule.lines.allSatisfy { $0.lastYearActivity == nil && $0.lastYearValue == nil })
    #expect(schedule.lines.contains { $0.plannedValue == nil && !$0.note.isEmpty })
    let all = try #require(try rows(folder, "schedule-subtotals.csv").first)
    #expect(all[0] == "all")
    #expect(all.contains("\(schedule.total)"))
    let cover = Dictionary(
      try rows(folder, "schedule-cover.csv").map { ($0[0], $0[1]) },
      uniquingKeysWith: { first, _ in first }
    )
    #expect(cover["scenario"] == "Before")
    #expect(cover["scenario file"] == "scenario.json")
    #expect(cover["year of the schedule"] == "2019/20")
    #expect(cover["prices"] == "national tariff per spell, 2018/19")
    #expect(cover["guideline year"] == "2019")
    #expect(cover["total, pounds"] == "\(schedule.total)")
    let file = try InputFile(reading: "\(folder.path)/out/schedule.csv")
    #expect(cover["SHA-256 of schedule.csv"] == file.checksum)
    for name in Self.names {
      #expect(!String(decoding: try folder.bytes(of: "out/\(name)"), as: UTF8.self).contains(folder.path))
      #expect(try folder.text(of: "out/manifest.json").contains("\"\(name)\""))
    }
  }

  @Test func `a schedule is made again from its manifest, and is the same in another folder`() async throws {
    let folder = try TemporaryFolder()
    _ = try await make(in: folder)
    let outcome = try await CommissionProcess(folder: folder.path).run("replay", "out/manifest.json")
    #expect(outcome.page == "All 8 outputs have the same bytes.\n")
    let other = try TemporaryFolder()
    _ = try await make(in: other)
    for name in Self.names { #expect(try folder.bytes(of: "out/\(name)") == other.bytes(of: "out/\(name)")) }
  }

  @Test func `a year that the scenario does not have is a fault of the command line`() async throws {
    let folder = try TemporaryFolder()
    try SmallScenario.write(to: folder)
    let outcome = try await CommissionProcess(folder: folder.path)
      .run("run", "scenario.json", "--schedule", "2035/36")
    #expect(outcome.status == 2)
    #expect(
      outcome.complaint == """
        commission: error: found 2035/36 after --schedule, expected a year of the scenario [usage.value]
          fix: write one from 2019/20 to 2019/20

        """
    )
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test func `a schedule is checked, and written as it was`() async throws {
    let folder = try TemporaryFolder()
    _ = try await make(in: folder)
    let process = CommissionProcess(folder: folder.path)
    let schedule = try Schedule(InputFile(reading: "\(folder.path)/out/schedule.csv"))
    let checked = try await process.run("check", "out/schedule.csv", "--tariffs", "tariffs")
    #expect(checked.complaint == "")
    #expect(
      checked.lines == [
        "out/schedule.csv: good (contract schedule, \(schedule.lines.count) lines, \(schedule.total) pounds)"
      ]
    )
    let written = try await process.run("schedule", "out/schedule.csv", "--out", "again.csv")
    #expect(written.status == 0)
    #expect(try folder.bytes(of: "again.csv") == folder.bytes(of: "out/schedule.csv"))
  }

  @Test func `rows that are no lines and values of a side's own are told, and the file is good`() async throws
  {
    let folder = try TemporaryFolder()
    _ = try await make(in: folder)
    let lines = try folder.text(of: "out/schedule.csv").split(separator: "\r\n").map(String.init)
    let changed = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var cells = changed
    (cells[9], cells[10], cells[11], cells[12]) = ("2", "10", "1", "\"£1,234.50\"")
    let text = [lines[0], cells.joined(separator: ","), "Total,,,,,,,,,,,,1234.50"].joined(separator: "\n")
    try folder.write(text, to: "edited.csv")
    let outcome = try await CommissionProcess(folder: folder.path)
      .run("check", "edited.csv", "--tariffs", "tariffs")
    #expect(outcome.status == 0)
    #expect(outcome.lines == ["edited.csv: good (contract schedule, 1 lines, 1234.50 pounds)"])
    #expect(outcome.complaint.contains("edited.csv:3: warning: found a row that names no line"))
    #expect(outcome.complaint.contains("edited.csv: warning: found 1 lines whose planned_value is not "))
  }

  @Test func `a schedule at fault is written nowhere`() async throws {
    let folder = try TemporaryFolder()
    let file = Repository.path("Tests/Malformed/schedule-mangled-currency.csv")
    let outcome = try await CommissionProcess(folder: folder.path).run("schedule", file, "--out", "again.csv")
    #expect(outcome.status == 1)
    #expect(outcome.complaint.contains("[schedule.mangled-code]"))
    #expect(try folder.names() == [])
  }
}
