import Populations
import Testing

struct RateTableTests {
  private func fault(
    ages: [Int] = [60, 65],
    periods: [String] = ["2001", "2002"],
    cases: [[Double]] = [[1, 2], [3, 4]],
    personYears: [[Double]] = [[10, 10], [10, 10]]
  ) -> ForecastFault? {
    do throws(ForecastFault) {
      _ = try RateTable(
        ageStarts: ages,
        periods: periods.compactMap { CalendarPeriod($0) },
        cases: cases,
        personYears: personYears
      )
      return nil
    } catch {
      return error
    }
  }

  @Test func `a table is whole, in order and of numbers`() throws {
    let period = try #require(CalendarPeriod("2002"))
    #expect(fault() == nil)
    #expect(fault(ages: [60, 70]) == .ages)
    #expect(fault(ages: []) == .ages)
    #expect(fault(periods: ["2001", "2003"]) == .periods)
    #expect(fault(periods: ["2001", "2002-2003"]) == .periods)
    #expect(fault(cases: [[1, 2]]) == .shape)
    #expect(fault(personYears: [[1, 2], [1]]) == .shape)
    #expect(fault(cases: [[1, -2], [3, 4]]) == .unusable(age: 60, period: period))
    #expect(fault(personYears: [[1, 2], [1, .infinity]]) == .unusable(age: 65, period: period))
    #expect(fault(personYears: [[1, 2], [1, 0]]) == .casesWithoutPeople(age: 65, period: period))
    #expect(fault(cases: [[1, 2], [3, 0]], personYears: [[1, 2], [1, 0]]) == nil)
  }

  @Test func `the last age group is open`() throws {
    let period = try #require(CalendarPeriod("2001"))
    let ones = [[1.0], [1], [1]]
    let table = try RateTable(ageStarts: [80, 85, 90], periods: [period], cases: ones, personYears: ones)
    #expect((0..<3).map { table.label(ofAge: $0) } == ["80-84", "85-89", "90+"])
  }
}
