public import Diagnostics
public import Quantities

/// Where a year stands against its plan, and where it is heading.
public struct InYearPosition: Sendable {
  /// The year.
  public let year: FinancialYear
  /// The last month of which something was reported, 1 for April.
  public let lastMonth: Int
  /// Every service, planned, delivered or both, in order.
  public let lines: [PositionLine]
  /// The months up to the last that a provider did not report to a commissioner, in order.
  public let missing: [LatestSubmissions.Cell]
  /// How the plan is spread, in words.
  public let phasingName: String
  /// How many lines of the plan are of other years.
  public let linesOfOtherYears: Int

  /// Sets what happened beside the plan.
  ///
  /// - Parameters:
  ///   - plan: the year's plan.
  ///   - actual: the aggregate files' rows that count.
  ///   - phasing: how the year of a service is spread that the plan does not have.
  ///   - file: the path of the plan, for faults.
  /// - Throws: `monitor.years` when the rows are not all of the plan's year, `monitor.empty` when there are none,
  ///   `monitor.two-reports` when two files of the same time differ.
  public init(
    _ plan: ServicePlan,
    actual: LatestSubmissions,
    otherwise phasing: Phasing,
    file: String
  ) throws(DiagnosticList) {
    try Self.check(plan, actual, file)
    year = plan.year
    phasingName = plan.phasingName
    linesOfOtherYears = plan.linesOfOtherYears
    let last = actual.rows.keys.map(\.month).max() ?? 1
    lastMonth = last
    let received = ReportedMonths(actual)
    let delivered = DeliveredServices(actual, matching: plan)
    let services = Set(plan.services.keys).union(delivered.services.keys).sorted()
    lines = services.map { service in
      PositionLine(
        service: service,
        plan: plan.services[service],
        actual: delivered.services[service],
        received: received.months(of: service),
        lastMonth: last,
        weights: plan.services[service]?.weights ?? phasing.weights
      )
    }
    missing = received.missing(upTo: last, in: plan.year, among: services)
  }

  private static func check(_ plan: ServicePlan, _ actual: LatestSubmissions, _ file: String)
    throws(DiagnosticList)
  {
    var faults = DiagnosticList()
    if actual.rows.isEmpty { faults.append(PositionFault.empty(actual.paths)) }
    let years = Set(actual.rows.keys.map(\.year)).sorted()
    if !years.isEmpty, years != [plan.year] { faults.append(PositionFault.years(years, plan.year, file)) }
    for found in actual.ambiguous { faults.append(PositionFault.twoReports(found)) }
    try faults.throwIfFaulty()
  }

  /// Whether the actual prices look like prices of units: they are read as those of whole rows, and nearly all
  /// services would then be charged far below the plan.
  public var looksLikeUnitPrices: Bool {
    let told = lines.compactMap(\.looksLikeUnitPrices)
    return told.count { $0 } * 10 > told.count * 9
  }

  /// The months of all lines together, April first.
  public func monthly(_ months: (PositionLine) -> [Pence]) -> [Pence] {
    lines.map(months).reduce(Array(repeating: .zero, count: 12)) { zip($0, $1).map { $0 + $1 } }
  }

  /// A sum over the lines.
  public func total(_ amount: (PositionLine) -> Pence) -> Pence { lines.map(amount).total() }
}

/// What is wrong with a plan and reports that do not go together.
enum PositionFault {
  static func empty(_ files: [String]) -> Diagnostic {
    Diagnostic(
      "monitor.empty",
      at: Position(file: files.first ?? ""),
      "found no row of any month, expected what was reported of one month at least",
      fix: "give the aggregate files of the months that there are"
    )
  }

  static func years(_ years: [FinancialYear], _ planned: FinancialYear, _ file: String) -> Diagnostic {
    Diagnostic(
      "monitor.years",
      at: Position(file: file),
      "found reports of \(years.map(\.description).joined(separator: ", ")) for a plan of \(planned), expected one year",
      fix: "give the files of one year, and the plan of that year"
    )
  }

  static func twoReports(_ found: LatestSubmissions.Ambiguous) -> Diagnostic {
    let files = found.files.joined(separator: " and ")
    return Diagnostic(
      "monitor.two-reports",
      at: Position(file: found.files.first ?? ""),
      "found two reports of month \(found.cell.month) of \(found.cell.provider) to \(found.cell.commissioner), made at "
        + "the same time and different: \(files)",
      fix: "give the one that counts, or correct DATE AND TIME DATA SET CREATED"
    )
  }
}

/// The months that each provider reported to each commissioner.
struct ReportedMonths {
  private struct Pair: Hashable {
    let provider: ProviderCode
    let commissioner: CommissionerCode
  }

  private var months: [Pair: Set<Int>] = [:]

  init(_ submissions: LatestSubmissions) {
    for cell in submissions.rows.keys {
      months[Pair(provider: cell.provider, commissioner: cell.commissioner), default: []].insert(cell.month)
    }
  }

  func months(of service: MonitoredService) -> Set<Int> {
    months[Pair(provider: service.provider, commissioner: service.commissioner)] ?? []
  }

  func missing(upTo last: Int, in year: FinancialYear, among services: [MonitoredService])
    -> [LatestSubmissions
    .Cell]
  {
    let pairs = Set(services.map { Pair(provider: $0.provider, commissioner: $0.commissioner) })
    let cells = pairs.flatMap { pair in
      Set(1...last).subtracting(months[pair] ?? []).map {
        LatestSubmissions.Cell(
          year: year,
          month: $0,
          provider: pair.provider,
          commissioner: pair.commissioner
        )
      }
    }
    return cells.sorted {
      ($0.provider, $0.commissioner, $0.month) < ($1.provider, $1.commissioner, $1.month)
    }
  }
}
