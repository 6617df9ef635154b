/// Sums in a fixed order that lose few digits: halves are added up each by itself, then to each other.
///
/// The error grows with the logarithm of the count (Higham, *SIAM Journal on Scientific Computing* 14:783, 1993).
enum PairwiseSum {
  /// Up to this many terms are added one by one, in eight sums.
  private static let leaf = 128

  /// The sum of a function of each value.
  @inline(__always)
  static func of(_ values: [Double], _ term: (Double) -> Double) -> Double {
    // The sums of leaves, joined in pairs as a binary counter carries.
    var sums: [Double] = []
    var leaves = 0
    for start in stride(from: 0, to: values.count, by: leaf) {
      sums.append(leafSum(values, start..<min(start + leaf, values.count), term))
      leaves += 1
      for _ in 0..<leaves.trailingZeroBitCount { join(&sums) }
    }
    while sums.count > 1 { join(&sums) }
    return sums.first ?? 0
  }

  private static func join(_ sums: inout [Double]) {
    let last = sums.removeLast()
    sums[sums.count - 1] += last
  }

  @inline(__always)
  private static func leafSum(_ values: [Double], _ range: Range<Int>, _ term: (Double) -> Double) -> Double {
    var (even, odd) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var place = range.lowerBound
    while place + 8 <= range.upperBound {
      for lane in 0..<4 { even[lane] += term(values[place + lane]) }
      for lane in 0..<4 { odd[lane] += term(values[place + 4 + lane]) }
      place += 8
    }
    var sum = (even + odd).sum()
    while place < range.upperBound {
      sum += term(values[place])
      place += 1
    }
    return sum
  }
}
