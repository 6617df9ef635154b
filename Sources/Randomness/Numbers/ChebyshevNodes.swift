#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Polynomials of the ninth degree through values at ten points, those where Chebyshev's T₉ is 1 or −1.
///
/// For a smooth function there are hardly better ones, and the terms of their Chebyshev series show how good they
/// are (Trefethen, *Approximation Theory and Approximation Practice*, 2013, chapters 2 to 8).
enum ChebyshevNodes {
  private static let degree = 9

  /// The points as shares of the way from one end to the other, (1 − cos(πj/9))/2.
  static let offsets = (0...degree).map { (1 - cosine($0)) / 2 }

  /// The coefficients of T₀ to T₉ in the polynomial through values at the points, which run from −1 to 1.
  static func series(through values: [Double]) -> [Double] {
    seriesWeights.map { row in zip(row, values).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The coefficients of the powers of t, in pairs: of t⁰ and t¹, of t² and t³, and so on.
  static func powers(_ series: [Double]) -> InlineArray<5, SIMD2<Double>> {
    InlineArray { pair in
      zip(series, polynomials).reduce(.zero) { sum, term in
        sum + term.0 * SIMD2(term.1[2 * pair], term.1[2 * pair + 1])
      }
    }
  }

  /// The cosine of so many ninths of π.
  private static func cosine(_ ninths: Int) -> Double { cos(Double(ninths) * Double.pi / Double(degree)) }

  /// (2/9) Tₖ(tⱼ) = (2/9) (−1)ᵏ cos(πjk/9), by half where j or k is at an end.
  private static let seriesWeights = (0...degree).map { k in
    (0...degree).map { j in
      let sign: Double = k.isMultiple(of: 2) ? 1 : -1
      let halves = [j, k].reduce(1.0) { $1 == 0 || $1 == degree ? $0 / 2 : $0 }
      return sign * halves * cosine(j * k) * 2 / Double(degree)
    }
  }

  /// The coefficients of T₀ to T₉ by powers, by Tₙ₊₁ = 2tTₙ − Tₙ₋₁ (DLMF 18.9.1).
  private static let polynomials: [[Double]] = {
    var rows = [[1.0], [0.0, 1.0]].map { $0 + [Double](repeating: 0, count: degree + 1 - $0.count) }
    for n in 1..<degree {
      rows.append((0...degree).map { power in (power > 0 ? 2 * rows[n][power - 1] : 0) - rows[n - 1][power] })
    }
    return rows
  }()
}
