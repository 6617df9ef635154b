public import Diagnostics
public import Quantities

/// What becomes of the people diagnosed in some calendar years, by site, sex and stage.
///
/// Conventions:
/// - Cases are those of a calendar year and diagnosed at mid-year, at the middle of their age band. They are
///   followed on a grid of half-years; within a half-year every hazard is constant. Half-year j lies wholly in one
///   calendar year, and takes that year's death rates.
/// - Survivors are those alive at the end of a calendar year: survivors = survivors of the year before + cases
///   - deaths, exactly. Those diagnosed u calendar years before are u to u + 1 years on, half a year more on
///   average.
/// - Prevalence is at mid-year: the mean of the ends of the year and of the year before, so that who was diagnosed
///   u to u + 1 years ago is counted u + ½ years on.
/// - Net survival is that of the stage, whatever the age; other causes follow the life table of sex and age. The
///   two compete.
/// - Earlier years are carried in by the same rules, from ``years``' first on; nobody diagnosed before it is
///   counted.
public struct Cohorts: Sendable {
  /// The people of one site, sex and stage in one calendar year.
  public struct Year: Sendable {
    /// Diagnosed in this year.
    public var cases = 0.0
    /// Alive at the end of this year, of all cohorts counted.
    public var survivors = 0.0
    /// Of the survivors, those who have had a distant recurrence.
    public var recurrent = 0.0
    /// Had a distant recurrence in this year.
    public var recurrences = 0.0
    /// Died of the cancer in this year.
    public var cancerDeaths = 0.0
    /// Died of something else in this year.
    public var otherDeaths = 0.0
    /// Lived in this year.
    public var personYears = PersonYears()

    /// Of the survivors, those who have had no distant recurrence.
    public var diseaseFree: Double { survivors - recurrent }

    /// Nobody.
    public init() {}
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

  /// The calendar years of which people are counted, first to last: those asked for and those carried in.
  public let years: ClosedRange<Int>
  /// How modelled deaths compare with registered or forecast ones, by site, sex and year from the tenth year on.
  public let calibration: [Calibration]
  /// The sites of which distant recurrence is followed.
  public let sitesThatRecur: Set<String>
  /// What a reader should know of the figures.
  public let warnings: [Diagnostic]
  private let groups: [Key: FollowedGroup]
  private let figures: [Key: [Year]]

  /// Follows the people of each year to the last year.
  ///
  /// - Parameters:
  ///   - inputs: the tables.
  ///   - position: where the scenario asks for the years, for faults.
  ///   - others: people who were followed before, and the sites for which nothing has changed since.
  /// - Throws: `model.no-population`, `model.no-rates`, `model.no-stages`, `model.no-survival`,
  ///   `survival.diagnosed`, `recurrence.subtype`.
  public init(
    _ inputs: CohortInputs,
    at position: Position?,
    reusing others: (cohorts: Cohorts, sites: Set<String>)? = nil
  ) throws(DiagnosticList) {
    let following = try Following(inputs, at: position)
    years = following.years
    sitesThatRecur = Set(inputs.sites.filter { inputs.recurrence?.covers($0) ?? false })
    var groups: [Key: FollowedGroup] = [:]
    var calibration: [Calibration] = []
    for site in inputs.sites {
      if let others, others.sites.contains(site), others.cohorts.years == years {
        groups.merge(others.cohorts.groups.filter { $0.key.site == site }) { own, _ in own }
        calibration += others.cohorts.calibration.filter { $0.site == site }
        continue
      }
      for sex in Sex.allCases {
        guard let hazards = following.hazards(of: site, sex) else { continue }
        let followed = following.follow(hazards, site, sex)
        for (stage, group) in zip(hazards.stages, followed.groups) {
          groups[Key(site: site, sex: sex, stage: stage)] = group
        }
        calibration += followed.calibration
      }
    }
    self.groups = groups
    self.calibration = calibration
    warnings = Calibration.warnings(of: calibration, at: position)
    figures = groups.mapValues { group in (0..<group.cohorts).map { Self.year(group, $0) } }
  }

  private static func year(_ group: FollowedGroup, _ year: Int) -> Year {
    var figures = Year()
    figures.cases = group.cases[year]
    figures.cancerDeaths = group.sum(group.cancerDeaths, in: year)
    figures.otherDeaths = group.sum(group.otherDeaths, in: year)
    figures.personYears = group.personYears(in: year)
    figures.recurrences = group.recurrences.reduce(0) { $0 + group.sum($1, in: year) }
    var free = 0.0
    for cohort in 0...year {
      figures.survivors += group.alive(cohort, later: year - cohort)
      let cell = group.cell(cohort, FollowedGroup.endOfYear(later: year - cohort))
      free += group.diseaseFree.reduce(0) { $0 + $1[cell] }
    }
    figures.recurrent = group.subtypes.isEmpty ? 0 : max(0, figures.survivors - free)
    return figures
  }

