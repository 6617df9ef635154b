import Pathways

/// When activity falls: the share of a year's patients whose activity falls in each later calendar year.
enum Timing {
  /// The share of activity that falls in the calendar year `later` years after the year of diagnosis.
  ///
  /// Diagnoses are spread evenly over their year; activity begins `day` days after and is spread evenly over
  /// `overDays`. Over all later years the shares add up to 1.
  static func share(day: Int, overDays: Int, later: Int) -> Double {
    let lag = Double(day) / daysPerYear
    let length = Double(overDays) / daysPerYear
    return reached(by: Double(later + 1), lag, length) - reached(by: Double(later), lag, length)
  }

  static let daysPerYear = 365.25

  /// The share of activity done before a time, in years since the start of the year of diagnosis.
  private static func reached(by time: Double, _ lag: Double, _ length: Double) -> Double {
    let since = time - lag
    guard length > 0 else { return min(max(since, 0), 1) }
    return (ramp(since) - ramp(since - length)) / length
  }

  /// The integral of min(max(x, 0), 1).
  private static func ramp(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    return x < 1 ? x * x / 2 : x - 0.5
  }

  /// What a financial year takes of a series by calendar year: three quarters of the year in which it begins
  /// and a quarter of the next.
  static func financialYear(_ start: Int, of calendarYear: (Int) -> Double) -> Double {
    0.75 * calendarYear(start) + 0.25 * calendarYear(start + 1)
  }
}
