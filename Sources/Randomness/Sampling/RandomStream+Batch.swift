extension RandomStream {
  /// The uniform numbers of a range of draws, in order: the same as one by one, in half the time.
  ///
  /// They fill the front of the span, which has a place for each.
  public func uniforms(draws: Range<Int>, index: Int = 0, into numbers: inout MutableSpan<Double>) {
    precondition(numbers.count >= draws.count, "one place is needed for each draw")
    let place = place(of: index)
    let wholeFours = draws.count / 4 * 4
    for first in stride(from: 0, to: wholeFours, by: 4) {
      let bits = bits(ofFourFrom: UInt64(bitPattern: Int64(draws.lowerBound + first)), place)
      for lane in 0..<4 { numbers[first + lane] = Self.uniform(bits[lane]) }
    }
    for rest in wholeFours..<draws.count {
      numbers[rest] = uniform(draw: draws.lowerBound + rest, index: index)
    }
  }

  /// The uniform numbers of some draws so far from a first one: the same as one by one.
  func uniforms(_ draw: Int, _ offsets: Span<Int>, index: Int, into numbers: inout MutableSpan<Double>) {
    let (first, place) = (UInt64(bitPattern: Int64(draw)), place(of: index))
    let key = SIMD2(Self.low(seed), Self.high(seed))
    // All share the upper half of their numbers.
    let isNear = Self.low(first) < .max - 0xFFFF && offsets.count < 0xFFFF
    let wholeFours = isNear ? offsets.count / 4 * 4 : 0
    var four = 0
    while four < wholeFours {
      let lanes = SIMD4(offsets[four], offsets[four + 1], offsets[four + 2], offsets[four + 3])
      let bits = Philox.firstWords(
        SIMD4<UInt64>(truncatingIfNeeded: lanes) &+ first,
        word0: Self.low(place),
        word1: Self.high(place),
        word3: Self.high(first),
        key: key
      )
      for lane in 0..<4 { numbers[four + lane] = Self.uniform(bits[lane]) }
      four += 4
    }
    for rest in wholeFours..<offsets.count {
      numbers[rest] = uniform(draw: draw + offsets[rest], index: index)
    }
  }

  @inline(__always)
  private func bits(ofFourFrom draw: UInt64, _ place: UInt64) -> SIMD4<UInt64> {
    let key = SIMD2(Self.low(seed), Self.high(seed))
    guard Self.low(draw) <= .max - 3 else {
      // The four do not share the upper half of their numbers.
      return SIMD4(bits(draw, place), bits(draw &+ 1, place), bits(draw &+ 2, place), bits(draw &+ 3, place))
    }
    return Philox.firstWords(
      SIMD4(repeating: draw) &+ SIMD4(0, 1, 2, 3),
      word0: Self.low(place),
      word1: Self.high(place),
      word3: Self.high(draw),
      key: key
    )
  }
}
