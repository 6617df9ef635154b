public import Diagnostics
import FundingFlows
import Pathways
public import Quantities
public import Tables

extension PilotActivity {
  static let columns: [Column] = [
    .optional("line_id", "the line's name"),
    .optional("patient", "a pseudonym, never a name or an NHS number"),
    .optional("date", "the day of the activity"),
    .optional("financial_year", "the year, such as 2026/27"),
    Column("commissioner", "who pays"),
    Column("provider", "who is paid"),
    .optional("pathway", "the pathway"),
    .optional("phase", "the part of the pathway"),
    .optional("step", "the step's id"),
    .optional("stage", "the stage at diagnosis; blank counts as not-staged"),
    .optional("subtype", "the subtype"),
    .optional("age", "the age in full years"),
    .optional("currency", "what it is paid by"),
    .optional("point_of_delivery", "how it is delivered"),
    .optional("treatment_function", "the specialty"),
    .optional("activity", "units; blank counts as 1"),
    .optional("unit_price", "pounds per unit"),
    .optional("market_forces_factor", "the factor; blank counts as 1"),
    .optional("value", "pounds; blank counts as activity × price × factor"),
    .optional("cost", "what it cost the provider, in pounds"),
    .optional("basis", "what the price is a price of"),
    .optional("evidence", "how well the line is supported; blank counts as unverified"),
    .optional("source", "where the line comes from"),
  ]

  /// Reads lines of activity: a schedule, or a simple table of lines, with or without patients.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - year: the year that is meant; nil for that of the lines, which must then be one.
  ///   - hasPatients: whether each line must name a patient and a date.
  ///   - needsPhases: whether the pilot asks for phases.
  public init(
    _ input: InputFile,
    year: FinancialYear?,
    hasPatients: Bool,
    needsPhases: Bool = false
  ) throws(DiagnosticList) {
    let table = try CSVTable(input)
    let names = table.header.map { CSVTable.normalised($0.text) }
    if !hasPatients, names.contains("planned_activity") {
      try self.init(schedule: input, year: year)
      return
    }
    if needsPhases, !names.contains("phase") {
      throw DiagnosticList(
        Diagnostic(
          "pilot.no-phase",
          at: Position(file: input.path, line: 1),
          "found no column phase, which the pilot's scopes ask for",
          fix: "add the column, or name steps, currencies or points of delivery in the pilot"
        )
      )
    }
    let reader = try TableReader(table, columns: Self.columns)
    let rows = try reader.rows { row in Row(&row, hasPatients: hasPatients) }
    let years = Set(rows.compactMap(\.year)).sorted()
    // A patient's episode may reach into the next year: which lines of patients count, the pilot says.
    let first = hasPatients ? years.first : nil
    let theYear =
      if let first { year ?? first } else { try Self.year(year, years, rows.isEmpty, input) }
    let lines = rows.map { $0.line(in: theYear) }
    let kept = lines.filter { hasPatients || ($0.ownYear ?? theYear) == theYear }
    self.init(hasPatients ? .patients : .stated, year: theYear, lines: kept, inputs: [input.stamp])
    if !hasPatients {
      leftOut = LeftOut(lines.filter { ($0.ownYear ?? theYear) != theYear }.map(\.flow.value))
    }
    isYearAsked = year != nil
  }

  private init(schedule input: InputFile, year: FinancialYear?) throws(DiagnosticList) {
    let schedule = try Schedule(input)
    let years = Set(schedule.lines.map(\.financialYear)).sorted()
    let theYear = try Self.year(year, years, schedule.lines.isEmpty, input)
    let lines = schedule.lines.filter { $0.financialYear == theYear }.map { line in
      PilotLine(
        name: line.lineID,
        flow: LedgerLine(
          financialYear: theYear,
          commissioner: line.commissioner,
          provider: line.provider,
          pathway: line.pathway,
          phase: .treatment,
          step: line.step,
          stage: .notStaged,
          currency: line.currency,
          pointOfDelivery: line.pointOfDelivery,
          treatmentFunction: line.treatmentFunction,
          basis: line.basis ?? (line.value == nil ? .unpriced : .localPrice),
          activity: line.plannedActivity ?? .zero,
          unitPrice: line.unitPrice,
          marketForces: line.marketForces ?? .one,
          value: line.value,
          serviceCategory: "",
          evidence: line.evidence ?? .unverified,
          source: line.note
        )
      )
    }
    self.init(.stated, year: theYear, lines: lines, inputs: [input.stamp])
    leftOut = LeftOut(schedule.lines.filter { $0.financialYear != theYear }.map(\.value))
  }

