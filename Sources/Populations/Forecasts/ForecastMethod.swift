public import Quantities

/// A way to forecast, as users name it.
public enum ForecastMethod: String, Hashable, Sendable, CaseIterable {
  /// Age, period and cohort effects with a power link and a trend that is cut by and by (Møller et al. 2003).
  case nordpred
  /// Age, period and cohort effects as natural splines.
  case agePeriodCohortSpline = "apc-spline"
  /// Age and cohort effects as natural splines.
  case ageCohortSpline = "ac-spline"
  /// The rates of the last three years, or of the last period, held.
  case constant
  /// One log-linear trend for all ages.
  case commonTrend = "common-trend"
  /// A log-linear trend for each age group.
  case ageTrend = "age-trend"
  /// One log-linear trend for all ages that fades.
  case damped
  /// All of these, weighted by what the back-test says.
  case ensemble
  /// The one of these that the back-test prefers.
  case best

  /// The methods that stand on their own.
  public static let single: [ForecastMethod] = [
    .nordpred, .agePeriodCohortSpline, .ageCohortSpline, .constant, .commonTrend, .ageTrend, .damped,
  ]
}

extension ForecastMethod: ParsedValue, Comparable, CustomStringConvertible {
  /// Reads `nordpred`, `apc-spline` and so on.
  public init?(_ text: String) { self.init(rawValue: text) }

  /// What a method looks like.
  public static var expectation: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Orders as listed.
  public static func < (one: ForecastMethod, other: ForecastMethod) -> Bool { one.place < other.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The method as written in files.
  public var description: String { rawValue }
}

/// What a user may choose about the methods; what is left open follows from the counts.
public struct ForecastOptions: Sendable {
  /// How Nordpred's rates follow from their effects.
  public var link = Link.power5
  /// How many periods Nordpred fits.
  public var base = Nordpred.Base.automatic
  /// Which slope Nordpred continues.
  public var recentTrend = Nordpred.RecentTrend.automatic
  /// The first age of the youngest group that is fitted; nil for the first with 10 cases in five years.
  public var firstAgeEstimated: Int?
  /// The first age of the youngest group forecast by the fit; nil for the first with 20 cases in five years.
  public var firstAgeUsed: Int?
  /// Years, such as 2020, that get an effect of their own, which does not go on; methods that have none leave
  /// them out.
  public var indicated: Set<Int> = []
  /// Whether the spline methods give breast cancer of women a trend of its own at the ages of screening.
  public var hasScreeningTerm = false

  /// What the counts suggest.
  public init() {}

  /// What the options mean for a table and a method, where a reader would not expect it.
  func notes(on table: RateTable, for method: ForecastMethod) -> [String] {
    var notes: [String] = []
    let marked = table.periods.indices.filter { period in
      table.isObserved(period) && indicated.contains { table.periods[period].contains($0) }
    }
    if !marked.isEmpty, [.nordpred, .constant].contains(method) {
      notes.append("left out: \(marked.map { table.periods[$0].description }.joined(separator: ", "))")
    }
    if method != .constant, let first = firstAgeEstimated, let place = table.ageStarts.firstIndex(of: first),
      table.casesInFiveYears[place] < Self.fewestCases
    {
      notes.append("fewer than 10 cases in five years at the first age fitted: its intervals may run wild")
    }
    return notes
  }

  private static let fewestCases = 10.0

  /// The youngest group fitted and the youngest forecast by the fit, by their first ages.
  ///
  /// - Throws: when no group has cases enough and no age was chosen.
  func ages(of table: RateTable) throws(ForecastFault) -> (estimated: Int, used: Int) {
    let counts = table.casesInFiveYears
    let first = { (cases: Double) in zip(table.ageStarts, counts).first { $1 >= cases }?.0 }
    let suggested = first(Self.fewestCases).map { min($0, firstAgeUsed ?? $0) }
    guard let estimated = firstAgeEstimated ?? suggested else {
      guard counts.contains(where: { $0 > 0 }) else { throw .noCases }
      throw .option("no age group has 10 cases in five years; --first-age-estimated says where a fit begins")
    }
    return (estimated, firstAgeUsed ?? max(estimated, first(20) ?? estimated))
  }
}
