public import Diagnostics
import FundingFlows
import Quantities
public import Tables
public import Tariffs

/// A pilot tried in shadow: on the activity that was planned, and on patients where there are any.
public struct PilotRun: Sendable {
  /// The pilot.
  public let pilot: TariffPilot
  /// The pilot on each activity: what was planned first, then patients.
  public let shadows: [PilotShadow]
  /// Every file that was read, the pilot first.
  public let inputs: [FileStamp]

  /// What each model of care costs the payer and leaves the provider.
  public let models: [(model: ModelOfCare, margin: ProviderMargin)]
  /// A budget whose figures are all stated.
  public let statedBudget: SettledBudget?
  /// Prices of bundles that need no activity.
  public let statedBuildUps: [(bundle: Bundle, buildUp: BuildUp)]

  /// Reads the activity of a pilot and settles it.
  ///
  /// - Parameters:
  ///   - pilot: the pilot.
  ///   - tariffs: the price tables.
  ///   - threads: how many draw chances at once; the outcome does not depend on it.
  /// - Throws: faults of the files, `pilot.file`, `pilot.year`, `pilot.no-phase`, `pilot.no-price`, `pilot.no-lines`,
  ///   `pilot.people`, and those of clauses.
  public init(_ pilot: TariffPilot, tariffs: TariffLibrary, threads: Int = 1) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let planned = faults.collect { () throws(DiagnosticList) in try pilot.planned(tariffs) } ?? nil
    let patients = faults.collect { () throws(DiagnosticList) in try pilot.patients() } ?? nil
    let outcome = faults.collect { () throws(DiagnosticList) in try pilot.outcome(tariffs) } ?? nil
    try faults.throwIfFaulty()
    let activities = [planned, patients].compactMap(\.self)
    try self.init(pilot, on: activities, outcome: outcome, tariffs: tariffs, threads: threads)
  }

  /// Settles a pilot on activity that is at hand.
  ///
  /// - Parameters:
  ///   - pilot: the pilot.
  ///   - activities: what was planned, then patients.
  ///   - outcome: what happened, for a budget that is measured against another scenario.
  ///   - tariffs: the tables of payment rules; nil where the clauses state their rates.
  ///   - threads: how many draw chances at once.
  public init(
    _ pilot: TariffPilot,
    on activities: [PilotActivity],
    outcome: PilotActivity? = nil,
    tariffs: TariffLibrary? = nil,
    threads: Int = 1
  ) throws(DiagnosticList) {
    self.pilot = pilot
    var counted: [PilotActivity] = []
    for activity in activities { counted.append(try activity.inItsYear(for: pilot.bundles)) }
    let activities = counted
    models = try pilot.margins()
    statedBudget = try pilot.statedBudget(activities.first)
    statedBuildUps = activities.isEmpty ? try pilot.statedBuildUps() : []
    var shadows: [PilotShadow] = []
    let asked = statedBudget == nil ? pilot.activities(activities, outcome) : []
    for given in asked {
      let activity = pilot.differsBySubtype ? given.dividedBySubtype() : given
      let prices = shadows.first?.bundles.map(\.prices)
      var shadow = try PilotShadow(
        pilot,
        on: activity,
        plan: activities.first ?? given,
        at: prices,
        tariffs: tariffs
      )
      shadow.chances = shadow.chances(pilot.chance, threads: threads)
      shadows.append(shadow)
    }
    self.shadows = shadows
    inputs = [pilot.file] + activities.flatMap(\.inputs) + (outcome?.inputs ?? [])
  }
}

extension TariffPilot {
  /// What the pilot is tried on: a budget on what happened, others on all activity, and clauses alone on none.
  fileprivate func activities(_ given: [PilotActivity], _ outcome: PilotActivity?) -> [PilotActivity] {
    if case .budget = payment { return [outcome ?? given.last].compactMap(\.self) }
    guard given.isEmpty else { return given }
    let year = activity?.year ?? clauses.compactMap(\.year).first ?? FinancialYear(start: 2026)
    return clauses.isEmpty ? [] : [PilotActivity(.stated, year: year, lines: [])]
  }

  /// The bundles that it pays.
  fileprivate var bundles: [Bundle] {
    if case .bundles(let bundles) = payment { return bundles }
    return []
  }

