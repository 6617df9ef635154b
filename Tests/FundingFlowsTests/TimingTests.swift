import TestSupport
import Testing

@testable import FundingFlows

struct TimingTests {
  private static let seeds = 0..<200 as Range<UInt64>

  /// Days and lengths as pathways have them, and beyond.
  private func when(_ seed: UInt64) -> (day: Int, overDays: Int) {
    var random = Seeded(seed)
    return (
      random.pick([0, 1, 365, 366, random.int(0...7300)]), random.pick([0, 1, 365, random.int(0...7300)])
    )
  }

  @Test(arguments: seeds)
  func `over all later years the whole activity is done, and never less than nothing`(seed: UInt64) {
    let (day, overDays) = when(seed)
    let shares = (0...42).map { Timing.share(day: day, overDays: overDays, later: $0) }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    #expect(shares.allSatisfy { $0 > -1e-12 && $0 <= 1 })
  }

  /// A diagnosis at each of the days of a year, and activity at each of the days that it takes.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the share of a year is what diagnoses day by day have done in it`(seed: UInt64) {
    let (day, overDays) = when(seed)
    let (diagnoses, moments) = overDays == 0 ? (1000, 1) : (150, 150)
    var done = Array(repeating: 0, count: 43)
    for diagnosis in 0..<diagnoses {
      for moment in 0..<moments {
        let since = (Double(diagnosis) + 0.5) / Double(diagnoses)
        let spread = (Double(moment) + 0.5) / Double(moments) * Double(overDays) / 365.25
        done[Int(since + Double(day) / 365.25 + spread)] += 1
      }
    }
    for later in 0...42 {
      let counted = Double(done[later]) / Double(diagnoses * moments)
      #expect(abs(Timing.share(day: day, overDays: overDays, later: later) - counted) < 0.008)
    }
  }

  @Test func `what happens at diagnosis happens in its year, and half a year later half of it does`() {
    #expect(Timing.share(day: 0, overDays: 0, later: 0) == 1)
    #expect(Timing.share(day: 0, overDays: 0, later: 1) == 0)
    #expect(abs(Timing.share(day: 0, overDays: 36525, later: 50) - 0.01) < 1e-12)
    let half = (0...1).map { Timing.share(day: 182, overDays: 0, later: $0) }
    #expect(abs(half[0] - 0.5) < 0.002)
    #expect(abs(half[0] + half[1] - 1) < 1e-12)
  }

  @Test(arguments: [1990, 2024, 2050])
  func `a constant calendar series gives the same constant in every financial year`(start: Int) {
    #expect(Timing.financialYear(start) { _ in 48_088 } == 48_088)
  }

  @Test func `a financial year takes three quarters of one calendar year and a quarter of the next`() {
    #expect(Timing.financialYear(2019) { $0 == 2019 ? 1 : 0 } == 0.75)
    #expect(Timing.financialYear(2019) { $0 == 2020 ? 1 : 0 } == 0.25)
    #expect(Timing.financialYear(2019) { $0 == 2018 || $0 == 2021 ? 1 : 0 } == 0)
    #expect(Timing.financialYear(2019) { Double($0) } == 2019.25)
  }
}
