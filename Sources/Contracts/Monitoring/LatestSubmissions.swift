public import Quantities

/// The latest report of each provider, commissioner and month, out of files that may hold a month more than once.
///
/// A month is reported twice, flex and freeze: of two reports of a month the one made later replaces the other.
/// A file named twice counts once.
public struct LatestSubmissions: Sendable {
  /// Whose month it is.
  public struct Cell: Hashable, Sendable, Comparable {
    /// The year.
    public let year: FinancialYear
    /// The month, 1 for April.
    public let month: Int
    /// Who is paid.
    public let provider: ProviderCode
    /// Who pays.
    public let commissioner: CommissionerCode

    /// Orders by time, then provider, then commissioner.
    public static func < (one: Cell, other: Cell) -> Bool {
      (one.year, one.month, one.provider, one.commissioner)
        < (other.year, other.month, other.provider, other.commissioner)
    }
  }

  /// A report that another one replaces.
  public struct Replaced: Hashable, Sendable {
    /// Whose month it is.
    public let cell: Cell
    /// The file of the report that is not used.
    public let file: String
    /// When it was made.
    public let created: CreationTime?
    /// The file of the report that is used instead.
    public let latestFile: String
    /// When that was made; the same time for a file that was named twice.
    public let latestCreated: CreationTime?
    /// The reporting types of both, as the files say them.
    public let types: [String]
  }

  /// A report of a month that is ambiguous: two files of the same time that differ.
  public struct Ambiguous: Hashable, Sendable {
    /// Whose month it is.
    public let cell: Cell
    /// The files.
    public let files: [String]
  }

  /// The paths of the files, as they were given.
  let paths: [String]
  /// The rows that count, by whose month they are.
  public let rows: [Cell: [MonitoringRow]]
  /// The file that each month's rows stand in.
  let files: [Cell: String]
  /// The reports that were replaced, in order.
  public let replaced: [Replaced]
  /// The reports between which nothing decides, in order.
  public let ambiguous: [Ambiguous]

  /// Chooses among the rows of files; rows without a month are left out.
  public init(_ files: [MonitoringFile]) {
    var reports: [Cell: [Report]] = [:]
    for (number, file) in files.enumerated() {
      for (key, rows) in Self.grouped(file.rows) {
        reports[key.cell, default: []].append(
          Report(number: number, file: file.path, created: key.created, rows: rows)
        )
      }
    }
    var rows: [Cell: [MonitoringRow]] = [:]
    var kept: [Cell: String] = [:]
    var replaced: [Replaced] = []
    var ambiguous: [Ambiguous] = []
    for (cell, found) in reports.sorted(by: { $0.key < $1.key }) {
      let latest = found.max { Self.isBefore($0, $1) }
      guard let latest else { continue }
      let sameTime = found.filter { $0.created == latest.created && !$0.isSame(as: latest) }
      if !sameTime.isEmpty {
        ambiguous.append(Ambiguous(cell: cell, files: ([latest] + sameTime).map(\.file).sorted()))
      }
      rows[cell] = latest.rows
      kept[cell] = latest.file
      for report in found where report.number != latest.number || report.created != latest.created {
        replaced.append(Replaced(cell: cell, report: report, latest: latest))
      }
    }
    paths = files.map(\.path)
    self.rows = rows
    self.files = kept
    self.replaced = replaced
    self.ambiguous = ambiguous
  }

  private struct ReportKey: Hashable {
    let cell: Cell
    let created: CreationTime?
  }

  /// The rows of a file by month and time; in the order of these, since one month may have been made at several.
  private static func grouped(_ rows: [MonitoringRow]) -> [(key: ReportKey, value: [MonitoringRow])] {
    var groups: [ReportKey: [MonitoringRow]] = [:]
    for row in rows {
      guard let cell = cell(of: row) else { continue }
      groups[ReportKey(cell: cell, created: row.created), default: []].append(row)
    }
    return groups.sorted { one, other in
      guard one.key.cell == other.key.cell else { return one.key.cell < other.key.cell }
      guard let first = one.key.created else { return other.key.created != nil }
      return other.key.created.map { first < $0 } ?? false
    }
  }

  private static func cell(of row: MonitoringRow) -> Cell? {
    row.month.map { Cell(year: row.year, month: $0, provider: row.provider, commissioner: row.commissioner) }
  }

  /// Whether a report was made before another; what says no time was made before what does.
  private static func isBefore(_ one: Report, _ other: Report) -> Bool {
    guard one.created != other.created else { return one.number > other.number }
    guard let first = one.created else { return true }
    guard let second = other.created else { return false }
    return first < second
  }
}

/// The rows of one month that one file made at one time holds.
private struct Report {
  let number: Int
  let file: String
  let created: CreationTime?
  let rows: [MonitoringRow]

  func isSame(as other: Report) -> Bool {
    number == other.number || sorted == other.sorted
  }

  /// The rows' cells in an order of their own.
  private var sorted: [[String]] { rows.map(\.texts).sorted { $0.lexicographicallyPrecedes($1) } }
}

extension LatestSubmissions.Replaced {
  fileprivate init(cell: LatestSubmissions.Cell, report: Report, latest: Report) {
    self.init(
      cell: cell,
      file: report.file,
      created: report.created,
      latestFile: latest.file,
      latestCreated: latest.created,
      types: [report, latest].map { $0.rows.first?.reportingType ?? "" }
    )
  }
}
