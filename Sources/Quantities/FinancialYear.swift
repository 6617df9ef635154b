/// A financial year of the English NHS: 1 April to 31 March.
public struct FinancialYear: Hashable, Sendable {
  /// The calendar year in which it begins.
  public let start: Int

  /// The year that begins in April of the given calendar year.
  public init(start: Int) {
    self.start = start
  }

  /// The year a number of years later.
  public func advanced(by years: Int) -> FinancialYear { FinancialYear(start: start + years) }

  /// The first day, 1 April.
  public var firstDay: Day { Day(year: start, month: 4, day: 1) }

  /// The last day, 31 March.
  public var lastDay: Day { Day(year: start + 1, month: 3, day: 31) }

  /// The year in which a day falls.
  public init(of day: Day) {
    let calendar = day.calendar
    start = calendar.month >= 4 ? calendar.year : calendar.year - 1
  }

  /// The year as folders are named, such as `2018-19`.
  public var folderName: String { String(description.map { $0 == "/" ? "-" : $0 }) }
}

extension FinancialYear: ParsedValue {
  /// Reads `2018/19`, `2018-19` or `201819`.
  public init?(_ text: String) {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "-") }
    let hasSeparator = text.utf8.count == 7
    guard digits.count == 6, hasSeparator || text.utf8.count == 6,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    if hasSeparator {
      let separator = text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: 4)]
      guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") else { return nil }
    }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    let (first, second) = number.quotientAndRemainder(dividingBy: 100)
    guard (1948...2199).contains(first), (first + 1) % 100 == second else { return nil }
    start = first
  }

  /// What a financial year looks like.
  public static var expectation: String { "a financial year such as 2018/19" }
}

extension FinancialYear: Comparable {
  /// Orders by time.
  public static func < (one: FinancialYear, other: FinancialYear) -> Bool { one.start < other.start }
}

extension FinancialYear: CustomStringConvertible {
  /// The year as written, such as `2018/19`.
  public var description: String {
    let second = (start + 1) % 100
    return "\(start)/\(second < 10 ? "0" : "")\(second)"
  }
}