  /// The groups there are, in order.
  public var keys: [Key] { figures.keys.sorted() }

  /// The figures of a group, one for each year.
  public func figures(of key: Key) -> [Year] {
    figures[key] ?? Array(repeating: Year(), count: years.count)
  }

  /// The figures of a group in one year; nobody outside the years.
  public func figures(of key: Key, in year: Int) -> Year {
    guard years.contains(year), let own = figures[key] else { return Year() }
    return own[year - years.lowerBound]
  }

  /// Of those diagnosed in a year, the people alive half a year into each later twelve months: element u is
  /// for the year u since diagnosis.
  public func alive(of key: Key, diagnosed year: Int) -> [Double] {
    guard years.contains(year), let group = groups[key] else { return [] }
    let cohort = year - years.lowerBound
    return (0..<years.count - cohort).map { group.alive(cohort, later: $0) }
  }

  /// Of those diagnosed in a year, the people alive and without a distant recurrence half a year into each
  /// later twelve months; of all subtypes, or of one.
  ///
  /// Where recurrence is not followed, those are all who are alive, and no subtype is told apart.
  public func diseaseFree(of key: Key, diagnosed year: Int, subtype: String? = nil) -> [Double] {
    guard years.contains(year), let group = groups[key] else { return [] }
    guard !group.subtypes.isEmpty else { return alive(of: key, diagnosed: year) }
    let cohort = year - years.lowerBound
    return (0..<years.count - cohort).map { later in
      let cell = group.cell(cohort, FollowedGroup.endOfYear(later: later))
      return zip(group.subtypes, group.diseaseFree).reduce(0) { total, own in
        subtype == nil || subtype == own.0 ? total + own.1[cell] : total
      }
    }
  }

  /// Whether the recurrences of a group are followed.
  public func followsRecurrence(of key: Key) -> Bool { groups[key].map { !$0.subtypes.isEmpty } ?? false }

  /// People of a group who have a distant recurrence in a year: of all subtypes, or of one.
  ///
  /// - Parameter diagnosed: years of diagnosis; nil for all.
  public func recurrences(
    of key: Key,
    in year: Int,
    subtype: String? = nil,
    diagnosed: ClosedRange<Int>? = nil
  ) -> Double {
    guard years.contains(year), let group = groups[key] else { return 0 }
    let chosen = diagnosed.map(indexes)
    return zip(group.subtypes, group.recurrences).reduce(0) { total, own in
      guard subtype == nil || subtype == own.0 else { return total }
      return total + group.sum(own.1, in: year - years.lowerBound, of: chosen)
    }
  }

  /// Deaths in a year of people of a group who were diagnosed in some years.
  package func deaths(of key: Key, in year: Int, diagnosed: ClosedRange<Int>) -> (
    cancer: Double, other: Double
  ) {
    guard years.contains(year), let group = groups[key] else { return (0, 0) }
    let (index, chosen) = (year - years.lowerBound, indexes(diagnosed))
    return (
      group.sum(group.cancerDeaths, in: index, of: chosen),
      group.sum(group.otherDeaths, in: index, of: chosen)
    )
  }

  private func indexes(_ diagnosed: ClosedRange<Int>) -> ClosedRange<Int> {
    (diagnosed.lowerBound - years.lowerBound)...(diagnosed.upperBound - years.lowerBound)
  }

  /// The last class of prevalence by years since diagnosis: so many years or more.
  public static let lastPrevalenceClass = 10

  /// People of a group alive at mid-year by completed years since diagnosis, 0 to 9, and 10 and more.
  ///
  /// Of those diagnosed u to u + 1 years before mid-year, half were diagnosed in the calendar year u years before
  /// and half in the one before that, and all of them half way into the year: the mean of those so long since
  /// diagnosis at the ends of this year and of the one before. The classes add up to the mean of the survivors of
  /// the two.
  public func prevalence(of key: Key, in year: Int) -> [Double] {
    var classes = Array(repeating: 0.0, count: Self.lastPrevalenceClass + 1)
    guard years.contains(year), let group = groups[key] else { return classes }
    for end in [year - 1, year] where end >= years.lowerBound {
      for cohort in 0...(end - years.lowerBound) {
        let later = end - years.lowerBound - cohort
        classes[min(later, Self.lastPrevalenceClass)] += group.alive(cohort, later: later) / 2
      }
    }
    return classes
  }
}
