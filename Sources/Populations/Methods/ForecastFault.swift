/// Why rates cannot be tabled or forecast.
public enum ForecastFault: Error, Sendable, Hashable {
  /// The age groups are none, or not five years wide one after the other.
  case ages
  /// The periods are none, or not of one width one after the other.
  case periods
  /// There is not one row for each age group and one value for each period.
  case shape
  /// A count or person-years are negative or not a number.
  case unusable(age: Int, period: CalendarPeriod)
  /// There are cases where there are no person-years.
  case casesWithoutPeople(age: Int, period: CalendarPeriod)
  /// No cases at all in what would be fitted.
  case noCases
  /// Fewer periods with data than the method needs.
  case tooFewPeriods(found: Int, needed: Int)
  /// An option of the method that no table could meet, in words.
  case option(String)
  /// A table unlike the one the designs were made for.
  case otherTable
  /// Age groups and periods of different widths, where the method needs equal ones.
  case unequalWidths
  /// The regression has no result.
  case regression(RegressionFault)
}

extension ForecastFault: CustomStringConvertible {
  /// What is wrong, in words.
  public var description: String {
    switch self {
    case .ages: "the age groups are not five years wide one after the other"
    case .periods: "the periods are not of one width one after the other"
    case .shape: "the table does not have one value for each age group and period"
    case .unusable(let age, let period):
      "the cases or person-years of age \(age) in \(period) are negative or not a number"
    case .casesWithoutPeople(let age, let period): "age \(age) in \(period) has cases but no person-years"
    case .noCases: "there are no cases to fit"
    case .tooFewPeriods(let found, let needed):
      "found \(found) \(found == 1 ? "period" : "periods") with data, expected \(needed) or more"
    case .option(let wrong): wrong
    case .otherTable: "the table has other age groups or periods than the one planned for"
    case .unequalWidths: "age groups and periods are not equally wide"
    case .regression(let fault): fault.description
    }
  }
}
