#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The first two derivatives of log Γ at a positive value, which the likelihood of θ needs.
///
/// The recurrence lifts the value to 12 or more, where the asymptotic series of Abramowitz and Stegun 6.3.18 and
/// 6.4.12 are right to the last digits.
enum DigammaFunctions {
  /// The digamma function ψ.
  static func digamma(_ value: Double) -> Double {
    var (x, sum) = (value, 0.0)
    while x < 12 {
      sum -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let tail = 1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132)))
    return sum + log(x) - 0.5 / x - square * tail
  }

  /// The trigamma function ψ′.
  static func trigamma(_ value: Double) -> Double {
    var (x, sum) = (value, 0.0)
    while x < 12 {
      sum += 1 / (x * x)
      x += 1
    }
    let square = 1 / (x * x)
    let tail = 1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5 / 66)))
    return sum + (1 + 0.5 / x + square * tail) / x
  }
}
