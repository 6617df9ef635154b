#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) of one shape a > 0 (DLMF 8.2.4).
struct IncompleteGamma: Hashable, Sendable {
  let shape: Double

  /// Below `stirlingStart` 1/Γ(a + 1); from there on e to the minus `stirlingError`, over √(2πa).
  private let scale: Double

  /// From this shape on Temme's expansion serves, near x = a.
  private static let temmeStart = 50.0

  init(shape: Double) {
    self.shape = shape
    scale =
      shape < stirlingStart
      ? 1 / tgamma(shape + 1) : exp(-stirlingError(shape)) / (2 * Double.pi * shape).squareRoot()
  }

  /// xᵃ e⁻ˣ / Γ(a + 1): the density of ln x divided by a, and the Poisson probability of a whole number a.
  func peak(at x: Double) -> Double {
    if shape < stirlingStart {
      // In two halves, so that neither the power nor the exponential leaves the range first.
      let half = exp(-x / 2)
      return half > 0 ? (half * pow(x, shape)) * (half * scale) : 0
    }
    return exp(-scaledDeviance(shape, difference: x - shape, ratio: x / shape)) * scale
  }

  /// P and Q at x, each to full relative accuracy.
  func tails(at x: Double) -> Tails {
    guard x > 0 else { return Tails(lower: x.isNaN ? x : 0) }
    guard x < .infinity else { return Tails(upper: 0) }
    if shape >= Self.temmeStart, abs(x - shape) <= TemmeExpansion.reach * shape { return temme(x) }
    if shape < 1, x < 1.5 { return smallShape(x) }
    return x < shape + 1
      ? Tails(lower: peak(at: x) * series(x)) : Tails(upper: peak(at: x) * shape * fraction(x))
  }

  /// Σ xⁿ / ((a + 1)…(a + n)) over n ≥ 0, DLMF 8.7.1, for x < a + 1.
  private func series(_ x: Double) -> Double {
    var (term, sum, divisor) = (1.0, 1.0, shape)
    while term > sum * 0x1p-54 {
      divisor += 1
      term *= x / divisor
      sum += term
    }
    return sum
  }

  /// 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))), DLMF 8.9.2 contracted, for x ≥ a + 1.
  ///
  /// Evaluated from the front by the modified method of Lentz (Thompson and Barnett 1986).
  private func fraction(_ x: Double) -> Double {
    var denominator = x + 1 - shape
    var (ratio, inverse, value) = (denominator, 0.0, denominator)
    for step in 1..<100_000 {
      let numerator = Double(step) * (shape - Double(step))
      denominator += 2
      inverse = 1 / (denominator + numerator * inverse)
      ratio = denominator + numerator / ratio
      let change = ratio * inverse
      value *= change
      if abs(change - 1) <= 0x1p-52 { break }
    }
    return 1 / value
  }

  /// P = xᵃ/Γ(1 + a) × (1 + aΣ (−x)ⁿ/((a + n) n!)), DLMF 8.7.1; Q without subtracting P from 1, for small a.
  private func smallShape(_ x: Double) -> Tails {
    let logPower = shape * log(x) - logGammaOnePlus(shape)
    let power = exp(logPower)
    var (term, sum) = (1.0, 0.0)
    for n in 1..<40 {
      term *= -x / Double(n)
      sum += term / (shape + Double(n))
      if abs(term) < 0x1p-60 { break }
    }
    let lower = power * (1 + shape * sum)
    return lower < 0.5 ? Tails(lower: lower) : Tails(upper: -expm1(logPower) - power * shape * sum)
  }

  /// P, Q = ½ erfc(∓√(aφ)) ∓ R with φ = x/a − 1 − ln(x/a), DLMF 8.12.3 and 8.12.4; R by Temme's expansion.
  private func temme(_ x: Double) -> Tails {
    let deviance = scaledDeviance(shape, difference: x - shape, ratio: x / shape)
    let half = 0.5 * erfc(deviance.squareRoot())
    let density = exp(-deviance) / (2 * Double.pi * shape).squareRoot()
    let eta = (2 * deviance / shape).squareRoot()
    let rest = density * TemmeExpansion.sum(eta: x < shape ? -eta : eta, shape: shape)
    return x < shape ? Tails(lower: half - rest) : Tails(upper: half + rest)
  }
}
