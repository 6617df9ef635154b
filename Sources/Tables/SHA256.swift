/// The secure hash algorithm with 256 bits.
///
/// Source: FIPS 180-4, Secure Hash Standard, sections 4.1.2, 4.2.2, 5 and 6.2.
public enum SHA256 {
  /// The hash of some bytes, as 64 hexadecimal digits.
  ///
  /// - Complexity: O(n).
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    var text = ""
    for word in hash(bytes) {
      for shift in stride(from: 28, through: 0, by: -4) { text.append(digits[Int((word >> shift) & 15)]) }
    }
    return text
  }

  /// The hash of some bytes, as eight words.
  package static func hash(_ message: [UInt8]) -> [UInt32] {
    var state = State(
      a: 0x6a09_e667,
      b: 0xbb67_ae85,
      c: 0x3c6e_f372,
      d: 0xa54f_f53a,
      e: 0x510e_527f,
      f: 0x9b05_688c,
      g: 0x1f83_d9ab,
      h: 0x5be0_cd19
    )
    var schedule = [UInt32](repeating: 0, count: 64)
    let wholeBlocks = message.count / 64
    let tail = padded(message[(wholeBlocks * 64)...], messageLength: message.count)
    // Inside the buffers no access is checked again: their sizes are fixed, 64 words and whole blocks.
    unsafe schedule.withUnsafeMutableBufferPointer { schedule in
      unsafe constants.withUnsafeBufferPointer { constants in
        for bytes in [message, tail] {
          unsafe bytes.withUnsafeBytes { bytes in
            for block in 0..<(bytes.count / 64) {
              unsafe compress(bytes, at: block * 64, schedule, constants, into: &state)
            }
          }
        }
      }
    }
    return [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h]
  }

  /// The eight words that a block changes.
  private struct State {
    var a, b, c, d, e, f, g, h: UInt32
  }

  /// The last bytes with a one bit, zeros, and the length of the whole message in bits.
  private static func padded(_ rest: ArraySlice<UInt8>, messageLength: Int) -> [UInt8] {
    var tail = Array(rest)
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    let bits = UInt64(messageLength) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      tail.append(UInt8(truncatingIfNeeded: bits >> shift))
    }
    return tail
  }

  private static func compress(
    _ bytes: UnsafeRawBufferPointer,
    at offset: Int,
    _ schedule: UnsafeMutableBufferPointer<UInt32>,
    _ constants: UnsafeBufferPointer<UInt32>,
    into state: inout State
  ) {
    for index in 0..<16 {
      let word = unsafe bytes.loadUnaligned(fromByteOffset: offset &+ index &* 4, as: UInt32.self)
      unsafe schedule[index] = UInt32(bigEndian: word)
    }
    for index in 16..<64 {
      let early = unsafe schedule[index &- 15]
      let late = unsafe schedule[index &- 2]
      let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
      let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
      unsafe schedule[index] = schedule[index &- 16] &+ sigma0 &+ schedule[index &- 7] &+ sigma1
    }
    var (a, b, c, d) = (state.a, state.b, state.c, state.d)
    var (e, f, g, h) = (state.e, state.f, state.g, state.h)
    // Eight rounds bring each word back to its place: none is moved.
    var index = 0
    while index < 64 {
      unsafe turn(a, b, c, &d, e, f, g, &h, constants[index] &+ schedule[index])
      unsafe turn(h, a, b, &c, d, e, f, &g, constants[index &+ 1] &+ schedule[index &+ 1])
      unsafe turn(g, h, a, &b, c, d, e, &f, constants[index &+ 2] &+ schedule[index &+ 2])
      unsafe turn(f, g, h, &a, b, c, d, &e, constants[index &+ 3] &+ schedule[index &+ 3])
      unsafe turn(e, f, g, &h, a, b, c, &d, constants[index &+ 4] &+ schedule[index &+ 4])
      unsafe turn(d, e, f, &g, h, a, b, &c, constants[index &+ 5] &+ schedule[index &+ 5])
      unsafe turn(c, d, e, &f, g, h, a, &b, constants[index &+ 6] &+ schedule[index &+ 6])
      unsafe turn(b, c, d, &e, f, g, h, &a, constants[index &+ 7] &+ schedule[index &+ 7])
      index &+= 8
    }
    state.a = state.a &+ a
    state.b = state.b &+ b
    state.c = state.c &+ c
    state.d = state.d &+ d
    state.e = state.e &+ e
    state.f = state.f &+ f
    state.g = state.g &+ g
    state.h = state.h &+ h
  }

  /// One round: what it changes are `d` and `h`, which are the next round's `e` and `a`.
  @inline(__always)
  private static func turn(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ word: UInt32
  ) {
    let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ (g ^ (e & (f ^ g))) &+ word
    d = d &+ first
    h = first &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ ((a & b) | (c & (a | b)))
  }

  private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    (word >> bits) | (word << (32 - bits))
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
