/// Philox 4×32 with ten rounds: a keyed scrambling of a 128-bit counter that passes for random.
///
/// Every counter gives its own block of 128 bits, whatever was asked before, so that numbers can be made in
/// any order and on any number of threads. Source: Salmon, Moraes, Dror and Shaw, *Parallel random numbers:
/// as easy as 1, 2, 3*, SC11 (2011), doi:10.1145/2063384.2063405.
public enum Philox {
  /// The two multipliers of a round, and what the key grows by between rounds (section 4.3 of the paper).
  static let multipliers: (UInt64, UInt64) = (0xD251_1F53, 0xCD9E_8D57)
  static let keySteps: (UInt32, UInt32) = (0x9E37_79B9, 0xBB67_AE85)

  /// The four random words of a counter under a key.
  public static func block(_ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (word0, word1, word2, word3) = (counter.x, counter.y, counter.z, counter.w)
    var (key0, key1) = (key.x, key.y)
    for _ in 0..<10 {
      let product0 = multipliers.0 &* UInt64(word0)
      let product1 = multipliers.1 &* UInt64(word2)
      word0 = UInt32(truncatingIfNeeded: product1 >> 32) ^ word1 ^ key0
      word1 = UInt32(truncatingIfNeeded: product1)
      word2 = UInt32(truncatingIfNeeded: product0 >> 32) ^ word3 ^ key1
      word3 = UInt32(truncatingIfNeeded: product0)
      key0 &+= keySteps.0
      key1 &+= keySteps.1
    }
    return SIMD4(word0, word1, word2, word3)
  }
}
