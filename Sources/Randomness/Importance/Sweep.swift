/// The cross-products of columns and an outcome, from which the columns used so far are taken out.
///
/// Sweeping a column puts it into the regression without another pass over the draws (Goodnight, *A tutorial on
/// the SWEEP operator*, The American Statistician 33:149, 1979).
struct Sweep {
  /// The columns of the surface, in the order of the rows; the outcome has the row after them.
  private let columns: [Int]
  private let rows: [Int: Int]
  private let size: Int
  private var cells: [Double]
  private let diagonal: [Double]
  private var isUsed: [Bool]

  init(_ surface: ResponseSurface, _ columns: [Int], _ outcome: Int) {
    self.columns = columns
    rows = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    size = columns.count + 1
    let all = surface.columns.count
    var cells: [Double] = []
    cells.reserveCapacity(size * size)
    for row in columns {
      for column in columns { cells.append(surface.products[row * all + column]) }
      cells.append(surface.outcomeProducts[outcome][row])
    }
    for column in columns { cells.append(surface.outcomeProducts[outcome][column]) }
    cells.append(surface.outcomeSquares[outcome])
    self.cells = cells
    diagonal = columns.map { surface.products[$0 * all + $0] }
    isUsed = [Bool](repeating: false, count: columns.count)
  }

  /// The sum of squares that the columns in use leave unexplained.
  var residual: Double { max(cells[size * size - 1], 0) }

  /// How many columns are in use.
  var usedCount: Int { isUsed.count { $0 } }

  /// The coefficients of the columns in use.
  var coefficients: [(column: Int, value: Double)] {
    columns.indices.filter { isUsed[$0] }.map { (columns[$0], cells[$0 * size + size - 1]) }
  }

  /// By how much the first, the first two, … of some columns would lessen the residual, and how many of them
  /// are not made up of others already.
  func reductions(by columns: [Int]) -> [(reduction: Double, count: Int)] {
    let rows = columns.compactMap { self.rows[$0] }
    var block = rows.map { row in rows.map { cells[row * size + $0] } + [cells[row * size + size - 1]] }
    var (reduction, count) = (0.0, 0)
    var reductions: [(reduction: Double, count: Int)] = []
    for place in block.indices {
      let pivotRow = block[place]
      let pivot = pivotRow[place]
      if isIndependent(rows[place], pivot) {
        count += 1
        reduction += pivotRow[rows.count] * pivotRow[rows.count] / pivot
        for below in (place + 1)..<max(block.count, place + 1) {
          let factor = block[below][place] / pivot
          for column in place...rows.count { block[below][column] -= factor * pivotRow[column] }
        }
      }
      reductions.append((reduction, count))
    }
    return reductions
  }

  /// Takes columns into use, but for those that are made up of others.
  mutating func use(_ columns: some Sequence<Int>) {
    for row in columns.compactMap({ rows[$0] }) where isIndependent(row, cells[row * size + row]) {
      sweep(row)
      isUsed[row] = true
    }
  }

  /// Whether a column's part that others do not make up is more than rounding.
  private func isIndependent(_ row: Int, _ remaining: Double) -> Bool {
    !isUsed[row] && remaining > 1e-9 * diagonal[row]
  }

  private mutating func sweep(_ pivotRow: Int) {
    let start = pivotRow * size
    let pivot = cells[start + pivotRow]
    for column in 0..<size { cells[start + column] /= pivot }
    cells[start + pivotRow] = 1 / pivot
    for row in 0..<size where row != pivotRow {
      let factor = cells[row * size + pivotRow]
      guard factor != 0 else { continue }
      for column in 0..<size where column != pivotRow {
        cells[row * size + column] -= factor * cells[start + column]
      }
      cells[row * size + pivotRow] = -factor / pivot
    }
  }
}
