import Diagnostics
import Pathways
import Populations
import Quantities
import Tables
import Tariffs

/// Reads the files that a scenario names.
struct ScenarioReading {
  let scenario: Scenario
  let tariffs: TariffLibrary

  /// Opens a file that the scenario names; a missing one is a fault of the scenario, at its key.
  private func open(_ place: Scenario.FilePlace) throws(DiagnosticList) -> InputFile {
    do throws(DiagnosticList) {
      return try InputFile(reading: place.path)
    } catch {
      throw DiagnosticList(
        Diagnostic(
          "scenario.file",
          at: place.position,
          "found no readable file \(place.path), named at \(place.key)",
          fix: "correct the name; it is relative to the folder of the scenario"
        )
      )
    }
  }

  /// The pathways in order.
  func pathways() throws(DiagnosticList) -> [Pathway] {
    var faults = DiagnosticList()
    let folder = scenario.pathwayFolder?.path ?? "\(tariffs.directory)/pathways"
    let pathways = scenario.pathways.compactMap { name in
      faults.collect { () throws(DiagnosticList) in
        try located(at: scenario.positions.pathways) { () throws(DiagnosticList) in
          try Pathway(name, in: folder)
        }
      }
    }
    try faults.throwIfFaulty()
    return pathways
  }

  /// The prices asked first, of another year or basis where that is changed, with what fills their gaps.
  func prices(_ primary: PriceSource, at position: Position) throws(DiagnosticList) -> PriceList {
    try located(at: position) { () throws(DiagnosticList) in
      try PriceList(tariffs, primary: primary, fallbacks: scenario.fallbacks)
    }
  }

  /// What carries the prices of one year to those of the scenario.
  func priceYears(from published: FinancialYear, at position: Position) throws(DiagnosticList) -> PriceYears {
    try PriceYears(
      tariffs,
      published: published,
      years: scenario.years,
      beyond: scenario.beyond,
      at: position
    )
  }

  /// A pathway at some prices.
  func costing(_ pathway: Pathway, _ guidelineYear: Int, _ prices: PriceList, at position: Position)
    throws(DiagnosticList) -> PathwayCosting
  {
    try located(at: position) { () throws(DiagnosticList) in
      try PathwayCosting(pathway, guidelineYear: guidelineYear, prices: prices)
    }
  }

  /// Runs a step and gives faults without a place, or of a table that is not there, the scenario's place.
  private func located<Value>(
    at position: Position,
    _ work: () throws(DiagnosticList) -> Value
  ) throws(DiagnosticList) -> Value {
    do throws(DiagnosticList) {
      return try work()
    } catch {
      var faults = DiagnosticList()
      for fault in error.errors {
        let isOurs = fault.position == nil || fault.code == "tariff.no-table"
        faults.append(
          isOurs ? Diagnostic(fault.code, at: position, fault.message, fix: fault.fix) : fault
        )
      }
      throw faults
    }
  }

  /// What people are followed by, with what it was read from.
  struct ReadCohorts {
    let inputs: CohortInputs
    let files: [FileStamp]
    /// The rates that were forecast; nil when they were not.
    let forecast: PredictedRates?
    /// The last year of which cases were registered.
    let lastRegistered: Int?
  }

  /// The tables that people are followed by; nil for one that has faults.
  private struct CohortTables {
    var population: Population?
    var incidence: ReadIncidence?
    var stages: StageMix?
    var survival: NetSurvival?
    var trend: NetSurvivalTrend?
    var lifeTable: LifeTable?
    var recurrence: Recurrence?
  }

  private func cohortTables(_ faults: inout DiagnosticList) -> CohortTables {
    var tables = CohortTables()
    tables.population = faults.collect { () throws(DiagnosticList) in try population() }
    tables.incidence = faults.collect { () throws(DiagnosticList) in try incidence() }
    tables.stages = faults.collect { () throws(DiagnosticList) in try StageMix(open(scenario.stages)) }
    tables.survival = faults.collect { () throws(DiagnosticList) in
      try NetSurvival(open(scenario.survival), forms: scenario.survivalForms)
    }
    if let place = scenario.survivalTrend {
      tables.trend = faults.collect { () throws(DiagnosticList) in try NetSurvivalTrend(open(place)) }
    }
    tables.lifeTable = faults.collect { () throws(DiagnosticList) in
      try LifeTable(
        open(scenario.lifeTable),
        year: scenario.lifeTableYear,
        at: scenario.positions.lifeTable
      )
    }
    if let place = scenario.recurrence {
      tables.recurrence = faults.collect { () throws(DiagnosticList) in try Recurrence(open(place)) }
    }
    return tables
  }

  private func population() throws(DiagnosticList) -> Population {
    try population(scenario.population)
  }

  /// The people of some tables.
  func population(_ places: [Scenario.FilePlace]) throws(DiagnosticList) -> Population {
    var faults = DiagnosticList()
    let inputs = places.compactMap { place in
      faults.collect { () throws(DiagnosticList) in try open(place) }
    }
    try faults.throwIfFaulty()
    return try Population(inputs)
  }

