public import FundingFlows
public import Quantities
import Tables

/// A schedule of a run with the files that go with it.
public struct ScheduleFiles: Sendable {
  /// The schedule.
  public let schedule: Schedule
  /// The schedule, its subtotals and its cover, by name.
  public let files: [(name: String, bytes: [UInt8])]
  private let year: FinancialYear

  /// Makes the files of one year.
  ///
  /// - Parameters:
  ///   - flows: the run.
  ///   - year: a year of it.
  ///   - tariffDirectory: the folder of price tables, so that the cover names its files as `tariffs/…` wherever the
  ///     folder lies.
  public init(_ flows: PredictedFlows, in year: FinancialYear, tariffDirectory: String) {
    let schedule = Schedule(flows, in: year)
    let tables = [
      (name: "schedule.csv", bytes: schedule.table),
      (name: "schedule-subtotals.csv", bytes: schedule.subtotalTable),
    ]
    let paths = ManifestPaths(
      scenarioFolder: Scenario.folder(of: flows.scenario.file.path),
      tariffDirectory: tariffDirectory
    )
    let cover = ScheduleCover(flows: flows, year: year, schedule: schedule, paths: paths)
    files = tables + [(name: "schedule-cover.csv", bytes: cover.table(of: tables))]
    self.schedule = schedule
    self.year = year
  }

  /// What is said of them below the page of a run.
  public var page: String {
    let unpriced = schedule.linesWithoutPrice
    return """


      Schedule of \(year): \(schedule.lines.count) lines, \(schedule.total) pounds\
      \(unpriced == 0 ? "" : ", \(unpriced) lines without a price"); in schedule.csv,
      sums in schedule-subtotals.csv, where it is from in schedule-cover.csv.
      """
  }
}
