public import Quantities

/// The calendar years in which people were diagnosed: `2015-2019`, or one year.
public struct DiagnosisYears: Hashable, Sendable {
  /// The first and the last year.
  public let range: ClosedRange<Int>

  /// The middle of the years, by which a cohort stands in a trend.
  public var middle: Double { Double(range.lowerBound + range.upperBound) / 2 }
}

extension DiagnosisYears: ParsedValue, Comparable, CustomStringConvertible {
  /// Reads `2015-2019` or `2015`.
  public init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends.count == 2 ? ends[1] : first,
      (1900...2200).contains(first), (1900...2200).contains(last), first <= last
    else { return nil }
    range = first...last
  }

  /// What years of diagnosis look like.
  public static var expectation: String { "years of diagnosis such as 2015-2019" }

  /// Orders by the first year, then the last.
  public static func < (one: DiagnosisYears, other: DiagnosisYears) -> Bool {
    (one.range.lowerBound, one.range.upperBound) < (other.range.lowerBound, other.range.upperBound)
  }

  /// The years as written in files.
  public var description: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}
