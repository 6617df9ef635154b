import TestSupport
import Testing

@testable import FundingFlows

struct TallyTests {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `amounts add up by key, whatever the order in which keys come`(seed: UInt64) {
    var random = Seeded(seed)
    let entries = (0..<random.int(0...60)).map { _ in (random.int(0...9), Int64(random.int(-50...50))) }
    var tally = Tally<Int>()
    for (key, amount) in entries { tally.add(amount, to: key) }
    let sums = Dictionary(entries, uniquingKeysWith: +)
    #expect(Dictionary(uniqueKeysWithValues: zip(tally.keys, tally.amounts)) == sums)
    for key in 0...9 {
      #expect(tally[key] == sums[key] ?? 0)
      #expect(tally.contains(key) == (sums[key] != nil))
    }
  }

  @Test func `keys stand in the order in which they first came`() {
    var tally = Tally<String>()
    for key in ["b", "a", "c", "a", "b", "c", "d", "b"] { tally.add(0, to: key) }
    #expect(tally.keys == ["b", "a", "c", "d"])
    #expect(!tally.isTooLarge)
  }

  @Test func `magnitudes come to the limit and no further`() {
    let limit = Int64(Tally<Int>.limit)
    var tally = Tally<Int>()
    tally.add(limit - 1, to: 1)
    tally.add(-1, to: 1)
    #expect(!tally.isTooLarge && tally[1] == limit - 2)
    tally.add(-1, to: 2)
    #expect(tally.isTooLarge)
    tally.add(.min, to: 1)
    tally.add(.max, to: 1)
    #expect(tally.isTooLarge && tally[1] == limit - 2)
  }
}
