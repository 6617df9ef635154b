import TestSupport

extension Seeded {
  /// Some bytes, half of them from those that matter to a format and half of them any.
  mutating func bytes(_ special: String, upTo largest: Int) -> [UInt8] {
    let alphabet = Array(special.utf8)
    return (0..<Int.random(in: 0...largest, using: &self)).map { _ in
      Bool.random(using: &self)
        ? alphabet[Int.random(in: alphabet.indices, using: &self)] : UInt8.random(in: 0...255, using: &self)
    }
  }

  /// Good bytes with a few of them changed, doubled or taken out.
  mutating func mutated(_ good: String) -> [UInt8] {
    var bytes = Array(good.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &self)
      switch Int.random(in: 0..<3, using: &self) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.insert(bytes[index], at: index)
      default: bytes.remove(at: index)
      }
    }
    return bytes
  }

  /// Text of any scalars but NUL, often of those that matter to tables.
  mutating func text(upTo largest: Int) -> String {
    let special = Array("=+-@'\"\t\r\n,;019Ee. \u{A0}\u{FEFF}é\u{301}😀".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...largest, using: &self) {
      let any = Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &self))
      let chosen = special[Int.random(in: special.indices, using: &self)]
      text.append(Bool.random(using: &self) ? any ?? chosen : chosen)
    }
    return String(text)
  }
}
