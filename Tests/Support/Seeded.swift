/// Random values that are the same on every run: SplitMix64, Steele and others 2014.
public struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  /// Starts anywhere.
  public init(_ seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number.
  public mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// A number.
  public mutating func double(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  /// Whether something happens that happens every other time.
  public mutating func bool() -> Bool { Bool.random(using: &self) }

  /// Whether something happens that happens so many times in a hundred.
  public mutating func happens(_ percent: Int) -> Bool { int(1...100) <= percent }

  /// One of some things, of which there is at least one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
}
