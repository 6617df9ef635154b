/// Cases of a cancer and the person-years among which they arose, by age group and calendar period.
///
/// A period that is observed in part only has the cases and the person-years of the part observed.
public struct RateTable: Sendable {
  /// The first age of each group; each group has five years, the last one is open.
  public let ageStarts: [Int]
  /// The periods, one after the other and equally wide.
  public let periods: [CalendarPeriod]
  /// The cases of each age group in each period.
  public let cases: [[Double]]
  /// The person-years of each age group in each period.
  public let personYears: [[Double]]

  /// How many years of age a group has.
  public static let ageWidth = 5

  /// Tables cases and person-years, `[age group][period]`.
  public init(ageStarts: [Int], periods: [CalendarPeriod], cases: [[Double]], personYears: [[Double]])
    throws(ForecastFault)
  {
    guard !ageStarts.isEmpty,
      zip(ageStarts, ageStarts.dropFirst()).allSatisfy({ $1 == $0 + Self.ageWidth })
    else { throw .ages }
    guard !periods.isEmpty, zip(periods, periods.dropFirst()).allSatisfy({ $0.later(1) == $1 }) else {
      throw .periods
    }
    for values in [cases, personYears] {
      let isWhole = values.count == ageStarts.count && values.allSatisfy { $0.count == periods.count }
      guard isWhole else { throw .shape }
    }
    for (index, age) in ageStarts.enumerated() {
      for (column, period) in periods.enumerated() {
        let (count, years) = (cases[index][column], personYears[index][column])
        guard count >= 0, count.isFinite, years >= 0, years.isFinite else {
          throw .unusable(age: age, period: period)
        }
        guard years > 0 || count == 0 else { throw .casesWithoutPeople(age: age, period: period) }
      }
    }
    self.ageStarts = ageStarts
    self.periods = periods
    self.cases = cases
    self.personYears = personYears
  }

  /// What an age group is called: `25-29`, or `90+` for the last.
  public func label(ofAge index: Int) -> String {
    let start = ageStarts[index]
    return index == ageStarts.count - 1 ? "\(start)+" : "\(start)-\(start + Self.ageWidth - 1)"
  }

  /// How many years each period has.
  public var periodWidth: Int { periods.first?.width ?? 1 }

  /// The periods that follow the last one.
  ///
  /// - Throws: when there are none to forecast, or they lie beyond the year 9999.
  func periods(ahead count: Int) throws(ForecastFault) -> [CalendarPeriod] {
    guard count > 0 else { throw .option("there are no periods to forecast") }
    let later = (1...count).compactMap { periods.last?.later($0) }
    guard later.count == count else { throw .periods }
    return later
  }

  /// Whether anybody was observed in the period.
  func isObserved(_ period: Int) -> Bool { personYears.contains { $0[period] > 0 } }

  /// The mean of an age group's rates over some periods, those without people left out, and the cases that it
  /// rests on; nothing known is a rate of nothing resting on nothing.
  func meanRate(ofAge age: Int, in periods: [Int]) -> HeldRate {
    let own = periods.filter { personYears[age][$0] > 0 }
    let rates = own.map { cases[age][$0] / personYears[age][$0] }
    return HeldRate(
      rate: rates.reduce(0, +) / Double(max(1, rates.count)),
      cases: own.reduce(0) { $0 + cases[age][$1] }
    )
  }
}

/// A rate that is taken as it was observed and held, and the cases that it rests on.
public struct HeldRate: Sendable, Equatable {
  /// Cases per person-year.
  public let rate: Double
  /// How many cases were observed.
  public let cases: Double

  /// A rate and the cases that it rests on.
  public init(rate: Double, cases: Double) {
    self.rate = rate
    self.cases = cases
  }
}
