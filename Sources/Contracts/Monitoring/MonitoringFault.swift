import Diagnostics
import Quantities
import Tables

/// What can be wrong with a contract monitoring file, in words.
enum MonitoringFault {
  private static func header(_ table: CSVTable) -> Position {
    Position(file: table.file, line: table.header.first?.line ?? 1)
  }

  static func noLayout(_ table: CSVTable) -> Diagnostic {
    let names = MonitoringLayout.all.map(\.name).joined(separator: ", ")
    return Diagnostic(
      "monitoring.layout",
      at: header(table),
      "found the header of no contract monitoring file, expected one of \(names)",
      fix: "compare the header with the official names of the elements"
    )
  }

  static func otherLayout(
    _ table: CSVTable,
    found: MonitoringLayout,
    expected: MonitoringLayout
  ) -> Diagnostic {
    Diagnostic(
      "monitoring.layout",
      at: header(table),
      "found the header of \(found.title), expected \(expected.title)",
      fix: "give the file that belongs here"
    )
  }

  static func repeatedColumn(_ table: CSVTable, _ field: CSVTable.Field, _ element: MonitoringElement)
    -> Diagnostic
  {
    Diagnostic(
      "csv.repeated-column",
      at: Position(file: table.file, line: field.line, column: field.column),
      "found the column \"\(element.name)\" a second time",
      fix: "keep one of the two, or rename one"
    )
  }

  static func missingColumn(_ table: CSVTable, _ element: MonitoringElement) -> Diagnostic {
    Diagnostic(
      "monitoring.missing-column",
      at: header(table),
      "found no column \"\(element.name)\", which is \(word(element.need)), expected one: "
        + element.rule.expectation,
      fix: "add \(element.name) to the header, and a value on each row to which it applies",
      severity: element.isNeeded ? .error : .warning
    )
  }

  static func missingValue(_ element: MonitoringElement, at place: Position) -> Diagnostic {
    Diagnostic(
      "monitoring.missing-value",
      at: place,
      "found a blank \(element.name), which is mandatory, expected \(element.rule.expectation)",
      fix: "fill it in"
    )
  }

  static func blanks(_ count: Int, _ element: MonitoringElement, _ table: CSVTable, _ index: Int)
    -> Diagnostic
  {
    let field = table.header[index]
    return Diagnostic(
      "monitoring.blank",
      at: Position(file: table.file, line: field.line, column: field.column),
      "found \(count) blank cell\(count == 1 ? "" : "s") of \(element.name), which is \(word(element.need)), "
        + "expected \(element.rule.expectation)",
      fix: "fill them in where the element applies",
      severity: .warning
    )
  }

  static func value(_ shown: String?, _ element: MonitoringElement, at place: Position) -> Diagnostic {
    Diagnostic(
      "monitoring.value",
      at: place,
      "found \(quoted(shown)) as \(element.name), expected \(element.rule.expectation)",
      fix: "correct this cell",
      severity: element.isStrict ? .error : .warning
    )
  }

  static func notBlank(_ shown: String?, _ element: MonitoringElement, at place: Position) -> Diagnostic {
    Diagnostic(
      "monitoring.not-blank",
      at: place,
      "found \(quoted(shown)) as \(element.name) on a row without activity, expected a blank",
      fix: "leave it blank where the point of delivery is \(withoutActivity)"
    )
  }

  static func notZero(_ shown: String?, _ element: MonitoringElement, at place: Position) -> Diagnostic {
    Diagnostic(
      "monitoring.not-zero",
      at: place,
      "found \(quoted(shown)) as \(element.name) on a row without activity, expected 0",
      fix: "write 0 where the point of delivery is \(withoutActivity)",
      severity: element.evidence == .unverified ? .warning : .error
    )
  }

  static func tooMuch(_ table: CSVTable) -> Diagnostic {
    Diagnostic(
      "monitoring.too-large",
      at: Position(file: table.file),
      "found more activity than can be added up",
      fix: "look for lost points in the columns of activity"
    )
  }

  static func tariffCode(_ shown: String?, _ element: MonitoringElement, at place: Position) -> Diagnostic {
    Diagnostic(
      "monitoring.tariff-code",
      at: place,
      "found \(quoted(shown)) as \(element.name), expected it to begin with a healthcare resource group",
      fix: "write the group first, such as JA20F",
      severity: .warning
    )
  }

  private static var withoutActivity: String {
    MonitoringCodes.withoutActivity.map(\.rawValue).sorted().joined(separator: ", ")
  }

  private static func quoted(_ shown: String?) -> String {
    shown.map { "\"\($0)\"" } ?? "a value, not shown because rows are patients,"
  }

  private static func word(_ need: MonitoringElement.Need) -> String {
    switch need {
    case .mandatory: "mandatory"
    case .required: "required where it applies"
    case .optional: "optional"
    }
  }
}
