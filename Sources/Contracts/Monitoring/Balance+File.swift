import Quantities
import Tables

extension Balance {
  /// The checks as a table: every month, then each check's sum.
  public var table: [UInt8] {
    var writer = CSVWriter(header: [
      "check", "financial_year", "month", "provider", "commissioner", "acm", "other", "difference",
      "acm_rows",
      "other_rows", "cause",
    ])
    for check in BalanceCheck.allCases {
      let own = lines.filter { $0.check == check }
      for line in own {
        writer.text(check.name)
        writer.text(line.cell.year.description)
        writer.number(line.cell.month)
        writer.text(line.cell.provider.description)
        writer.text(line.cell.commissioner.description)
        writer.number(line.aggregate)
        writer.number(line.other)
        writer.number(line.difference)
        writer.number(line.aggregateRows)
        writer.number(line.otherRows)
        writer.text(line.cause)
        writer.endRow()
      }
      if !own.isEmpty { writeTotal(of: check, own, to: &writer) }
    }
    for (check, reason) in unchecked {
      writer.text(check.name)
      for _ in 0..<9 { writer.blank() }
      writer.text("not checked: \(reason)")
      writer.endRow()
    }
    return writer.bytes
  }

  private func writeTotal(of check: BalanceCheck, _ own: [Line], to writer: inout CSVWriter) {
    let (aggregate, other) = totals(of: check)
    writer.text(check.name)
    writer.text("all")
    for _ in 0..<3 { writer.blank() }
    writer.number(aggregate)
    writer.number(other)
    writer.number(aggregate - other)
    writer.number(own.map(\.aggregateRows).reduce(0, +))
    writer.number(own.map(\.otherRows).reduce(0, +))
    writer.text("")
    writer.endRow()
  }
}
