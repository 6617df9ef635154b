#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A scale of numbers of cases on which a number twice as large is always as far.
struct CasesScale {
  /// The numbers marked: 1, 2 and 5 times powers of ten, from one that is not above the least to one not below the most.
  let marks: [Double]

  init(_ cases: [Int]) {
    let least = Double(max(1, cases.min() ?? 1))
    let most = max(Double(cases.max() ?? 1), least)
    let powers = stride(from: 0.0, through: 19, by: 1).flatMap { power in
      [1, 2, 5].map { $0 * pow(10, power) }
    }
    let first = powers.lastIndex { $0 <= least } ?? 0
    let last = powers.firstIndex { $0 >= most } ?? powers.count - 1
    marks = Array(powers[first...max(last, min(first + 1, powers.count - 1))])
  }

  /// How far along the scale a number is, from 0 to 1.
  func share(_ cases: Double) -> Double {
    guard let first = marks.first, let last = marks.last, last > first else { return 0 }
    return (log(cases) - log(first)) / (log(last) - log(first))
  }

  /// The number at a share of the scale.
  func cases(_ share: Double) -> Double {
    guard let first = marks.first, let last = marks.last else { return 1 }
    return exp(log(first) + share * (log(last) - log(first)))
  }
}
