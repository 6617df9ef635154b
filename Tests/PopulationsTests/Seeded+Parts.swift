import TestSupport

extension Seeded {
  /// Whole parts of a whole, some of them nothing.
  mutating func parts(_ count: Int, of whole: Int) -> [Int] {
    let cuts = ((0..<count - 1).map { _ in int(0...whole) } + [0, whole]).sorted()
    return zip(cuts, cuts.dropFirst()).map { $1 - $0 }
  }
}

/// Millionths as a decimal number: 250000 is 0.250000.
func decimal(_ millionths: Int) -> String {
  let digits = String(millionths % 1_000_000)
  return "\(millionths / 1_000_000).\(String(repeating: "0", count: 6 - digits.utf8.count))\(digits)"
}
