#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension IncompleteBeta {
  /// The x at which the function is p, for 0 < p < 1.
  func quantile(_ p: Double) -> Double {
    let logBeta = logBeta
    let logX = (log(p) + log(a) + logBeta) / a
    if logX < Self.negligible - log(max(b, 1)) { return exp(logX) }
    let logY = (log1p(-p) + log(b) + logBeta) / b
    if logY < Self.negligible - log(max(a, 1)) { return 1 }
    let rises = p <= 0.5
    let target = log(rises ? p : 1 - p)
    let start = exp(logOddsStart(p))
    let odds = invertedTail(target, rises: rises, from: start, middle: a / b) { odds in
      let (x, y) = (1 / (1 + 1 / odds), 1 / (1 + odds))
      let tails = tails(x, y)
      return TailPoint(
        tail: rises ? tails.lower : tails.upper,
        density: peak(x, y),
        lean: a * y - b * x
      )
    }
    return 1 / (1 + 1 / odds)
  }

  /// Where bx is below this, the function is xᵃ/(a B(a, b)) to the last digit: ln 10⁻¹⁷.
  private static var negligible: Double { -39 }

  /// The log odds near the quantile: nearly normal if both shapes are 1 or more, by the powers at the ends if not.
  private func logOddsStart(_ p: Double) -> Double {
    if min(a, b) >= 1 {
      let spread = (1 / a + 1 / b).squareRoot()
      return log((a - 1.0 / 3) / (b - 1.0 / 3)) + normalQuantile(p) * spread
    }
    let lower = exp(a * log(a / (a + b))) / a
    let upper = exp(b * log(b / (a + b))) / b
    let whole = lower + upper
    let x = pow(a * whole * p, 1 / a)
    let y = pow(b * whole * (1 - p), 1 / b)
    return p * whole < lower ? log(x / max(1 - x, 0.1)) : log(max(1 - y, 0.1) / y)
  }
}
