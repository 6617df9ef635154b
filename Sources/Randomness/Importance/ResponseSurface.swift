/// The columns by which outcomes are regressed on inputs: a curve over each input and products for pairs of
/// them, with all cross-products at hand, so that each of many regressions costs no further pass over the draws.
struct ResponseSurface {
  /// Columns that belong together: the curve over an input, or the products of two inputs.
  struct Term {
    /// The inputs, one or two.
    let inputs: [Int]
    /// Where its columns are, coarse to fine.
    let columns: Range<Int>
    /// How many of the columns may be taken, rising.
    let sizes: [Int]
  }

  /// The terms.
  let terms: [Term]
  /// The columns, each with mean 0.
  let columns: [[Double]]
  /// The sums of products of two columns, row after row.
  let products: [Double]
  /// For each outcome the sums of its products with the columns.
  let outcomeProducts: [[Double]]
  /// For each outcome the sum of the squares of its distances from its mean.
  let outcomeSquares: [Double]

  /// The surface over some inputs.
  ///
  /// - Parameters:
  ///   - curves: the curves of the inputs, by their number.
  ///   - sizes: how many columns of a curve may be taken.
  ///   - pairs: the inputs whose products with each other are there too.
  ///   - productWidth: of how many columns of either curve products are made.
  init(
    _ curves: [(input: Int, curve: InputCurve)],
    sizes: [Int],
    pairs: [Int],
    productWidth: Int,
    outcomes: [[Double]]
  ) {
    var blocks = curves.map { (inputs: [$0.input], columns: Array($0.curve.columns.prefix(sizes.last ?? 0))) }
    let paired = curves.filter { pairs.contains($0.input) }
    for (place, one) in paired.enumerated() {
      for other in paired[(place + 1)...] {
        blocks.append(([one.input, other.input], Self.products(one.curve, other.curve, width: productWidth)))
      }
    }
    let columns = blocks.flatMap(\.columns)
    let centred = outcomes.map(deviations)
    terms = Self.terms(blocks, sizes)
    self.columns = columns
    products = Self.crossProducts(columns)
    outcomeProducts = centred.map { outcome in columns.map { product($0, outcome) } }
    outcomeSquares = centred.map { product($0, $0) }
  }

  private static func terms(_ blocks: [(inputs: [Int], columns: [[Double]])], _ sizes: [Int]) -> [Term] {
    var start = 0
    return blocks.compactMap { inputs, columns in
      let range = start..<(start + columns.count)
      start = range.upperBound
      guard !range.isEmpty else { return nil }
      let fewer = inputs.count == 1 ? sizes.filter { $0 < range.count } : range.count > 1 ? [1] : []
      return Term(inputs: inputs, columns: range, sizes: fewer + [range.count])
    }
  }

  private static func products(_ one: InputCurve, _ other: InputCurve, width: Int) -> [[Double]] {
    one.columns.prefix(width).flatMap { first in
      other.columns.prefix(width).compactMap { second in
        standardised(zip(first, second).map { $0 * $1 })
      }
    }
  }

  private static func crossProducts(_ columns: [[Double]]) -> [Double] {
    let count = columns.count
    var products = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        let sum = product(columns[row], columns[column])
        products[row * count + column] = sum
        products[column * count + row] = sum
      }
    }
    return products
  }
}
