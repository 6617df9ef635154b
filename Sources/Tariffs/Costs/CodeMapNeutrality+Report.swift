public import Quantities
import Tables

extension CodeMapNeutrality {
  /// What was compared, what was not, and what no row of the map covers, as a table: money in pounds, values
  /// rounded half up to the penny, ratios mapped ÷ own. The last row holds the totals.
  public var table: [UInt8] {
    var writer = CSVWriter(header: [
      "currency", "point_of_delivery", "setting", "treatment_function", "status", "activity", "own_unit_cost",
      "mapped_unit_cost", "own_value", "mapped_value", "ratio", "evidence", "source",
    ])
    for row in rows {
      Self.begin(row.line.currency, row.line, "compared", in: &writer)
      writer.number(row.own.price)
      writer.number(row.mapped.price)
      writer.number(row.ownValue.rounded(.penceHalfUp))
      writer.number(row.mappedValue.rounded(.penceHalfUp))
      writer.number(row.ratio)
      writer.text(row.evidence.rawValue)
      writer.text("own: \(row.own.source); mapped: \(row.mapped.source)")
      writer.endRow()
    }
    for (status, gaps) in [("not compared", gaps), ("not covered", uncovered)] {
      for gap in gaps {
        Self.begin(gap.currency, gap.line, status, in: &writer)
        for _ in 0..<6 { writer.blank() }
        writer.text(gap.reason)
        writer.endRow()
      }
    }
    for cell in ["", "", "", "", "total", "", "", ""] { writer.text(cell) }
    writer.number(ownTotal)
    writer.number(mappedTotal)
    writer.number(ratio)
    writer.text(evidence.rawValue)
    writer.text("the sum of the rows that were compared")
    writer.endRow()
    return writer.bytes
  }

  private static func begin(
    _ currency: CurrencyCode,
    _ line: CountedActivity?,
    _ status: String,
    in writer: inout CSVWriter
  ) {
    writer.text(currency.description)
    writer.text(line?.pointOfDelivery.rawValue ?? "")
    writer.text(line?.setting ?? "")
    writer.number(line?.treatmentFunction)
    writer.text(status)
    writer.number(line?.activity)
  }

  /// The comparison in words: what it comes to, what would make it neutral, and what is not in it.
  public var report: String {
    let own = ownTotal
    let mapped = mappedTotal
    let codes = Set(rows.map(\.line.currency)).count
    let years = isDeflated ? ", brought to \(year) by the GDP deflator" : ", at \(earlierYear) prices"
    var lines = [
      "\(year) from \(earlierYear): \(rows.count) rows of \(codes) mapped codes compared [\(evidence)]",
      "  at their own \(year) unit costs: £\(own)",
      "  at the mapped \(earlierYear) unit costs\(years): £\(mapped)"
        + (ratio.map { ", which is \($0) times that" } ?? ""),
    ]
    if let neutralFactor {
      lines.append("  mapped costs × \(neutralFactor) would leave the total as it is")
    }
    lines.append("  how costs are collected may have changed between the years; the ratio holds that too")
    if !gaps.isEmpty {
      lines.append("Mapped and not compared:")
      lines += gaps.map { "  \($0.line?.name ?? $0.currency.description): \($0.reason)" }
    }
    if !uncovered.isEmpty {
      lines.append("Meaning changed, and no row of the map says what they are made of in \(earlierYear):")
      lines += Dictionary(grouping: uncovered, by: \.currency).sorted { $0.key < $1.key }
        .map { code, gaps in
          let points = Set(gaps.compactMap(\.line?.pointOfDelivery)).sorted().map(\.description)
          return "  \(code) (\(points.joined(separator: " "))): \(gaps.first?.reason ?? "")"
        }
    }
    return lines.joined(separator: "\n")
  }
}

extension CodeMapNeutrality {
  /// What the activity cost at its own unit costs: the sum of the rows as they are rounded.
  public var ownTotal: Pence { rows.map { $0.ownValue.rounded(.penceHalfUp) }.total() }

  /// What it cost at the mapped unit costs: the sum of the rows as they are rounded.
  public var mappedTotal: Pence { rows.map { $0.mappedValue.rounded(.penceHalfUp) }.total() }
}
