import Diagnostics
import Pathways
import Populations
import Tables
import Tariffs

extension ModelInputs {
  /// Whether the inputs of a cause are others; where that is not seen from the files, they may be.
  func differs(from other: ModelInputs, in cause: Cause) -> Bool {
    let (own, others) = (people.inputs, other.people.inputs)
    switch cause {
    case .population:
      return own.population.files.checksums != others.population.files.checksums
        || scenario.commissioner != other.scenario.commissioner
        || scenario.nationalCommissioner != other.scenario.nationalCommissioner
    // The options of a forecast are not seen from its files.
    case .incidence: return true
    case .mortality:
      let files = { (inputs: CohortInputs) in
        [inputs.netSurvival.file, inputs.trend?.file, inputs.lifeTable.file, inputs.recurrence?.file].map {
          $0?.checksum
        }
      }
      return files(own) != files(others) || scenario.lifeTableYear != other.scenario.lifeTableYear
        || scenario.calibration != other.scenario.calibration
        || scenario.pathways.contains { scenario.survivalForms[$0] != other.scenario.survivalForms[$0] }
        || cohorts.calibration.map(\.factor) != other.cohorts.calibration.map(\.factor)
    case .stage: return own.stages.file.checksum != others.stages.file.checksum
    case .pathway:
      return guidelineYear != other.guidelineYear
        || costings.flatMap { $0.pathway.files }.checksums
          != other.costings.flatMap { $0.pathway.files }.checksums
    case .price:
      return scenario.prices != other.scenario.prices || scenario.fallbacks != other.scenario.fallbacks
        || scenario.beyond != other.scenario.beyond
        || scenario.marketForcesYear != other.scenario.marketForcesYear
        || prices.files.checksums != other.prices.files.checksums
    case .providerShare: return shares.file.checksum != other.shares.file.checksum
    }
  }

  /// These inputs with those of some causes from others.
  ///
  /// - Throws: faults of people or care that do not go together.
  func mixed(with other: ModelInputs, taking taken: Set<Cause>) throws(DiagnosticList) -> ModelInputs {
    let from = { (cause: Cause) in taken.contains(cause) ? other : self }
    let whose = from(.population).reading
    let care = from(.pathway)
    let priced = from(.price)
    var inputs = from(.population).people.inputs
    let incidence = from(.incidence).people.inputs
    inputs.incidence = incidence.incidence
    inputs.past = incidence.past
    inputs.earliest = incidence.earliest
    inputs.stages = from(.stage).people.inputs.stages
    let mortality = from(.mortality)
    inputs.netSurvival = mortality.people.inputs.netSurvival
    inputs.trend = mortality.people.inputs.trend
    inputs.lifeTable = mortality.people.inputs.lifeTable
    inputs.recurrence = mortality.people.inputs.recurrence
    inputs.calibrationMethod = mortality.people.inputs.calibrationMethod
    inputs.heldCalibration = mortality.cohorts.calibration
    inputs.subtypes = care.people.inputs.subtypes
    var costings: [PathwayCosting] = []
    for costing in care.costings {
      let place = whose.scenario.positions.guideline
      costings.append(
        try priced.priceReading.costing(costing.pathway, care.guidelineYear, priced.prices, at: place)
      )
    }
    return ModelInputs(
      reading: whose,
      people: ScenarioReading.ReadCohorts(
        inputs: inputs,
        files: people.files,
        forecast: nil,
        lastRegistered: from(.incidence).people.lastRegistered
      ),
      costings: costings,
      prices: priced.prices,
      priceYears: priced.priceYears,
      marketForces: priced.marketForces,
      shares: from(.providerShare).shares,
      providerNames: nil,
      commissioning: commissioning,
      cohorts: try Cohorts(inputs, at: whose.scenario.positions.years),
      priceReading: priced.priceReading,
      guidelineYear: care.guidelineYear
    )
  }
}

extension [FileStamp] {
  fileprivate var checksums: [String] { map(\.checksum) }
}