  fileprivate func margins() throws(DiagnosticList) -> [(model: ModelOfCare, margin: ProviderMargin)] {
    guard case .models(let models) = payment else { return [] }
    var results: [(model: ModelOfCare, margin: ProviderMargin)] = []
    var faults = DiagnosticList()
    for model in models {
      faults.collect { () throws(DiagnosticList) in
        try DiagnosticList.at(model.position) { () throws(DiagnosticList) in
          let margin = try ProviderMargin(
            activity: model.spells,
            price: model.price,
            marketForces: model.marketForces,
            patients: model.patients,
            costPerPatient: model.costPerPatient
          )
          results.append((model, margin))
        }
      }
    }
    try faults.throwIfFaulty()
    return results
  }

  fileprivate func statedBudget(_ plan: PilotActivity?) throws(DiagnosticList) -> SettledBudget? {
    guard case .budget(let budget) = payment, case .stated(let actual) = budget.actual else { return nil }
    return try DiagnosticList.at(budget.position) { () throws(DiagnosticList) in
      try SettledBudget(budget, stated: actual, plan: plan)
    }
  }

  fileprivate func statedBuildUps() throws(DiagnosticList) -> [(bundle: Bundle, buildUp: BuildUp)] {
    guard case .bundles(let bundles) = payment else { return [] }
    var results: [(bundle: Bundle, buildUp: BuildUp)] = []
    for bundle in bundles {
      for buildUp in try BundlePrices(bundle, nil, nil).buildUps { results.append((bundle, buildUp)) }
    }
    return results
  }

  /// The flows of the scenario that a budget is measured against.
  func outcome(_ tariffs: TariffLibrary) throws(DiagnosticList) -> PilotActivity? {
    guard case .budget(let budget) = payment, case .scenario(let place) = budget.actual else { return nil }
    guard let year = activity?.year else {
      throw DiagnosticList(
        "pilot.year",
        at: place.position,
        "found a scenario of what happened, but no year",
        fix: "add the year to the activity: \"year\": \"2026/27\""
      )
    }
    return try Self.flows(place, year, activity?.yearPosition, tariffs)
  }
}

extension TariffPilot {
  /// The activity that is predicted or stated.
  func planned(_ tariffs: TariffLibrary) throws(DiagnosticList) -> PilotActivity? {
    if let place = activity?.scenario, let year = activity?.year {
      return try Self.flows(place, year, activity?.yearPosition, tariffs)
    }
    guard let place = activity?.lines else { return nil }
    return try PilotActivity(
      Self.read(place),
      year: activity?.year,
      hasPatients: false,
      needsPhases: asksForPhases
    )
  }

  /// The lines of patients.
  func patients() throws(DiagnosticList) -> PilotActivity? {
    guard let place = activity?.patients else { return nil }
    return try PilotActivity(
      Self.read(place),
      year: activity?.year,
      hasPatients: true,
      needsPhases: asksForPhases
    )
  }

  static func flows(
    _ place: PlacedFile,
    _ year: FinancialYear,
    _ yearPosition: Position?,
    _ tariffs: TariffLibrary
  ) throws(DiagnosticList) -> PilotActivity {
    let scenario = try Scenario(read(place))
    guard scenario.years.contains(year.start) else {
      let (first, last) = (
        FinancialYear(start: scenario.years.lowerBound), FinancialYear(start: scenario.years.upperBound)
      )
      throw DiagnosticList(
        "pilot.year",
        at: yearPosition,
        "found the year \(year), but \(scenario.name) has \(first) to \(last)",
        fix: "name one of its years"
      )
    }
    let model = try FundingModel(scenario, tariffs: tariffs)
    return PilotActivity(model.run(), of: model, in: year)
  }

  static func read(_ place: PlacedFile) throws(DiagnosticList) -> InputFile {
    do throws(DiagnosticList) {
      return try InputFile(reading: place.path)
    } catch {
      throw DiagnosticList(
        "pilot.file",
        at: place.position,
        "found no readable file \(place.path), named here",
        fix: "correct the path, as seen from the pilot's folder"
      )
    }
  }

  /// Whether a price differs by subtype.
  fileprivate var differsBySubtype: Bool {
    guard case .bundles(let bundles) = payment else { return false }
    return bundles.contains { $0.differsBy.contains(.subtype) }
  }

  /// Whether a scope asks for phases.
  var asksForPhases: Bool {
    switch payment {
    case .bundles(let bundles):
      bundles.contains { $0.trigger.asksForPhases || $0.inside.asksForPhases }
    case .budget(let budget): budget.scope.asksForPhases
    case .prices, .activity, .models: false
    }
  }
}
