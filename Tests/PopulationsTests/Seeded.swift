import Populations

/// Random values that are the same on every run: SplitMix64, Steele and others 2014.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func double(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

  mutating func bool() -> Bool { Bool.random(using: &self) }

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
