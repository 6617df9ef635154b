#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The regularised incomplete beta function of two shapes a, b > 0 (DLMF 8.17.2).
///
/// A point is given by both x and y = 1 − x, so that neither end loses digits.
struct IncompleteBeta: Hashable, Sendable {
  let a: Double
  let b: Double

  /// xᵃ yᵇ / B(a, b) at the mean, x = a/(a + b).
  private let top: Double

  /// From here on, if both shapes reach it, an integral is faster than the continued fraction.
  private static let integralStart = 5_000.0

  init(a: Double, b: Double) {
    self.a = a
    self.b = b
    let errors = stirlingError(a + b) - stirlingError(a) - stirlingError(b)
    top = (a / (a + b) * b / (2 * Double.pi)).squareRoot() * exp(errors)
  }

  /// xᵃ yᵇ / B(a, b): the density of the log odds ln(x/y).
  func peak(_ x: Double, _ y: Double) -> Double {
    let difference = -distance(x, y)
    let sum = a + b
    let deviance =
      scaledDeviance(a, difference: difference, ratio: x * (sum / a))
      + scaledDeviance(b, difference: -difference, ratio: y * (sum / b))
    return top * exp(-deviance)
  }

  /// ay − bx, how far x is below the mean times a + b: of x and y the smaller is taken for exact.
  ///
  /// What the two products lose by rounding is added back, for it counts where the shapes are in millions.
  private func distance(_ x: Double, _ y: Double) -> Double {
    let (above, below) = (a * y, b * x)
    let lost = (-above).addingProduct(a, y) - (-below).addingProduct(b, x)
    let gap = x < 0.5 ? a * ((1 - y) - x) : b * (x - 1 + y)
    return (above - below) + (lost + gap)
  }

  /// ln B(a, b).
  var logBeta: Double {
    let sum = a + b
    let logMean = a < b ? log(a / sum) : log1p(-b / sum)
    let logRest = a < b ? log1p(-a / sum) : log(b / sum)
    return a * logMean + b * logRest - log(top)
  }

  /// I and 1 − I at x = 1 − y, each to full relative accuracy for shapes from about 0.01.
  func tails(_ x: Double, _ y: Double) -> Tails {
    guard x > 0 else { return Tails(lower: x.isNaN ? x : 0) }
    guard y > 0 else { return Tails(upper: 0) }
    if min(a, b) >= Self.integralStart {
      return (b - 1) * x < (a - 1) * y
        ? swapped.upperIntegral(y, x).swapped : upperIntegral(x, y)
    }
    return x * (b + 1) <= (a + 1) * y ? lowerFraction(x, y) : swapped.lowerFraction(y, x).swapped
  }

  /// The same function seen from the other end.
  private var swapped: IncompleteBeta { IncompleteBeta(a: b, b: a, top: top) }

  private init(a: Double, b: Double, top: Double) {
    self.a = a
    self.b = b
    self.top = top
  }

  /// I = xᵃ yᵇ/B(a, b) / (β₀ + α₁/(β₁ + α₂/(β₂ + …))) for x up to about the mean, by the modified method of Lentz.
  ///
  /// The fraction is that of Didonato and Morris, *Algorithm 708*, ACM TOMS 18:360 (1992), equation 9: two steps
  /// of DLMF 8.17.22 at once, written with the distance from the mean, which keeps its digits for large shapes.
  private func lowerFraction(_ x: Double, _ y: Double) -> Tails {
    let peak = peak(x, y)
    guard peak > 0 else { return Tails(lower: 0) }
    let distance = distance(x, y)
    var ratio = a * (distance + 1) / (a + 1)
    var (inverse, value) = (0.0, ratio)
    for step in 1..<100_000 {
      let m = Double(step)
      let odd = a + 2 * m - 1
      let shared = m * (b - m) / odd * x
      let numerator = (a + m - 1) * ((a + b + m - 1) / odd * x) * shared
      let denominator = m + shared + (a + m) * (distance + 1 + m * (1 + y)) / (odd + 2)
      inverse = 1 / (denominator + numerator * inverse)
      ratio = denominator + numerator / ratio
      value *= ratio * inverse
      if abs(ratio * inverse - 1) <= 0x1p-52 { break }
    }
    return Tails(lower: peak / value)
  }

  /// 1 − I as the density at x, beyond the mode, times the integral of what is left of it further on.
  private func upperIntegral(_ x: Double, _ y: Double) -> Tails {
    let peak = peak(x, y)
    guard peak > 0 else { return Tails(upper: 0) }
    return Tails(upper: peak / (x * y) * DecayIntegral(a: a - 1, b: b - 1, x: x, y: y).value)
  }
}
