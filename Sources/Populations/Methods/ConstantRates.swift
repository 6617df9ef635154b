/// Rates that stay as they were: those of the last periods, pooled.
public struct ConstantRates: RateForecast {
  /// How many of the last periods are pooled; nil for three years, or the last period when it is longer.
  public var pooled: Int?
  /// Years that are left out, such as 2020; a period that has one of them takes no part.
  public var leavingOut: Set<Int>

  /// Rates of the last periods, left-out years not counted.
  public init(pooled: Int? = nil, leavingOut: Set<Int> = []) {
    self.pooled = pooled
    self.leavingOut = leavingOut
  }

  private static let years = 3

  /// The method's name.
  public var name: String { "constant rates" }

  /// Holds the pooled rate of each age group; a group without people holds none, resting on no cases.
  public func projection(of table: RateTable, periods: Int) throws(ForecastFault) -> RateProjection {
    let later = try table.periods(ahead: periods)
    let count = pooled ?? max(1, Self.years / table.periodWidth)
    guard count > 0 else { throw .option("constant rates need one period or more") }
    let own = table.observedPeriods(leavingOut: leavingOut).suffix(count)
    guard own.count == count else { throw .tooFewPeriods(found: own.count, needed: count) }
    let cells = table.ageStarts.indices.map { age -> [RateProjection.Cell] in
      let cases = own.reduce(0) { $0 + table.cases[age][$1] }
      let personYears = own.reduce(0) { $0 + table.personYears[age][$1] }
      let held = HeldRate(rate: personYears > 0 ? cases / personYears : 0, cases: cases)
      return Array(repeating: .held(held), count: periods)
    }
    let named = own.map { table.periods[$0].description }.joined(separator: ", ")
    return RateProjection(
      name: name,
      notes: ["rates of \(named), pooled"],
      fit: nil,
      ageStarts: table.ageStarts,
      periods: later,
      cells: cells
    )
  }
}
