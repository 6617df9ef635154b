/// Quantiles of values of which each occurs several times.
enum WeightedQuantiles {
  /// Knots at the middles of equally many parts of the cases, as `apc.fit` of the R package Epi places them: the
  /// (i − ½)/n quantiles of R's type 7.
  static func knots(_ count: Int, of values: [Double], cases: [Double]) -> [Double] {
    let sorted = zip(values, cases).sorted { $0.0 < $1.0 }
    var upTo: [(value: Double, count: Double)] = []
    for (value, cases) in sorted where cases >= 1 {
      upTo.append((value, (upTo.last?.count ?? 0) + cases.rounded(.down)))
    }
    guard count > 0, let total = upTo.last?.count else { return [] }
    return (0..<count).map { index in
      let place = (total - 1) * (Double(index) + 0.5) / Double(count)
      let rank = place.rounded(.down)
      let lower = value(ofRank: rank, in: upTo)
      let upper = value(ofRank: min(rank + 1, total - 1), in: upTo)
      return lower + (place - rank) * (upper - lower)
    }
  }

  private static func value(ofRank rank: Double, in upTo: [(value: Double, count: Double)]) -> Double {
    upTo.first { rank < $0.count }?.value ?? upTo.last?.value ?? 0
  }
}
