public import Diagnostics
public import Quantities
public import Tables

/// A file of activity lines, read, priced and written with what was in it.
public struct LineFile: Sendable {
  /// The lines, in the order of the file.
  public let lines: [ActivityLine]
  /// Where each year whose tables are needed is first named.
  public let yearPositions: [FinancialYear: Position]
  /// The years of the lines that bring a price of their own.
  public let localYears: Set<FinancialYear>
  private let header: [String]
  private let rows: [[String]]

  static let columns: [Column] = [
    Column("line_id", "a name for the line"),
    Column("financial_year", "year of discharge or attendance"),
    .optional("provider", "provider code"),
    Column("currency", "currency code"),
    Column("point_of_delivery", "national point of delivery code, blank to work it out"),
    .optional("setting", "what splits the point of delivery in some publications"),
    .optional("treatment_function", "treatment function code"),
    .optional("attendance", "attendance currency of an outpatient procedure"),
    .optional("patient_classification", "1 ordinary, 2 day case, 3 regular day, 4 regular night"),
    .optional("admission_method", "national admission method code"),
    .optional("age", "years"),
    .optional("length_of_stay", "nights"),
    .optional("critical_care_days", "days"),
    .optional("rehabilitation_days", "days"),
    .optional("palliative_care_days", "days"),
    .optional("quantity", "units, blank for 1"),
    .optional("top_up", "share added, blank for 0"),
    .optional("market_forces_factor", "factor, blank to look the provider up"),
    .optional("best_practice", "the best practice that was met, as best-practice.csv names it"),
    .optional("unbundled", "unbundled currencies with units, such as SB03Z SC23Z:15"),
    .optional("local_price", "pounds as agreed, or the actual cost of a drug or device"),
    .optional("local_price_year", "year of the local price, blank for the line's"),
    .optional("course", "course of chemotherapy or radiotherapy"),
    .optional("cycle", "cycle of the course"),
  ]

  /// The columns that pricing adds.
  static let added = [
    "base_price", "short_stay_applied", "excess_bed_days", "long_stay_payment", "payable",
    "market_forces_applied", "core_value", "unbundled_value", "value", "basis", "unbundled_basis", "evidence",
    "status", "exceptions", "rules",
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
    let isLocal = { (line: ActivityLine) in line.localPrice != nil }
    yearPositions = Dictionary(
      read.filter { !isLocal($0.line) }.map { ($0.line.year, $0.place) },
      uniquingKeysWith: { first, _ in first }
    )
    localYears = Set(lines.filter(isLocal).map(\.year))
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
    let pointOfDelivery = Self.pointOfDelivery(&row)
    if let identifier { ids.note(identifier, "line_id", in: &row) }
    let provider: ProviderCode? = row.optional("provider")
    let treatmentFunction: TreatmentFunction? = row.optional("treatment_function")
    let attendance: CurrencyCode? = row.optional("attendance")
    let age = row.optional("age", in: 0...130)
    let lengthOfStay = row.optional("length_of_stay", in: days)
    let criticalCareDays = row.optional("critical_care_days", in: days)
    let rehabilitationDays = row.optional("rehabilitation_days", in: days)
    let palliativeDays = row.optional("palliative_care_days", in: days)
    let quantity: Activity? = row.optional("quantity", atMost: Activity(1_000_000_000))
    let topUp: Factor? = row.optional("top_up", atMost: .largestGiven)
    let marketForcesFactor: Factor? = row.optional("market_forces_factor", atMost: .largestGiven)
    let localPrice: UnitPrice? = row.optional("local_price", atMost: .largest)
    let localPriceYear: FinancialYear? = row.optional("local_price_year")
    let unbundled = row.list("unbundled", of: UnbundledUnits.self)
    let cycle = row.optional("cycle", in: 1...10_000)
    guard let year, let currency else { return nil }
    var line = ActivityLine(year: year, currency: currency, pointOfDelivery: pointOfDelivery)
    line.provider = provider
    line.setting = row.text("setting") ?? ""
    line.treatmentFunction = treatmentFunction
    line.attendance = attendance
    line.patientClassification = row.text("patient_classification")
    line.admissionMethod = row.text("admission_method")
    line.age = age
    line.lengthOfStay = lengthOfStay
    line.criticalCareDays = criticalCareDays ?? 0
    line.rehabilitationDays = rehabilitationDays ?? 0
    line.palliativeDays = palliativeDays ?? 0
    line.quantity = quantity ?? Activity(1)
    line.topUp = topUp ?? Factor(millionths: 0)
    line.marketForcesFactor = marketForcesFactor
    line.bestPractice = row.text("best_practice")
    line.unbundled = unbundled
    line.localPrice = localPrice
    line.localPriceYear = localPriceYear
    line.course = row.text("course")
    line.cycle = cycle
    return line
  }

  /// A point of delivery must be there, unless the admission tells it.
  private static func pointOfDelivery(_ row: inout TableRow) -> PointOfDelivery? {
    let hasAdmission = row.text("patient_classification") != nil || row.text("admission_method") != nil
    return hasAdmission ? row.optional("point_of_delivery") : row.required("point_of_delivery")
  }

