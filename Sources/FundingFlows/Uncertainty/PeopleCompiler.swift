import Diagnostics
import Pathways
import Populations
import Quantities
import Randomness

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The people who need an activity as a sum over parts of them, each times its multipliers.
///
/// Everybody is counted by stage and year of diagnosis. The inputs are unsure of:
/// - people, local incidence and survival: of all years of diagnosis;
/// - the forecast of cases: of years of which none are registered, reached in a straight line by the first year;
/// - stages: of people diagnosed from the first year on.
struct PeopleCompiler {
  /// So many people times some multipliers.
  struct Term {
    let factors: [Int]
    let people: Double
  }

  private let model: FundingModel
  private let caseForecast: CaseForecast?
  /// Years of diagnosis that share their multipliers.
  private var blocks: [ClosedRange<Int>] = []
  private var sexes: [Sex?] = [nil]
  private var factors: [PartKey: [Int]] = [:]
  private var survival: [CohortInputs.SiteStage: SurvivalNodes] = [:]
  private var cohorts: [Int: [Cohorts]] = [:]
  private var counts: [CountsKey: PatientCounts] = [:]
  private var terms: [TermsKey: [Term]] = [:]

  private struct PartKey: Hashable {
    let variant: Int
    let site: String
    let part: PatientCounts.Part
  }

  private struct CountsKey: Hashable {
    let variant: Int
    let pathway: String
    let perCase: Activity
    let part: PatientCounts.Part
    /// The point of survival; nil for people as they are.
    let node: Int?
  }

  /// What people are needed for, as far as their number depends on it.
  private struct TermsKey: Hashable {
    let variant: Int
    let pathway: String
    let perCase: Activity
    let start: Int
    let stage: Stage
    let subtype: String?
    let weight: Double
    let occurrence: Occurrence
    let day: Int
    let overDays: Int
    let years: ClosedRange<Int>?
  }

  init(_ model: FundingModel, _ caseForecast: CaseForecast?) {
    self.model = model
    self.caseForecast = caseForecast
  }

  /// Cuts the years of diagnosis and follows people at the points of survival.
  mutating func prepare(_ numbers: inout NumberTable) throws(DiagnosticList) {
    let years = model.followedYears
    let first = min(model.scenario.years.lowerBound, (model.lastRegistered ?? Int.max - 1) + 1)
    let start = min(max(first, years.lowerBound), years.upperBound)
    blocks =
      (start > years.lowerBound ? [years.lowerBound...(start - 1)] : [])
      + (start...years.upperBound).map { $0...$0 }
    sexes = isBySex(numbers) ? Sex.allCases : [nil]
    for path in numbers.paths(\.isAboutPeople) {
      guard let site = path.site, !model.scenario.pathways.contains(site), let input = numbers.input(path)
      else { continue }
      numbers.report(
        Diagnostic(
          "change.unknown",
          at: input.position,
          "found a distribution of \(path), but \(site) is no pathway of the scenario",
          fix: "write one of \(model.scenario.pathways.joined(separator: ", "))"
        )
      )
    }
    try numbers.faults.throwIfFaulty()
    for path in numbers.paths({ _ in true }) { prepareSurvival(path, &numbers) }
    guard !survival.isEmpty else { return }
    for people in model.variants { cohorts[people.variant] = try followed(people) }
  }

  /// Whether women and men are multiplied by different numbers: where an input is about one sex, or has a width of
  /// its own around the ratios of both.
  private func isBySex(_ numbers: NumberTable) -> Bool {
    !numbers.paths { path in
      guard case .incidenceRatio(_, let sex) = path else { return false }
      return sex != nil || !(numbers.input(path)?.spread.isRelative ?? true)
    }.isEmpty
  }

  private mutating func prepareSurvival(_ path: ChangePath, _ numbers: inout NumberTable) {
    guard case .survival(let site, let stage) = path, let input = numbers.input(path) else { return }
    let hazard = model.excessHazard(of: site, stage)
    guard let hazard, hazard > 0, let distribution = input.spread.distribution(around: exp(-hazard)) else {
      numbers.report(input, hazard.map { exp(-$0) } ?? 0)
      return
    }
    numbers.use(path)
    let into = (0..<SurvivalNodes.count).map { _ in numbers.next() }
    let nodes = Self.nodes(distribution, hazard, numbers.column(path.description), into)
    survival[CohortInputs.SiteStage(site: site, stage: stage)] = nodes
    numbers.append(.survival(nodes))
  }

  private static func nodes(_ distribution: some Distribution, _ hazard: Double, _ column: Int, _ into: [Int])
    -> SurvivalNodes
  {
    SurvivalNodes(distribution, hazard: hazard, column: column, into: into)
  }

  /// The people of a variant, followed at each point of survival; sites without uncertain survival as they were.
  private func followed(_ people: FollowedPeople) throws(DiagnosticList) -> [Cohorts] {
    let certain = Set(people.inputs.sites).subtracting(survival.keys.map(\.site))
    let years = people.cohorts.years
    var followed: [Cohorts] = []
    for node in 0..<SurvivalNodes.count {
      var inputs = people.inputs
      inputs.heldCalibration = people.cohorts.calibration
      for (place, nodes) in survival {
        for year in years {
          let before = inputs.hazardRatios[place]?[year] ?? 1
          inputs.hazardRatios[place, default: [:]][year] = before * nodes.ratios[node]
        }
      }
      followed.append(
        try Cohorts(inputs, at: model.scenario.positions.years, reusing: (people.cohorts, certain))
      )
    }
    return followed
  }

