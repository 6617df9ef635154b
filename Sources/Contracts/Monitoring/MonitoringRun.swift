public import Diagnostics
import FundingFlows
import Quantities
public import Tables
public import Tariffs

/// A year's monitoring: the plan, what was reported, the patient-level files, and what they say together.
public struct MonitoringRun: Sendable {
  /// The files by what they are.
  public struct Paths: Sendable {
    /// The plan: a schedule, or an Indicative Activity Plan.
    public let plan: String
    /// The aggregate files.
    public let aggregate: [String]
    /// The patient-level files.
    public let patients: [String]
    /// The drugs files.
    public let drugs: [String]
    /// The devices files.
    public let devices: [String]

    /// Names the files.
    public init(plan: String, aggregate: [String], patients: [String], drugs: [String], devices: [String]) {
      self.plan = plan
      self.aggregate = aggregate
      self.patients = patients
      self.drugs = drugs
      self.devices = devices
    }
  }

  /// Where the year stands.
  public let position: InYearPosition
  /// Whether the files agree; nil when no patient-level file was given.
  public let balance: Balance?
  /// The reports that later ones replace.
  public let replaced: [LatestSubmissions.Replaced]
  /// What the user should know of the files, by file in order.
  public let warnings: [(path: String, list: DiagnosticList)]
  /// The files that were read.
  public let inputs: [FileStamp]
  private let plan: String

  /// Reads the files and sets them beside each other.
  ///
  /// - Parameters:
  ///   - paths: the files.
  ///   - choice: how the plan is spread; nil for working days, or an Indicative Activity Plan's own months.
  ///   - tariffs: the price tables, with the bank holidays and who commissions what.
  /// - Throws: every fault of the files.
  public init(_ paths: Paths, by choice: PhasingChoice?, tariffs: TariffLibrary) throws(DiagnosticList) {
    var reader = MonitoringInputs()
    let aggregate = reader.files(paths.aggregate, as: .aggregate)
    let patients = reader.files(paths.patients, as: .patients)
    let drugs = reader.files(paths.drugs, as: .drugs)
    let devices = reader.files(paths.devices, as: .devices)
    let source = reader.faults.collect { () throws(DiagnosticList) in
      try PhasingSource(choice ?? .workingDays, tariffDirectory: tariffs.directory)
    }
    let plan = reader.plan(paths.plan, source, isRespread: choice != nil, tariffs)
    try reader.faults.throwIfFaulty()
    guard let source, let plan else { throw reader.faults }
    let actual = LatestSubmissions(aggregate)
    let year = actual.rows.keys.map(\.year).max() ?? plan.years.max() ?? FinancialYear(start: 2010)
    let chosen = plan.years.contains(year) ? year : plan.years.first ?? year
    position = try InYearPosition(
      plan.plan(of: chosen),
      actual: actual,
      otherwise: source.phasing(of: chosen),
      file: paths.plan
    )
    let others = [patients, drugs, devices].map { $0.isEmpty ? nil : LatestSubmissions($0) }
    var faults = DiagnosticList()
    for found in others.compactMap(\.self).flatMap(\.ambiguous) {
      faults.append(PositionFault.twoReports(found))
    }
    try faults.throwIfFaulty()
    let hasOthers = others.contains { $0 != nil }
    balance =
      hasOthers
      ? Balance(aggregate: actual, patients: others[0], drugs: others[1], devices: others[2]) : nil
    replaced = actual.replaced + others.compactMap(\.self).flatMap(\.replaced)
    warnings = reader.warnings
    inputs = reader.stamps + source.files
    self.plan = paths.plan
  }

  /// The tables, without the manifest.
  public var files: [(name: String, bytes: [UInt8])] {
    [
      ("position.csv", position.positionTable), ("position-by-month.csv", position.monthTable),
      ("forecast-outturn.csv", position.forecastTable), ("unmatched.csv", position.unmatchedTable),
    ] + (balance.map { [("balance.csv", $0.table)] } ?? [])
  }

  /// The manifest of files made of this.
  public func manifest(
    of files: [(name: String, bytes: [UInt8])],
    tariffDirectory: String,
    command: [String]
  ) -> (name: String, bytes: [UInt8]) {
    let paths = ManifestPaths(scenarioFolder: Scenario.folder(of: plan), tariffDirectory: tariffDirectory)
    let bytes = Manifest.bytes(
      command: command,
      facts: [
        ("year", .string(position.year.description)), ("lastMonth", .number(position.lastMonth)),
        ("phasing", .string(position.phasingName)),
      ],
      inputs: inputs,
      outputs: files,
      paths
    )
    return ("manifest.json", bytes)
  }
}

/// Reads the files of a monitoring run and keeps their faults and warnings.
struct MonitoringInputs {
  var faults = DiagnosticList()
  private(set) var stamps: [FileStamp] = []
  private(set) var warnings: [(path: String, list: DiagnosticList)] = []

  /// The files that could be read.
  mutating func files(_ paths: [String], as layout: MonitoringLayout) -> [MonitoringFile] {
    paths.compactMap { path in
      guard let input = input(path) else { return nil }
      return file(input, as: layout)
    }
  }

  private mutating func input(_ path: String) -> InputFile? {
    let input = faults.collect { () throws(DiagnosticList) in try InputFile(reading: path) }
    if let input { stamps.append(input.stamp) }
    return input
  }

  private mutating func file(_ input: InputFile, as layout: MonitoringLayout) -> MonitoringFile? {
    let file = faults.collect { () throws(DiagnosticList) in try MonitoringFile(input, as: layout) }
    if let file, file.warnings.warningCount > 0 { warnings.append((input.path, file.warnings)) }
    return file
  }

  /// The plan, as a schedule or as an Indicative Activity Plan, by its header.
  mutating func plan(
    _ path: String,
    _ phasing: PhasingSource?,
    isRespread: Bool,
    _ tariffs: TariffLibrary
  ) -> MonitoredPlan? {
    guard let input = input(path) else { return nil }
    if let table = try? CSVTable(input), MonitoringFile.layout(of: table) == .activityPlan {
      guard let file = file(input, as: .activityPlan) else { return nil }
      return .activityPlan(LatestSubmissions([file]), isRespread ? phasing : nil)
    }
    let schedule = faults.collect { () throws(DiagnosticList) in try Schedule(input) }
    let commissioning = faults.collect { () throws(DiagnosticList) in try tariffs.commissioning() }
    guard let schedule, let commissioning, let phasing else { return nil }
    stamps.append(commissioning.file)
    let plan = faults.collect { () throws(DiagnosticList) in
      try ActivityPlan(schedule, file: path, by: phasing, commissioning: commissioning)
    }
    return plan.map { .schedule($0) }
  }
}

/// A plan as it was given.
enum MonitoredPlan {
  case schedule(ActivityPlan)
  case activityPlan(LatestSubmissions, PhasingSource?)

  var years: [FinancialYear] {
    switch self {
    case .schedule(let plan): plan.years
    case .activityPlan(let submissions, _): Set(submissions.rows.keys.map(\.year)).sorted()
    }
  }

  func plan(of year: FinancialYear) -> ServicePlan {
    switch self {
    case .schedule(let plan): ServicePlan(plan, year: year)
    case .activityPlan(let submissions, let phasing):
      ServicePlan(submissions, year: year, by: phasing?.phasing(of: year))
    }
  }
}
