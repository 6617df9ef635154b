import Tables
import Testing

struct ConcurrentlyTests {
  @Test(arguments: [0, 1, 2, 7, 1_000])
  func `results stand in the order of the work`(count: Int) {
    #expect(Concurrently.map(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test func `nothing is a result too`() {
    let found: [Int?] = Concurrently.map(4) { $0.isMultiple(of: 2) ? nil : $0 }
    #expect(found == [nil, 1, nil, 3])
  }

  @Test func `two pieces of work keep their places`() {
    let (number, word) = Concurrently.both({ 42 }, { "forty-two" })
    #expect(number == 42)
    #expect(word == "forty-two")
  }
}
