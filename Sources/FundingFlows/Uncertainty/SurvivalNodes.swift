import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The ratios of the excess hazard at which people of a stage are followed, and what each weighs in a draw.
///
/// Survivors and deaths are sums of e^(-hazard × ratio): between Chebyshev's points over the range of the ratio, a
/// polynomial through them is as good as following the people of each draw. Where recurrence is followed it is not
/// quite: who dies free of disease depends on whether anybody is left who has recurred, and the sums have bends.
/// One of the points is 1, so that people whose survival is not drawn are just as they are. Beyond one draw in a
/// million at either end the ratio is held.
///
/// Barycentric interpolation: Berrut and Trefethen, *SIAM Review* 46:501, 2004.
struct SurvivalNodes: Sendable {
  /// How many points there are.
  static let count = 9

  /// The input: net survival at five years.
  let column: Int
  /// Where the weights are kept.
  let into: [Int]
  /// The ratios of the excess hazard, least first.
  let ratios: [Double]
  private let table: TabulatedQuantile
  private let hazard: Double
  private let weights: [Double]

  /// The points for a distribution of five-year survival; `hazard` is the excess hazard over the five years.
  init(_ distribution: some Distribution, hazard: Double, column: Int, into: [Int]) {
    self.column = column
    self.into = into
    self.hazard = hazard
    table = TabulatedQuantile(distribution)
    let low = min(1, max(0, -log(distribution.quantile(1 - 1e-6)) / hazard))
    let high = max(1, low + 1e-6, -log(max(distribution.quantile(1e-6), 1e-12)) / hazard)
    let last = Self.count - 1
    var ratios = (0...last).map { point in
      let place = (1 - cos(Double.pi * Double(point) / Double(last))) / 2
      return low + place * (high - low)
    }
    if let nearest = ratios.indices.min(by: { abs(ratios[$0] - 1) < abs(ratios[$1] - 1) }) {
      ratios[nearest] = 1
    }
    self.ratios = ratios
    weights = ratios.indices.map { point in
      1
        / ratios.indices.reduce(1) { product, other in
          other == point ? product : product * (ratios[point] - ratios[other]) / (high - low)
        }
    }
  }

  /// Fills the weights of one draw; they add up to 1.
  func fill(_ multipliers: inout [Lanes], _ score: Double, _ index: (Int) -> Int, lane: () -> Int) {
    let ratio = self.ratio(at: score)
    if let exact = ratios.firstIndex(of: ratio) {
      for point in ratios.indices { multipliers[index(into[point])][lane()] = point == exact ? 1 : 0 }
      return
    }
    var sum = 0.0
    for point in ratios.indices {
      let weight = weights[point] / (ratio - ratios[point])
      multipliers[index(into[point])][lane()] = weight
      sum += weight
    }
    for point in ratios.indices { multipliers[index(into[point])][lane()] /= sum }
  }

  /// The ratio of the excess hazard in a draw.
  func ratio(at score: Double) -> Double {
    guard !score.isNaN else { return 1 }
    let survival = table.quantile(normalScore: score)
    let ratio = survival < 1 ? -log(survival) / hazard : 0
    return min(max(ratio, ratios[0]), ratios[Self.count - 1])
  }
}
