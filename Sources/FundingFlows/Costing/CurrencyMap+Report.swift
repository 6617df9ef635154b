import Quantities
import Tables

extension CurrencyMap {
  /// The map as a table.
  public var table: [UInt8] {
    var writer = CSVWriter(header: [
      "currency", "name", "point_of_delivery", "treatment_function", "pathway", "step", "role", "evidence",
    ])
    for row in rows {
      writer.text(row.currency.description)
      writer.text(row.name)
      writer.text(row.pointOfDelivery.rawValue)
      writer.number(row.treatmentFunction)
      writer.text(row.pathway)
      writer.text(row.step)
      writer.text(row.role.rawValue)
      writer.text(row.evidence)
      writer.endRow()
    }
    return writer.bytes
  }

  /// What a reader of the map should look at: how many rows play each role, and which codes nobody claims,
  /// changed their meaning or are not in this year.
  public var report: String {
    let roles = Dictionary(grouping: rows, by: \.role).sorted { $0.key < $1.key }
    let counts = roles.map { "\($0.value.count) \($0.key.rawValue)" }.joined(separator: ", ")
    let lines = [
      "\(year): \(rows.count) rows: \(counts)",
      Self.named("Nobody claims", rows.filter { $0.role == .unclaimed }),
      Self.named("Used by a step and not in the tables of \(year)", rows.filter { $0.role == .notInYear }),
      Self.named("Meaning changed over the years", rows.filter(\.hasChangedMeaning)),
    ]
    return lines.compactMap { $0 }.joined(separator: "\n")
  }

  /// The codes of some rows, by point of delivery; nil when there are none.
  private static func named(_ title: String, _ rows: [Row]) -> String? {
    guard !rows.isEmpty else { return nil }
    let points = Dictionary(grouping: rows, by: \.pointOfDelivery).sorted { $0.key < $1.key }
    let lines = points.map { point, rows in
      "  \(point): \(Set(rows.map(\.currency)).sorted().map(\.description).joined(separator: " "))"
    }
    return "\(title):\n\(lines.joined(separator: "\n"))"
  }
}
