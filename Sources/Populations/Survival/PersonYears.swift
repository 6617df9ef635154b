/// The time that people lived in a calendar year, in person-years, by phase of care.
///
/// Each moment of a person's life after diagnosis is in one phase (Mariotto and others, Journal of the National
/// Cancer Institute 2011; 103: 117): the last twelve months of life first, whatever they die of; then the first
/// twelve months after diagnosis; the rest is continuing. The three add up to the time lived.
public struct PersonYears: Hashable, Sendable {
  /// In the first twelve months after diagnosis, of people who live for another twelve.
  public var initial = 0.0
  /// After them, of people who live for another twelve months.
  public var continuing = 0.0
  /// In the last twelve months of life.
  public var lastYearOfLife = 0.0

  /// All the time lived.
  public var total: Double { initial + continuing + lastYearOfLife }

  /// No time.
  public init() {}
}
