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

  private(set) var entries: [Entry] = []
  private(set) var rates: [Rate] = []
  /// The years of the rates, by the calendar year in which each begins.
  private(set) var years: [Int] = []

  /// The numbers of the reasons why lines of the rates have no price.
  private(set) var reasons: [Int] = []

  private struct Slot {
    var key = TermKey(high: 0, low: 0)
    var index: Int32 = -1
  }

  private var slots: [Slot] = Array(repeating: Slot(), count: 1 << 12)

  /// The entry of a key; nil when it is not known.
  @inline(__always)
  func index(of key: TermKey) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while slots[slot].index >= 0 {
      if slots[slot].key == key { return Int(slots[slot].index) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Keeps an entry under its key.
  mutating func insert(_ rate: Rate, _ entry: Entry, _ key: TermKey, _ reason: Int) -> Int {
    if (entries.count + 1) * 2 > slots.count { grow() }
    let index = entries.count
    entries.append(entry)
    rates.append(rate)
    years.append(entry.year.start)
    reasons.append(reason)
    place(Slot(key: key, index: Int32(truncatingIfNeeded: index)))
    return index
  }

  private mutating func place(_ filled: Slot) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: filled.key.low) & mask
    while slots[slot].index >= 0 { slot = (slot + 1) & mask }
    slots[slot] = filled
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 4)
    for slot in old where slot.index >= 0 { place(slot) }
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
