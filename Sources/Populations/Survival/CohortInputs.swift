public import Quantities

/// What people are followed by after their diagnosis.
public struct CohortInputs: Sendable {
  /// One part of the people of a stage, by subtype.
  public struct SubtypeWeight: Sendable {
    /// The subtype.
    public let name: String
    /// The share of the stage's people at diagnosis.
    public let weight: Double

    /// Names a part.
    public init(name: String, weight: Double) {
      self.name = name
      self.weight = weight
    }
  }

  /// The cancers.
  public let sites: [String]
  /// The calendar years that are asked for.
  public let years: ClosedRange<Int>
  /// The people at mid-year.
  public var population: Population
  /// New cases of the years asked for, and of earlier ones that ``past`` does not have.
  public var incidence: Incidence
  /// New cases of earlier years, as registered.
  public var past: Incidence?
  /// The first year whose people are carried in; nil to count nobody before the years asked for.
  public var earliest: Int?
  /// The stages at diagnosis.
  public var stages: StageMix
  /// Survival by stage.
  public var netSurvival: NetSurvival
  /// How survival changed over time; nil when it did not.
  public var trend: NetSurvivalTrend?
  /// Deaths from other causes.
  public var lifeTable: LifeTable
  /// Distant recurrence; nil when it is not modelled.
  public var recurrence: Recurrence?
  /// The subtypes of each site and stage.
  public var subtypes: [String: [Stage: [SubtypeWeight]]] = [:]
  /// The deaths that modelled ones are brought to; nil when they are left as they are.
  public var mortality: Mortality?

  /// How modelled deaths are brought to them.
  public var calibrationMethod = CalibrationMethod.causeOfDeath
  /// What deaths were brought to given ones by, found for other people and held for these; nil to find it.
  public var heldCalibration: [Calibration]?
  /// By how many times the excess hazard of people diagnosed in a year is that of ``netSurvival``, where it is not
  /// the same.
  public var hazardRatios: [SiteStage: [Int: Double]] = [:]

  /// A cancer and a stage.
  public struct SiteStage: Hashable, Sendable {
    /// The cancer.
    public let site: String
    /// The stage at diagnosis.
    public let stage: Stage

    /// Names a cancer and a stage.
    public init(site: String, stage: Stage) {
      self.site = site
      self.stage = stage
    }
  }

  /// Names the inputs that must be there.
  public init(
    sites: [String],
    years: ClosedRange<Int>,
    population: Population,
    incidence: Incidence,
    stages: StageMix,
    netSurvival: NetSurvival,
    lifeTable: LifeTable
  ) {
    self.sites = sites
    self.years = years
    self.population = population
    self.incidence = incidence
    self.stages = stages
    self.netSurvival = netSurvival
    self.lifeTable = lifeTable
  }

  /// New cases of a year: as registered where they are and the year comes before those asked for, else as
  /// predicted; nil when nothing is known of the people or the rates.
  func cases(of site: String, in year: Int) -> [SexAge: Double]? {
    if year < years.lowerBound, let observed = past?.cases(of: site, in: year, among: population) {
      return observed
    }
    return incidence.cases(of: site, in: year, among: population)
  }

  /// The first year from which people are followed: all years from it on have people and rates.
  package var firstYear: Int {
    var first = years.lowerBound
    guard let earliest else { return first }
    while first > earliest, sites.allSatisfy({ cases(of: $0, in: first - 1) != nil }) { first -= 1 }
    return first
  }

  /// The groups that have cases of a site in a year and of whose people nothing is said.
  package func groupsWithoutPeople(of site: String, in year: Int) -> [SexAge] {
    guard let people = population[year] else { return [] }
    if year < years.lowerBound, let past, past.cases(of: site, in: year, among: people) != nil {
      return past.groupsWithoutPeople(of: site, in: year, among: people)
    }
    return incidence.groupsWithoutPeople(of: site, in: year, among: people)
  }
}
