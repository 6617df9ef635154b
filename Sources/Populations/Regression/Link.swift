#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a rate follows from the linear predictor η of a regression.
public enum Link: String, Sendable, CaseIterable {
  /// rate = exp η: effects multiply the rate.
  case log
  /// rate = η: effects add to the rate.
  case identity
  /// rate = η⁵: between the two, so that trends neither explode nor turn negative soon (Møller et al. 2003).
  case power5

  /// The rate of a predictor; a predictor below zero of a link that could turn negative stands for no cases.
  public func rate(_ predictor: Double) -> Double {
    switch self {
    case .log: return exp(predictor)
    case .identity: return max(0, predictor)
    case .power5:
      let root = max(0, predictor)
      return root * root * root * root * root
    }
  }

  /// The predictor of a rate that is not negative.
  public func predictor(_ rate: Double) -> Double {
    switch self {
    case .log: Self.logarithm(rate)
    case .identity: rate
    case .power5: pow(rate, 0.2)
    }
  }

  private static func logarithm(_ value: Double) -> Double {
    #if canImport(Glibc)
      Glibc.log(value)
    #elseif canImport(Musl)
      Musl.log(value)
    #else
      Darwin.log(value)
    #endif
  }
}
