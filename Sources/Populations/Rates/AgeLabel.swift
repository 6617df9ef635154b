import Quantities

/// Ages as a table of counts names them: `40-44`, `85+`, or the single year `43`.
struct AgeLabel: ParsedValue, Hashable, CustomStringConvertible {
  /// The first age.
  let first: Int
  /// The last age; nil when the ages are open, as in `85+`.
  let last: Int?

  init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let isOpen = text.hasSuffix("+")
    switch ends.count {
    case 1:
      guard let first = Self.age(isOpen ? String(text.dropLast()) : text) else { return nil }
      guard !isOpen || first.isMultiple(of: 5) else { return nil }
      self.first = first
      last = isOpen ? nil : first
    case 2:
      guard let first = Self.age(ends[0]), let last = Self.age(ends[1]), last == first + 4,
        first.isMultiple(of: 5)
      else { return nil }
      self.first = first
      self.last = last
    default:
      return nil
    }
  }

  private static func age(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text).flatMap { $0 <= 120 ? $0 : nil }
  }

  static var expectation: String {
    "five years of age such as 40-44, the last band such as 85+ or 90+, or a single year such as 43"
  }

  var description: String {
    guard let last else { return "\(first)+" }
    return last == first ? "\(first)" : "\(first)-\(last)"
  }

  /// How a band that begins at an age is written.
  static func band(from start: Int, isOpen: Bool) -> String { isOpen ? "\(start)+" : "\(start)-\(start + 4)" }
}
