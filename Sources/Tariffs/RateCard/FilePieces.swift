import Tables

/// A file cut at line ends into pieces of about a megabyte.
struct FilePieces: Sendable {
  let bounds: [Range<Int>]

  private static let size = 1 << 20

  init(_ bytes: [UInt8], from start: Int) {
    var bounds: [Range<Int>] = []
    let hasQuotes = bytes.hold(UInt8(ascii: "\""))
    var pieceStart = start
    while pieceStart < bytes.count {
      let wished = pieceStart + Self.size
      guard wished < bytes.count else {
        bounds.append(pieceStart..<bytes.count)
        break
      }
      let end = hasQuotes ? Self.quotedEnd(bytes, pieceStart, wished) : Self.end(bytes, wished)
      bounds.append(pieceStart..<end)
      pieceStart = end
    }
    self.bounds = bounds
  }

  private static func end(_ bytes: [UInt8], _ wished: Int) -> Int {
    (bytes[wished...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
  }

  /// The first line end outside quotes.
  private static func quotedEnd(_ bytes: [UInt8], _ start: Int, _ wished: Int) -> Int {
    var isInside = false
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "\"") { isInside.toggle() }
      if index >= wished, bytes[index] == UInt8(ascii: "\n"), !isInside { return index + 1 }
    }
    return bytes.count
  }
}

extension InputFile {
  /// Whether all of it is UTF-8.
  var isText: Bool {
    let isPlain = bytes.words { $0 & 0x8080_8080_8080_8080 == 0 }
    return isPlain || String(validating: bytes, as: UTF8.self) != nil
  }
}

extension [UInt8] {
  /// Whether a byte occurs.
  func hold(_ byte: UInt8) -> Bool {
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    // A byte that is 0 after the exclusive or borrows from its highest bit.
    return !words { word in
      let left = word ^ pattern
      return (left &- 0x0101_0101_0101_0101) & ~left & 0x8080_8080_8080_8080 == 0
    }
  }

  /// Whether something holds of all bytes, eight at a time; the last are filled up with blanks.
  @inline(__always)
  func words(_ holds: (UInt64) -> Bool) -> Bool {
    unsafe withUnsafeBytes { all in
      let end = all.count / 8 * 8
      for offset in stride(from: 0, to: end, by: 8) {
        guard holds(unsafe all.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) else { return false }
      }
      var last: UInt64 = 0x2020_2020_2020_2020
      for index in end..<all.count { last = last << 8 | UInt64(unsafe all[index]) }
      return holds(last)
    }
  }
}
