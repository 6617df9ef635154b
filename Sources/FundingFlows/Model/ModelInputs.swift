import Diagnostics
import Pathways
import Populations
import Quantities
import Tables
import Tariffs

/// Everything that a scenario names, read once; changes are made beside it.
///
/// It never changes and is large: models that rest on the same inputs share them, which a value could not.
final class ModelInputs: Sendable {
  let reading: ScenarioReading
  let people: ScenarioReading.ReadCohorts
  /// The care of the scenario before any change.
  let costings: [PathwayCosting]
  let prices: PriceList
  let priceYears: PriceYears
  let marketForces: MarketForces?
  let shares: ProviderShares
  let providerNames: ProviderNames?
  let commissioning: Commissioning
  /// The people of the scenario before any change, with their deaths calibrated.
  let cohorts: Cohorts

  /// What reads the prices; not the same as for the rest where two models are mixed.
  let priceReading: ScenarioReading
  /// The version of care before any change.
  let guidelineYear: Int

  var scenario: Scenario { reading.scenario }

  init(
    reading: ScenarioReading,
    people: ScenarioReading.ReadCohorts,
    costings: [PathwayCosting],
    prices: PriceList,
    priceYears: PriceYears,
    marketForces: MarketForces?,
    shares: ProviderShares,
    providerNames: ProviderNames?,
    commissioning: Commissioning,
    cohorts: Cohorts,
    priceReading: ScenarioReading,
    guidelineYear: Int
  ) {
    self.reading = reading
    self.people = people
    self.costings = costings
    self.prices = prices
    self.priceYears = priceYears
    self.marketForces = marketForces
    self.shares = shares
    self.providerNames = providerNames
    self.commissioning = commissioning
    self.cohorts = cohorts
    self.priceReading = priceReading
    self.guidelineYear = guidelineYear
  }
}

extension ModelInputs {
  /// Reads what the scenario names and follows the cohorts.
  ///
  /// - Throws: every fault of every file.
  convenience init(_ scenario: Scenario, tariffs: TariffLibrary) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let reading = ScenarioReading(scenario: scenario, tariffs: tariffs)
    let prices = faults.collect { () throws(DiagnosticList) in
      try reading.prices(scenario.prices, at: scenario.positions.prices)
    }
    let pathways = faults.collect { () throws(DiagnosticList) in try reading.pathways() }
    // What depends on a pathway that does not exist would only repeat that it does not.
    if faults.errors.contains(where: { $0.code == "pathway.unknown" }) { throw faults }
    let people = faults.collect { () throws(DiagnosticList) in try reading.cohorts(of: pathways ?? []) }
    let cohorts = people.flatMap { people in
      faults.collect { () throws(DiagnosticList) in
        try Cohorts(people.inputs, at: scenario.positions.years)
      }
    }
    let shares = faults.collect { () throws(DiagnosticList) in try reading.providerShares() }
    let commissioning = faults.collect { () throws(DiagnosticList) in try tariffs.commissioning() }
    let years = faults.collect { () throws(DiagnosticList) in
      try reading.priceYears(from: scenario.prices.year, at: scenario.positions.years)
    }
    let names = faults.collect { () throws(DiagnosticList) in try reading.providerNames() }
    let forces = faults.collect { () throws(DiagnosticList) in try reading.marketForces(of: shares) }
    var costings: [PathwayCosting] = []
    for pathway in pathways ?? [] {
      guard let prices else { break }
      let costing = faults.collect { () throws(DiagnosticList) in
        try reading.costing(pathway, scenario.guidelineYear, prices, at: scenario.positions.guideline)
      }
      if let costing { costings.append(costing) }
    }
    try faults.throwIfFaulty()
    guard let prices, let people, let cohorts, let shares, let commissioning, let years, let forces
    else { throw faults }
    self.init(
      reading: reading,
      people: people,
      costings: costings,
      prices: prices,
      priceYears: years,
      marketForces: forces.table,
      shares: shares,
      providerNames: names ?? nil,
      commissioning: commissioning,
      cohorts: cohorts,
      priceReading: reading,
      guidelineYear: scenario.guidelineYear
    )
  }

  /// Every file that was read for a scenario, which may change the one that named them; itself first.
  func files(of scenario: Scenario) -> [FileStamp] {
    let scenarios = [scenario.file] + scenario.baselines.reversed().map(\.file)
    let costs = prices.files + costings.flatMap { $0.pathway.files } + priceYears.files + [commissioning.file]
    let rest = [marketForces?.file, providerNames?.file].compactMap { $0 }
    return scenarios + people.files + [shares.file] + costs + rest
  }
}
