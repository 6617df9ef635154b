#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The quantile of the standard normal distribution for 0 < p < 1, relative error about 1 in 10¹⁶.
///
/// Wichura, *Algorithm AS 241: the percentage points of the normal distribution*, Applied Statistics 37:477
/// (1988), routine PPND16: ratios of polynomials for the middle, the tails and the far tails.
func normalQuantile(_ p: Double) -> Double {
  let distance = p - 0.5
  guard abs(distance) <= 0.425 else { return tailNormalQuantile(p) }
  return middle.value(at: 0.180625 - distance * distance, times: distance)
}

/// Puts the standard normal quantile of each of the first numbers, above 0 and below 1, in its place.
func replaceByNormalQuantiles(_ numbers: inout MutableSpan<Double>, count: Int) {
  for place in 0..<count { numbers[place] = normalQuantile(numbers[place]) }
}

private func tailNormalQuantile(_ p: Double) -> Double {
  let r = (-log(p < 0.5 ? p : 1 - p)).squareRoot()
  let size = r <= 5 ? tail.value(at: r - 1.6, times: 1) : farTail.value(at: r - 5, times: 1)
  return p < 0.5 ? -size : size
}

/// A ratio of two polynomials of the seventh degree, their coefficients from the constant on.
private struct Ratio {
  let over: SIMD8<Double>
  let under: SIMD8<Double>

  func value(at x: Double, times factor: Double) -> Double {
    factor * Self.polynomial(over, x) / Self.polynomial(under, x)
  }

  private static func polynomial(_ c: SIMD8<Double>, _ x: Double) -> Double {
    ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0]
  }
}

private let middle = Ratio(
  over: SIMD8(
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3
  ),
  under: SIMD8(
    1,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3
  )
)

private let tail = Ratio(
  over: SIMD8(
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4
  ),
  under: SIMD8(
    1,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9
  )
)

private let farTail = Ratio(
  over: SIMD8(
    6.65790464350110377720e0,
    5.46378491116411436990e0,
    1.78482653991729133580e0,
    2.96560571828504891230e-1,
    2.65321895265761230930e-2,
    1.24266094738807843860e-3,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7
  ),
  under: SIMD8(
    1,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15
  )
)
