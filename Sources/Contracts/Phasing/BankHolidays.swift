public import Diagnostics
public import Quantities
public import Tables

/// The bank holidays of England: those that come every year by rule, and the changes made for single years.
///
/// New Year's Day, Good Friday, Easter Monday, the first Monday of May, the last of May, the last of August,
/// Christmas Day and Boxing Day. One that falls on a weekend is kept on the next weekday that is none: Banking
/// and Financial Dealings Act 1971, schedule 1, and the proclamations made every year.
public struct BankHolidays: Sendable {
  private let added: Set<Day>
  private let removed: Set<Day>

  /// The holidays by rule alone.
  public init() {
    added = []
    removed = []
  }

  /// Reads the changes made for single years, `bank-holidays.csv` of the price tables.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("date", "the day"), Column("change", "added or removed"), Column("name", "why"),
        Column("evidence", "evidence grade"), Column("source", "publication"),
      ]
    )
    let changes = try reader.rows { row -> (Day, Change)? in
      let day: Day? = row.required("date")
      let change: Change? = row.required("change")
      let _: Evidence? = row.required("evidence")
      guard let day, let change else { return nil }
      return (day, change)
    }
    added = Set(changes.filter { $0.1 == .added }.map(\.0))
    removed = Set(changes.filter { $0.1 == .removed }.map(\.0))
  }

  private enum Change: String, ParsedValue {
    case added, removed

    init?(_ text: String) { self.init(rawValue: text) }

    static var expectation: String { "added or removed" }
  }

  /// The holidays of a calendar year, in order.
  public func days(in year: Int) -> [Day] {
    let inYear = Day(ofYear: year, month: 1, day: 1)...Day(ofYear: year, month: 12, day: 31)
    return Set(Self.byRule(in: year)).subtracting(removed).union(added.filter(inYear.contains)).sorted()
  }

  /// Whether a day is one of work: no weekend, and no holiday.
  public func isWorkingDay(_ day: Day) -> Bool {
    Weekday.number(day) < 5 && !days(in: day.calendar.year).contains(day)
  }

  private static func byRule(in year: Int) -> [Day] {
    let easter = Easter.sunday(of: year)
    return [
      substituted(Day(ofYear: year, month: 1, day: 1)),
      Day(sinceEpoch: easter.sinceEpoch - 2), Day(sinceEpoch: easter.sinceEpoch + 1),
      Weekday.firstMonday(from: Day(ofYear: year, month: 5, day: 1)),
      Weekday.firstMonday(from: Day(ofYear: year, month: 5, day: 25)),
      Weekday.firstMonday(from: Day(ofYear: year, month: 8, day: 25)),
    ] + christmas(in: year)
  }

  private static func substituted(_ day: Day) -> Day {
    Weekday.number(day) < 5 ? day : Weekday.firstMonday(from: day)
  }

  /// Christmas and Boxing Day; of two substitutes the second is kept a day later.
  private static func christmas(in year: Int) -> [Day] {
    let christmas = Day(ofYear: year, month: 12, day: 25)
    let later = { (days: Int32) in Day(sinceEpoch: christmas.sinceEpoch + days) }
    switch Weekday.number(christmas) {
    case 4: return [christmas, later(3)]
    case 5: return [later(2), later(3)]
    case 6: return [later(1), later(2)]
    default: return [christmas, later(1)]
    }
  }
}

/// Days of the week, 0 for Monday.
enum Weekday {
  static func number(_ day: Day) -> Int {
    // 1 January 1970 was a Thursday.
    ((Int(day.sinceEpoch) + 3) % 7 + 7) % 7
  }

  static func firstMonday(from day: Day) -> Day {
    Day(sinceEpoch: day.sinceEpoch + Int32((7 - number(day)) % 7))
  }
}

/// The date of Easter.
enum Easter {
  /// Easter Sunday by the Gregorian calendar: the anonymous rule of 1876, as Meeus gives it in Astronomical
  /// Algorithms, chapter 8.
  static func sunday(of year: Int) -> Day {
    let golden = year % 19
    let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let (month, day) = (epact + weekday - 7 * late + 114).quotientAndRemainder(dividingBy: 31)
    return Day(ofYear: year, month: month, day: day + 1)
  }
}
