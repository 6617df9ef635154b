public import Diagnostics
public import Quantities
public import Tables

/// A file of activity lines, read, priced and written with what was in it.
public struct LineFile: Sendable {
  /// The lines, in the order of the file.
  public let lines: [ActivityLine]
  /// Where each year is first named.
  public let yearPositions: [FinancialYear: Position]
  private let header: [String]
  private let rows: [[String]]

  static let columns: [Column] = [
    Column("line_id", "a name for the line"),
    Column("financial_year", "year of discharge or attendance"),
    .optional("provider", "provider code"),
    Column("currency", "currency code"),
    Column("point_of_delivery", "national point of delivery code"),
    .optional("setting", "what splits the point of delivery in some publications"),
    .optional("treatment_function", "treatment function code"),
    .optional("admission_method", "national admission method code"),
    .optional("age", "years"),
    .optional("length_of_stay", "nights"),
    .optional("critical_care_days", "days"),
    .optional("rehabilitation_days", "days"),
    .optional("palliative_care_days", "days"),
    .optional("quantity", "units, blank for 1"),
    .optional("top_up", "share added, blank for 0"),
    .optional("market_forces_factor", "factor, blank to look the provider up"),
  ]

  static let added = [
    "base_price", "short_stay_applied", "excess_bed_days", "long_stay_payment", "payable", "value", "basis",
    "status", "rules",
  ]

  /// Reads lines; other columns are carried through.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let table = try CSVTable(input)
    let reader = try TableReader(table, columns: Self.columns, allowsOthers: true)
    var ids = UniqueKeys<String>()
    var faults = Self.addedColumns(in: table)
    let collected = faults.collect { () throws(DiagnosticList) in
      try reader.rows { row -> (line: ActivityLine, place: Position)? in
        Self.line(&row, &ids).map { ($0, row.position(of: "financial_year")) }
      }
    }
    try faults.throwIfFaulty()
    let read = collected ?? []
    lines = read.map(\.line)
    yearPositions = Dictionary(
      read.map { ($0.line.year, $0.place) },
      uniquingKeysWith: { first, _ in first }
    )
    header = table.header.map(\.text)
    rows = table.rows.map { $0.fields.map(\.text) }
  }

  private static func addedColumns(in table: CSVTable) -> DiagnosticList {
    var faults = DiagnosticList()
    for field in table.header where added.contains(CSVTable.normalised(field.text)) {
      faults.append(
        Diagnostic(
          "table.reserved-column",
          at: Position(file: table.file, line: field.line, column: field.column),
          "found a column \"\(field.text)\", which pricing adds itself",
          fix: "rename or remove the column"
        )
      )
    }
    return faults
  }

  private static func line(_ row: inout TableRow, _ ids: inout UniqueKeys<String>) -> ActivityLine? {
    let days = 0...10_000
    let identifier: String? = row.required("line_id")
    let year: FinancialYear? = row.required("financial_year")
    let currency: CurrencyCode? = row.required("currency")
    let pointOfDelivery: PointOfDelivery? = row.required("point_of_delivery")
    if let identifier { ids.note(identifier, "line_id", in: &row) }
    let provider: ProviderCode? = row.optional("provider")
    let treatmentFunction: TreatmentFunction? = row.optional("treatment_function")
    let age = row.optional("age", in: 0...130)
    let lengthOfStay = row.optional("length_of_stay", in: days)
    let criticalCareDays = row.optional("critical_care_days", in: days)
    let rehabilitationDays = row.optional("rehabilitation_days", in: days)
    let palliativeDays = row.optional("palliative_care_days", in: days)
    let quantity: Activity? = row.optional("quantity", atMost: Activity(1_000_000_000))
    let topUp: Factor? = row.optional("top_up", atMost: .largestGiven)
    let marketForcesFactor: Factor? = row.optional("market_forces_factor", atMost: .largestGiven)
    guard let year, let currency, let pointOfDelivery else { return nil }
    var line = ActivityLine(year: year, currency: currency, pointOfDelivery: pointOfDelivery)
    line.provider = provider
    line.setting = row.text("setting") ?? ""
    line.treatmentFunction = treatmentFunction
    line.admissionMethod = row.text("admission_method")
    line.age = age
    line.lengthOfStay = lengthOfStay
    line.criticalCareDays = criticalCareDays ?? 0
    line.rehabilitationDays = rehabilitationDays ?? 0
    line.palliativeDays = palliativeDays ?? 0
    line.quantity = quantity ?? Activity(1)
    line.topUp = topUp ?? Factor(millionths: 0)
    line.marketForcesFactor = marketForcesFactor
    return line
  }

  /// The lines as they were, with what each is worth beside them.
  public func priced(by pricer: LinePricer) -> [UInt8] {
    var writer = CSVWriter(header: header + Self.added)
    for (line, fields) in zip(lines, rows) {
      for field in fields { writer.text(field) }
      Self.write(pricer.price(line), to: &writer)
      writer.endRow()
    }
    return writer.bytes
  }

  private static func write(_ priced: PricedLine, to writer: inout CSVWriter) {
    writer.number(priced.basePrice)
    if let reason = priced.unpriced {
      for _ in 0..<5 { writer.blank() }
      writer.text(CostBasis.unpriced.rawValue)
      writer.text("unpriced: \(reason)")
      writer.blank()
      return
    }
    writer.text(priced.isShortStay ? "yes" : "no")
    writer.number(priced.excessBedDays)
    writer.number(priced.longStay)
    writer.number(priced.payable)
    writer.number(priced.value)
    writer.text(priced.basis.rawValue)
    writer.text("priced")
    writer.text(priced.rules.joined(separator: "; "))
  }
}