  /// The names of the lines, in order.
  public var identifiers: [String] {
    guard let index = header.firstIndex(where: { CSVTable.normalised($0) == "line_id" }) else { return [] }
    return rows.map { $0[index] }
  }

  /// The rules and tables that the years of the lines need.
  ///
  /// - Throws: `tariff.no-table` where a line names a year without tables, and the faults of the tables.
  public func pricer(
    _ library: TariffLibrary,
    options: LinePricer.Options = LinePricer.Options()
  ) throws(DiagnosticList) -> LinePricer {
    try LinePricer(
      library,
      years: Set(yearPositions.keys),
      localYears: localYears,
      at: yearPositions,
      options: options
    )
  }

  /// The price of each line, in order, with what is wrong with the courses that they belong to.
  public func prices(by pricer: LinePricer) -> [PricedLine] {
    prices(pricer) { pricer.price($0) }
  }

  /// The same by a blend of two.
  public func prices(by pricer: BlendedPricer) -> [PricedLine] {
    prices(pricer.first) { pricer.price($0) }
  }

  private func prices(_ rules: LinePricer, _ price: (ActivityLine) -> PricedLine) -> [PricedLine] {
    let counting = rules.counting(lines)
    return lines.map { line in
      var priced = price(line)
      priced.price.exceptions.formUnion(rules.exceptions(of: line, counting))
      return priced
    }
  }

  /// The explanations of prices as a table, one row for each rule that fired on a line.
  public func explanations(of prices: [PricedLine]) -> [UInt8] {
    var table = ExplanationTable(of: ["line_id"])
    for (priced, name) in zip(prices, identifiers) { table.add(priced.explanation, of: [name]) }
    return table.bytes
  }

  /// The explanations of prices for a reader.
  public func explanationPage(of prices: [PricedLine]) -> String {
    let pages = zip(zip(lines, identifiers), prices).map { named, priced in
      let (line, name) = named
      let place = line.pointOfDelivery.map { " at \($0)" } ?? ""
      let heading = "\(name): \(line.currency)\(place), \(line.year)"
      guard let value = priced.value else { return "\(heading): no price: \(priced.unpriced ?? "")" }
      let exceptions = priced.exceptions.isEmpty ? "" : ", to be corrected: \(priced.exceptions)"
      return priced.explanation.page("\(heading): £\(value)\(exceptions)")
    }
    return pages.joined(separator: "\n")
  }

  /// The lines as they were, with what each is worth beside them.
  public func table(of prices: [LinePrice]) -> [UInt8] {
    var writer = CSVWriter(header: header + Self.added)
    for (price, fields) in zip(prices, rows) { _ = Self.write(fields, price, to: &writer) }
    return writer.bytes
  }

  /// The bytes of one row, and where among them its exceptions begin.
  func row(_ index: Int, _ price: LinePrice) -> (bytes: [UInt8], exceptionsOffset: Int) {
    var writer = CSVWriter(header: [])
    let lineEnd = writer.bytes.count
    let offset = Self.write(rows[index], price, to: &writer)
    return (Array(writer.bytes.dropFirst(lineEnd)), offset - lineEnd)
  }

  private static func write(_ fields: [String], _ price: LinePrice, to writer: inout CSVWriter) -> Int {
    for field in fields { writer.text(field) }
    let offset = write(price, to: &writer)
    writer.endRow()
    return offset
  }

  /// Writes what pricing adds, and returns where the text of its exceptions begins.
  private static func write(_ price: LinePrice, to writer: inout CSVWriter) -> Int {
    if let reason = price.unpriced {
      for _ in 0..<9 { writer.blank() }
      writer.text(CostBasis.unpriced.rawValue)
      writer.blank()
      writer.blank()
      writer.text("unpriced: \(reason)")
      let offset = writer.bytes.count + 1
      writer.text(price.exceptions.description)
      writer.blank()
      return offset
    }
    writer.number(price.basePrice)
    writer.text(price.isShortStay ? "yes" : "no")
    writer.number(price.excessBedDays)
    writer.number(price.longStay)
    writer.number(price.payable)
    writer.number(price.marketForces)
    writer.number(price.coreValue)
    writer.number(price.unbundledValue)
    writer.number(price.value)
    writer.text(price.basis.rawValue)
    writer.text(price.unbundledBasis?.rawValue ?? "")
    writer.text(price.evidence.rawValue)
    writer.text("priced")
    let offset = writer.bytes.count + 1
    writer.text(price.exceptions.description)
    writer.text(price.trace.description)
    return offset
  }
}

extension LinePricer {
  /// Counts what lines say of their courses.
  func counting(_ lines: [ActivityLine]) -> CourseCounting {
    var counting = CourseCounting()
    for line in lines {
      if let figures = years[line.year]?.figures { counting.count(line, figures) }
    }
    return counting
  }

  /// What is wrong with the course of a line.
  func exceptions(of line: ActivityLine, _ counting: CourseCounting) -> LineExceptions {
    years[line.year].map { counting.exceptions(of: line, $0.figures) } ?? []
  }
}
