import Pathways
import Populations
import Quantities

/// How many people need an activity in a financial year, by what it happens for.
struct PatientCounts: Sendable {
  /// The people of a stage and subtype, of both sexes.
  private struct Followed: Hashable {
    let stage: Stage
    /// Nil for all subtypes.
    let subtype: String?
  }

  private let years: ClosedRange<Int>
  /// New cases, people ruled out or recurring, by calendar year.
  private let entrants: [Followed: [Double]]
  /// People free of disease, by year of diagnosis and years since.
  private let diseaseFree: [Followed: [[Double]]]
  private let cancerDeaths: [Stage: [Double]]
  private let deaths: [Stage: [Double]]

  /// People diagnosed in some years at one stage, or of one sex.
  struct Part: Hashable {
    let stage: Stage
    let sex: Sex?
    let diagnosed: ClosedRange<Int>
  }

  /// Counts everybody, or a part of them: the counts of all parts add up to those of everybody.
  init(_ pathway: Pathway, _ cohorts: Cohorts, part: Part? = nil) {
    years = cohorts.years
    let own = cohorts.keys.filter { key in
      key.site == pathway.name && (part.map { $0.stage == key.stage } ?? true)
        && (part?.sex.map { $0 == key.sex } ?? true)
    }
    let byStage = Dictionary(grouping: own, by: \.stage)
    let diagnosed = part?.diagnosed ?? cohorts.years
    let sum = { (keys: [Cohorts.Key], count: (Cohorts.Key, Int) -> Double) -> [Double] in
      cohorts.years.map { year in keys.reduce(0) { $0 + count($1, year) } }
    }
    let cases = { (key: Cohorts.Key, year: Int) in
      diagnosed.contains(year) ? cohorts.figures(of: key, in: year).cases : 0
    }
    var entrants: [Followed: [Double]] = [:]
    for stage in Stage.atDiagnosis {
      entrants[Followed(stage: stage, subtype: nil)] = sum(byStage[stage] ?? [], cases)
    }
    entrants[Followed(stage: .ruledOut, subtype: nil)] = sum(own, cases).map {
      $0 * pathway.ruledOut.perCase.value
    }
    let subtypes: [String?] = [nil] + pathway.subtypes.map { $0.name }
    for subtype in subtypes {
      entrants[Followed(stage: .recurrent, subtype: subtype)] = sum(own) { key, year in
        cohorts.recurrences(of: key, in: year, subtype: subtype, diagnosed: diagnosed)
      }
    }
    self.entrants = entrants
    diseaseFree = Self.diseaseFree(byStage, subtypes, cohorts, diagnosed)
    let deaths = { (stage: Stage, count: ((cancer: Double, other: Double)) -> Double) in
      sum(byStage[stage] ?? []) { count(cohorts.deaths(of: $0, in: $1, diagnosed: diagnosed)) }
    }
    cancerDeaths = Dictionary(uniqueKeysWithValues: Stage.atDiagnosis.map { ($0, deaths($0, \.cancer)) })
    self.deaths = Dictionary(
      uniqueKeysWithValues: Stage.atDiagnosis.map { ($0, deaths($0) { $0.cancer + $0.other }) }
    )
  }

  private static func diseaseFree(
    _ byStage: [Stage: [Cohorts.Key]],
    _ subtypes: [String?],
    _ cohorts: Cohorts,
    _ diagnosed: ClosedRange<Int>
  ) -> [Followed: [[Double]]] {
    var free: [Followed: [[Double]]] = [:]
    for (stage, keys) in byStage {
      let isFollowed = keys.contains { cohorts.followsRecurrence(of: $0) }
      for subtype in isFollowed ? subtypes : [nil] {
        free[Followed(stage: stage, subtype: subtype)] = cohorts.years.map { year in
          guard diagnosed.contains(year) else { return [] }
          let own = keys.sorted().map { cohorts.diseaseFree(of: $0, diagnosed: year, subtype: subtype) }
          return (own.first ?? []).indices.map { since in own.reduce(0) { $0 + $1[since] } }
        }
      }
    }
    return free
  }

  /// The people of an activity's stage to whom it happens in a year, its timing included.
  ///
  /// An activity of one subtype has the subtype's share of the stage in its units. Where people are told apart by
  /// subtype, so many are returned that their product is the people of the subtype.
  func people(needing activity: CostedActivity, in start: Int) -> Double {
    Timing.financialYear(start) { people(needing: activity, inCalendarYear: $0) }
  }

  private func people(needing activity: CostedActivity, inCalendarYear year: Int) -> Double {
    let step = activity.step
    let index = year - years.lowerBound
    guard years.contains(year) else { return 0 }
    switch step.occurrence {
    case .case:
      guard let (own, weight) = followed(activity, in: entrants) else { return 0 }
      return (0...index).reduce(0) { total, begun in
        total + own[begun] * Timing.share(day: step.day, overDays: step.overDays, later: index - begun)
      } / weight
    case .survivorYear:
      guard let years = step.years, let (own, weight) = followed(activity, in: diseaseFree) else { return 0 }
      // Of activity spread over the year `since` after diagnosis, half falls in the calendar year in which that
      // year begins on average, half in the next.
      return years.reduce(0) { total, since in
        let begun = [index - since, index - since - 1].filter { $0 >= 0 }
        return begun.reduce(total) { $0 + (since < own[$1].count ? own[$1][since] / 2 : 0) }
      } / weight
    case .cancerDeath:
      return cancerDeaths[activity.stage]?[index] ?? 0
    case .death:
      return deaths[activity.stage]?[index] ?? 0
    }
  }

  /// The people of an activity's stage and what their number is over that of the activity's subtype.
  private func followed<People>(_ activity: CostedActivity, in people: [Followed: People]) -> (
    People, Double
  )? {
    if let subtype = activity.subtype, activity.subtypeWeight > 0,
      let own = people[Followed(stage: activity.stage, subtype: subtype)]
    {
      return (own, activity.subtypeWeight)
    }
    return people[Followed(stage: activity.stage, subtype: nil)].map { ($0, 1) }
  }
}
