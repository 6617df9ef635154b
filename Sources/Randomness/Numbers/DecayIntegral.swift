#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The integral over s from 0 to y of (1 + s/x)ᵃ (1 − s/y)ᵇ, with 0 < x < 1, y = 1 − x, for large a and b.
///
/// The integrand starts at 1 and falls to nothing well before y. It is taken by Gauss's rule in three pieces, as
/// far as it is above e⁻⁴⁰ or so.
struct DecayIntegral {
  let a: Double
  let b: Double
  let x: Double
  let y: Double

  var value: Double {
    let width = reach / 6
    return (0..<3).reduce(0) { sum, piece in
      let middle = width * Double(2 * piece + 1)
      return GaussRule.sixteen.reduce(sum) { sum, point in
        let step = width * point.abscissa
        return sum + width * point.weight * (exp(-exponent(middle - step)) + exp(-exponent(middle + step)))
      }
    }
  }

  /// −a ln(1 + s/x) − b ln(1 − s/y): a straight line and what bends it up.
  private func exponent(_ s: Double) -> Double {
    s * slope
      + scaledDeviance(a, difference: a * s / x, ratio: 1 + s / x)
      + scaledDeviance(b, difference: -b * s / y, ratio: 1 - s / y)
  }

  private var slope: Double { max(0, b / y - a / x) }

  /// Where the exponent is about 40, from its slope and its curvature at the start.
  private var reach: Double {
    let curvature = a / (x * x) + b / (y * y)
    return min(80 / (slope + (slope * slope + 80 * curvature).squareRoot()), 0.9 * y)
  }
}
