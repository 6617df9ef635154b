/// A day of the Gregorian calendar, without time or time zone.
public struct Day: Hashable, Sendable {
  /// Days since 1 January 1970.
  public let sinceEpoch: Int32

  /// The day a number of days after 1 January 1970.
  public init(sinceEpoch: Int32) {
    self.sinceEpoch = sinceEpoch
  }

  /// The day of a calendar date; months and days beyond their range carry over.
  ///
  /// Counts days in years that begin on 1 March, so that the leap day comes last.
  init(year: Int, month: Int, day: Int) {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    sinceEpoch = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// The calendar date.
  public var calendar: (year: Int, month: Int, day: Int) {
    let shifted = Int(sinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Day: ParsedValue {
  /// Reads a date such as `2019-03-31`, from the year 1000 on; a date that no calendar has is refused.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, !text.utf8.contains(UInt8(ascii: "+")), parts.count == 3,
      parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      year >= 1000, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard calendar == (year, month, day) else { return nil }
  }

  /// What a day looks like.
  public static var expectation: String { "a date such as 2019-03-31" }
}

extension Day: Comparable {
  /// Orders by time.
  public static func < (one: Day, other: Day) -> Bool { one.sinceEpoch < other.sinceEpoch }
}

extension Day: CustomStringConvertible {
  /// The date as year, month and day, such as `2019-03-31`.
  public var description: String {
    let (year, month, day) = calendar
    let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }
}
