/// The columns of a curve over one input: a natural cubic spline whose knots lie at the input's quantiles.
///
/// The first column is the input itself; the first two, four and eight are splines of three, five and nine
/// knots, each finer one able to draw what the coarser one can. All have mean 0 and variance 1. An input that
/// takes few values has fewer columns, a constant one has none.
struct InputCurve {
  /// The columns, coarse to fine, a value for each draw.
  let columns: [[Double]]

  init(_ values: [Double]) {
    guard let sample = SortedSample(values), let first = sample.values.first, let last = sample.values.last,
      first < last
    else {
      columns = []
      return
    }
    let knots = Self.knots(of: sample)
    let curves = [values] + (Knots(knots).map { knots in Self.bends(values, knots) } ?? [])
    columns = curves.compactMap(standardised)
  }

  /// The shares of the draws below the knots, coarse to fine; the outermost leave out the farthest draws,
  /// beyond which the curve goes on straight.
  private static let shares = [0.01, 0.99, 0.5, 0.255, 0.745, 0.1325, 0.3775, 0.6225, 0.8675]

  /// The knots, coarse to fine, no two of them equal.
  private static func knots(of sample: SortedSample) -> [Double] {
    shares.reduce(into: []) { knots, share in
      let knot = sample.quantile(share)
      if !knots.contains(knot) { knots.append(knot) }
    }
  }

  /// The ends of the knots and those between, scaled so that the ends are 0 and 1.
  private struct Knots {
    let start: Double
    let width: Double
    let inner: [Double]

    /// Nil when there are none between the ends.
    init?(_ knots: [Double]) {
      guard knots.count > 2, let first = knots.min(), let last = knots.max() else { return nil }
      (start, width) = (first, last - first)
      inner = knots.filter { $0 > first && $0 < last }.map { ($0 - first) / (last - first) }
    }
  }

  /// The columns beside the straight one: what the first knot and each further one adds to a reference knot.
  private static func bends(_ values: [Double], _ knots: Knots) -> [[Double]] {
    guard let reference = knots.inner.first else { return [] }
    let places = values.map { ($0 - knots.start) / knots.width }
    let references = places.map { bend(reference, $0) }
    return ([0] + knots.inner.dropFirst()).map { knot in
      zip(places, references).map { place, reference in bend(knot, place) - reference }
    }
  }

  /// A curve that is 0 up to a knot, cubic from there to 1, and goes on from there in a straight line once
  /// another such curve is taken from it.
  private static func bend(_ knot: Double, _ place: Double) -> Double {
    let past = place - knot
    guard past > 0 else { return 0 }
    let width = 1 - knot
    // Beyond 1, ((place − knot)³ − (place − 1)³)/(1 − knot) without the part that all knots share.
    guard place < 1 else { return width * (width + 3 * (place - 1)) }
    return past * past * past / width
  }
}

/// A column with its mean taken off, in units of its standard deviation; nil when it is constant or overflows.
func standardised(_ column: [Double]) -> [Double]? {
  let centred = deviations(column)
  let size = (product(centred, centred) / Double(column.count)).squareRoot()
  guard size > 0, size.isFinite else { return nil }
  return centred.map { $0 / size }
}

/// A column with its mean taken off.
func deviations(_ column: [Double]) -> [Double] {
  let mean = mean(of: column)
  return column.map { $0 - mean }
}

func mean(of column: [Double]) -> Double { column.reduce(0, +) / Double(column.count) }

/// The sum of the products of two columns' values, in four sums that a processor can do at once.
func product(_ one: [Double], _ other: [Double]) -> Double {
  var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
  var index = 0
  while index + 3 < one.count {
    first += one[index] * other[index]
    second += one[index + 1] * other[index + 1]
    third += one[index + 2] * other[index + 2]
    fourth += one[index + 3] * other[index + 3]
    index += 4
  }
  while index < one.count {
    first += one[index] * other[index]
    index += 1
  }
  return (first + second) + (third + fourth)
}