  /// Reads what the people of the pathways are followed by.
  ///
  /// - Parameter pathways: whose subtypes recur.
  func cohorts(of pathways: [Pathway]) throws(DiagnosticList) -> ReadCohorts {
    var faults = DiagnosticList()
    let tables = cohortTables(&faults)
    var inputs: CohortInputs?
    if let population = tables.population, let incidence = tables.incidence, let stages = tables.stages,
      let survival = tables.survival, let lifeTable = tables.lifeTable
    {
      inputs = CohortInputs(
        sites: scenario.pathways,
        years: scenario.years.lowerBound...(scenario.years.upperBound + 1),
        population: population,
        incidence: incidence.predicted,
        stages: stages,
        netSurvival: survival,
        lifeTable: lifeTable
      )
      inputs?.past = incidence.past
      inputs?.earliest = incidence.registered?.earliest(of: scenario.pathways)
      inputs?.trend = tables.trend
      inputs?.recurrence = tables.recurrence
      inputs?.subtypes = Self.subtypes(pathways)
      if let method = scenario.calibration {
        inputs?.mortality = incidence.mortality
        inputs?.calibrationMethod = method
      }
    }
    if let inputs { checkGaps(inputs, &faults) }
    if let population = tables.population, let incidence = tables.incidence, let ratios = incidence.ratios {
      check(ratios, incidence.registered, population, &faults)
    }
    try faults.throwIfFaulty()
    guard let inputs else { throw faults }
    var files = inputs.population.files + (tables.incidence?.files ?? [])
    files += [inputs.stages.file, inputs.netSurvival.file]
    files += [tables.trend?.file, inputs.lifeTable.file, tables.recurrence?.file].compactMap { $0 }
    return ReadCohorts(
      inputs: inputs,
      files: files,
      forecast: tables.incidence?.forecast,
      lastRegistered: scenario.pathways.compactMap { tables.incidence?.registered?.years(of: $0).last }.max()
    )
  }

  private static func subtypes(_ pathways: [Pathway]) -> [String: [Stage: [CohortInputs.SubtypeWeight]]] {
    var subtypes: [String: [Stage: [CohortInputs.SubtypeWeight]]] = [:]
    for pathway in pathways {
      for stage in Stage.atDiagnosis {
        subtypes[pathway.name, default: [:]][stage] = pathway.weights(at: stage).map {
          CohortInputs.SubtypeWeight(name: $0.subtype, weight: $0.weight)
        }
      }
    }
    return subtypes
  }

  /// Reports groups that have a rate and of whose people the table says nothing: their cases would be lost.
  func checkGaps(_ inputs: CohortInputs, _ faults: inout DiagnosticList) {
    for year in inputs.firstYear...inputs.years.upperBound {
      for site in scenario.pathways {
        let gaps = inputs.groupsWithoutPeople(of: site, in: year)
        guard !gaps.isEmpty else { continue }
        let named = gaps.prefix(3).map { "\($0.sex) \($0.age)" }.joined(separator: ", ")
        let rest = gaps.count > 3 ? " and \(gaps.count - 3) more groups" : ""
        faults.append(
          Diagnostic(
            "scenario.population-gap",
            at: Position(file: inputs.population.names),
            "found no people \(named)\(rest) in \(year), among whom there are cases of \(site)",
            fix: "add the rows, with 0 persons where there are none"
          )
        )
      }
    }
  }

  /// New cases: those predicted, and those registered before, with their deaths.
  private struct ReadIncidence {
    let predicted: Incidence
    let past: Incidence?
    let registered: Registrations?
    let mortality: Mortality?
    let forecast: PredictedRates?
    let ratios: LocalRatios?

    var files: [FileStamp] { predicted.files + (past?.files ?? []) }
  }

  private func incidence() throws(DiagnosticList) -> ReadIncidence {
    let rates: Incidence
    var registered: Registrations?
    var forecast: PredictedRates?
    switch scenario.incidence {
    case .constant(let place, let years):
      let registrations = try Registrations(open(place))
      try check(years, are: registrations, at: place)
      rates = .constant(registrations, years: years)
      registered = registrations
    case .observed(let place):
      let registrations = try Registrations(open(place))
      rates = .observed(registrations)
      registered = registrations
    case .forecast(let place, let past):
      rates = try .forecast(open(place))
      if let past { registered = try Registrations(open(past)) }
    case .predicted(let plan):
      let registrations = try Registrations(open(plan.registrations))
      let predicted = try predictedRates(plan)
      try check(predicted, registrations, at: plan.registrations)
      rates = .predicted(registrations, predicted)
      registered = registrations
      forecast = predicted
    }
    let ratios: LocalRatios? =
      if let place = scenario.localRatio { try LocalRatios(open(place)) } else { nil }
    let local = { (incidence: Incidence) in ratios.map { incidence.adjusted(by: $0) } ?? incidence }
    let predicted = local(rates)
    let deaths = registered.map { registered in
      forecast.map { Mortality.predicted(registered, $0) } ?? Mortality.observed(registered)
    }
    return ReadIncidence(
      predicted: predicted,
      past: registered.map { local(.observed($0)) },
      registered: registered,
      mortality: (registered?.hasDeaths ?? false) ? deaths : nil,
      forecast: forecast,
      ratios: ratios
    )
  }

