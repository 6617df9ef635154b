import FundingFlows
import Quantities
public import Tables

extension ActivityPlan {
  /// All that is written of a plan, without the manifest.
  public func files(_ header: SubmissionHeader) -> [(name: String, bytes: [UInt8])] {
    [
      ("plan-by-month.csv", monthTable), ("indicative-activity-plan.csv", activityPlanFile(header)),
      ("local-prices.csv", localPricesFile(header)),
    ]
  }

  /// The manifest of files made of a schedule.
  ///
  /// - Parameters:
  ///   - files: what was written.
  ///   - schedule: the file of the schedule.
  ///   - others: the other files that were read.
  ///   - phasing: how the year was spread, with the files that it needs.
  ///   - tariffDirectory: the folder of price tables.
  ///   - command: the words that make the files again.
  public func manifest(
    of files: [(name: String, bytes: [UInt8])],
    schedule: FileStamp,
    others: [FileStamp],
    phasing: PhasingSource,
    tariffDirectory: String,
    command: [String]
  ) -> (name: String, bytes: [UInt8]) {
    let paths = ManifestPaths(
      scenarioFolder: Scenario.folder(of: schedule.path),
      tariffDirectory: tariffDirectory
    )
    let names = years.map { year in "\(year) by \((phasings[year] ?? .equal).name)" }
    let bytes = Manifest.bytes(
      command: command,
      facts: [("phasing", .array(names.map { .string($0) }))],
      inputs: [schedule] + others + phasing.files,
      outputs: files,
      paths
    )
    return ("manifest.json", bytes)
  }
}
