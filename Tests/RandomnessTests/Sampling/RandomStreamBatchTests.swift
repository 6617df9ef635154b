import Randomness
import Testing

struct RandomStreamBatchTests {
  /// Ranges that begin and end within a group of four, and one that passes from 32 bits to 33.
  @Test(arguments: [0..<64, 3..<4, 5..<22, -3..<9, (1 << 32) - 6..<(1 << 32) + 6, 7..<7])
  func `many draws at once are the same as one by one`(draws: Range<Int>) {
    for index in [0, 1, -1] {
      let stream = RandomStream(seed: 0xFEDC_BA98_7654_3210, path: "unit-cost.\(index)")
      var numbers = [Double](repeating: 0, count: draws.count)
      var span = numbers.mutableSpan
      stream.uniforms(draws: draws, index: index, into: &span)
      #expect(numbers == draws.map { stream.uniform(draw: $0, index: index) })
    }
  }

  @Test func `what stands behind the draws is left alone`() {
    var numbers = [Double](repeating: 7, count: 8)
    var span = numbers.mutableSpan
    RandomStream(seed: 1, path: "a").uniforms(draws: 0..<6, into: &span)
    #expect(numbers[6...] == [7, 7])
    #expect(numbers[..<6].allSatisfy { $0 < 1 })
  }
}
