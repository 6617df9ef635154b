import Quantities

/// The rates that a worker has met, found by the bytes of the cells that lines of one rate share.
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
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)
  private var hashes: [UInt64] = []
  private var keys: [UInt8] = []
  private var bounds: [Int] = [0]

  /// The entry with these key bytes; nil when it is not known.
  @inline(__always)
  func index(of key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = Int(slots[slot])
      if entry < 0 { return nil }
      if hashes[entry] == hash, unsafe isSame(entry, key) { return entry }
      slot = (slot + 1) & mask
    }
  }

  private func isSame(_ entry: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = bounds[entry]
    guard bounds[entry + 1] - start == key.count else { return false }
    for offset in 0..<key.count where unsafe keys[start + offset] != key[offset] { return false }
    return true
  }

  /// Keeps an entry under its key bytes.
  mutating func insert(_ rate: Rate, _ entry: Entry, _ key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int
  {
    if (entries.count + 1) * 2 > slots.count { grow() }
    let index = entries.count
    entries.append(entry)
    rates.append(rate)
    years.append(entry.year.start)
    hashes.append(hash)
    unsafe keys.append(contentsOf: key)
    bounds.append(keys.count)
    place(index, hash)
    return index
  }

  private mutating func place(_ index: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(truncatingIfNeeded: index)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (index, hash) in hashes.enumerated() { place(index, hash) }
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
