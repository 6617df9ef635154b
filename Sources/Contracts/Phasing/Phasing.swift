public import Quantities

/// How a year is spread over its twelve months, April first.
public struct Phasing: Sendable, Hashable {
  /// What it is called.
  public let name: String
  /// The months' weights, 12 of them, April first; a month's share is its weight of their sum.
  public let weights: [Int64]

  init(name: String, weights: [Int64]) {
    precondition(weights.count == 12, "a year has twelve months")
    self.name = name
    self.weights = weights
  }

  /// A twelfth in each month.
  public static let equal = Phasing(name: "equal months", weights: Array(repeating: 1, count: 12))

  /// By the days of the months of a year.
  public static func days(in year: FinancialYear) -> Phasing {
    Phasing(name: "days of the month", weights: (1...12).map { Int64(Self.days(of: $0, in: year).count) })
  }

  /// By the working days of the months of a year in England.
  public static func workingDays(in year: FinancialYear, _ holidays: BankHolidays) -> Phasing {
    let off = Set(holidays.days(in: year.start) + holidays.days(in: year.start + 1))
    let weights = (1...12).map { month in
      let days = days(of: month, in: year).map { Day(sinceEpoch: $0) }
      return Int64(days.count { Weekday.number($0) < 5 && !off.contains($0) })
    }
    return Phasing(name: "working days", weights: weights)
  }

  /// The days of a month of a financial year, 1 for April, as days since 1970.
  static func days(of month: Int, in year: FinancialYear) -> Range<Int32> {
    firstDay(of: month, in: year).sinceEpoch..<firstDay(of: month + 1, in: year).sinceEpoch
  }

  /// The first day of a month; the month after March is April of the next year.
  private static func firstDay(of month: Int, in year: FinancialYear) -> Day {
    let calendarMonth = (month + 2) % 12 + 1
    let calendarYear = year.start + (month + 2) / 12
    return Day(ofYear: calendarYear, month: calendarMonth, day: 1)
  }

  /// What the months are worth; they add up.
  public func split(_ value: Pence) -> [Pence] { value.split(by: weights) }

  /// The months' activity in millionths; it adds up.
  public func split(_ activity: Activity) -> [Activity] {
    Pence(activity.millionths).split(by: weights).map { Activity(millionths: $0.amount) }
  }

  /// The months' activity in thousandths, as a monitoring file holds it, by largest remainder: the year's
  /// activity rounded to three decimals is their sum.
  public func splitThousandths(_ activity: Activity) -> [Activity] {
    let (whole, rest) = activity.millionths.quotientAndRemainder(dividingBy: 1000)
    let rounded = whole + (rest >= 500 ? 1 : 0)
    return Pence(rounded).split(by: weights).map { Activity(millionths: $0.amount * 1000) }
  }
}

extension Day {
  /// The day of a calendar date that there is, from the year 1000 on.
  init(ofYear year: Int, month: Int, day: Int) {
    let february = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let before = lengths[..<(month - 1)].reduce(0, +)
    // Leap days before the year, counted from the year 0.
    let leaps = { (year: Int) in (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 }
    let days = (year - 1970) * 365 + leaps(year) - leaps(1970) + before + day - 1
    self.init(sinceEpoch: Int32(days))
  }
}
