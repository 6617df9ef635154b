/// One row of a regression: the columns it touches, and by how much.
public struct SparseRow: Sendable, Equatable {
  /// The columns, each once, in rising order.
  public let columns: [Int]
  /// The value in each of those columns, none of them zero.
  public let values: [Double]

  /// A row of these entries; those of one column are added up, and what comes to nothing is left out.
  ///
  /// Complexity: O(n) when the columns rise, O(n log n) otherwise.
  public init(_ entries: [(column: Int, value: Double)]) {
    var columns: [Int] = []
    var values: [Double] = []
    columns.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    var isRising = true
    for entry in entries {
      isRising = isRising && (columns.last ?? -1) < entry.column && entry.value != 0
      columns.append(entry.column)
      values.append(entry.value)
    }
    if isRising {
      self.init(rising: columns, values)
    } else {
      self.init(addingUp: entries)
    }
  }

  private init(addingUp entries: [(column: Int, value: Double)]) {
    var sums: [Int: Double] = [:]
    for entry in entries { sums[entry.column, default: 0] += entry.value }
    let kept = sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    self.init(rising: kept.map(\.key), kept.map(\.value))
  }

  /// A row whose columns are known to rise and whose values are known not to be zero.
  init(rising columns: [Int], _ values: [Double]) {
    self.columns = columns
    self.values = values
  }

  /// A row that gives every column's value.
  public init(dense values: [Double]) {
    self.init(values.enumerated().map { (column: $0.offset, value: $0.element) })
  }

  /// The entries, by rising column.
  public var entries: [(column: Int, value: Double)] {
    zip(columns, values).map { (column: $0, value: $1) }
  }

  /// The sum of value times coefficient, over the columns that the row touches.
  public func predictor(_ coefficients: [Double]) -> Double {
    var sum = 0.0
    for index in columns.indices { sum += values[index] * coefficients[columns[index]] }
    return sum
  }

  /// Some multiple of this row and some multiple of another, added.
  func combined(_ own: Double, plus other: SparseRow, _ factor: Double) -> SparseRow {
    SparseRow(
      entries.map { (column: $0.column, value: $0.value * own) }
        + other.entries.map { (column: $0.column, value: $0.value * factor) }
    )
  }
}
