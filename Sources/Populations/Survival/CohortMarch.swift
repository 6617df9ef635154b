import Quantities

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The people of one site and sex, followed from calendar year to calendar year.
///
/// Within a half-year the hazards are constant and compete:
///
///     deaths = alive × (1 - e^-(excess + other)), of the cancer in the proportion of excess
struct CohortMarch {
  /// Hazards and new cases, worked out once.
  struct Hazards {
    let cohorts: Int
    let stages: [Stage]
    let ages: [AgeBand]
    /// New cases by stage, age and year of diagnosis.
    var cases: [Double]
    /// Excess hazard of a half-year, by stage, year of diagnosis and half-year since.
    var excess: [Double]
    /// Hazard of other causes in a half-year, by age at diagnosis, year of diagnosis and calendar years since.
    var other: [Double]
    /// Hazard of recurring in a half-year, by stage, subtype and half-year since diagnosis.
    var recurring: [[[Double]]]
    /// The subtypes of each stage that recurs, with their shares at diagnosis.
    var subtypes: [[CohortInputs.SubtypeWeight]]

    var halves: Int { 2 * cohorts + 1 }

    func cell(_ stage: Int, _ age: Int, _ cohort: Int) -> Int {
      (stage * ages.count + age) * cohorts + cohort
    }

    func excess(_ stage: Int, _ cohort: Int, _ half: Int) -> Double {
      excess[(stage * cohorts + cohort) * halves + half]
    }

    func other(_ age: Int, _ cohort: Int, later: Int) -> Double {
      other[(age * cohorts + cohort) * (cohorts + 1) + later]
    }
  }

  private let hazards: Hazards
  private var alive: [Double]
  /// People free of disease, by stage, subtype and cell of age and year of diagnosis.
  private var free: [[[Double]]]
  private(set) var groups: [FollowedGroup]

  init(_ hazards: Hazards) {
    self.hazards = hazards
    alive = hazards.cases
    let cells = hazards.ages.count * hazards.cohorts
    groups = hazards.subtypes.map { subtypes in
      FollowedGroup(cohorts: hazards.cohorts, subtypes: subtypes.map(\.name))
    }
    free = hazards.stages.indices.map { stage in
      hazards.subtypes[stage].map { subtype in
        hazards.cases[stage * cells..<(stage + 1) * cells].map { $0 * subtype.weight }
      }
    }
    for stage in hazards.stages.indices { begin(stage) }
  }

  /// Counts the new cases of a stage.
  private mutating func begin(_ stage: Int) {
    for cohort in 0..<hazards.cohorts {
      for age in hazards.ages.indices {
        let count = hazards.cases[hazards.cell(stage, age, cohort)]
        groups[stage].cases[cohort] += count
        groups[stage].alive[groups[stage].cell(cohort, 0)] += count
        for (index, subtype) in hazards.subtypes[stage].enumerated() {
          groups[stage].diseaseFree[index][groups[stage].cell(cohort, 0)] += count * subtype.weight
        }
      }
    }
  }

  // MARK: - A half-year

  private struct HalfYear {
    let ofCancer: Double
    let ofOther: Double
    let lived: Double

    init(alive: Double, excess: Double, other: Double) {
      let hazard = excess + other
      guard hazard > 0 else {
        (ofCancer, ofOther, lived) = (0, 0, alive / 2)
        return
      }
      let died = alive * -expm1(-hazard)
      ofCancer = died * (excess / hazard)
      ofOther = died - ofCancer
      lived = died / hazard / 2
    }

    var deaths: Double { ofCancer + ofOther }
  }

  /// Deaths from the cancer in a calendar year if its excess hazard is multiplied by a factor.
  func cancerDeaths(in year: Int, factor: Double) -> Double {
    var total = 0.0
    for stage in hazards.stages.indices {
      for age in hazards.ages.indices {
        for cohort in 0...min(year, hazards.cohorts - 1) {
          var living = alive[hazards.cell(stage, age, cohort)]
          guard living > 0 else { continue }
          let other = hazards.other(age, cohort, later: year - cohort)
          for half in FollowedGroup.halves(later: year - cohort) {
            let excess = hazards.excess(stage, cohort, half) * factor
            let half = HalfYear(alive: living, excess: excess, other: other)
            total += half.ofCancer
            living -= half.deaths
          }
        }
      }
    }
    return total
  }

