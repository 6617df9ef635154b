import TestSupport

extension Seeded {
  /// Some of the elements in their order, at least one.
  mutating func some<Element>(_ elements: [Element]) -> [Element] {
    let chosen = elements.filter { _ in happens(50) }
    return chosen.isEmpty ? [pick(elements)] : chosen
  }

  /// Whole parts of a million, some of them nothing.
  mutating func parts(_ count: Int) -> [Int] {
    let cuts = ((0..<count - 1).map { _ in happens(80) ? int(0...1_000_000) : 0 } + [0, 1_000_000]).sorted()
    return zip(cuts, cuts.dropFirst()).map { $1 - $0 }
  }
}

/// A scaled whole number as a decimal one: 2500000 with six decimals is 2.500000.
func decimal(_ scaled: Int, _ decimals: Int = 6) -> String {
  var digits = String(scaled)
  while digits.utf8.count <= decimals { digits = "0" + digits }
  return "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
}
