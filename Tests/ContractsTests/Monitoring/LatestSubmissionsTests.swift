@testable import Contracts
import Tables
import Testing

struct LatestSubmissionsTests {
  private func file(_ rows: [[String: String]], _ path: String) throws -> MonitoringFile {
    try MonitoringFile(MonitoringText.file(.aggregate, rows, path: path))
  }

  @Test func `a later report of a month replaces an earlier one, whatever the order of the files`() throws {
    let flex = try file([MonitoringText.aggregate(price: "100.00")], "flex.csv")
    let freeze = try file(
      [
        MonitoringText.aggregate(price: "90.00", created: "2026-07-01T09:00:00", type: "FREEZE"),
        MonitoringText.aggregate(2, price: "70.00", created: "2026-07-01T09:00:00"),
      ],
      "freeze.csv"
    )
    for files in [[flex, freeze], [freeze, flex]] {
      let latest = LatestSubmissions(files)
      #expect(latest.rows.count == 2)
      #expect(
        latest.rows.filter { $0.key.month == 1 }.values.joined().map(\.price) == [MonitoringPrice("90")]
      )
      #expect(latest.replaced.count == 1)
      #expect(latest.replaced.first?.file == "flex.csv")
      #expect(latest.replaced.first?.latestFile == "freeze.csv")
      #expect(latest.replaced.first?.types == ["FLEX", "FREEZE"])
      #expect(latest.ambiguous.isEmpty)
    }
  }

  @Test func `other providers, commissioners and months are not replaced`() throws {
    let first = try file(
      [MonitoringText.aggregate(), MonitoringText.aggregate(provider: "RF4"), MonitoringText.aggregate(2)],
      "one.csv"
    )
    let second = try file(
      [MonitoringText.aggregate(commissioner: "10Q", created: "2026-08-01T09:00:00")],
      "two.csv"
    )
    let latest = LatestSubmissions([first, second])
    #expect(latest.rows.count == 4)
    #expect(latest.replaced.isEmpty)
  }

  @Test func `a file named twice counts once`() throws {
    let rows = [MonitoringText.aggregate(), MonitoringText.aggregate(tariffCode: "JA20D")]
    let latest = LatestSubmissions([try file(rows, "a.csv"), try file(rows.reversed(), "b.csv")])
    #expect(latest.rows.values.joined().count == 2)
    #expect(latest.replaced.map(\.file) == ["b.csv"])
    #expect(latest.ambiguous.isEmpty)
  }

  @Test func `two different reports of the same time are ambiguous`() throws {
    let latest = LatestSubmissions([
      try file([MonitoringText.aggregate()], "a.csv"),
      try file([MonitoringText.aggregate(price: "1.00")], "b.csv"),
    ])
    #expect(latest.ambiguous.map(\.files) == [["a.csv", "b.csv"]])
  }
}
