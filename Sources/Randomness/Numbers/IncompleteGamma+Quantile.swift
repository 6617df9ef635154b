#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension IncompleteGamma {
  /// The x with P(a, x) = p, for 0 < p < 1.
  func quantile(_ p: Double) -> Double {
    if shape < 1 {
      let logarithm = leadingLogQuantile(p)
      return logarithm < Self.negligible ? exp(logarithm) : inverted(p, from: smallShapeStart(p, logarithm))
    }
    let start = wilsonHilferty(p)
    guard start < 0.5 * shape else { return inverted(p, from: start) }
    let logarithm = leadingLogQuantile(p)
    return logarithm < Self.negligible ? exp(logarithm) : inverted(p, from: max(start, exp(logarithm)))
  }

  /// The logarithm of the quantile, also where the quantile itself is below the least number.
  func logQuantile(_ p: Double) -> Double {
    let logarithm = leadingLogQuantile(p)
    return logarithm < Self.negligible ? logarithm : log(quantile(p))
  }

  /// Where x is below this, P(a, x) is xᵃ/Γ(a + 1) to the last digit: ln 10⁻¹⁷.
  private static var negligible: Double { -39 }

  /// The logarithm of the x at which xᵃ/Γ(a + 1), the first term of P(a, x) and above it, is p.
  private func leadingLogQuantile(_ p: Double) -> Double { (log(p) + logGammaOnePlus(shape)) / shape }

  /// For shapes below 1: from the first term in the lower part, from the exponential in the upper.
  ///
  /// P(a, 1) is near 1 − a(0.253 + 0.12a) (Press et al., *Numerical Recipes*, section 6.2.1).
  private func smallShapeStart(_ p: Double, _ leading: Double) -> Double {
    let upperAtOne = shape * (0.253 + 0.12 * shape)
    return 1 - p > upperAtOne ? min(exp(leading), 1) : 1 - log((1 - p) / upperAtOne)
  }

  /// The cube root of a gamma variable is nearly normal (Wilson and Hilferty 1931).
  private func wilsonHilferty(_ p: Double) -> Double {
    let cubed = max(0, 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * shape.squareRoot()))
    return shape * cubed * cubed * cubed
  }

  private func inverted(_ p: Double, from start: Double) -> Double {
    let rises = p <= 0.5
    return invertedTail(log(rises ? p : 1 - p), rises: rises, from: start, middle: shape) { x in
      let tails = tails(at: x)
      return TailPoint(
        tail: rises ? tails.lower : tails.upper,
        density: shape * peak(at: x),
        lean: shape - x
      )
    }
  }
}
