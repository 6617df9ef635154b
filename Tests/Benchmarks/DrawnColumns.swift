import Randomness

/// The numbers of a block of draws, column by column, each with room for a whole block.
struct DrawnColumns {
  private var columns: [[Double]]

  init(count: Int) {
    columns = [[Double]](repeating: [Double](repeating: 1, count: Simulation.blockSize), count: count)
  }

  /// The number of a column at a place in the block.
  subscript(column: Int, place: Int) -> Double { columns[column][place] }

  /// Fills the front of a column.
  mutating func fill(_ column: Int, _ body: (inout MutableSpan<Double>) -> Void) {
    var numbers = columns[column].mutableSpan
    body(&numbers)
  }

  /// Copies stored draws.
  mutating func fill(_ draws: Range<Int>, from rows: [[Double]]) {
    for column in columns.indices {
      for (place, draw) in draws.enumerated() { columns[column][place] = rows[draw][column] }
    }
  }

  /// Divides some columns by their sum, draw by draw: gamma variables become the shares of Dirichlet.
  mutating func makeShares(of parts: Range<Int>) {
    for place in 0..<Simulation.blockSize {
      let whole = parts.reduce(0) { $0 + columns[$1][place] }
      for part in parts { columns[part][place] /= whole }
    }
  }
}
