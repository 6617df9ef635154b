@testable import Contracts
import Diagnostics
import Quantities
import Tables
import TestSupport
import Testing

struct BankHolidaysTests {
  private static func shipped() throws -> BankHolidays {
    try BankHolidays(InputFile(reading: Repository.path("tariffs/bank-holidays.csv")))
  }

  /// Easter Sundays as almanacs print them.
  @Test(arguments: [
    "2009-04-12", "2010-04-04", "2011-04-24", "2012-04-08", "2013-03-31", "2014-04-20", "2015-04-05",
    "2016-03-27",
    "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09",
    "2024-03-31",
    "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13",
    "2032-03-28",
    "2033-04-17", "2034-04-09", "2035-03-25",
  ])
  func `Easter falls where almanacs have it`(text: String) throws {
    let day = try #require(Day(text))
    #expect(Easter.sunday(of: day.calendar.year) == day)
    #expect(Weekday.number(day) == 6)
  }

  @Test(arguments: 1900..<2200)
  func `Easter is a Sunday from 22 March to 25 April, and a day is what its date says`(year: Int) {
    let easter = Easter.sunday(of: year)
    #expect(Weekday.number(easter) == 6)
    #expect((Day(ofYear: year, month: 3, day: 22)...Day(ofYear: year, month: 4, day: 25)).contains(easter))
    for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
      #expect(Day(ofYear: year, month: month, day: day).calendar == (year, month, day))
    }
  }

  /// The government's lists of these years.
  @Test(arguments: [
    (
      2012,
      "2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26"
    ),
    (2020, "2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28"),
    (2021, "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28"),
    (
      2022,
      "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27"
    ),
    (
      2023,
      "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26"
    ),
    (2026, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28"),
  ])
  func `the holidays of a year are those that were kept`(year: Int, days: String) throws {
    #expect(try Self.shipped().days(in: year).map(\.description).joined(separator: " ") == days)
  }

  @Test func `changes of single years are read, and told where they are wrong`() {
    let header = "date,change,name,evidence,source\n"
    let found = faults { () throws(DiagnosticList) in
      try BankHolidays(InputFile(path: "b.csv", text: header + "2030-13-01,moved,x,seen,y\n"))
    }
    #expect(found.count == 2)
    #expect(found.last == "b.csv:2:12 found \"moved\" as change, expected added or removed [value.malformed]")
  }

  /// Working days in England by month, April first: counted with another rule for Easter (Oudin 1940), other code and
  /// the same list of changes.
  static let working: [(year: Int, days: [Int64])] = [
    (2009, [20, 19, 22, 23, 20, 22, 22, 21, 21, 20, 20, 23]),
    (2010, [20, 19, 22, 22, 21, 22, 21, 22, 21, 20, 20, 23]),
    (2011, [18, 20, 22, 21, 22, 22, 21, 22, 20, 21, 21, 22]),
    (2012, [19, 22, 19, 22, 22, 20, 23, 22, 19, 22, 20, 20]),
    (2013, [21, 21, 20, 23, 21, 21, 23, 21, 20, 22, 20, 21]),
    (2014, [20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22]),
    (2015, [20, 19, 22, 23, 20, 22, 22, 21, 21, 20, 21, 21]),
    (2016, [21, 20, 22, 21, 22, 22, 21, 22, 20, 21, 20, 23]),
    (2017, [18, 21, 22, 21, 22, 21, 22, 22, 19, 22, 20, 21]),
    (2018, [20, 21, 21, 22, 22, 20, 23, 22, 19, 22, 20, 21]),
    (2019, [20, 21, 20, 23, 21, 21, 23, 21, 20, 22, 20, 22]),
    (2020, [20, 19, 22, 23, 20, 22, 22, 21, 21, 20, 20, 23]),
    (2021, [20, 19, 22, 22, 21, 22, 21, 22, 21, 20, 20, 23]),
    (2022, [19, 21, 20, 21, 22, 21, 21, 22, 20, 21, 20, 23]),
    (2023, [18, 20, 22, 21, 22, 21, 22, 22, 19, 22, 21, 20]),
    (2024, [21, 21, 20, 23, 21, 21, 23, 21, 20, 22, 20, 21]),
    (2025, [20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 22]),
    (2026, [20, 19, 22, 23, 20, 22, 22, 21, 21, 20, 20, 21]),
    (2027, [22, 19, 22, 22, 21, 22, 21, 22, 21, 20, 21, 23]),
    (2028, [18, 21, 22, 21, 22, 21, 22, 22, 19, 22, 20, 21]),
    (2029, [20, 21, 21, 22, 22, 20, 23, 22, 19, 22, 20, 21]),
    (2030, [20, 21, 20, 23, 21, 21, 23, 21, 20, 22, 20, 21]),
    (2031, [20, 20, 21, 23, 20, 22, 23, 20, 21, 21, 20, 21]),
    (2032, [22, 19, 22, 22, 21, 22, 21, 22, 21, 20, 20, 23]),
    (2033, [19, 20, 22, 21, 22, 22, 21, 22, 20, 21, 20, 23]),
    (2034, [18, 21, 22, 21, 22, 21, 22, 22, 19, 22, 20, 20]),
    (2035, [21, 21, 21, 22, 22, 20, 23, 22, 19, 22, 21, 21]),
  ]

  @Test(arguments: working.indices)
  func `working days are those counted otherwise`(index: Int) throws {
    let (year, days) = Self.working[index]
    let holidays = try Self.shipped()
    let phasing = Phasing.workingDays(in: FinancialYear(start: year), holidays)
    #expect(phasing.weights == days)
    let first = FinancialYear(start: year).firstDay.sinceEpoch
    let last = FinancialYear(start: year).lastDay.sinceEpoch
    #expect(Int64((first...last).count { holidays.isWorkingDay(Day(sinceEpoch: $0)) }) == days.reduce(0, +))
  }
}
