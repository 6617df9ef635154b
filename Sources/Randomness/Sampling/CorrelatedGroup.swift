/// Inputs that are correlated with each other, directly or through others, and with no other input.
struct CorrelatedGroup {
  /// For each input, the weights of itself and those before it in its normal score.
  let weights: [[Double]]

  /// Weighs inputs so that they have the correlations; nil if no variables can have them.
  init?(_ columns: [Int], correlation: (Int, Int) -> Double) {
    var rows: [[Double]] = []
    // The decomposition of Cholesky, row by row.
    for column in columns.indices {
      var row: [Double] = []
      for other in 0..<column {
        let shared = zip(row, rows[other]).reduce(0) { $0 + $1.0 * $1.1 }
        row.append((correlation(columns[column], columns[other]) - shared) / rows[other][other])
      }
      let rest = row.reduce(1) { $0 - $1 * $1 }
      guard rest > 1e-10 else { return nil }
      rows.append(row + [rest.squareRoot()])
    }
    weights = rows
  }
}
