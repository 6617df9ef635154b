import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A scale in pence around some levels, with marks a round number apart; it need not begin at nought.
struct MoneyScale {
  /// The amounts marked, from the beginning of the scale to its end.
  let marks: [Double]
  /// How far apart marks are.
  let step: Double

  var start: Double { marks.first ?? 0 }
  var end: Double { marks.last ?? 1 }

  /// A scale a little longer than the range of the levels; it crosses nought only if they do.
  init(_ levels: ClosedRange<Pence>) {
    let low = Double(levels.lowerBound.amount)
    let high = Double(levels.upperBound.amount)
    // A range of nothing would be a scale of nothing, and one below what a number can tell apart no scale.
    let finest = max(10, abs(high) / 1e9, abs(low) / 1e9)
    let range = high > low ? max(high - low, finest) : max(abs(high) / 4, finest)
    let from = max(low - 0.1 * range, low < 0 ? -.infinity : 0)
    let to = min(high + 0.1 * range, high > 0 ? .infinity : 0)
    let step = Self.round((to - from) / 6)
    let first = (from / step).rounded(.down)
    let last = max((to / step).rounded(.up), first + 1)
    marks = stride(from: first, through: last, by: 1).map { $0 * step }
    self.step = step
  }

  /// The next number up that is 1, 2 or 5 times a power of ten, at least 1.
  private static func round(_ rough: Double) -> Double {
    let power = pow(10, log10(max(rough, 1)).rounded(.down))
    return [1, 2, 5].map { $0 * power }.first { $0 >= rough } ?? 10 * power
  }

  /// How far along the scale an amount is, from 0 to 1.
  func share(_ amount: Double) -> Double { (amount - start) / (end - start) }
}
