#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The quantiles over a stretch of the normal score, as a polynomial of the ninth degree.
struct QuantileStretch: Sendable {
  private enum Form { case polynomial, exponential, exact }

  private let form: Form

  /// The values at the ends: what lies between them is kept between them, so that rounding makes nothing fall.
  private let least: Double
  private let greatest: Double

  /// The coefficients of t⁰ and t¹, of t² and t³, and so on, where t runs from −1 to 1.
  private let coefficients: InlineArray<5, SIMD2<Double>>

  /// The stretch through the values at Chebyshev's ten points.
  init(through values: [Double]) {
    (least, greatest) = (values[0], values[9])
    let series = ChebyshevNodes.series(through: values)
    if Self.hasConverged(series, scale: Self.scale(values)) {
      form = .polynomial
      coefficients = ChebyshevNodes.powers(series)
      return
    }
    let logarithms = ChebyshevNodes.series(through: values.map { log($0) })
    if values[0] > 0, Self.hasConverged(logarithms, scale: 1) {
      form = .exponential
      coefficients = ChebyshevNodes.powers(logarithms)
    } else {
      form = .exact
      coefficients = InlineArray(repeating: .zero)
    }
  }

  /// Whether no polynomial is accurate.
  var isExact: Bool { form == .exact }

  /// The value so far into the stretch, from 0 to 1; nil where no polynomial is accurate.
  @inline(__always)
  func value(at offset: Double) -> Double? {
    let t = 2 * offset - 1
    let square = SIMD2(repeating: t * t)
    var sums = coefficients[4]
    sums = sums * square + coefficients[3]
    sums = sums * square + coefficients[2]
    sums = sums * square + coefficients[1]
    sums = sums * square + coefficients[0]
    let sum = sums.x + t * sums.y
    switch form {
    case .polynomial: return max(least, min(sum, greatest))
    case .exponential: return max(least, min(exp(sum), greatest))
    case .exact: return nil
    }
  }

  /// Whether the terms left out are below 1 part in 10¹⁰ of a scale, if they fall no slower than those before.
  private static func hasConverged(_ series: [Double], scale: Double) -> Bool {
    let pairs = [4, 6, 8].map { abs(series[$0]) + abs(series[$0 + 1]) }
    // Terms so small are nothing but rounding, and fall no further.
    let rounding = 1e-12 * scale
    guard pairs[0] > rounding else { return max(pairs[1], pairs[2]) <= rounding }
    let ratio = max(pairs[1] / pairs[0], pairs[2] <= rounding ? 0 : pairs[2] / pairs[1])
    return ratio < 0.5 && pairs[0] * ratio * ratio * ratio / (1 - ratio) <= 1e-10 * scale
  }

  /// What the error is relative to: the least value, or the farthest from 0 if they are not all above it.
  private static func scale(_ values: [Double]) -> Double {
    values[0] > 0 ? values[0] : max(abs(values[0]), abs(values[9]))
  }
}
