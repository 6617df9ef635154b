/// The people of one site, sex and stage on a grid of half-years: what happened to those diagnosed in each year.
///
/// Somebody diagnosed in a year is so at its middle. Half-year j since diagnosis then lies within one calendar
/// year: half-year 0 in the second half of the year of diagnosis, half-years 1 and 2 in the next year, and so on.
struct FollowedGroup: Sendable {
  /// How many years of diagnosis there are.
  let cohorts: Int
  /// How many half-years the first of them is followed; one calendar year beyond the last counted, for the last
  /// twelve months of life.
  let halves: Int
  /// New cases, by year of diagnosis.
  var cases: [Double]
  /// People alive at the beginning of a half-year.
  var alive: [Double]
  /// Deaths from the cancer in a half-year.
  var cancerDeaths: [Double]
  /// Deaths from other causes in a half-year.
  var otherDeaths: [Double]
  /// Person-years lived in a half-year.
  var personYears: [Double]
  /// The subtypes whose recurrence is followed; none when everybody stays as diagnosed.
  let subtypes: [String]
  /// People free of disease at the beginning of a half-year, by subtype.
  var diseaseFree: [[Double]]
  /// Distant recurrences in a half-year, by subtype.
  var recurrences: [[Double]]

  init(cohorts: Int, subtypes: [String]) {
    self.cohorts = cohorts
    halves = 2 * cohorts + 1
    self.subtypes = subtypes
    let cells = cohorts * (halves + 1)
    cases = Array(repeating: 0, count: cohorts)
    alive = Array(repeating: 0, count: cells)
    cancerDeaths = Array(repeating: 0, count: cells)
    otherDeaths = Array(repeating: 0, count: cells)
    personYears = Array(repeating: 0, count: cells)
    diseaseFree = Array(repeating: Array(repeating: 0, count: cells), count: subtypes.count)
    recurrences = diseaseFree
  }

  /// Where a half-year of a cohort is kept.
  func cell(_ cohort: Int, _ half: Int) -> Int { cohort * (halves + 1) + half }

  /// The half-years since diagnosis that fall in the calendar year so many years after that of diagnosis.
  static func halves(later: Int) -> ClosedRange<Int> { later == 0 ? 0...0 : 2 * later - 1...2 * later }

  /// The half-year that begins with a calendar year's end, so many years after that of diagnosis.
  static func endOfYear(later: Int) -> Int { 2 * later + 1 }

  /// People of a cohort alive at the end of the calendar year so many years later.
  func alive(_ cohort: Int, later: Int) -> Double { alive[cell(cohort, Self.endOfYear(later: later))] }

  /// Person-years by phase in a calendar year.
  ///
  /// At each moment u the last twelve months of life are those of the people alive at u and not at u + 1, so that
  /// their person-years of half-year j are those of j less those of j + 2.
  func personYears(in year: Int) -> PersonYears {
    var phases = PersonYears()
    for cohort in 0...year {
      for half in Self.halves(later: year - cohort) {
        let lived = personYears[cell(cohort, half)]
        let beyond = personYears[cell(cohort, half + 2)]
        phases.lastYearOfLife += lived - beyond
        if half < 2 { phases.initial += beyond } else { phases.continuing += beyond }
      }
    }
    return phases
  }

  /// Counts only a share of a calendar year's deaths from the cancer as such, and the rest as of other causes.
  mutating func attribute(_ share: Double, in year: Int) {
    for cohort in 0...year {
      for half in Self.halves(later: year - cohort) {
        let cell = cell(cohort, half)
        let moved = cancerDeaths[cell] * (1 - share)
        cancerDeaths[cell] -= moved
        otherDeaths[cell] += moved
      }
    }
  }

  /// Adds up something of some cohorts, of all if none are named, in a calendar year.
  func sum(_ values: [Double], in year: Int, of chosen: ClosedRange<Int>? = nil) -> Double {
    let all = 0...year
    let some = chosen ?? all
    guard some.overlaps(all) else { return 0 }
    return some.clamped(to: all).reduce(0) { total, cohort in
      Self.halves(later: year - cohort).reduce(total) { $0 + values[cell(cohort, $1)] }
    }
  }
}
