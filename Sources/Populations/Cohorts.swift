public import Diagnostics
public import Quantities
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What becomes of the people diagnosed in some calendar years, by site, sex and stage.
///
/// Conventions: cases are those of a calendar year, diagnosed at mid-year; survivors are those alive at the
/// end of a calendar year; so that survivors = survivors of the year before + cases − deaths, exactly. Net
/// survival is that of the stage, whatever the age; other causes follow the life table of sex and age.
public struct Cohorts: Sendable {
  /// The people of one site, sex and stage in one calendar year.
  public struct Year: Sendable {
    /// Diagnosed in this year.
    public var cases = 0.0
    /// Alive at the end of this year, of all cohorts counted.
    public var survivors = 0.0
    /// Died of the cancer in this year.
    public var cancerDeaths = 0.0
    /// Died of something else in this year.
    public var otherDeaths = 0.0
  }

  /// Whom a year's figures are about.
  public struct Key: Hashable, Sendable, Comparable {
    /// The cancer.
    public let site: String
    /// The sex.
    public let sex: Sex
    /// The stage at diagnosis.
    public let stage: Stage

    /// Names a group.
    public init(site: String, sex: Sex, stage: Stage) {
      self.site = site
      self.sex = sex
      self.stage = stage
    }

    /// Orders by site, sex and stage.
    public static func < (one: Key, other: Key) -> Bool {
      (one.site, one.sex, one.stage) < (other.site, other.sex, other.stage)
    }
  }

  /// The calendar years, first to last.
  public let years: ClosedRange<Int>
  private let figures: [Key: [Year]]
  private let alive: [Key: [[Double]]]

  /// Follows the cases of each year to the last year.
  ///
  /// - Parameters:
  ///   - sites: the cancers.
  ///   - years: the calendar years of diagnosis, followed to the last.
  ///   - position: where the scenario asks for them, for faults.
  /// - Throws: `model.no-population`, `model.no-rates`, `model.no-stages`, `model.no-survival`.
  public init(
    sites: [String],
    years: ClosedRange<Int>,
    population: Population,
    incidence: Incidence,
    stages: StageMix,
    netSurvival: NetSurvival,
    lifeTable: LifeTable,
    at position: Position?
  ) throws(DiagnosticList) {
    self.years = years
    var figures: [Key: [Year]] = [:]
    var alive: [Key: [[Double]]] = [:]
    var faults = DiagnosticList()
    var lacking: Set<String> = []
    let missing = years.filter { population[$0] == nil }
    if !missing.isEmpty { faults.append(Self.noPopulation(missing, population, at: position)) }
    for site in sites {
      for year in years {
        guard let people = population[year] else { continue }
        guard let cases = incidence.cases(of: site, in: year, among: people) else {
          faults.append(Self.noRates(site, year, incidence, at: position))
          break
        }
        guard let mix = stages.shares(of: site, in: year) else {
          faults.append(Self.lacking("model.no-stages", "no stages of \(site)", stages.file.path))
          break
        }
        for (stage, share) in mix.sorted(by: { $0.key < $1.key }) where share > .none {
          guard netSurvival.cumulativeHazard(of: site, stage, after: 1) != nil else {
            let what = "no survival of \(site) stage \(stage)"
            if lacking.insert(what).inserted {
              faults.append(Self.lacking("model.no-survival", what, netSurvival.file.path))
            }
            continue
          }
          for (group, count) in cases.sorted(by: { $0.key < $1.key }) where count > 0 {
            let key = Key(site: site, sex: group.sex, stage: stage)
            let curve = { (years: Double) -> (net: Double, other: Double) in
              (
                netSurvival.cumulativeHazard(of: site, stage, after: years) ?? 0,
                lifeTable.cumulativeHazard(group.sex, from: group.age.middle, after: years)
              )
            }
            Self.follow(
              count * share.value,
              from: year,
              through: years,
              hazards: curve,
              into: &figures[key, default: Array(repeating: Year(), count: years.count)],
              alive: &alive[key, default: Self.emptyAlive(years.count)]
            )
          }
        }
      }
    }
    try faults.throwIfFaulty()
    self.figures = figures
    self.alive = alive
  }

  private static func emptyAlive(_ count: Int) -> [[Double]] {
    Array(repeating: Array(repeating: 0, count: count), count: count)
  }

  /// Adds one cohort: its cases in their year, and its survivors and deaths in that year and each later one.
  private static func follow(
    _ cases: Double,
    from year: Int,
    through years: ClosedRange<Int>,
    hazards: (Double) -> (net: Double, other: Double),
    into figures: inout [Year],
    alive: inout [[Double]]
  ) {
    let start = year - years.lowerBound
    figures[start].cases += cases
    var before = (net: 0.0, other: 0.0)
    for later in 0..<(years.count - start) {
      let after = hazards(Double(later) + 0.5)
      let died = cases * (exp(-before.net - before.other) - exp(-after.net - after.other))
      let net = after.net - before.net
      let all = net + after.other - before.other
      let ofCancer = all > 0 ? died * net / all : 0
      figures[start + later].cancerDeaths += ofCancer
      figures[start + later].otherDeaths += died - ofCancer
      figures[start + later].survivors += cases * exp(-after.net - after.other)
      alive[start][later] += cases * exp(-after.net - after.other)
      before = after
    }
  }

  private static func noPopulation(_ missing: [Int], _ population: Population, at position: Position?)
    -> Diagnostic
  {
    let known = population.years
    let span = known.first.map { "\($0) to \(known.last ?? $0)" } ?? "no year"
    let years = missing.map(String.init).joined(separator: ", ")
    return Diagnostic(
      "model.no-population",
      at: position,
      "found no population of \(years) in \(population.file.path), which has \(span)",
      fix:
        "choose years that it has (a financial year needs the calendar year in which it ends too), or add them"
    )
  }

  private static func noRates(_ site: String, _ year: Int, _ incidence: Incidence, at position: Position?)
    -> Diagnostic
  {
    Diagnostic(
      "model.no-rates",
      at: position,
      "found no incidence of \(site) in \(year) (\(incidence.method))",
      fix: "add the year to the table, or use constant rates"
    )
  }

  private static func lacking(_ code: String, _ what: String, _ file: String) -> Diagnostic {
    Diagnostic(code, at: Position(file: file), "found \(what)", fix: "add the rows to the table")
  }

  /// The groups there are, in order.
  public var keys: [Key] { figures.keys.sorted() }

  /// The figures of a group, one for each year.
  public func figures(of key: Key) -> [Year] {
    figures[key] ?? Array(repeating: Year(), count: years.count)
  }

  /// Of those diagnosed in a year, the people alive half a year into each later twelve months: element u is
  /// for the year u since diagnosis.
  public func alive(of key: Key, diagnosed year: Int) -> [Double] {
    guard years.contains(year), let rows = alive[key] else { return [] }
    return rows[year - years.lowerBound]
  }
}
