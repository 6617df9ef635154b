import Quantities

/// A financial year as people write it, or as a spreadsheet that took it for a date left it.
enum WrittenYear {
  /// Reads `2026/27`, `2026-27`, `202627`, `2026/2027`; and what becomes of `2011/12`, the twelfth month of 2011: `Dec-11`,
  /// `01/12/2011`, `2011-12-01`, `40878`.
  static func read(_ text: String) -> FinancialYear? {
    if let year = FinancialYear(text) { return year }
    let words = text.lowercased().split { " /-.,:".contains($0) }
    if words.count == 1, let serial = Int(text), (18_000...110_000).contains(serial) {
      return year(serial: serial)
    }
    let months = words.compactMap(month)
    let numbers = words.compactMap { Int($0) }
    guard months.count <= 1, months.count + numbers.count == words.count else { return nil }
    if let month = months.first { return year(numbers, month: month) }
    if words.count == 2, words[0].utf8.count == 4, words[1].utf8.count == 4, numbers[1] == numbers[0] + 1 {
      return FinancialYear("\(words[0])/\(words[1].suffix(2))")
    }
    return year(dated: numbers)
  }

  /// Days since 30 December 1899, as spreadsheets count.
  private static func year(serial: Int) -> FinancialYear? {
    let date = Day(sinceEpoch: Int32(serial - 25_569)).calendar
    return year(date.year, month: date.month, day: date.day)
  }

  /// `Dec-11`, `01-Dec-2011`.
  private static func year(_ numbers: [Int], month: Int) -> FinancialYear? {
    let rest = numbers.count == 2 ? numbers.filter { $0 != 1 } : numbers
    guard rest.count == 1, let year = rest.first else { return nil }
    return Self.year(year < 100 ? 2000 + year : year, month: month, day: 1)
  }

  /// `01/12/2011`, `12/1/2011`, `2011-12-01`, with or without a time of midnight: the first of a month, whichever stands
  /// first.
  private static func year(dated numbers: [Int]) -> FinancialYear? {
    guard numbers.count >= 3, numbers.dropFirst(3).allSatisfy({ $0 == 0 }) else { return nil }
    let date = numbers.prefix(3)
    let years = date.filter { $0 > 1000 }
    let others = date.filter { $0 <= 1000 }
    guard years.count == 1, others.count == 2, let year = years.first, others.contains(1) else { return nil }
    return [others[0], others[1]].compactMap { Self.year(year, month: $0, day: 1) }.first
  }

  /// The year whose second half the month is.
  private static func year(_ year: Int, month: Int, day: Int) -> FinancialYear? {
    guard day == 1, (year + 1) % 100 == month, (1948...2199).contains(year) else { return nil }
    return FinancialYear(start: year)
  }

  private static func month(_ word: Substring) -> Int? {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { word.hasPrefix($0) }.map { $0 + 1 }
  }
}
