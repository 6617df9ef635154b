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

  func costings() throws(DiagnosticList) -> (costings: [PathwayCosting], files: [FileStamp]) {
    var faults = DiagnosticList()
    let prices = faults.collect { () throws(DiagnosticList) in
      try located(at: scenario.positions.prices) { () throws(DiagnosticList) in
        try PriceList(tariffs, primary: scenario.prices, fallbacks: scenario.fallbacks)
      }
    }
    let folder = scenario.pathwayFolder?.path ?? "\(tariffs.directory)/pathways"
    var costings: [PathwayCosting] = []
    for name in scenario.pathways {
      let pathway = faults.collect { () throws(DiagnosticList) in
        try located(at: scenario.positions.pathways) { () throws(DiagnosticList) in
          try Pathway(name, in: folder)
        }
      }
      guard let pathway, let prices else { continue }
      let costing = faults.collect { () throws(DiagnosticList) in
        try located(at: scenario.positions.guideline) { () throws(DiagnosticList) in
          try PathwayCosting(pathway, guidelineYear: scenario.guidelineYear, prices: prices)
        }
      }
      if let costing { costings.append(costing) }
    }
    try faults.throwIfFaulty()
    return (costings, (prices?.files ?? []) + costings.flatMap { $0.pathway.files })
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

  struct ReadCohorts {
    let cohorts: Cohorts
    let files: [FileStamp]
    let method: String
    let stageEvidence: Evidence
  }

  func cohorts() throws(DiagnosticList) -> ReadCohorts {
    var faults = DiagnosticList()
    let population = faults.collect { () throws(DiagnosticList) in
      try Population(open(scenario.population))
    }
    let incidence = faults.collect { () throws(DiagnosticList) in try self.incidence() }
    let stages = faults.collect { () throws(DiagnosticList) in try StageMix(open(scenario.stages)) }
    let survival = faults.collect { () throws(DiagnosticList) in try NetSurvival(open(scenario.survival)) }
    let lifeTable = faults.collect { () throws(DiagnosticList) in
      try LifeTable(
        open(scenario.lifeTable),
        year: scenario.lifeTableYear,
        at: scenario.positions.lifeTable
      )
    }
    if let population, let incidence { checkGaps(in: population, incidence, &faults) }
    try faults.throwIfFaulty()
    guard let population, let incidence, let stages, let survival, let lifeTable else { throw faults }
    let cohorts = try Cohorts(
      sites: scenario.pathways,
      years: scenario.years.lowerBound...(scenario.years.upperBound + 1),
      population: population,
      incidence: incidence,
      stages: stages,
      netSurvival: survival,
      lifeTable: lifeTable,
      at: scenario.positions.years
    )
    return ReadCohorts(
      cohorts: cohorts,
      files: [population.file] + incidence.files + [stages.file, survival.file, lifeTable.file],
      method: incidence.method,
      stageEvidence: stages.evidence
    )
  }

  /// Reports groups that have a rate and of whose people the table says nothing: their cases would be lost.
  private func checkGaps(in population: Population, _ incidence: Incidence, _ faults: inout DiagnosticList) {
    for year in scenario.years.lowerBound...(scenario.years.upperBound + 1) {
      guard let people = population[year] else { continue }
      for site in scenario.pathways {
        let gaps = incidence.groupsWithoutPeople(of: site, in: year, among: people)
        guard !gaps.isEmpty else { continue }
        let named = gaps.prefix(3).map { "\($0.sex) \($0.age)" }.joined(separator: ", ")
        let rest = gaps.count > 3 ? " and \(gaps.count - 3) more groups" : ""
        faults.append(
          Diagnostic(
            "scenario.population-gap",
            at: Position(file: population.file.path),
            "found no people \(named)\(rest) in \(year), among whom there are cases of \(site)",
            fix: "add the rows, with 0 persons where there are none"
          )
        )
      }
    }
  }

  private func incidence() throws(DiagnosticList) -> Incidence {
    let rates: Incidence
    switch scenario.incidence {
    case .constant(let place, let years):
      let registrations = try Registrations(open(place))
      try check(years, are: registrations, at: place)
      rates = .constant(registrations, years: years)
    case .observed(let place): rates = .observed(try Registrations(open(place)))
    case .forecast(let place): rates = try .forecast(open(place))
    }
    guard let ratio = scenario.localRatio else { return rates }
    return try rates.adjusted(by: open(ratio))
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
