public import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Survival if only the cancer could kill, through the published points at one and five years.
///
/// With H1 and H5 the cumulative excess hazards at the points, -ln S:
///
///     two-piece      H(u) = H1·u up to one year, then H1 + (H5 - H1)·(u - 1)/4
///     Weibull        H(u) = H1·u^k,  k = ln(H5/H1) / ln 5
///     mixture cure   S(u) = c + (1 - c)·e^(-λu)
///
/// Two-piece passes through any two points that do not rise. A Weibull that begins with nobody dying in the
/// first year never kills anybody, so it needs deaths by then, or none at all. A mixture cure has a hazard that
/// falls, so five-year survival must be at least the fifth power of that at one year. Where the two points are
/// the same, both say that all the excess deaths happen at once.
public struct SurvivalCurve: Hashable, Sendable {
  private enum Shape: Hashable {
    case twoPiece(first: Double, later: Double)
    case weibull(scale: Double, power: Double)
    case mixtureCure(cured: Double, hazard: Double)
  }

  private let shape: Shape

  /// The curve of a form through two points; nil where the form cannot pass through both.
  ///
  /// - Precondition: 0 < five ≤ one ≤ 1.
  public init?(_ form: SurvivalForm, one: Share, five: Share) {
    let first = Self.cumulative(one)
    let fifth = Self.cumulative(five)
    switch form {
    case .twoPiece:
      shape = .twoPiece(first: first, later: (fifth - first) / 4)
    case .weibull:
      guard first > 0 || fifth == 0 else { return nil }
      shape = .weibull(scale: first, power: first > 0 ? log(fifth / first) / log(5) : 1)
    case .mixtureCure:
      guard let mixture = Self.mixture(one, five) else { return nil }
      shape = .mixtureCure(cured: mixture.cured, hazard: mixture.hazard)
    }
  }

  private static func cumulative(_ survival: Share) -> Double {
    survival == .all ? 0 : -log(survival.value)
  }

  /// The cured share and the hazard of the rest; with a = e^(-λ),
  ///
  ///     (1 - S5) / (1 - S1) = 1 + a + a² + a³ + a⁴,   c = (S1 - a) / (1 - a)
  ///
  /// whose left side lies between 1 and 5 and whose right side rises with a, so that bisection finds it.
  private static func mixture(_ one: Share, _ five: Share) -> (cured: Double, hazard: Double)? {
    guard one < .all else { return five == .all ? (1, 0) : nil }
    let ratio = (1 - five.value) / (1 - one.value)
    let sum = { (a: Double) in 1 + a * (1 + a * (1 + a * (1 + a))) }
    // No cured share is below none: a ≤ S1. A rounding error beyond it is no rising hazard.
    guard ratio <= sum(one.value) * (1 + 1e-12) else { return nil }
    var (low, high) = (0.0, one.value)
    for _ in 0..<200 where low < high {
      let middle = (low + high) / 2
      if sum(middle) < ratio { low = middle } else { high = middle }
    }
    let remaining = ratio <= 1 ? 0 : high
    return (max(0, (one.value - remaining) / (1 - remaining)), -log(remaining))
  }

  /// The cumulative excess hazard some years after diagnosis; never falls, and is nought at the start.
  public func cumulativeHazard(after years: Double) -> Double {
    guard years > 0 else { return 0 }
    switch shape {
    case .twoPiece(let first, let later):
      return first * min(years, 1) + later * max(0, years - 1)
    case .weibull(let scale, let power):
      return scale > 0 ? scale * pow(years, power) : 0
    case .mixtureCure(let cured, let hazard):
      return max(0, -log(cured + (1 - cured) * exp(-hazard * years)))
    }
  }
}
