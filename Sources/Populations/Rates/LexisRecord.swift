/// Cases and person-years at one mean age and date, such as those of a triangle of the Lexis diagram.
public struct LexisRecord: Sendable, Hashable {
  /// The mean age, in years.
  public let age: Double
  /// The mean date, in years.
  public let period: Double
  /// How many cases.
  public let cases: Double
  /// Among how many person-years.
  public let personYears: Double

  /// A record.
  public init(age: Double, period: Double, cases: Double, personYears: Double) {
    self.age = age
    self.period = period
    self.cases = cases
    self.personYears = personYears
  }

  /// The mean date of birth.
  public var cohort: Double { period - age }
}
