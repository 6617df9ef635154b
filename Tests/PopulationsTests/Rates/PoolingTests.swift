import Testing

@testable import Populations

struct PoolingTests {
  private func pooled(_ first: Int, _ count: Int) throws -> RateTable {
    try MadeRates.table(MadeRates.periods(first, count), ages: [80, 85]) { age, year in Double(age + year) }
      .pooled(years: 5)
  }

  @Test func `fourteen years are two periods and one of four years`() throws {
    let table = try pooled(2001, 14)
    #expect(table.periods.map(\.description) == ["2000-2004", "2005-2009", "2010-2014"])
    #expect(table.personYears[0] == [400_000, 500_000, 500_000])
    // The cases of 80-84 are 80 in 2001, 81 in 2002 and so on: 80 + 81 + 82 + 83 come to 326.
    #expect(table.cases[0] == [326, 430, 455])
  }

  @Test(arguments: [(14, 4), (13, 3), (15, 5), (18, 3), (19, 4)])
  func `the first period is kept when more than half of its years are there`(count: Int, years: Int) throws {
    #expect(try pooled(2001, count).personYears[1][0] == Double(years) * 100_000)
  }

  @Test(arguments: [(12, 2), (11, 2), (16, 3), (17, 3), (3, 1)])
  func `and is left out otherwise`(count: Int, periods: Int) throws {
    let table = try pooled(2001, count)
    #expect(table.periods.count == periods)
    #expect(table.periods.last?.last == 2000 + count)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `pooling loses nobody of the periods that are kept`(seed: UInt64) throws {
    let whole = try MadeRates.random(seed: seed, periods: MadeRates.periods(2001, 15 + Int(seed % 5)))
    let table = try whole.pooled(years: 5)
    let kept = whole.periods.indices.filter { year in
      table.periods.contains { $0.contains(whole.periods[year].first) }
    }
    for age in whole.ageStarts.indices {
      #expect(table.cases[age].reduce(0, +) == kept.reduce(0) { $0 + whole.cases[age][$1] })
    }
  }

  @Test func `too few years for a period are a fault, and periods stay as they are`() throws {
    #expect(throws: ForecastFault.option("a period of 5 years cannot be made of 2")) { try pooled(2001, 2) }
    let table = try MadeRates.table(MadeRates.periods(2001, 3, width: 5)) { _, _ in 9 }
    #expect(try table.pooled(years: 5).periods == table.periods)
  }

  @Test func `years left out keep their place between others and are dropped at the ends`() throws {
    let table = try MadeRates.table(MadeRates.periods(2001, 5)) { age, year in Double(age + year) }
    let middle = try table.leavingOut([2003])
    #expect(middle.periods == table.periods)
    #expect(middle.personYears[0] == [100_000, 100_000, 0, 100_000, 100_000])
    #expect(middle.cases[0] == [20, 21, 0, 23, 24])
    #expect(try table.leavingOut([2001, 2005]).periods == MadeRates.periods(2002, 3))
    #expect(throws: ForecastFault.self) { try table.leavingOut(Set(2001...2005)) }
    #expect(try table.dropping(last: 2).periods == MadeRates.periods(2001, 3))
    #expect(throws: ForecastFault.self) { try table.dropping(last: 5) }
  }

  @Test func `cases in five years are counted over the years observed`() throws {
    let table = try MadeRates.table(MadeRates.periods(2001, 4), ages: [85]) { _, _ in 3 }
    #expect(try table.leavingOut([2002]).casesInFiveYears == [15])
    #expect(table.totals == [3, 3, 3, 3])
    let periods = try MadeRates.table(MadeRates.periods(2001, 2, width: 5), ages: [85]) { _, period in
      Double(period) * 8
    }
    #expect(periods.casesInFiveYears == [4])
  }
}
