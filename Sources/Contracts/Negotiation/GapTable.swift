import Quantities
import Tables

/// Writes `gap.csv`: one row a line, with what both sides say of it and what makes the gap. Money is pounds.
struct GapTable {
  static let effectColumns = GapEffect.allCases.map(\.rawValue)
  private static let header =
    [
      "financial_year", "commissioner", "provider", "pathway", "step", "line_id", "currency",
      "point_of_delivery", "treatment_function", "offer_activity", "counter_activity", "offer_unit_price",
      "counter_unit_price", "offer_market_forces_factor", "counter_market_forces_factor", "offer_value",
      "counter_value", "gap",
    ] + effectColumns + ["status", "offer_evidence", "counter_evidence", "questions"]

  /// Into how many parts the lines are divided, so that several threads can write them.
  private static let parts = 8

  /// A column of codes, and each of them as it is written.
  private struct Cells {
    let offer: [Int32]
    let counter: [Int32]
    let cells: [[UInt8]]

    init(_ column: RankedCodes) {
      offer = column.offer
      counter = column.counter
      cells = column.names.map { CSVWriter.cell($0, for: .spreadsheets) }
    }

    /// What the offer says of a line, else the counter-offer.
    func number(_ line: borrowing GapLine) -> Int {
      if let place = line.offer { return Int(offer[place]) }
      return line.counter.map { Int(counter[$0]) } ?? 0
    }
  }

  private let gap: ScheduleGap
  private let place: [Cells]
  private let codes: [Cells]
  private let evidence: Cells
  private let status = GapLine.Status.allCases.map { CSVWriter.cell($0.rawValue, for: .spreadsheets) }
  private var writer: CSVWriter

  private init(_ gap: ScheduleGap) {
    self.gap = gap
    let columns = gap.schedules.codes
    place = [
      columns.financialYear, columns.commissioner, columns.provider, columns.pathway, columns.step,
    ].map(Cells.init)
    codes = [columns.currency, columns.pointOfDelivery, columns.treatmentFunction].map(Cells.init)
    evidence = Cells(columns.evidence)
    writer = CSVWriter(continuingFor: .spreadsheets)
  }

  /// The table.
  static func bytes(_ gap: ScheduleGap) -> [UInt8] {
    let empty = GapTable(gap)
    let parts = Concurrently.map(Self.parts) { part in
      var table = empty
      let (first, end) = (gap.lines.count * part / Self.parts, gap.lines.count * (part + 1) / Self.parts)
      for index in first..<end { table.write(gap.lines[index]) }
      return table.writer
    }
    var writer = CSVWriter(header: header, for: .spreadsheets)
    for part in parts { writer.append(part) }
    return writer.bytes
  }

  private mutating func write(_ line: GapLine) {
    for column in place.indices { writer.cell(place[column].cells[place[column].number(line)]) }
    writer.text(gap.id(of: line))
    for column in codes.indices { writer.cell(codes[column].cells[codes[column].number(line)]) }
    writeFigures(line)
    writer.money(line.offerWorth?.value)
    writer.money(line.counterWorth?.value)
    writer.money(line.gap)
    writer.money(line.effects)
    writer.cell(status[line.status.place])
    if let offer = line.offer {
      writer.cell(evidence.cells[Int(evidence.offer[offer])])
    } else {
      writer.blank()
    }
    if let counter = line.counter {
      writer.cell(evidence.cells[Int(evidence.counter[counter])])
    } else {
      writer.blank()
    }
    if gap.hasQuestions(line) { writer.text(gap.questions(about: line)) } else { writer.blank() }
    writer.endRow()
  }

  private mutating func writeFigures(_ line: GapLine) {
    let (offer, counter) = (line.offer, line.counter)
    writer.number(offer.flatMap { gap.schedules.offerFigures.activity[$0]?.millionths }, decimals: 6)
    writer.number(counter.flatMap { gap.schedules.counterFigures.activity[$0]?.millionths }, decimals: 6)
    writer.number(offer.flatMap { gap.schedules.offerFigures.price[$0]?.nanopounds }, decimals: 9)
    writer.number(counter.flatMap { gap.schedules.counterFigures.price[$0]?.nanopounds }, decimals: 9)
    writer.number(offer.flatMap { gap.schedules.offerFigures.factor[$0]?.millionths }, decimals: 6)
    writer.number(counter.flatMap { gap.schedules.counterFigures.factor[$0]?.millionths }, decimals: 6)
  }
}

extension CSVWriter {
  /// Adds a cell of pounds, or nothing.
  mutating func money(_ amount: Pence?) { number(amount?.amount, decimals: 2, minimum: 2) }

  /// Adds a cell of pounds for each effect.
  mutating func money(_ effects: GapEffects) {
    for effect in GapEffect.allCases { money(effects[effect]) }
  }

  /// Adds a cell that holds a decimal number, or nothing.
  fileprivate mutating func number(_ scaled: Int64?, decimals: Int, minimum: Int = 0) {
    guard let scaled else { return blank() }
    number(scaled: scaled, decimals: decimals, minimum: minimum)
  }
}
