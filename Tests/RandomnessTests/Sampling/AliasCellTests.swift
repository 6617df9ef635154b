import Testing

@testable import Randomness

struct AliasCellTests {
  @Test(arguments: [
    [1], [0.5, 0.5], [1, 2, 3, 4], [0, 1, 0], [1e-300, 1], [7, 0.1, 0.1, 0.1, 3, 0, 0.7],
  ])
  func `each number has the part of the cells that is its weight`(weights: [Double]) {
    let cells = AliasCell.cells(of: weights, from: 5)
    // Numbers drawn from the middles of a fine division of 0 to 1 are as many as their weights.
    let fine = 60_000
    var counts = weights.map { _ in 0 }
    for part in 0..<fine {
      let uniform = (Double(part) + 0.5) / Double(fine)
      counts[AliasCell.number(uniform, cells.span, 0, cells.count) - 5] += 1
    }
    let sum = weights.reduce(0, +)
    for (count, weight) in zip(counts, weights) {
      #expect(abs(Double(count) - Double(fine) * (weight / sum)) <= Double(2 * weights.count))
      if weight == 0 { #expect(count == 0) }
    }
  }

  @Test func `the last of all uniform numbers stays within the cells`() {
    for size in 1...300 {
      let cells = AliasCell.cells(of: [Double](repeating: 1, count: size), from: 0)
      #expect(AliasCell.number(1.0.nextDown, cells.span, 0, size) == size - 1)
    }
  }
}