  // MARK: - Terms

  /// The people who need an activity in a financial year.
  mutating func terms(
    of activity: CostedActivity,
    _ pathway: Pathway,
    _ year: ModelYear,
    _ start: Int,
    _ numbers: inout NumberTable
  ) -> [Term] {
    let step = activity.step
    let key = TermsKey(
      variant: year.people.variant,
      pathway: pathway.name,
      perCase: pathway.ruledOut.perCase,
      start: start,
      stage: activity.stage,
      subtype: activity.subtype,
      weight: activity.subtypeWeight,
      occurrence: step.occurrence,
      day: step.day,
      overDays: step.overDays,
      years: step.years
    )
    if let known = terms[key] { return known }
    var made: [Term] = []
    for part in parts(of: activity.stage, pathway.name, year) {
      let factors = factors(of: part, pathway.name, year, &numbers)
      let place = CohortInputs.SiteStage(site: pathway.name, stage: part.stage)
      let dependsOnSurvival = step.occurrence != .case || activity.stage == .recurrent
      guard dependsOnSurvival, let nodes = survival[place] else {
        let people = counted(part, pathway, year, nil).people(needing: activity, in: start)
        if people > 0 { made.append(Term(factors: factors, people: people)) }
        continue
      }
      for node in 0..<SurvivalNodes.count {
        let people = counted(part, pathway, year, node).people(needing: activity, in: start)
        guard people > 0 else { continue }
        made.append(Term(factors: (factors + [nodes.into[node]]).sorted(), people: people))
      }
    }
    terms[key] = made
    return made
  }

  /// The parts of the people who can be at a stage.
  private func parts(of stage: Stage, _ site: String, _ year: ModelYear) -> [PatientCounts.Part] {
    let stages = Stage.atDiagnosis.contains(stage) ? [stage] : Stage.atDiagnosis
    let known = Set(year.people.cohorts.keys.filter { $0.site == site }.map(\.stage))
    return stages.filter(known.contains).flatMap { stage in
      sexes.flatMap { sex in
        blocks.map { PatientCounts.Part(stage: stage, sex: sex, diagnosed: $0) }
      }
    }
  }

  private mutating func counted(
    _ part: PatientCounts.Part,
    _ pathway: Pathway,
    _ year: ModelYear,
    _ node: Int?
  )
    -> PatientCounts
  {
    let key = CountsKey(
      variant: year.people.variant,
      pathway: pathway.name,
      perCase: pathway.ruledOut.perCase,
      part: part,
      node: node
    )
    if let known = counts[key] { return known }
    let followed = node.flatMap { cohorts[year.people.variant]?[$0] } ?? year.people.cohorts
    let made = PatientCounts(pathway, followed, part: part)
    counts[key] = made
    return made
  }

  // MARK: - Multipliers

  private mutating func factors(
    of part: PatientCounts.Part,
    _ site: String,
    _ year: ModelYear,
    _ numbers: inout NumberTable
  ) -> [Int] {
    let key = PartKey(variant: year.people.variant, site: site, part: part)
    if let known = factors[key] { return known }
    var own: [Int?] = [numbers.multiplier(.population, own: 1)]
    for path in numbers.paths({ $0.isRatio(of: site, part.sex) }) {
      own.append(numbers.multiplier(path, own: model.localRatio(of: site, part.sex)))
    }
    let diagnosed = part.diagnosed.upperBound
    if diagnosed > (model.lastRegistered ?? model.scenario.years.lowerBound - 1) {
      own.append(forecast(site, diagnosed, &numbers))
    }
    if diagnosed >= model.scenario.years.lowerBound {
      let stages = StageMultipliers(site, year.people.inputs.stages.shares(of: site, in: diagnosed) ?? [:])
      own.append(stages.multiplier(of: part.stage, &numbers))
    }
    let made = own.compactMap { $0 }.sorted()
    factors[key] = made
    return made
  }

  private mutating func forecast(_ site: String, _ year: Int, _ numbers: inout NumberTable) -> Int? {
    let path = ChangePath.incidenceForecast(site)
    guard let input = numbers.input(path) else { return nil }
    guard input.spread.kind == .forecast else { return numbers.multiplier(path, own: 1) }
    guard let factors = caseForecast?.factors(of: site, in: year, lastRegistered: model.lastRegistered) else {
      if numbers.faults.isClean { numbers.report(Self.noForecast(input, site)) }
      return nil
    }
    numbers.use(path)
    if let known = forecastMultipliers[site]?[year] { return known }
    let into = numbers.next()
    numbers.append(.forecast(column: numbers.column(path.description), factors, into: into))
    forecastMultipliers[site, default: [:]][year] = into
    return into
  }

  private var forecastMultipliers: [String: [Int: Int]] = [:]

  private static func noForecast(_ input: UncertaintyPlan.Input, _ site: String) -> Diagnostic {
    Diagnostic(
      "uncertainty.distribution",
      at: input.position,
      "found \(input.path) as unsure as the forecast, but cases of \(site) are not forecast from registrations",
      fix: "give a gamma, lognormal or normal distribution, or forecast the cases"
    )
  }
}

extension ChangePath {
  /// Whether it is the local incidence of a site, of both sexes or of this one.
  fileprivate func isRatio(of site: String, _ sex: Sex?) -> Bool {
    guard case .incidenceRatio(let own, let ownSex) = self, own == site else { return false }
    return ownSex == nil || ownSex == sex
  }
}
