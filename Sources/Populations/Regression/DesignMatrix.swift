#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The columns of a regression and what each observation has in them.
///
/// Columns that depend on those before them are aliased and take no part, as in R's `glm`: an earlier column
/// stays, and a later one drops when less than a ten-millionth of its length is left once the columns that
/// stayed are taken out of it. The design knows nothing of the counts, so one serves any number of series.
public struct DesignMatrix: Sendable {
  /// What each column is called.
  public let names: [String]
  /// The observations, over all columns.
  public let rows: [SparseRow]
  /// Which columns depend on those before them.
  public let isAliased: [Bool]
  /// The columns that are estimated, in order.
  public let estimated: [Int]
  /// The rows over the estimated columns alone, one after the other.
  let packed: PackedRows
  /// Where each column is among the estimated ones.
  private let places: [Int?]
  /// Where each product of two estimated columns belongs.
  let products: CrossProducts

  /// How small a part of a column may be left before it counts as dependent.
  static let tolerance = 1e-7

  /// Makes a design of named columns.
  ///
  /// - Precondition: no row touches a column that has no name.
  /// - Complexity: O(rows × columns²), once.
  public init(names: [String], rows: [SparseRow]) {
    precondition(
      rows.allSatisfy { ($0.columns.first ?? 0) >= 0 && ($0.columns.last ?? -1) < names.count },
      "a row of a design touches only columns that have names"
    )
    self.names = names
    self.rows = rows
    let aliased = Self.aliased(rows, columns: names.count)
    let estimated = names.indices.filter { !aliased[$0] }
    isAliased = aliased
    self.estimated = estimated
    var places = [Int?](repeating: nil, count: names.count)
    for (index, column) in estimated.enumerated() { places[column] = index }
    self.places = places
    let packed = PackedRows(
      rows.map { row in row.entries.compactMap { entry in places[entry.column].map { ($0, entry.value) } } }
    )
    self.packed = packed
    products = CrossProducts(of: packed, columns: estimated.count)
  }

  /// Where the column is among the estimated ones; nil when it is aliased.
  public func place(of column: Int) -> Int? { places[column] }

  /// A row over all columns as one over the estimated ones; aliased columns count as nothing.
  public func overEstimated(_ row: SparseRow) -> SparseRow {
    var columns: [Int] = []
    var values: [Double] = []
    columns.reserveCapacity(row.columns.count)
    values.reserveCapacity(row.columns.count)
    for (column, value) in zip(row.columns, row.values) {
      guard let place = places[column] else { continue }
      columns.append(place)
      values.append(value)
    }
    return SparseRow(rising: columns, values)
  }

  /// Takes the kept columns out of each column in turn, twice against rounding, and looks at what is left.
  private static func aliased(_ rows: [SparseRow], columns: Int) -> [Bool] {
    var dense = Array(repeating: [Double](repeating: 0, count: rows.count), count: columns)
    for (index, row) in rows.enumerated() {
      for entry in row.entries { dense[entry.column][index] = entry.value }
    }
    var basis: [[Double]] = []
    return dense.map { column in
      let length = norm(column)
      guard length > 0, length.isFinite, basis.count < rows.count else { return true }
      var rest = column
      for _ in 0..<2 {
        for unit in basis {
          var along = 0.0
          for index in rest.indices { along += unit[index] * rest[index] }
          guard along != 0 else { continue }
          for index in rest.indices { rest[index] -= along * unit[index] }
        }
      }
      let left = norm(rest)
      guard left >= tolerance * length else { return true }
      basis.append(rest.map { $0 / left })
      return false
    }
  }

  private static func norm(_ column: [Double]) -> Double { sqrt(column.reduce(0) { $0 + $1 * $1 }) }
}
