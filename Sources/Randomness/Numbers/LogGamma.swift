#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// ln Γ(1 + a) for a > −½, to full relative accuracy near a = 0, where it is about −γa.
///
/// ln Γ(1 + a) = −ln(1 + a) + (1 − γ)a + Σ (−1)ⁿ (ζ(n) − 1) aⁿ / n over n ≥ 2 (DLMF 5.7.3), for |a| ≤ ½.
func logGammaOnePlus(_ a: Double) -> Double {
  if a > 0.5 {
    guard a < 2 else { return logGamma(a + 1) }
    return logGammaOnePlus(a - 1) + log(a)
  }
  let series = polynomial(zetaTerms, at: -a)
  return a * a * series - log1p(a) + (1 - eulerGamma) * a
}

/// ln Γ(z) for z > 0, absolute error near one unit of rounding of the larger of 1 and the result.
func logGamma(_ z: Double) -> Double {
  guard z >= stirlingStart else { return z < 0.5 ? logGammaOnePlus(z) - log(z) : log(tgamma(z)) }
  return (z - 0.5) * log(z) - z + halfLogTwoPi + stirlingSeries(z)
}

/// ln Γ(a + 1) − ln(√(2πa) aᵃ e⁻ᵃ) for a > 0: what Stirling's formula for a factorial lacks.
func stirlingError(_ a: Double) -> Double {
  guard a < stirlingStart else { return stirlingSeries(a) }
  return logGammaOnePlus(a) - (a + 0.5) * log(a) + a - halfLogTwoPi
}

/// From here on Stirling's asymptotic series reaches full accuracy.
let stirlingStart = 10.0

/// Stirling's series, DLMF 5.11.1.
private func stirlingSeries(_ a: Double) -> Double {
  polynomial(stirlingTerms, at: 1 / (a * a)) / a
}

/// B₂ₙ / (2n(2n − 1)) for n = 1, 2, … with the Bernoulli numbers B₂ₙ.
private let stirlingTerms: [Double] = [
  1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400,
]

/// Euler's constant γ and ½ ln 2π.
private let eulerGamma = 0.57721566490153286061
private let halfLogTwoPi = 0.91893853320467274178

/// (ζ(n) − 1) / n for n = 2, 3, … (DLMF table 25.2 gives ζ; these by mpmath 1.4.1 to 20 digits).
private let zetaTerms: [Double] = [
  0.64493406684822643647 / 2, 0.2020569031595942854 / 3, 0.082323233711138191516 / 4,
  0.036927755143369926331 / 5, 0.017343061984449139715 / 6, 0.0083492773819228268398 / 7,
  0.0040773561979443393787 / 8, 0.0020083928260822144179 / 9, 0.00099457512781808533715 / 10,
  0.0004941886041194645587 / 11, 0.00024608655330804829864 / 12, 0.00012271334757848914675 / 13,
  0.000061248135058704829259 / 14, 0.000030588236307020493552 / 15, 0.000015282259408651871733 / 16,
  7.6371976378997622736e-6 / 17, 3.8172932649998398565e-6 / 18, 1.9082127165539389257e-6 / 19,
  9.5396203387279611315e-7 / 20, 4.7693298678780646312e-7 / 21, 2.3845050272773299e-7 / 22,
  1.1921992596531107307e-7 / 23, 5.9608189051259479612e-8 / 24, 2.9803503514652280186e-8 / 25,
  1.4901554828365041235e-8 / 26, 7.450711789835429492e-9 / 27,
]
