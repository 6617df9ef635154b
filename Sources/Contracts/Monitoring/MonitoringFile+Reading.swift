public import Diagnostics
import Quantities
public import Tables

extension MonitoringFile {
  /// Reads a file; what it is follows from its header unless a layout is expected.
  ///
  /// Names are compared without case, with underscores as blanks, without hidden characters, in any order.
  ///
  /// - Throws: every fault of the file: `monitoring.layout`, `monitoring.missing-column`,
  ///   `monitoring.missing-value`, `monitoring.value`, `monitoring.not-blank`, `monitoring.not-zero`, `monitoring.too-large`, and the
  ///   faults of a table.
  public init(_ input: InputFile, as expected: MonitoringLayout? = nil) throws(DiagnosticList) {
    let table = try CSVTable(input)
    let reader = try MonitoringReader(table, as: expected)
    try self.init(reader)
  }

  /// The layout of a file; nil when its header is that of no contract monitoring file.
  public static func layout(of table: CSVTable) -> MonitoringLayout? {
    .recognised(Set(table.header.map { HeaderName.official($0.text) }))
  }

  private init(_ reader: MonitoringReader) throws(DiagnosticList) {
    var reader = reader
    let rows = reader.rows()
    try reader.faults.throwIfFaulty()
    self.init(
      layout: reader.layout,
      path: reader.table.file,
      columns: reader.columns,
      rows: rows,
      warnings: reader.faults
    )
  }
}

/// Reads the rows of a contract monitoring file and collects what is wrong with them.
struct MonitoringReader {
  let table: CSVTable
  let layout: MonitoringLayout
  let columns: [MonitoringFile.Column]
  private let roles: [Int?]
  private(set) var faults = DiagnosticList()
  private var blanks: [Int]

  init(_ table: CSVTable, as expected: MonitoringLayout?) throws(DiagnosticList) {
    // Tells of semicolons and tabs.
    _ = try TableReader(table, columns: [], allowsOthers: true)
    let found = MonitoringFile.layout(of: table)
    guard let layout = expected ?? found else { throw DiagnosticList(MonitoringFault.noLayout(table)) }
    if let expected, let found, !Self.canStandIn(found, for: expected) {
      throw DiagnosticList(MonitoringFault.otherLayout(table, found: found, expected: expected))
    }
    self.table = table
    self.layout = layout
    columns = table.header.map { field in
      let name = HeaderName.official(field.text)
      let element = layout.element(named: name)
      return MonitoringFile.Column(name: element == nil ? field.text : name, element: element)
    }
    roles = Self.roles(of: columns)
    blanks = columns.map { _ in 0 }
    checkHeader()
    if !faults.isClean { throw faults }
  }

  /// Lists of patient-level files were not read to their ends, so that one may look like another.
  private static func canStandIn(_ found: MonitoringLayout, for expected: MonitoringLayout) -> Bool {
    found == expected || (found.isPatientLevel && expected.isPatientLevel)
  }

  private static func roles(of columns: [MonitoringFile.Column]) -> [Int?] {
    MonitoringRole.allCases.map { role in
      // The official name comes before the others.
      columns.firstIndex { $0.element?.role == role && $0.element?.name == $0.name }
        ?? columns.firstIndex { $0.element?.role == role }
    }
  }

  private mutating func checkHeader() {
    var seen: Set<String> = []
    for (column, field) in zip(columns, table.header) {
      guard let element = column.element else { continue }
      if !seen.insert(element.name).inserted {
        faults.append(MonitoringFault.repeatedColumn(table, field, element))
      }
    }
    for element in layout.elements where !seen.contains(element.name) && element.isMissed {
      faults.append(MonitoringFault.missingColumn(table, element))
    }
  }

  /// The rows from which values can be made; faults are kept.
  mutating func rows() -> [MonitoringRow] {
    var rows: [MonitoringRow] = []
    rows.reserveCapacity(table.rows.count)
    var activity: Int128 = 0
    for row in table.rows {
      let texts = zip(columns, row.fields).map { column, field in
        column.element == nil ? field.text : HeaderName.visible(field.text)
      }
      let cells = MonitoringCells(line: row.line, texts: texts, columns: roles)
      let isWithoutActivity =
        cells.text(.pointOfDelivery).flatMap { PointOfDelivery($0) }
        .map(MonitoringCodes.withoutActivity.contains) ?? false
      for (index, column) in columns.enumerated() {
        guard let element = column.element else { continue }
        check(texts[index], element, at: index, of: row, isWithoutActivity)
      }
      if faults.isClean, let values = cells.row {
        activity += Int128(values.activity?.millionths ?? 0) + Int128(values.plannedActivity?.millionths ?? 0)
        rows.append(values)
      }
    }
    if activity > Int128(Int64.max) / 64 { report(MonitoringFault.tooMuch(table)) }
    tellOfBlanks()
    return rows
  }

  private mutating func check(
    _ text: String,
    _ element: MonitoringElement,
    at index: Int,
    of row: CSVTable.Row,
    _ isWithoutActivity: Bool
  ) {
    guard !text.isEmpty else { return checkBlank(element, at: index, of: row, isWithoutActivity) }
    guard element.rule.accepts(text) else {
      return report(MonitoringFault.value(shown(text), element, at: table.position(row, index)))
    }
    if isWithoutActivity { checkWithoutActivity(text, element, at: table.position(row, index)) }
    if element.rule == .tariffCode, !isWithoutActivity, !layout.isPatientLevel, !Self.beginsWithGroup(text) {
      report(MonitoringFault.tariffCode(shown(text), element, at: table.position(row, index)))
    }
  }

  private mutating func checkBlank(
    _ element: MonitoringElement,
    at index: Int,
    of row: CSVTable.Row,
    _ isWithoutActivity: Bool
  ) {
    if element.isNeeded {
      report(MonitoringFault.missingValue(element, at: table.position(row, index)))
    } else if element.isMissed, element.rule.isOnEveryRow, !(isWithoutActivity && element.rule.isOfActivity) {
      blanks[index] += 1
    }
  }

  private mutating func checkWithoutActivity(_ text: String, _ element: MonitoringElement, at place: Position)
  {
    guard !layout.isPatientLevel else { return }
    switch element.rule {
    case .site, .responsibleOrganisation: report(MonitoringFault.notBlank(shown(text), element, at: place))
    case .activity where Activity(text) != .zero:
      report(MonitoringFault.notZero(shown(text), element, at: place))
    default: break
    }
  }

  /// A healthcare resource group, or an outpatient code of the same form.
  private static func beginsWithGroup(_ text: String) -> Bool {
    CurrencyCode(String(text.prefix(5)))?.isHealthcareResourceGroup ?? false
  }

  private mutating func tellOfBlanks() {
    for (index, count) in blanks.enumerated() where count > 0 {
      guard let element = columns[index].element else { continue }
      report(MonitoringFault.blanks(count, element, table, index))
    }
  }

  private mutating func report(_ fault: Diagnostic) { faults.append(fault) }

  /// What a message may show of a cell: nothing where rows are patients.
  private func shown(_ text: String) -> String? {
    guard !layout.isPatientLevel else { return nil }
    return text.count <= 60 ? text : "\(text.prefix(57))…"
  }
}
