import Quantities
import Tables

extension Schedule {
  /// Sums of the schedule's lines, as a table for a spreadsheet: in all, by who pays, who is paid, pathway, point of
  /// delivery, basis and evidence. Money is pounds.
  ///
  /// `level` says what a sum is by; lines that have that blank have a sum of their own. Activity is not added up: its
  /// units differ.
  public var subtotalTable: [UInt8] {
    var writer = CSVWriter(
      header: ["level", "financial_year"] + Subtotal.dimensions.map(\.rawValue)
        + ["lines", "lines_without_value", "planned_value", "last_year_value"],
      for: .spreadsheets
    )
    for level in Subtotal.levels {
      var sums: [Subtotal.Key: Subtotal] = [:]
      for line in lines { sums[Subtotal.Key(line, level), default: Subtotal()].add(line) }
      for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
        writer.text(level.isEmpty ? "all" : level.map(\.words).joined(separator: ", "))
        sum.write(key, to: &writer)
      }
    }
    return writer.bytes
  }
}

/// The sum of the lines that have some properties in common.
private struct Subtotal {
  /// What lines may have in common.
  static let dimensions: [ScheduleColumn] = [
    .commissioner, .provider, .pathway, .pointOfDelivery, .basis, .evidence,
  ]

  /// What the sums are by.
  static let levels: [[ScheduleColumn]] = [
    [], [.commissioner], [.commissioner, .provider], [.commissioner, .provider, .pathway],
    [.commissioner, .provider, .pathway, .pointOfDelivery], [.pathway], [.pointOfDelivery], [.basis],
    [.evidence],
  ]

  struct Key: Hashable, Comparable {
    let year: FinancialYear
    /// The values of the dimensions; blank where the sum is not by them.
    let values: [String]

    init(_ line: ScheduleLine, _ level: [ScheduleColumn]) {
      year = line.financialYear
      values = Subtotal.dimensions.map { level.contains($0) ? Self.value($0, of: line) : "" }
    }

    private static func value(_ column: ScheduleColumn, of line: ScheduleLine) -> String {
      switch column {
      case .commissioner: line.commissioner.description
      case .provider: line.provider.description
      case .pathway: line.pathway
      case .pointOfDelivery: line.pointOfDelivery?.rawValue ?? ""
      case .basis: line.basis?.rawValue ?? ""
      default: line.evidence?.rawValue ?? ""
      }
    }

    static func < (one: Key, other: Key) -> Bool {
      one.year == other.year ? one.values.lexicographicallyPrecedes(other.values) : one.year < other.year
    }
  }

  private var lines = 0
  private var linesWithoutValue = 0
  private var planned = PenceTotal()
  private var lastYear: PenceTotal?

  mutating func add(_ line: ScheduleLine) {
    lines += 1
    if let value = line.value { planned += value } else { linesWithoutValue += 1 }
    if let value = line.lastYearValue {
      var sum = lastYear ?? PenceTotal()
      sum += value
      lastYear = sum
    }
  }

  func write(_ key: Key, to writer: inout CSVWriter) {
    writer.text(key.year.description)
    for value in key.values { writer.text(value) }
    writer.number(lines)
    writer.number(linesWithoutValue)
    writer.number(planned)
    writer.number(lastYear)
    writer.endRow()
  }
}

extension ScheduleColumn {
  /// The name in words.
  fileprivate var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}
