/// A random order of the whole numbers below a number, of which each place can be asked for alone.
///
/// It is a keyed scrambling: the bits of a place are halved, and each half in turn is changed by a hash of the
/// other, which can be undone and so never maps two places to one (Luby and Rackoff, *SIAM Journal on Computing*
/// 17:373, 1988). What lands beyond the last number is scrambled again until it does not (Black and Rogaway, *Ciphers
/// with arbitrary finite domains*, CT-RSA 2002).
struct StratumOrder: Sendable {
  private let count: Int
  private let keys: InlineArray<8, UInt64>
  private let lowBits: UInt64
  private let highMask: UInt64
  private let lowMask: UInt64

  /// The order of the numbers from 0 to a count less one that a stream gives; the count is at least 1.
  init(count: Int, from stream: RandomStream) {
    let bits = UInt64(Int.bitWidth - (count - 1).leadingZeroBitCount)
    self.count = count
    // An index of their own keeps the keys apart from the numbers of the draws.
    keys = InlineArray { stream.bits(draw: $0, index: -1) }
    lowBits = bits / 2
    lowMask = (1 << lowBits) - 1
    highMask = (1 << (bits - lowBits)) - 1
  }

  /// The number at a place, which is from 0 to the count less one.
  func number(at place: Int) -> Int {
    precondition(0 <= place && place < count, "a Latin hypercube has no such draw")
    var number = scrambled(place)
    while number >= count { number = scrambled(number) }
    return number
  }

  private func scrambled(_ number: Int) -> Int {
    var high = UInt64(number) >> lowBits
    var low = UInt64(number) & lowMask
    for round in keys.indices {
      if round.isMultiple(of: 2) {
        low ^= Self.hash(high ^ keys[round]) & lowMask
      } else {
        high ^= Self.hash(low ^ keys[round]) & highMask
      }
    }
    return Int((high << lowBits) | low)
  }

  /// The mixing of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  private static func hash(_ word: UInt64) -> UInt64 {
    let mixed = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    let again = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return again ^ (again >> 31)
  }
}
