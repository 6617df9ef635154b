import Diagnostics
import Quantities
import Tables

/// The inputs of cohorts, checked, and what follows from them for each site and sex.
struct Following {
  let inputs: CohortInputs
  let years: ClosedRange<Int>
  private let cases: [String: [Int: [SexAge: Double]]]

  /// Checks that every year has people and rates, and every stage that somebody has a survival.
  init(_ inputs: CohortInputs, at position: Position?) throws(DiagnosticList) {
    self.inputs = inputs
    years = inputs.firstYear...inputs.years.upperBound
    var faults = DiagnosticList()
    let missing = years.filter { inputs.population[$0] == nil }
    if !missing.isEmpty { faults.append(Self.noPopulation(missing, inputs.population, at: position)) }
    var cases: [String: [Int: [SexAge: Double]]] = [:]
    for site in inputs.sites {
      for year in years where inputs.population[year] != nil {
        guard let own = inputs.cases(of: site, in: year) else {
          faults.append(Self.noRates(site, year, inputs.incidence, at: position))
          break
        }
        cases[site, default: [:]][year] = own
      }
      guard cases[site] != nil else { continue }
      Self.checkStages(site, years, inputs, &faults)
    }
    Self.checkSubtypes(inputs, &faults)
    try faults.throwIfFaulty()
    self.cases = cases
  }

  // MARK: - What is lacking