  private func predictedRates(_ plan: ForecastPlan) throws(DiagnosticList) -> PredictedRates {
    try PredictedRates(
      ObservedRates(open(plan.registrations), excluding: plan.excluded),
      excluding: plan.excluded,
      by: plan.method,
      plan.options,
      // The year after the last is needed for its quarter, and one more for who dies in it within the year.
      to: scenario.years.upperBound + 2,
      at: scenario.positions.incidence
    )
  }

  /// Reports pathways of which nothing was registered.
  private func check(
    _ rates: PredictedRates,
    _ registrations: Registrations,
    at place: Scenario.FilePlace
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    for site in scenario.pathways where !registrations.sites.contains(site) {
      faults.append(
        Diagnostic(
          "scenario.rate-years",
          at: scenario.positions.incidence,
          "found no registrations of \(site) in \(place.path)",
          fix: "add its rows, or leave the pathway out"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  /// Reports ratios of a site or an area that there is not: they would change nothing.
  private func check(
    _ ratios: LocalRatios,
    _ registered: Registrations?,
    _ population: Population,
    _ faults: inout DiagnosticList
  ) {
    let areas = population.areas
    for place in ratios.places {
      if let sites = registered?.sites, !sites.contains(place.site) {
        let meant = Suggestion.closest(to: place.site, among: sites)
        faults.append(
          Diagnostic(
            "ratio.site",
            at: place.sitePosition,
            "found a ratio of \(place.site), of which nothing is registered",
            fix: meant.map { "did you mean \($0)?" }
              ?? "remove the row; sites are \(sites.joined(separator: ", "))"
          )
        )
      }
      if !place.area.isEmpty, !areas.contains(place.area) {
        let meant = Suggestion.closest(to: place.area, among: areas)
        faults.append(
          Diagnostic(
            "ratio.area",
            at: place.areaPosition,
            "found a ratio of the area \(place.area), of which the population has no people",
            fix: meant.map { "did you mean \($0)?" } ?? "remove the row, or correct the code"
          )
        )
      }
    }
  }

  private func check(
    _ years: [Int],
    are registrations: Registrations,
    at place: Scenario.FilePlace
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    for site in scenario.pathways {
      let known = registrations.years(of: site)
      let missing = years.filter { !known.contains($0) }.map(String.init)
      guard !missing.isEmpty else { continue }
      let span = known.first.map { "\($0) to \(known.last ?? $0)" } ?? "no year"
      faults.append(
        Diagnostic(
          "scenario.rate-years",
          at: scenario.positions.incidence,
          "found the year \(missing.joined(separator: ", ")) for the rates of \(site), which \(place.path) "
            + "has for \(span)",
          fix: "choose registered years"
        )
      )
    }
    try faults.throwIfFaulty()
  }

  func providerShares() throws(DiagnosticList) -> ProviderShares {
    let shares = try ProviderShares(open(scenario.providerShares))
    var faults = DiagnosticList()
    for pathway in scenario.pathways {
      let missing = Phase.allCases.filter { shares.providers(of: pathway, $0).isEmpty }
      guard !missing.isEmpty else { continue }
      faults.append(
        Diagnostic(
          "provider.missing",
          at: Position(file: shares.file.path),
          "found no provider of \(pathway) for \(missing.map(\.rawValue).joined(separator: ", "))",
          fix: "add rows with the providers of each phase, whose shares add up to 1"
        )
      )
    }
    try faults.throwIfFaulty()
    return shares
  }

  func providerNames() throws(DiagnosticList) -> ProviderNames? {
    guard let place = scenario.providerNames else { return nil }
    return try ProviderNames(open(place))
  }

  struct ReadMarketForces {
    let table: MarketForces?
  }

  func marketForces(of shares: ProviderShares?) throws(DiagnosticList) -> ReadMarketForces {
    guard let year = scenario.marketForcesYear else { return ReadMarketForces(table: nil) }
    guard let table = try tariffs.marketForces(for: year) else {
      let known = tariffs.years(having: "market-forces.csv").map(\.description).joined(separator: ", ")
      throw DiagnosticList(
        Diagnostic(
          "scenario.market-forces",
          at: scenario.positions.marketForces,
          "found no market forces factors of \(year)",
          fix: "choose one of \(known)"
        )
      )
    }
    var faults = DiagnosticList()
    for provider in shares?.all ?? [] where table[provider] == nil {
      faults.append(
        Diagnostic(
          "scenario.market-forces",
          at: scenario.positions.marketForces,
          "found no market forces factor of \(provider) in \(year)",
          fix: "choose a year that has it, or add it to the table with its source"
        )
      )
    }
    try faults.throwIfFaulty()
    return ReadMarketForces(table: table)
  }
}
