import Quantities
import Tables

extension Negotiation {
  /// How many lines are shown of those that make most of the gap.
  static let linesShown = 10

  /// The files of a negotiation, by name. Money is pounds; effects add up to the gap in every row.
  public var files: [(name: String, bytes: [UInt8])] {
    let (table, others) = Concurrently.both({ gapTable }, { summaryFiles })
    return [(name: "gap.csv", bytes: table)] + others
  }

  /// `gap.csv`, one row a line.
  package var gapTable: [UInt8] { GapTable.bytes(gap) }

  /// The other files.
  package var summaryFiles: [(name: String, bytes: [UInt8])] {
    [
      (name: "gap-summary.csv", bytes: summaryTable),
      (name: "ten-lines.csv", bytes: largestTable),
      (name: "agreed.csv", bytes: agreementTable),
      (name: "history.csv", bytes: historyTable),
    ]
  }

  private static func write(_ totals: GapTotals, to writer: inout CSVWriter) {
    writer.number(totals.lines)
    writer.number(totals.agreedLines)
    writer.number(totals.unpricedLines)
    writer.money(totals.offer)
    writer.money(totals.counter)
    writer.money(totals.gap)
    writer.money(totals.absoluteGap)
    writer.money(totals.effects)
    writer.endRow()
  }

  /// The sums of all lines, and by each dimension.
  var summaryTable: [UInt8] {
    var writer = CSVWriter(
      header: [
        "dimension", "name", "lines", "agreed_lines", "unpriced_lines", "offer", "counter", "gap",
        "absolute_gap",
      ] + GapTable.effectColumns,
      for: .spreadsheets
    )
    writer.text("total")
    writer.blank()
    Self.write(gap.totals, to: &writer)
    for dimension in GapDimension.allCases {
      for (name, totals) in gap.totals(by: dimension) {
        writer.text(dimension.rawValue)
        writer.text(name)
        Self.write(totals, to: &writer)
      }
    }
    return writer.bytes
  }

  /// The lines that make most of the gap.
  var largestTable: [UInt8] {
    var writer = CSVWriter(
      header: [
        "rank", "financial_year", "commissioner", "provider", "pathway", "step", "line_id", "currency",
        "point_of_delivery", "offer_value", "counter_value", "gap", "percent_of_absolute_gap",
      ] + GapTable.effectColumns + ["status"],
      for: .spreadsheets
    )
    for (rank, line) in gap.largest(Self.linesShown).enumerated() {
      guard let told = gap.offered(line) ?? gap.countered(line) else { continue }
      writer.number(rank + 1)
      writer.text(told.financialYear.description)
      writer.text(told.commissioner.description)
      writer.text(told.provider.description)
      writer.text(told.pathway)
      writer.text(told.step)
      writer.text(told.lineID)
      writer.text(told.currency?.description ?? "")
      writer.text(told.pointOfDelivery?.rawValue ?? "")
      writer.money(line.offerWorth?.value)
      writer.money(line.counterWorth?.value)
      writer.money(line.gap)
      writer.number(gap.share(of: line))
      writer.money(line.effects)
      writer.text(line.status.rawValue)
      writer.endRow()
    }
    return writer.bytes
  }

  /// How far the sides agree; each line is in one row.
  var agreementTable: [UInt8] {
    var writer = CSVWriter(
      header: ["agreement", "lines", "offer", "counter", "gap", "absolute_gap"],
      for: .spreadsheets
    )
    for (agreement, totals) in gap.agreements() {
      writer.text(agreement.rawValue)
      writer.number(totals.lines)
      writer.money(totals.offer)
      writer.money(totals.counter)
      writer.money(totals.gap)
      writer.money(totals.absoluteGap)
      writer.endRow()
    }
    return writer.bytes
  }

  /// The rounds.
  var historyTable: [UInt8] {
    var writer = CSVWriter(
      header: [
        "round", "side", "file", "lines", "unpriced_lines", "total", "movement", "gap", "absolute_gap",
        "agreed_lines", "agreed_value", "percent_of_first_gap_closed", "percent_of_first_absolute_gap_closed",
      ] + GapTable.effectColumns,
      for: .spreadsheets
    )
    for round in rounds { write(round, to: &writer) }
    return writer.bytes
  }

  private func write(_ round: NegotiationRound, to writer: inout CSVWriter) {
    writer.number(round.number)
    writer.text(round.side.rawValue)
    writer.text(round.name)
    writer.number(round.lines)
    writer.number(round.unpricedLines)
    writer.money(round.total)
    writer.money(round.movement)
    guard let gap = round.gap, let first = firstGap else {
      for _ in 0..<(6 + GapEffect.allCases.count) { writer.blank() }
      return writer.endRow()
    }
    writer.money(gap.gap)
    writer.money(gap.absoluteGap)
    writer.number(gap.agreedLines)
    writer.money(gap.agreed)
    writer.number(Self.closed(gap.gap, of: first.gap))
    writer.number(Self.closed(gap.absoluteGap, of: first.absoluteGap))
    writer.money(gap.effects)
    writer.endRow()
  }
}

extension ScheduleGap {
  /// What part of the sum of all absolute gaps a line makes, in per cent with one decimal.
  func share(of line: GapLine) -> Double {
    guard totals.absoluteGap != .zero else { return 0 }
    let share = Double(line.gap.amount.magnitude) / Double(totals.absoluteGap.amount)
    return (share * 1000).rounded(.toNearestOrAwayFromZero) / 10
  }
}
