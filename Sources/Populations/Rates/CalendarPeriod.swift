public import Quantities

/// Some calendar years on end, such as `2001-2005`, or a single one, `2001`.
public struct CalendarPeriod: Hashable, Sendable {
  /// The first year.
  public let first: Int
  /// The last year.
  public let last: Int

  /// The years from first to last; nil when the last comes before the first or a year is not from 1 to 9999.
  public init?(first: Int, last: Int) {
    guard first <= last, first >= 1, last <= 9999 else { return nil }
    self.first = first
    self.last = last
  }

  /// How many years it has.
  public var width: Int { last - first + 1 }

  /// The moment that stands for the period: its middle, half a year into the year when it is a single one.
  public var middle: Double { Double(first + last + 1) / 2 }

  /// The k-th period of the same width after this one; nil beyond the year 9999.
  public func later(_ steps: Int) -> CalendarPeriod? {
    CalendarPeriod(first: first + steps * width, last: last + steps * width)
  }

  /// Whether the year is in the period.
  public func contains(_ year: Int) -> Bool { (first...last).contains(year) }
}

extension CalendarPeriod: ParsedValue, Comparable, CustomStringConvertible {
  /// Reads `2001-2005` or `2001`.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.count == 4 && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      return nil
    }
    let years = parts.compactMap { Int($0) }
    guard (1...2).contains(years.count), let first = years.first, let last = years.last else { return nil }
    self.init(first: first, last: last)
  }

  /// What a period looks like.
  public static var expectation: String { "a year or years on end, such as 2001 or 2001-2005" }

  /// Orders by first year, then by last.
  public static func < (one: CalendarPeriod, other: CalendarPeriod) -> Bool {
    (one.first, one.last) < (other.first, other.last)
  }

  /// The period as written in files.
  public var description: String {
    let digits = { (year: Int) in String(repeating: "0", count: 4 - String(year).utf8.count) + String(year) }
    return first == last ? digits(first) : "\(digits(first))-\(digits(last))"
  }
}
