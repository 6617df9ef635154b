import Randomness
import Testing

struct RandomStreamTests {
  private let stream = RandomStream(seed: 42, path: "breast.stage.2")

  @Test func `the hash of a path is FNV-1a, by its published values`() {
    #expect(RandomStream(seed: 1, path: "").pathHash == 0xCBF2_9CE4_8422_2325)
    #expect(RandomStream(seed: 1, path: "a").pathHash == 0xAF63_DC4C_8601_EC8C)
    #expect(RandomStream(seed: 1, path: "foobar").pathHash == 0x8594_4171_F739_67E8)
  }

  @Test func `a number stays what it is from one version to the next`() {
    // The words 0 and 1 of the block at counter (path hash + index × step, draw) under the key 42.
    #expect(stream.bits(draw: 0) == 0xED61_095F_704D_46DD)
    #expect(stream.bits(draw: 7, index: 1) == 0x4480_059C_0356_92E6)
    #expect(stream.bits(draw: -1, index: -1) == 0xB648_7821_8C5F_B49C)
  }

  @Test func `a number is the same whatever was asked before, and on any thread`() async {
    let stream = stream
    let forward = (0..<1_000).map { stream.uniform(draw: $0) }
    let backward = (0..<1_000).reversed().map { stream.uniform(draw: $0) }
    #expect(forward == backward.reversed())
    for workers in [1, 2, 7, 16] {
      let shared = await withTaskGroup(of: [(Int, Double)].self) { group in
        for worker in 0..<workers {
          group.addTask {
            Swift.stride(from: worker, to: 1_000, by: workers).map { ($0, stream.uniform(draw: $0)) }
          }
        }
        return await group.reduce(into: [Double](repeating: 0, count: 1_000)) { all, part in
          for (draw, number) in part { all[draw] = number }
        }
      }
      #expect(shared == forward)
    }
  }

  @Test func `a substream is the path written out`() {
    let breast = RandomStream(seed: 42, path: "breast")
    #expect(breast.substream("stage").substream(2) == stream)
    for number in [0, 7, 10, -35, .max, .min] {
      #expect(breast.substream(number) == RandomStream(seed: 42, path: "breast.\(number)"))
    }
  }

  @Test func `numbers are uniform between 0 and 1`() {
    let numbers = (0..<100_000).map { stream.uniform(draw: $0) }
    #expect(numbers.allSatisfy { 0 < $0 && $0 < 1 })
    #expect(Fit.kolmogorovSmirnov(numbers) { $0 } < Fit.kolmogorovSmirnovLimit)
    #expect(Fit.isNear(numbers, mean: 0.5, variance: 1.0 / 12))
  }

  @Test func `every bit is set half the time`() {
    var set = [Int](repeating: 0, count: 64)
    for draw in 0..<40_000 {
      let bits = stream.bits(draw: draw)
      for place in 0..<64 { set[place] += Int((bits >> UInt64(place)) & 1) }
    }
    // Five standard errors of 40,000 tosses of a coin.
    #expect(set.allSatisfy { abs($0 - 20_000) < 500 })
  }

  @Test(arguments: [
    RandomStream(seed: 43, path: "breast.stage.2"),
    RandomStream(seed: 42, path: "breast.stage.3"),
    RandomStream(seed: 42, path: "breast.stage.2.0"),
    RandomStream(seed: 42, path: "tariff.JA20F.EL"),
  ])
  func `numbers of other seeds and paths are independent`(other: RandomStream) {
    let pairs = (0..<50_000).map { (stream.uniform(draw: $0), other.uniform(draw: $0)) }
    #expect(Fit.isIndependent(pairs))
  }

  @Test(arguments: [(1, 0), (0, 1), (1, 1), (1 << 32, 0), (0, 1 << 32)])
  func `numbers of other draws and indices are independent`(draws: Int, indices: Int) {
    let pairs = (0..<50_000).map {
      (stream.uniform(draw: $0), stream.uniform(draw: $0 + draws, index: indices))
    }
    #expect(Fit.isIndependent(pairs))
  }
}
