import Quantities

/// The names that the lines of a schedule have, and those that new lines get.
struct LineNames {
  private struct Key: Hashable {
    let year: FinancialYear
    let lineID: String
  }

  private var rows: [Key: Int] = [:]
  /// The row of an earlier line of the same name as the last one noted; nil when there is none.
  private(set) var repeated: Int?

  /// No names, and room for so many.
  init(room: Int) {
    rows.reserveCapacity(room)
  }

  /// Notes the name of a line, if it has one.
  mutating func note(_ line: ScheduleLine, on row: Int) {
    repeated = nil
    guard !line.lineID.isEmpty else { return }
    let key = Key(year: line.financialYear, lineID: line.lineID)
    if let first = rows.updateValue(row, forKey: key) {
      repeated = first
      rows[key] = first
    }
  }

  /// Names the lines that have no name as a run would have: by what they are about. So a line that both sides put in has
  /// the same name on both. Of several about the same, the dearest is named first.
  mutating func nameOthers(of lines: inout [ScheduleLine]) {
    let unnamed = lines.indices.filter { lines[$0].lineID.isEmpty }
    let prices = unnamed.map { lines[$0].unitPrice?.nanopounds ?? -1 }
    for (index, _) in zip(unnamed, prices).sorted(by: { ($1.1, $0.0) < ($0.1, $1.0) }) {
      let plain = lines[index].service.lineID
      var number = 0
      var key = Key(year: lines[index].financialYear, lineID: plain)
      while rows[key] != nil {
        number += 1
        key = Key(year: key.year, lineID: ServiceLine.lineID(plain, number: number))
      }
      rows[key] = 0
      lines[index].lineID = key.lineID
    }
  }
}
