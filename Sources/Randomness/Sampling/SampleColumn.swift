/// The numbers of one input before any correlation.
struct SampleColumn: Sendable {
  private let stream: RandomStream
  private let order: StratumOrder?
  private let strata: Int

  init(stream: RandomStream, design: SampleDesign) {
    self.stream = stream
    switch design {
    case .independent: (order, strata) = (nil, 1)
    case .latinHypercube(let draws):
      (order, strata) = (StratumOrder(count: draws, from: stream), draws)
    }
  }

  /// The uniform numbers of a range of draws: as the stream has them, or moved into each draw's stratum.
  func uniforms(draws: Range<Int>, into numbers: inout MutableSpan<Double>) {
    stream.uniforms(draws: draws, into: &numbers)
    guard let order else { return }
    for place in 0..<draws.count {
      let stratum = Double(order.number(at: draws.lowerBound + place))
      // A number near the end of a stratum must not be rounded into the next.
      let within = min(stratum + numbers[place], (stratum + 1).nextDown)
      numbers[place] = min(within / Double(strata), 1 - 0x1p-53)
    }
  }

  /// Their normal scores.
  func normalScores(draws: Range<Int>, into numbers: inout MutableSpan<Double>) {
    uniforms(draws: draws, into: &numbers)
    replaceByNormalQuantiles(&numbers, count: draws.count)
  }
}