  private static func noPopulation(_ missing: [Int], _ population: Population, at position: Position?)
    -> Diagnostic
  {
    let known = population.years
    let span = known.first.map { "\($0) to \(known.last ?? $0)" } ?? "no year"
    let years = missing.map(String.init).joined(separator: ", ")
    return Diagnostic(
      "model.no-population",
      at: position,
      "found no population of \(years) in \(population.names), which has \(span)",
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

  /// The stages that somebody has in some year, in order; empty when the site has none.
  private static func stages(of site: String, _ years: ClosedRange<Int>, _ mix: StageMix) -> [Stage] {
    let own = years.compactMap { mix.shares(of: site, in: $0) }.flatMap {
      $0.filter { $0.value > .none }.keys
    }
    return Set(own).sorted()
  }

  private static func checkStages(
    _ site: String,
    _ years: ClosedRange<Int>,
    _ inputs: CohortInputs,
    _ faults: inout DiagnosticList
  ) {
    let own = stages(of: site, years, inputs.stages)
    guard !own.isEmpty else {
      faults.append(lacking("model.no-stages", "no stages of \(site)", inputs.stages.file.path))
      return
    }
    let file = inputs.netSurvival.file.path
    for stage in own {
      guard inputs.netSurvival.cumulativeHazard(of: site, stage, after: 1) != nil else {
        faults.append(lacking("model.no-survival", "no survival of \(site) stage \(stage)", file))
        continue
      }
      guard let trend = inputs.trend, Sex.allCases.contains(where: { trend.covers(site, $0) }) else {
        continue
      }
      let diagnosed = inputs.netSurvival.diagnosed(site, stage)
      guard diagnosed.one == nil || diagnosed.five == nil else { continue }
      faults.append(
        Diagnostic(
          "survival.diagnosed",
          at: Position(file: file),
          "found no years of diagnosis of \(site) stage \(stage), from which the change of survival over time is "
            + "counted",
          fix: "fill in diagnosed for 1 and 5 years, or leave survivalTrend out of the scenario"
        )
      )
    }
  }

  /// Reports subtypes with a rate that the site does not have, and subtypes of a stage that have none.
  private static func checkSubtypes(_ inputs: CohortInputs, _ faults: inout DiagnosticList) {
    guard let recurrence = inputs.recurrence else { return }
    for site in inputs.sites where recurrence.covers(site) {
      let known = Set((inputs.subtypes[site] ?? [:]).values.flatMap { $0.map(\.name) }).sorted()
      for (name, line) in recurrence.subtypes(of: site) where !known.contains(name) {
        let meant = Suggestion.closest(to: name, among: known)
        faults.append(
          Diagnostic(
            "recurrence.subtype",
            at: Position(file: recurrence.file.path, line: line),
            "found recurrences of \(site) \(name), a subtype that the pathway does not have",
            fix: meant.map { "did you mean \($0)?" }
              ?? "write one of \(known.joined(separator: ", ")), or leave it blank for all"
          )
        )
      }
      for stage in recurrence.stages(of: site) {
        for subtype in subtypes(of: site, stage, inputs)
        where recurrence.hazard(of: site, stage, subtype.name, after: 0) == nil {
          faults.append(
            Diagnostic(
              "recurrence.subtype",
              at: Position(file: recurrence.file.path),
              "found no recurrences of \(site) stage \(stage) \(subtype.name), though other subtypes have them",
              fix: "add rows of the subtype, or leave the subtype of the stage's rows blank"
            )
          )
        }
      }
    }
  }

  /// The subtypes that people of a stage have; one without a name where none are told apart.
  private static func subtypes(of site: String, _ stage: Stage, _ inputs: CohortInputs)
    -> [CohortInputs.SubtypeWeight]
  {
    let own = (inputs.subtypes[site]?[stage] ?? []).filter { $0.weight > 0 }
    return own.isEmpty ? [CohortInputs.SubtypeWeight(name: "", weight: 1)] : own
  }

  // MARK: - Hazards

  /// The hazards of a site and sex; nil when nobody falls ill.
  func hazards(of site: String, _ sex: Sex) -> CohortMarch.Hazards? {
    let own = years.map { cases[site]?[$0] ?? [:] }
    let ages = AgeBand.all.filter { age in own.contains { ($0[SexAge(sex: sex, age: age)] ?? 0) > 0 } }
    guard !ages.isEmpty else { return nil }
    let stages = Self.stages(of: site, years, inputs.stages)
    var hazards = CohortMarch.Hazards(
      cohorts: years.count,
      stages: stages,
      ages: ages,
      cases: [],
      excess: [],
      other: [],
      recurring: [],
      subtypes: []
    )
    for stage in stages {
      for age in ages {
        for year in years {
          let share = inputs.stages.shares(of: site, in: year)?[stage] ?? .none
          let count = cases[site]?[year]?[SexAge(sex: sex, age: age)] ?? 0
          hazards.cases.append(count * share.value)
        }
      }
      hazards.excess += excess(site, sex, stage, halves: hazards.halves)
      let recurring = recurring(site, stage, halves: hazards.halves)
      hazards.recurring.append(recurring.hazards)
      hazards.subtypes.append(recurring.subtypes)
    }
    for age in ages {
      for year in years {
        // From the middle of a band on, both half-years of a calendar year lie in the same year of age.
        for later in 0...years.count {
          let rate = inputs.lifeTable.deathRate(sex, age: Int(age.middle) + later, in: year + later)
          hazards.other.append(rate / 2)
        }
      }
    }
    return hazards
  }

  /// The excess hazard of each half-year since diagnosis, for each year of diagnosis.
  private func excess(_ site: String, _ sex: Sex, _ stage: Stage, halves: Int) -> [Double] {
    let points = (0...halves).map { half in
      inputs.netSurvival.cumulativeHazard(of: site, stage, after: Double(half) / 2) ?? 0
    }
    let published = zip(points, points.dropFirst()).map { max(0, $1 - $0) }
    let diagnosed = inputs.netSurvival.diagnosed(site, stage)
    let ratios = inputs.hazardRatios[CohortInputs.SiteStage(site: site, stage: stage)] ?? [:]
    return years.flatMap { year -> [Double] in
      let steps = ratios[year].map { ratio in published.map { $0 * ratio } } ?? published
      guard let trend = inputs.trend, let one = diagnosed.one, let five = diagnosed.five else { return steps }
      let first = trend.firstYearFactor(site, sex, Double(year), to: one.middle)
      let later = trend.laterFactor(site, sex, Double(year), to: five.middle)
      return steps.enumerated().map { half, step in step * (half < 2 ? first : later) }
    }
  }

  /// The hazard of recurring in each half-year since diagnosis, by subtype; no subtypes when it is not followed.
  private func recurring(_ site: String, _ stage: Stage, halves: Int)
    -> (hazards: [[Double]], subtypes: [CohortInputs.SubtypeWeight])
  {
    guard let recurrence = inputs.recurrence, recurrence.stages(of: site).contains(stage) else {
      return ([], [])
    }
    let subtypes = Self.subtypes(of: site, stage, inputs)
    let hazards = subtypes.map { subtype in
      (0..<halves).map { half in
        (recurrence.hazard(of: site, stage, subtype.name, after: Double(half) / 2) ?? 0) / 2
      }
    }
    return (hazards, subtypes)
  }

  // MARK: - Following

  /// Follows the people of a site and sex, with their deaths brought to those of the mortality where there are any.
  ///
  /// A year of which there are none takes the mean factor of the last five calibrated years before it; the
  /// twelve months after the last year, which only the last year of life looks into, that of the last year.
  func follow(_ hazards: CohortMarch.Hazards, _ site: String, _ sex: Sex)
    -> (groups: [FollowedGroup], calibration: [Calibration])
  {
    if let held = inputs.heldCalibration { return follow(hazards, site, sex, holding: held) }
    let targets = years.map { year in
      inputs.incidence.weightedPeople(of: site, in: year, inputs.population)
        .flatMap { inputs.mortality?.deaths(of: site, sex, in: year, among: $0) }
    }
    guard targets.dropFirst(Calibration.yearsBefore).contains(where: { $0 != nil }) else {
      return (Self.march(hazards).groups, [])
    }
    let bare = Self.march(hazards)
    var factors = Factors()
    let row = { (index: Int, factor: Double) in
      Calibration(
        year: years.lowerBound + index,
        site: site,
        sex: sex,
        modelled: bare.deaths[index],
        target: targets[index],
        factor: factor
      )
    }
    let calibrated = Calibration.yearsBefore..<hazards.cohorts
    guard inputs.calibrationMethod == .excessHazard else {
      let shares = calibrated.map { index in
        factors.next { targets[index].map { bare.deaths[index] > 0 ? min(1, $0 / bare.deaths[index]) : 1 } }
      }
      var groups = bare.groups
      for group in groups.indices {
        for (index, share) in zip(calibrated, shares) { groups[group].attribute(share, in: index) }
      }
      return (groups, zip(calibrated, shares).map { row($0, $1) })
    }
    var march = CohortMarch(hazards)
    var rows: [Calibration] = []
    var factor = 1.0
    for index in 0...hazards.cohorts {
      if calibrated.contains(index) {
        factor = factors.next {
          targets[index].map { march.factor(in: index, meeting: $0) } ?? nil
        }
        // A year that cannot be met, for want of people who could die, is left as it is.
        if targets[index] != nil, !factors.wasFound { factor = 1 }
        rows.append(row(index, factor))
      }
      march.advance(through: index, factor: factor)
    }
    return (march.groups, rows)
  }

  /// Follows the people of a site and sex with the factors that were found for others.
  private func follow(_ hazards: CohortMarch.Hazards, _ site: String, _ sex: Sex, holding held: [Calibration])
    -> (groups: [FollowedGroup], calibration: [Calibration])
  {
    let own = held.filter { $0.site == site && $0.sex == sex }
    let factors = Dictionary(own.map { ($0.year, $0.factor) }, uniquingKeysWith: { first, _ in first })
    let last = own.map(\.year).max()
    // The twelve months after the last year take the factor of that year.
    let factor = { (year: Int) in factors[min(year, last ?? year)] ?? 1 }
    guard inputs.calibrationMethod == .excessHazard else {
      var groups = Self.march(hazards).groups
      for group in groups.indices {
        for year in years { groups[group].attribute(factor(year), in: year - years.lowerBound) }
      }
      return (groups, own)
    }
    var march = CohortMarch(hazards)
    for index in 0...hazards.cohorts {
      march.advance(through: index, factor: factor(years.lowerBound + index))
    }
    return (march.groups, own)
  }

  /// The factors of the calibrated years, one after another.
  private struct Factors {
    private var found: [Double] = []
    private(set) var wasFound = false

    /// The factor that is found for a year, else the mean of the last five that were.
    mutating func next(_ find: () -> Double?) -> Double {
      let own = find()
      wasFound = own != nil
      if let own {
        found.append(own)
        return own
      }
      let held = found.suffix(Calibration.heldYears)
      return held.isEmpty ? 1 : held.reduce(0, +) / Double(held.count)
    }
  }

  /// Follows everybody with no hazard scaled, and adds up the cancer deaths of each year.
  private static func march(_ hazards: CohortMarch.Hazards) -> (groups: [FollowedGroup], deaths: [Double]) {
    var march = CohortMarch(hazards)
    for index in 0...hazards.cohorts { march.advance(through: index, factor: 1) }
    let deaths = (0..<hazards.cohorts).map { index in
      march.groups.reduce(0) { $0 + $1.sum($1.cancerDeaths, in: index) }
    }
    return (march.groups, deaths)
  }
}