  private static func year(
    _ asked: FinancialYear?,
    _ found: [FinancialYear],
    _ isEmpty: Bool,
    _ input: InputFile
  ) throws(DiagnosticList) -> FinancialYear {
    if let asked, isEmpty || found.isEmpty || found.contains(asked) { return asked }
    if asked == nil, found.count == 1, let only = found.first { return only }
    let list = found.map(\.description).joined(separator: ", ")
    throw DiagnosticList(
      Diagnostic(
        "pilot.year",
        at: Position(file: input.path),
        "found lines of \(list.isEmpty ? "no year" : list), expected "
          + (asked.map { "some of \($0)" } ?? "one year"),
        fix: asked == nil ? "name the year in the pilot: \"year\": \"2026/27\"" : "name another year"
      )
    )
  }

  /// The value, within the limit of amounts.
  private static func product(_ units: Activity, _ price: UnitPrice, _ factor: Factor) -> ExactPounds? {
    let value = ExactPounds(price).multiplied(by: Factor(units))?.multiplied(by: factor)
    return value.flatMap { $0 <= ExactPounds(Amounts.largest) ? $0 : nil }
  }

  /// A row as it is read.
  private struct Row {
    let year: FinancialYear?
    let line: (FinancialYear) -> PilotLine

    func line(in year: FinancialYear) -> PilotLine { line(year) }

    init?(_ row: inout TableRow, hasPatients: Bool) {
      let patient: Words? = hasPatients ? row.required("patient") : row.optional("patient")
      let day: Day? = hasPatients ? row.required("date") : row.optional("date")
      let stated: FinancialYear? = row.optional("financial_year")
      let commissioner: CommissionerCode? = row.required("commissioner")
      let provider: ProviderCode? = row.required("provider")
      let phase: Phase? = row.optional("phase")
      let stage: Stage? = row.optional("stage")
      let age = row.optional("age", in: 0...130)
      let currency: CurrencyCode? = row.optional("currency")
      let point: PointOfDelivery? = row.optional("point_of_delivery")
      let specialty: TreatmentFunction? = row.optional("treatment_function")
      let activity: Activity? = row.optional("activity", atMost: Activity(1_000_000_000))
      let price: UnitPrice? = row.optional("unit_price", atMost: .largest)
      let factor: Factor? = row.optional("market_forces_factor", atMost: Factor(millionths: 10_000_000))
      let value: StatedPounds? = row.optional("value")
      let cost: StatedPounds? = row.optional("cost")
      let basis: CostBasis? = row.optional("basis")
      let evidence: Evidence? = row.optional("evidence")
      if let value, value.pence.amount.magnitude > Amounts.largest.amount.magnitude {
        row.report(
          "value.out-of-range",
          in: "value",
          "found \"\(row.text("value") ?? "")\" as value, expected at most \(Amounts.largest)",
          fix: "correct this field"
        )
      }
      guard let commissioner, let provider else { return nil }
      let units = activity ?? Activity(1)
      let exact = price.map { PilotActivity.product(units, $0, factor ?? .one) }
      if case .some(nil) = exact {
        row.report(
          "value.out-of-range",
          in: "unit_price",
          "found activity × unit_price × factor beyond £\(Amounts.largest), expected less",
          fix: "look for a lost decimal point"
        )
        return nil
      }
      let amount = value?.pence ?? exact??.rounded(.penceHalfUp)
      let (name, pathway, step) = (row.text("line_id"), row.text("pathway"), row.text("step"))
      let (subtype, source, line) = (row.text("subtype"), row.text("source"), row.line)
      let ownYear = stated ?? (hasPatients ? day.map { FinancialYear(of: $0) } : nil)
      year = ownYear
      self.line = { year in
        PilotLine(
          name: name ?? "\(line)",
          flow: LedgerLine(
            financialYear: year,
            commissioner: commissioner,
            provider: provider,
            pathway: pathway ?? "",
            phase: phase ?? .treatment,
            step: step ?? "",
            stage: stage ?? .notStaged,
            currency: currency,
            pointOfDelivery: point,
            treatmentFunction: specialty,
            basis: basis ?? (amount == nil ? .unpriced : .localPrice),
            activity: units,
            unitPrice: price,
            marketForces: factor ?? .one,
            value: amount,
            serviceCategory: "",
            evidence: evidence ?? .unverified,
            source: source ?? ""
          ),
          patient: patient?.text ?? "",
          day: day,
          subtype: subtype ?? "",
          age: age,
          cost: cost?.pence,
          ownYear: ownYear
        )
      }
    }
  }
}
