import Diagnostics
import Quantities
import Tables

/// Reads the rows of a schedule as lines, and collects every fault with its place.
struct ScheduleReader {
  /// The lines that are good.
  private(set) var lines: [ScheduleLine] = []
  private var cells: ScheduleCells
  private var names: LineNames
  private var years = CodeColumn(.financialYear, isRequired: true, expected: FinancialYear.expectation) {
    WrittenYear.read(ScheduleCells.withoutApostrophe($0))
  }
  private var commissioners = CodeColumn<CommissionerCode>(.commissioner, isRequired: true)
  private var providers = CodeColumn<ProviderCode>(.provider, isRequired: true)
  private var currencies = CodeColumn(.currency, expected: CurrencyCode.expectation) { text in
    let code = ScheduleCells.withoutApostrophe(text)
    // MAR1 became 01-Mar, which looks like a code with a hyphen.
    let isDate = code == text && code.utf8.contains(UInt8(ascii: "-")) && SpreadsheetText.needsGuard(code)
    return isDate ? nil : CurrencyCode(code)
  }
  private var pointsOfDelivery = CodeColumn<PointOfDelivery>(.pointOfDelivery)
  private var functions = CodeColumn(.treatmentFunction, expected: TreatmentFunction.expectation) { text in
    let text = ScheduleCells.withoutApostrophe(text)
    return TreatmentFunction(text) ?? SpreadsheetNumber.whole(text).flatMap { TreatmentFunction("\($0)") }
  }
  private var bases = CodeColumn<CostBasis>(.basis)
  private var grades = CodeColumn<Evidence>(.evidence)

  init(_ sheet: ScheduleSheet, _ convention: SpreadsheetNumber.Convention) {
    cells = ScheduleCells(sheet, convention)
    // A line of a schedule is seldom shorter.
    let room = sheet.rows.bytes.count / 100
    names = LineNames(room: room)
    lines.reserveCapacity(room)
  }

  /// What was found wrong, and the rows that were passed over.
  var faults: DiagnosticList { cells.faults }
  /// What the numbers have shown.
  var marks: NumberMarks { cells.marks }

  /// Reads all rows.
  mutating func read() {
    while cells.next() {
      guard cells.isWhole(), !cells.isBlankRow else { continue }
      guard !cells.isNoLine else {
        cells.noteSkippedRow()
        continue
      }
      guard cells.isComplete(), let line = line() else { continue }
      names.note(line, on: cells.rows.line)
      if let first = names.repeated { reportRepeated(line, first) } else { lines.append(line) }
    }
    names.nameOthers(of: &lines)
  }

  /// The line of the row; nil when a cell is at fault.
  private mutating func line() -> ScheduleLine? {
    let year = years.value(in: &cells)
    let commissioner = commissioners.value(in: &cells)
    let provider = providers.value(in: &cells)
    let currency = currencies.value(in: &cells)
    let pointOfDelivery = pointsOfDelivery.value(in: &cells)
    let function = functions.value(in: &cells)
    let activity = cells.number(.plannedActivity, .activity)
    let price = cells.number(.unitPrice, .price)
    let factor = cells.number(.marketForces, .factor)
    let value = cells.number(.plannedValue, .money)
    let lastActivity = cells.number(.lastYearActivity, .activity)
    let lastValue = cells.number(.lastYearValue, .money)
    let basis = bases.value(in: &cells)
    let evidence = grades.value(in: &cells)
    guard !cells.isSpoilt, let year, let commissioner, let provider else { return nil }
    let line = ScheduleLine(
      lineID: cells.text(.lineID),
      financialYear: year,
      commissioner: commissioner,
      provider: provider,
      pathway: cells.text(.pathway),
      step: cells.text(.step),
      currency: currency,
      pointOfDelivery: pointOfDelivery,
      treatmentFunction: function,
      plannedActivity: activity.map { Activity(millionths: $0) },
      unitPrice: price.map { UnitPrice(nanopounds: $0) },
      marketForces: factor.map { Factor(millionths: $0) },
      plannedValue: value.map { Pence($0) },
      lastYearActivity: lastActivity.map { Activity(millionths: $0) },
      lastYearValue: lastValue.map { Pence($0) },
      basis: basis,
      evidence: evidence,
      note: cells.text(.note)
    )
    return isWithinReach(line) ? line : nil
  }

  /// Whether a line's value is one that can be reckoned with; if not, it is told.
  private mutating func isWithinReach(_ line: ScheduleLine) -> Bool {
    guard let activity = line.plannedActivity, let price = line.unitPrice else { return true }
    let factor = Double((line.marketForces ?? .one).millionths) / 1e6
    let pounds = activity.value * price.approximatePounds * factor
    guard pounds > Double(NumberKind.money.largest) / 100 else { return true }
    cells.report(
      "value.out-of-range",
      in: .plannedActivity,
      "found \(activity) units at \(price) pounds, expected a line of at most ten thousand million pounds",
      fix: "look for a lost point in planned_activity or unit_price"
    )
    return false
  }

  private mutating func reportRepeated(_ line: ScheduleLine, _ first: Int) {
    cells.report(
      "schedule.repeated-line",
      in: .lineID,
      "found a second row for \(line.lineID) in \(line.financialYear), first on line \(first)",
      fix: "keep one of the two, or leave line_id blank on the one that is new"
    )
  }
}
