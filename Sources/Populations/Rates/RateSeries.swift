public import Quantities

/// What is counted.
public enum Measure: String, Hashable, Sendable, CaseIterable {
  /// New cases.
  case cases
  /// Deaths from the cancer.
  case deaths
}

extension Measure: ParsedValue, Comparable, CustomStringConvertible {
  /// Reads `cases` or `deaths`.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a measure looks like.
  public static var expectation: String { "cases or deaths" }

  /// Orders cases before deaths.
  public static func < (one: Measure, other: Measure) -> Bool { one.rawValue < other.rawValue }

  /// The measure as written in files.
  public var description: String { rawValue }
}

/// One series of counts, such as breast cancer cases of women, by age group and period.
public struct RateSeries: Sendable {
  /// Whose counts they are.
  public struct Name: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The cancer.
    public let site: String
    /// The sex.
    public let sex: Sex
    /// What is counted.
    public let measure: Measure

    /// Names a series.
    public init(site: String, sex: Sex, measure: Measure) {
      self.site = site
      self.sex = sex
      self.measure = measure
    }

    /// Orders by site, sex and measure.
    public static func < (one: Name, other: Name) -> Bool {
      (one.site, one.sex, one.measure) < (other.site, other.sex, other.measure)
    }

    /// The name in words, such as `breast female cases`.
    public var description: String { "\(site) \(sex) \(measure)" }
  }

  /// Whose counts they are.
  public let name: Name
  /// The counts.
  public let table: RateTable

  /// Names a table.
  public init(name: Name, table: RateTable) {
    self.name = name
    self.table = table
  }
}
