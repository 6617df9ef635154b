import Diagnostics
import Pathways
import Populations
import Quantities
import Tables
import Tariffs

/// What holds in one financial year: its people, care, prices and providers.
struct ModelYear: Sendable {
  /// The care of each pathway at its prices.
  let costings: [PathwayCosting]
  /// The people of each pathway.
  let counts: [PatientCounts]
  /// The people that they are counted from.
  let people: FollowedPeople
  /// What brings the prices to the year.
  let priceYears: PriceYears
  /// Who gives the care.
  let shares: ProviderShares
  /// The tables of people and prices.
  let files: [FileStamp]
}

/// People followed by some inputs.
struct FollowedPeople: Sendable {
  /// How many changes of people have begun: the same for years with the same people.
  let variant: Int
  let inputs: CohortInputs
  let cohorts: Cohorts
}

/// Makes the years of a scenario from its inputs and changes; what two years have in common is made once.
struct ModelYears {
  private let inputs: ModelInputs
  private let aboutPeople: [ScenarioChange]
  private let aboutCare: [ScenarioChange]
  private let aboutShares: [ScenarioChange]
  private var people: [Int: FollowedPeople] = [:]
  private var care: [[Double]: CareAtPrices] = [:]
  private var counts: [CountsKey: [PatientCounts]] = [:]

  /// The changes of people that have begun, and what of the care changes the people: those in whom cancer is
  /// ruled out.
  private struct CountsKey: Hashable {
    let people: Int
    let ruledOut: [Activity]
  }

  init(_ inputs: ModelInputs, _ changes: [ScenarioChange]) {
    self.inputs = inputs
    // In order of their beginning, so that those begun by a year are the first so many.
    aboutPeople = changes.filter(\.path.isAboutPeople).sorted { ($0.from, $0.path) < ($1.from, $1.path) }
    aboutShares = changes.filter(\.path.isProviderShare)
    aboutCare = changes.filter { !$0.path.isAboutPeople && !$0.path.isProviderShare }
    people[0] = FollowedPeople(variant: 0, inputs: inputs.people.inputs, cohorts: inputs.cohorts)
    care[aboutCare.map { _ in 0 }] = CareAtPrices(inputs)
  }

  /// What holds in a financial year.
  ///
  /// - Throws: faults of the changes.
  mutating func year(_ start: Int) throws(DiagnosticList) -> ModelYear {
    var faults = DiagnosticList()
    let begun = aboutPeople.count { $0.from.start <= start }
    let reaches = aboutCare.map { $0.reach(in: start) }
    let people = faults.collect { () throws(DiagnosticList) in try followed(begun) }
    let care = faults.collect { () throws(DiagnosticList) in try atPrices(reaches, start) }
    let shares = faults.collect { () throws(DiagnosticList) in
      let own = aboutShares.filter { $0.reach(in: start) > 0 }
      return own.isEmpty ? inputs.shares : try inputs.shares.changed(by: own, in: start)
    }
    try faults.throwIfFaulty()
    guard let people, let care, let shares else { throw faults }
    let key = CountsKey(people: begun, ruledOut: care.costings.map(\.pathway.ruledOut.perCase))
    let counts = counts[key] ?? care.costings.map { PatientCounts($0.pathway, people.cohorts) }
    self.counts[key] = counts
    return ModelYear(
      costings: care.costings,
      counts: counts,
      people: people,
      priceYears: care.priceYears,
      shares: shares,
      files: people.inputs.population.files + care.files
    )
  }

  private mutating func followed(_ begun: Int) throws(DiagnosticList) -> FollowedPeople {
    if let known = people[begun] { return known }
    let own = Array(aboutPeople.prefix(begun))
    var changed = try inputs.people.inputs.changed(by: own, lastRegistered: inputs.people.lastRegistered) {
      places throws(DiagnosticList) in
      try inputs.reading.population(places)
    }
    changed.heldCalibration = inputs.cohorts.calibration
    var faults = DiagnosticList()
    if own.contains(where: { $0.path == .population }) { inputs.reading.checkGaps(changed, &faults) }
    try faults.throwIfFaulty()
    let touched = Set(own.compactMap(\.path.site))
    let isForAll = own.contains { $0.path.site == nil }
    let cohorts = try Cohorts(
      changed,
      at: inputs.scenario.positions.years,
      reusing: isForAll ? nil : (inputs.cohorts, Set(changed.sites).subtracting(touched))
    )
    let followed = FollowedPeople(variant: begun, inputs: changed, cohorts: cohorts)
    people[begun] = followed
    return followed
  }

  private mutating func atPrices(_ reaches: [Double], _ start: Int) throws(DiagnosticList) -> CareAtPrices {
    if let known = care[reaches] { return known }
    let changed = try CareAtPrices(inputs, changedBy: aboutCare, in: start)
    care[reaches] = changed
    return changed
  }
}

extension ChangePath {
  /// Whether it changes who gives the care.
  var isProviderShare: Bool {
    guard case .providerShare = self else { return false }
    return true
  }
}
