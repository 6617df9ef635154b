#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the elements of a symmetric matrix are kept: of each row only those from its first non-zero one to the
/// diagonal.
///
/// Cholesky's factor fills nothing outside, so a leading factor such as age, whose columns never meet, costs
/// nothing. The elements themselves are plain arrays that the caller keeps, for no step to allocate.
struct Envelope: Sendable {
  /// The first column that each row keeps.
  let firsts: [Int]
  /// What to add to a column to find its element in the row.
  private let offsets: [Int]
  /// How many elements there are.
  let count: Int

  init(firsts: [Int]) {
    var offsets: [Int] = []
    var count = 0
    for (row, first) in firsts.enumerated() {
      offsets.append(count - first)
      count += row - first + 1
    }
    self.firsts = firsts
    self.offsets = offsets
    self.count = count
  }

  var size: Int { firsts.count }

  /// Where the element of a row and a column up to the diagonal is kept.
  func place(_ row: Int, _ column: Int) -> Int { offsets[row] + column }

  /// Replaces a matrix by its lower Cholesky factor.
  ///
  /// - Returns: whether it could: whether the matrix is positive definite within the machine's precision.
  func factor(_ elements: inout [Double]) -> Bool {
    for row in 0..<size {
      let first = firsts[row]
      let own = offsets[row]
      var diagonal = elements[own + row]
      let before = diagonal
      for column in first..<row {
        let other = offsets[column]
        var rest = elements[own + column]
        for inner in max(first, firsts[column])..<column {
          rest -= elements[own + inner] * elements[other + inner]
        }
        let value = rest / elements[other + column]
        elements[own + column] = value
        diagonal -= value * value
      }
      guard diagonal > before * 1e-15, diagonal.isFinite else { return false }
      elements[own + row] = sqrt(diagonal)
    }
    return true
  }

  /// Replaces b by the x of L·x = b.
  func solveLower(_ factor: [Double], _ vector: inout [Double]) {
    for row in 0..<size {
      let own = offsets[row]
      var rest = vector[row]
      for column in firsts[row]..<row { rest -= factor[own + column] * vector[column] }
      vector[row] = rest / factor[own + row]
    }
  }

  /// Replaces b by the x of L'·x = b.
  func solveUpper(_ factor: [Double], _ vector: inout [Double]) {
    for row in stride(from: size - 1, through: 0, by: -1) {
      let own = offsets[row]
      let value = vector[row] / factor[own + row]
      vector[row] = value
      for column in firsts[row]..<row { vector[column] -= factor[own + column] * value }
    }
  }

  /// The inverse of the matrix whose factor this is.
  func inverse(_ factor: [Double]) -> [[Double]] {
    var inverse = (0..<size).map { column -> [Double] in
      var vector = [Double](repeating: 0, count: size)
      vector[column] = 1
      solveLower(factor, &vector)
      solveUpper(factor, &vector)
      return vector
    }
    // Both halves are right to rounding; one of them is taken so that they are equal.
    for row in 0..<size {
      for column in 0..<row { inverse[column][row] = inverse[row][column] }
    }
    return inverse
  }
}
