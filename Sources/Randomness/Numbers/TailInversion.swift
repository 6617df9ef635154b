#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a step towards a quantile needs to know at a point w > 0.
struct TailPoint {
  /// The probability of the tail.
  let tail: Double
  /// The density of ln w.
  let density: Double
  /// The derivative of the logarithm of that density by ln w.
  let lean: Double
}

/// The w > 0 at which the logarithm of a tail reaches a target, from a start near it.
///
/// Halley's method on the logarithm of the tail as a function of ln w. Where the density of ln w is
/// log-concave, as for gamma and for the odds of beta, so are both its tails, and Newton's method gets there
/// from anywhere; Halley's divisor is kept within a factor of 2 of it. From where the tail is below the least
/// number, it goes half way to the middle of the distribution.
func invertedTail(
  _ target: Double,
  rises: Bool,
  from start: Double,
  middle: Double,
  at point: (Double) -> TailPoint
) -> Double {
  var w = start
  for _ in 0..<200 {
    let here = point(w)
    guard here.tail > 0, here.density > 0 else {
      w = w.squareRoot() * middle.squareRoot()
      continue
    }
    let gap = log(here.tail) - target
    let slope = (rises ? here.density : -here.density) / here.tail
    let newton = -gap / slope
    let divisor = 1 + newton * (here.lean - slope) / 2
    w *= exp(newton / min(max(divisor, 0.5), 2))
    // The error left is of the order of the third power of the gap.
    if abs(gap) < 1e-5 { break }
  }
  return w
}
