public import Diagnostics
public import Quantities
public import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Published net survival of all stages together, by years of diagnosis: how survival changed over time.
///
/// It scales the excess hazard of survival by stage, which is published for one cohort only. With S1 and S5 the
/// survival of all stages at 1 and 5 years, the excess hazard of the first year goes with -ln S1 and that of
/// later years with ln S1 - ln S5, each as seen at the middle of a cohort's years. Between the middles of two
/// cohorts they change in a straight line; before the first and after the last they are held.
public struct NetSurvivalTrend: Sendable {
  /// One published point.
  public struct Point: Sendable {
    /// The cancer.
    public let site: String
    /// The sex; nil for both together.
    public let sex: Sex?
    /// The years of diagnosis, such as `2015-2019`.
    public let diagnosed: DiagnosisYears
    /// Years since diagnosis.
    public let years: Int
    /// The share alive if only the cancer could kill.
    public let survival: Share
  }

  /// A sex, or both.
  private struct Whom: ParsedValue {
    let sex: Sex?

    init?(_ text: String) {
      let isBoth = text.lowercased() == "persons" || text.lowercased() == "all"
      sex = Sex(text)
      guard isBoth || sex != nil else { return nil }
    }

    static var expectation: String { "female, male, persons or all" }
  }

  private struct Series: Hashable {
    let site: String
    let sex: Sex?
  }

  /// The excess hazards of a cohort of all stages, up to one year and from one to five.
  private struct Hazards {
    let middle: Double
    let first: Double
    let later: Double
  }

  /// The table that was read.
  public let file: FileStamp
  /// The points, in the order of the table.
  public let points: [Point]
  private let series: [Series: [Hazards]]

  /// Reads a net survival table.
  ///
  /// - Throws: its faults; `survival-trend.points` when a cohort's survival rises with time or reaches nobody.
  public init(_ input: InputFile) throws(DiagnosticList) {
    let reader = try TableReader(
      input,
      columns: [
        Column("site", "breast, lung, or another cancer"),
        Column("sex", "female, male or persons"),
        Column("diagnosed", "years of diagnosis"),
        Column("years", "years since diagnosis"),
        Column("net_survival", "share alive if only the cancer could kill"),
        .optional("evidence", "evidence grade"),
        .optional("source", "publication"),
      ]
    )
    struct Key: Hashable { let series: Series, diagnosed: DiagnosisYears, years: Int }
    var keys = UniqueKeys<Key>()
    let rows = try reader.rows { row -> (Point, Position)? in
      let site: String? = row.required("site")
      let whom: Whom? = row.required("sex")
      let diagnosed: DiagnosisYears? = row.required("diagnosed")
      let years = row.required("years", in: 1...20)
      let survival: Share? = row.required("net_survival")
      guard let site, let whom, let diagnosed, let years, let survival else { return nil }
      let key = Key(series: Series(site: site, sex: whom.sex), diagnosed: diagnosed, years: years)
      keys.note(key, "years", of: "site, sex, years of diagnosis and years since", in: &row)
      let point = Point(site: site, sex: whom.sex, diagnosed: diagnosed, years: years, survival: survival)
      return (point, row.position(of: "net_survival"))
    }
    points = rows.map(\.0)
    series = try Self.series(rows)
    file = input.stamp
  }

  private static func series(_ rows: [(point: Point, position: Position)]) throws(DiagnosticList)
    -> [Series: [Hazards]]
  {
    var series: [Series: [Hazards]] = [:]
    var faults = DiagnosticList()
    struct Cohort: Hashable { let series: Series, diagnosed: DiagnosisYears }
    let cohort = { (point: Point) in
      Cohort(series: Series(site: point.site, sex: point.sex), diagnosed: point.diagnosed)
    }
    let fifths = Dictionary(
      rows.filter { $0.point.years == 5 }.map { (cohort($0.point), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for (one, _) in rows where one.years == 1 {
      guard let (five, position) = fifths[cohort(one)] else { continue }
      guard five.survival <= one.survival, five.survival > .none else {
        faults.append(
          Diagnostic(
            "survival-trend.points",
            at: position,
            "found a survival of \(five.survival) at 5 years, expected one above 0 and at most the "
              + "\(one.survival) of \(one.site) \(one.diagnosed) at 1 year",
            fix: "correct one of the two"
          )
        )
        continue
      }
      let first = -log(one.survival.value)
      let hazards = Hazards(
        middle: one.diagnosed.middle,
        first: max(0, first),
        later: max(0, -log(five.survival.value) - first)
      )
      series[cohort(one).series, default: []].append(hazards)
    }
    try faults.throwIfFaulty()
    return series.mapValues { $0.sorted { $0.middle < $1.middle } }
  }

  /// The points of a sex, else those of both together; nil when there are none.
  private func hazards(_ site: String, _ sex: Sex) -> [Hazards]? {
    series[Series(site: site, sex: sex)] ?? series[Series(site: site, sex: nil)]
  }

  /// Whether survival of a site and sex is published over time.
  public func covers(_ site: String, _ sex: Sex) -> Bool { hazards(site, sex) != nil }

  /// The middles of the first and of the last cohort, beyond which survival is held; nil when there are none.
  public func span(_ site: String, _ sex: Sex) -> ClosedRange<Double>? {
    guard let own = hazards(site, sex), let first = own.first, let last = own.last else { return nil }
    return first.middle...last.middle
  }

  /// How many times the excess hazard of some people's first year is that of others; 1 where nothing is
  /// published or nobody of the others dies.
  ///
  /// - Parameters:
  ///   - year: the year of diagnosis, or the middle of several.
  ///   - reference: the middle of the years in which the others were diagnosed.
  public func firstYearFactor(_ site: String, _ sex: Sex, _ year: Double, to reference: Double) -> Double {
    factor(site, sex, year, reference) { $0.first }
  }

  /// The same for the years after the first.
  public func laterFactor(_ site: String, _ sex: Sex, _ year: Double, to reference: Double) -> Double {
    factor(site, sex, year, reference) { $0.later }
  }

  private func factor(
    _ site: String,
    _ sex: Sex,
    _ year: Double,
    _ reference: Double,
    _ part: (Hazards) -> Double
  ) -> Double {
    guard let own = hazards(site, sex) else { return 1 }
    let base = Self.value(of: own, at: reference, part)
    return base > 0 ? Self.value(of: own, at: year, part) / base : 1
  }

  private static func value(
    of hazards: [Hazards],
    at year: Double,
    _ part: (Hazards) -> Double
  ) -> Double {
    guard let next = hazards.firstIndex(where: { $0.middle >= year }) else {
      return hazards.last.map(part) ?? 0
    }
    let after = hazards[next]
    guard next > 0 else { return part(after) }
    let before = hazards[next - 1]
    let way = (year - before.middle) / (after.middle - before.middle)
    return part(before) + way * (part(after) - part(before))
  }
}
