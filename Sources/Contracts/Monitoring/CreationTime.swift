public import Quantities

/// When a data set was made, to the second.
public struct CreationTime: Hashable, Sendable {
  /// The day.
  public let day: Day
  /// Seconds since midnight.
  public let seconds: Int

  /// The day of a date as `2026-03-31`, or as a British spreadsheet writes it, `31/03/2026`.
  static func day(_ text: String) -> Day? {
    if let day = Day(text) { return day }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 2, parts[1].utf8.count == 2 else { return nil }
    return Day("\(parts[2])-\(parts[1])-\(parts[0])")
  }

  private static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.count == 2 && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 3, numbers.count == 3, numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else {
      return nil
    }
    return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
  }
}

extension CreationTime: ParsedValue {
  /// Reads `2026-03-31T17:00:00`, with a blank for the `T`, or `31/03/2026 17:00:00`; without seconds it is none.
  public init?(_ text: String) {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
    guard parts.count == 2, let day = Self.day(String(parts[0])), let seconds = Self.seconds(parts[1]) else {
      return nil
    }
    self.day = day
    self.seconds = seconds
  }

  /// What a time looks like.
  public static var expectation: String { "a date and a time with seconds, such as 2026-03-31T17:00:00" }
}

extension CreationTime: Comparable {
  /// Orders by time.
  public static func < (one: CreationTime, other: CreationTime) -> Bool {
    (one.day, one.seconds) < (other.day, other.seconds)
  }
}

extension CreationTime: CustomStringConvertible {
  /// The time as `2026-03-31T17:00:00`.
  public var description: String {
    let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
  }
}
