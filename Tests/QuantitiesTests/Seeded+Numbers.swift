import TestSupport

extension Seeded {
  /// A number from 0 on with any count of digits that the largest has, so that small ones occur as well.
  mutating func magnitude(upTo largest: Int64 = .max) -> Int64 {
    let bits = Int.random(in: 0..<63, using: &self)
    return Int64.random(in: 0...min(largest, .max >> Int64(bits)), using: &self)
  }

  /// A number of either sign, small or large.
  mutating func number(upTo largest: Int64 = .max) -> Int64 {
    let size = magnitude(upTo: largest)
    return Bool.random(using: &self) ? size : -size
  }

  /// A word of some characters.
  mutating func word(of alphabet: String, length: ClosedRange<Int>) -> String {
    let letters = Array(alphabet)
    let count = Int.random(in: length, using: &self)
    return String((0..<count).map { _ in letters[Int.random(in: letters.indices, using: &self)] })
  }
}
