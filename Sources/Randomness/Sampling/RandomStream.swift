/// The random numbers of one uncertain input: each has an address, and nothing is ever advanced.
///
/// A number is a pure function of seed, path, draw and index. Draw 500 alone equals draw 500 among a million,
/// on any thread; a new input takes a new path and leaves the numbers of the others alone; two scenarios that
/// share a seed share their numbers.
///
///     let stream = RandomStream(seed: 42, path: "breast.stage.2")
///     stream.uniform(draw: 7)             // always the same number
///     stream.uniform(draw: 7, index: 1)   // another number of the same draw
///
/// The number is a Philox 4×32-10 block: the key is the seed, the counter is the hash of the path, moved on by
/// the index, and the draw. Within a path no two addresses meet; two paths meet only if their 64-bit hashes do,
/// which a model can exclude by comparing ``pathHash``.
public struct RandomStream: Hashable, Sendable {
  /// What makes one run differ from another.
  public let seed: UInt64

  /// The 64-bit FNV-1a hash (Fowler, Noll and Vo) of the path's UTF-8 bytes.
  public let pathHash: UInt64

  /// The numbers at a path, such as `breast.stage.2`.
  public init(seed: UInt64, path: String) {
    self.init(seed: seed, pathHash: path.utf8.reduce(Self.hashOfNothing, Self.hash))
  }

  private init(seed: UInt64, pathHash: UInt64) {
    self.seed = seed
    self.pathHash = pathHash
  }

  /// The numbers one component further down the path: `breast.stage` and `2` make `breast.stage.2`.
  public func substream(_ component: String) -> RandomStream {
    let dot = Self.hash(pathHash, UInt8(ascii: "."))
    return RandomStream(seed: seed, pathHash: component.utf8.reduce(dot, Self.hash))
  }

  /// The numbers of a numbered component, the same as those of the number written out.
  public func substream(_ component: Int) -> RandomStream {
    let dot = Self.hash(pathHash, UInt8(ascii: "."))
    let sign = component < 0 ? Self.hash(dot, UInt8(ascii: "-")) : dot
    return RandomStream(seed: seed, pathHash: Self.hash(sign, digitsOf: component.magnitude))
  }

  /// 64 random bits.
  public func bits(draw: Int, index: Int = 0) -> UInt64 {
    bits(UInt64(bitPattern: Int64(draw)), place(of: index))
  }

  /// The 64 bits at a counter's two halves.
  func bits(_ draw: UInt64, _ place: UInt64) -> UInt64 {
    let block = Philox.block(
      SIMD4(Self.low(place), Self.high(place), Self.low(draw), Self.high(draw)),
      key: SIMD2(Self.low(seed), Self.high(seed))
    )
    return UInt64(block.x) | (UInt64(block.y) << 32)
  }

  /// A number from the uniform distribution between 0 and 1, both excluded.
  ///
  /// It is one of the 2⁵³ multiples of 2⁻⁵³ below 1, where 0 is replaced by 2⁻⁵⁴: every quantile function can
  /// be asked for it.
  public func uniform(draw: Int, index: Int = 0) -> Double {
    Self.uniform(bits(draw: draw, index: index))
  }

  /// The uniform number that 64 random bits stand for.
  static func uniform(_ bits: UInt64) -> Double {
    // 53 bits fit a signed number, which more processors turn into a floating-point one.
    max(Double(Int64(bitPattern: bits >> 11)), 0.5) * 0x1p-53
  }

  /// The half of the counter that path and index make.
  func place(of index: Int) -> UInt64 {
    pathHash &+ (UInt64(bitPattern: Int64(index)) &* Self.indexStep)
  }

  private static let hashOfNothing: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let hashMultiplier: UInt64 = 0x0000_0100_0000_01B3

  /// Odd, so that no two indices share a place; 2⁶⁴ over the golden ratio, so that they lie far apart.
  private static let indexStep: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* hashMultiplier
  }

  private static func hash(_ hash: UInt64, digitsOf number: UInt) -> UInt64 {
    let head = number < 10 ? hash : Self.hash(hash, digitsOf: number / 10)
    return Self.hash(head, UInt8(ascii: "0") + UInt8(number % 10))
  }

  static func low(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word) }
  static func high(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
}
