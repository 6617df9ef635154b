import TestSupport
import Testing

@testable import Populations

struct PeriodWeightsTests {
  private func weights(_ last: String, _ asked: String...) throws -> PeriodWeights {
    PeriodWeights(after: try #require(CalendarPeriod(last)), asked: asked.compactMap { CalendarPeriod($0) })
  }

  @Test func `a period of the method's own takes its rate`() throws {
    let own = try weights("2010-2014", "2015-2019", "2025-2029")
    #expect(own.weights.map { $0.map(\.place) } == [[1], [3]])
    #expect(own.horizon == 3)
    #expect(own.rates(9, [1, 2, 3]) == [1, 3])
    #expect(try weights("2019", "2020", "2024").rates(9, [1, 2, 3, 4, 5]) == [1, 5])
  }

  @Test func `a year lies on a straight line between the middles of periods`() throws {
    // The middles of 2010-2014 and 2015-2019 are 2012 and 2017: 2015 is three fifths of the way.
    let own = try weights("2010-2014", "2015", "2017", "2018")
    let rates = own.rates(10, [20, 40])
    #expect(zip(rates, [16, 20, 24]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func `a longer period takes the mean of its years`() throws {
    #expect(try weights("2019", "2020-2024").rates(0, [1, 2, 3, 4, 10]) == [4])
    // 2017-2021 by the middles 2012, 2017 and 2022: a line makes its middle year's rate.
    let shifted = try weights("2010-2014", "2017-2021").rates(0, [10, 20])
    #expect(abs(shifted[0] - 14) < 1e-12)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `weights are parts of 1, of periods within the horizon, and keep a straight line straight`(
    seed: UInt64
  ) throws {
    var random = Seeded(seed)
    let width = random.int(1...7)
    let last = try #require(CalendarPeriod(first: 2000, last: 1999 + width))
    let asked = (0..<5).compactMap { _ in
      let first = last.last + random.int(1...30)
      return CalendarPeriod(first: first, last: first + random.int(0...9))
    }
    let own = PeriodWeights(after: last, asked: asked)
    for (period, parts) in zip(asked, own.weights) {
      #expect(abs(parts.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
      #expect(
        parts.allSatisfy { $0.weight > 0 && $0.weight <= 1 + 1e-12 && (0...own.horizon).contains($0.place) }
      )
      let line = { (moment: Double) in 5 + 0.3 * (moment - 2000) }
      let later = (1...own.horizon).compactMap { last.later($0).map { line($0.middle) } }
      let rate = PeriodWeights(after: last, asked: [period]).rates(line(last.middle), later)[0]
      #expect(abs(rate - line(period.middle)) < 1e-9)
    }
    #expect(
      own.keeping([2, 0]).weights.map { $0.map(\.place) }
        == [own.weights[2], own.weights[0]].map { $0.map(\.place) }
    )
  }
}
