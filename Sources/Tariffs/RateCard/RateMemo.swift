import Quantities

/// The rates that a worker has met, found by the cells that lines of one rate share.
struct RateMemo {
  /// A rate with what its rows say in every case.
  struct Entry {
    let year: FinancialYear
    let tables: YearTables
    let text: RateText
    /// Everything that pricing adds to a row that no line of the rate has a price for; blank when one may.
    let unpriced: [UInt8]
    /// What a line of one unit says of its course, and how many units of it.
    let counted: [(exception: LineExceptions, usesCycle: Bool, units: Int64)]
  }

  /// What pricing a row reads, in one place: a rate that was met long ago costs one look at memory.
  struct Hot {
    let key: TermKey
    let rate: Rate
    /// The calendar year in which the rate's year begins.
    let year: Int32
    /// The number of the reason why its lines have no price.
    let reason: Int32
  }

  private(set) var entries: [Entry] = []
  private(set) var hot: [Hot] = []
  /// The upper half of a key's hash, and one more than its entry; 0 is free.
  private var slots: [UInt64] = Array(repeating: 0, count: 1 << 12)

  /// The entry of a key; nil when it is not known.
  @inline(__always)
  func index(of key: TermKey) -> Int? {
    let mask = slots.count - 1
    let tag = key.high & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while slots[slot] != 0 {
      if slots[slot] & 0xFFFF_FFFF_0000_0000 == tag {
        let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if hot[index].key == key { return index }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// What stands in the first place of a key.
  @inline(__always)
  func slot(of key: TermKey) -> UInt64 { slots[Int(truncatingIfNeeded: key.low) & (slots.count - 1)] }

  /// Something of each line of memory that holds the entry which a key most likely has.
  @inline(__always)
  func look(at key: TermKey) -> UInt64 {
    let index = Int(slot(of: key) & 0xFFFF_FFFF) - 1
    guard index >= 0 else { return 0 }
    return unsafe hot.withUnsafeBytes { all in
      let start = index * MemoryLayout<Hot>.stride
      var sum: UInt64 = 0
      for offset in stride(from: 0, to: MemoryLayout<Hot>.stride - 7, by: 64) {
        sum &+= unsafe all.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
      }
      return sum
    }
  }

  /// Keeps an entry under its key.
  mutating func insert(_ rate: Rate, _ entry: Entry, _ key: TermKey, _ reason: Int) -> Int {
    if (entries.count + 1) * 2 > slots.count { grow() }
    let index = entries.count
    let year = Int32(truncatingIfNeeded: entry.year.start)
    entries.append(entry)
    hot.append(Hot(key: key, rate: rate, year: year, reason: Int32(truncatingIfNeeded: reason)))
    place(index)
    return index
  }

  private mutating func place(_ index: Int) {
    let mask = slots.count - 1
    let key = hot[index].key
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = key.high & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for index in hot.indices { place(index) }
  }
}

/// The cells that lines of one rate share, as two hashes of 64 bits: with a million rates, the chance that two
/// have the same is below 10⁻²⁶.
struct TermKey: Equatable {
  var high: UInt64
  var low: UInt64

  /// Takes in eight bytes.
  @inline(__always)
  mutating func mix(_ word: UInt64) {
    let one = (high ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let other = (low ^ word).multipliedFullWidth(by: 0xD1B5_4A32_D192_ED03)
    high = one.high ^ one.low &+ 0x2545_F491_4F6C_DD1D
    low = other.high ^ other.low &+ 0x5851_F42D_4C95_7F2D
  }
}

/// A hash of bytes that is the same on every run and machine.
@inline(__always)
func stableHash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
  var hash = seed ^ 0xCBF2_9CE4_8422_2325
  for index in bytes.indices {
    hash = unsafe (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
  }
  hash ^= hash >> 32
  hash = hash &* 0xD6E8_FEB8_6659_FD93
  return hash ^ (hash >> 29)
}
