import TestSupport

extension Seeded {
  /// What people and programs type by mistake.
  private static let slips = [
    "", "0", "-1", "9223372036854775807", "9223372036854.775807", "1e308", "nan", "0.0000001", "1,979", "£",
    "2199/00", "\"", "\u{2028}", "all", "recurrent", "../x", "\u{0}",
  ]

  /// A good text with a byte changed, taken out or put in, a piece doubled, or a number made absurd.
  mutating func spoilt(_ good: String) -> [UInt8] {
    var bytes = Array(good.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(contentsOf: bytes[index..<min(index + 20, bytes.count)], at: index)
      case 3: spoilField(around: index, &bytes)
      default: bytes.insert(contentsOf: slip().utf8, at: index)
      }
    }
    return bytes
  }

  private mutating func slip() -> String {
    Self.slips[Int.random(in: Self.slips.indices, using: &self)]
  }

  /// Puts a slip in place of the word at a byte.
  private mutating func spoilField(around index: Int, _ bytes: inout [UInt8]) {
    let isWord = { (byte: UInt8) in
      !",\n\r\":[]{} ".utf8.contains(byte)
    }
    var start = index
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    var end = index
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    bytes.replaceSubrange(start..<end, with: slip().utf8)
  }
}
