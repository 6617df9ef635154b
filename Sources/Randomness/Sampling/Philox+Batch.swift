extension Philox {
  /// Words 0 and 1 of the blocks of four counters that differ in word 2 alone, as 64-bit numbers, word 0 lowest.
  ///
  /// Each is what ``block(_:key:)`` gives, in half the time: even the oldest 64-bit processors make two products
  /// of 32-bit numbers at once.
  @inline(__always)
  static func firstWords(
    _ word2s: SIMD4<UInt64>,
    word0: UInt32,
    word1: UInt32,
    word3: UInt32,
    key: SIMD2<UInt32>
  ) -> SIMD4<UInt64> {
    // Numbers of 32 bits in places of 64, which is what the products take and give.
    let low = SIMD4<UInt64>(repeating: 0xFFFF_FFFF)
    var (word0s, word1s) = (SIMD4(repeating: UInt64(word0)), SIMD4(repeating: UInt64(word1)))
    var (word2s, word3s) = (word2s & low, SIMD4(repeating: UInt64(word3)))
    var (key0, key1) = (SIMD4(repeating: UInt64(key.x)), SIMD4(repeating: UInt64(key.y)))
    for _ in 0..<10 {
      // The masks tell the compiler that there are no higher bits to multiply.
      let product0 = (word0s & low) &* SIMD4(repeating: multipliers.0)
      let product1 = (word2s & low) &* SIMD4(repeating: multipliers.1)
      word0s = (product1 &>> 32) ^ word1s ^ (key0 & low)
      word1s = product1 & low
      word2s = (product0 &>> 32) ^ word3s ^ (key1 & low)
      word3s = product0 & low
      key0 &+= SIMD4(repeating: UInt64(keySteps.0))
      key1 &+= SIMD4(repeating: UInt64(keySteps.1))
    }
    return word0s | (word1s &<< 32)
  }
}
