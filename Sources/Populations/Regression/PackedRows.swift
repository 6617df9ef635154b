/// Sparse rows laid end to end, so that a pass over them touches memory in order.
struct PackedRows: Sendable {
  /// Where each row begins, and where the last ends.
  let starts: [Int]
  let columns: [Int]
  let values: [Double]

  init(_ rows: [[(column: Int, value: Double)]]) {
    var starts = [0]
    for row in rows { starts.append((starts.last ?? 0) + row.count) }
    self.starts = starts
    columns = rows.flatMap { $0.map(\.column) }
    values = rows.flatMap { $0.map(\.value) }
  }

  var count: Int { starts.count - 1 }

  /// Sets `predictor` to rows × coefficients.
  func multiply(_ coefficients: [Double], into predictor: inout [Double]) {
    for row in 0..<count {
      var sum = 0.0
      for index in starts[row]..<starts[row + 1] { sum += values[index] * coefficients[columns[index]] }
      predictor[row] = sum
    }
  }

  /// Sets `sums` to transposed rows × `amounts`.
  func multiplyTransposed(_ amounts: [Double], into sums: inout [Double]) {
    for column in sums.indices { sums[column] = 0 }
    for row in 0..<count {
      let amount = amounts[row]
      for index in starts[row]..<starts[row + 1] { sums[columns[index]] += values[index] * amount }
    }
  }
}
