import Quantities
import Tables

extension Schedule {
  /// The schedule as a table for a spreadsheet, one row a line, no totals among them. Money is pounds.
  ///
  /// A figure that is blank stays blank. Text that a spreadsheet would turn into something else has an apostrophe in
  /// front, which reading takes off again.
  public var table: [UInt8] {
    var writer = CSVWriter(header: ScheduleColumn.allCases.map(\.rawValue), for: .spreadsheets)
    for line in lines {
      for column in ScheduleColumn.allCases { line.write(column, to: &writer) }
      writer.endRow()
    }
    return writer.bytes
  }
}

extension ScheduleLine {
  fileprivate func write(_ column: ScheduleColumn, to writer: inout CSVWriter) {
    switch column {
    case .lineID: writer.text(lineID)
    case .financialYear: writer.text(financialYear.description)
    case .commissioner: writer.text(commissioner.description)
    case .provider: writer.text(provider.description)
    case .pathway: writer.text(pathway)
    case .step: writer.text(step)
    case .currency: writer.text(currency?.description ?? "")
    case .pointOfDelivery: writer.text(pointOfDelivery?.rawValue ?? "")
    case .treatmentFunction: writer.number(treatmentFunction)
    case .plannedActivity: writer.number(plannedActivity)
    case .unitPrice: writer.number(unitPrice)
    case .marketForces: writer.number(marketForces)
    case .plannedValue: writer.number(plannedValue)
    case .lastYearActivity: writer.number(lastYearActivity)
    case .lastYearValue: writer.number(lastYearValue)
    case .basis: writer.text(basis?.rawValue ?? "")
    case .evidence: writer.text(evidence?.rawValue ?? "")
    case .note: writer.text(note)
    }
  }
}
