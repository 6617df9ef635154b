/// Numbers lines by what makes them the same line, from 0, in the order in which they are met.
///
/// It keeps half of each hash and a number in one word, which stays in the processor's cache where a dictionary of
/// keys would not.
struct LineIndex {
  /// Half of a hash and a number + 1; 0 where nothing is.
  private var slots: [UInt64]
  private(set) var count = 0

  /// Room for so many lines.
  init(capacity: Int) {
    var size = 16
    while size < 2 * capacity { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  /// The number of a line; a new one when no line of the same hash is the same.
  mutating func number(hash: Int, isSame: (Int) -> Bool) -> Int {
    let half = (UInt64(truncatingIfNeeded: hash) >> 32) << 32
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if (slots[slot] ^ half) >> 32 == 0, isSame(number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    count += 1
    slots[slot] = half | UInt64(count)
    return count - 1
  }
}