  // MARK: - A year

  /// Follows everybody through a calendar year.
  mutating func advance(through year: Int, factor: Double) {
    for stage in hazards.stages.indices {
      for age in hazards.ages.indices {
        for cohort in 0...min(year, hazards.cohorts - 1) {
          advance(stage, age, cohort, through: year, factor)
        }
      }
    }
  }

  private mutating func advance(_ stage: Int, _ age: Int, _ cohort: Int, through year: Int, _ factor: Double)
  {
    let cell = hazards.cell(stage, age, cohort)
    guard alive[cell] > 0 else { return }
    let other = hazards.other(age, cohort, later: year - cohort)
    for half in FollowedGroup.halves(later: year - cohort) {
      let excess = hazards.excess(stage, cohort, half) * factor
      let passed = HalfYear(alive: alive[cell], excess: excess, other: other)
      if year < hazards.cohorts, !hazards.subtypes[stage].isEmpty {
        recur(stage, age, cohort, half, in: year, passed, other: other)
      }
      alive[cell] -= passed.deaths
      let here = groups[stage].cell(cohort, half)
      groups[stage].cancerDeaths[here] += passed.ofCancer
      groups[stage].otherDeaths[here] += passed.ofOther
      groups[stage].personYears[here] += passed.lived
      groups[stage].alive[here + 1] += alive[cell]
    }
  }

  /// Moves people who recur in a half-year, then lets die whom the stage's survival lets die: of other causes
  /// in proportion, of the cancer first those who have recurred and only then those free of disease.
  ///
  /// Recurring competes with other causes, so that it is not the dead who recur.
  private mutating func recur(
    _ stage: Int,
    _ age: Int,
    _ cohort: Int,
    _ half: Int,
    in year: Int,
    _ passed: HalfYear,
    other: Double
  ) {
    let living = alive[hazards.cell(stage, age, cohort)]
    let cell = age * hazards.cohorts + cohort
    var remaining = 0.0
    for index in hazards.subtypes[stage].indices {
      let hazard = hazards.recurring[stage][index][half]
      let chance = hazard > 0 ? -expm1(-(hazard + other)) * (hazard / (hazard + other)) : 0
      let entrants = free[stage][index][cell] * chance
      groups[stage].recurrences[index][groups[stage].cell(cohort, half)] += entrants
      free[stage][index][cell] -= entrants
      remaining += free[stage][index][cell]
    }
    let recurred = max(0, living - remaining)
    let survivingOthers = 1 - passed.ofOther / living
    let deathsOfFree = max(0, passed.ofCancer - recurred * survivingOthers)
    let freeBefore = remaining * survivingOthers
    let surviving = freeBefore > 0 ? max(0, 1 - deathsOfFree / freeBefore) * survivingOthers : 0
    for index in hazards.subtypes[stage].indices {
      free[stage][index][cell] *= surviving
      groups[stage].diseaseFree[index][groups[stage].cell(cohort, half + 1)] += free[stage][index][cell]
    }
  }

  // MARK: - Calibration

  /// The factor on a year's excess hazard with which so many die of the cancer; nil when none does.
  func factor(in year: Int, meeting target: Double) -> Double? {
    guard target > 0 else { return 0 }
    var low = (factor: 0.0, gap: -target)
    var high = (factor: 1.0, gap: cancerDeaths(in: year, factor: 1) - target)
    while high.gap < 0 {
      guard high.factor < Calibration.largestFactor else { return nil }
      low = high
      high.factor *= 2
      high.gap = cancerDeaths(in: year, factor: high.factor) - target
    }
    // False position; an end that stays twice counts half, so that both ends move (Illinois).
    var best = high.factor
    var lastMoved = 0
    for _ in 0..<100 {
      best = high.factor - high.gap * (high.factor - low.factor) / (high.gap - low.gap)
      guard best > low.factor, best < high.factor else { break }
      let gap = cancerDeaths(in: year, factor: best) - target
      if abs(gap) <= target * 1e-14 { break }
      if gap < 0 {
        low = (best, gap)
        if lastMoved < 0 { high.gap /= 2 }
        lastMoved = -1
      } else {
        high = (best, gap)
        if lastMoved > 0 { low.gap /= 2 }
        lastMoved = 1
      }
    }
    return min(max(best, low.factor), high.factor)
  }
}
