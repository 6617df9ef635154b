public import Diagnostics
import Pathways
import Populations
import Quantities
public import Tables
public import Tariffs

/// Everything that a scenario names, read and checked.
public struct FundingModel: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// Every file that was read, the scenario first.
  public let inputs: [FileStamp]

  private let costings: [PathwayCosting]
  private let cohorts: Cohorts
  private let priceYears: PriceYears
  private let marketForces: MarketForces?
  private let shares: ProviderShares
  private let providerNames: ProviderNames?
  private let commissioning: Commissioning
  private let incidenceMethod: String
  private let stageEvidence: Evidence
  private let forecast: CaseForecast?
  private let basis: CohortBasis

  /// Reads what the scenario names and follows the cohorts.
  ///
  /// - Throws: every fault of every file; `model.recurrent-step` when people who recur would need what only
  ///   others can be counted for; `model.too-much` when the flows would not fit.
  public init(_ scenario: Scenario, tariffs: TariffLibrary) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let reading = ScenarioReading(scenario: scenario, tariffs: tariffs)
    let costings = faults.collect { () throws(DiagnosticList) in try reading.costings() }
    // What depends on a pathway that does not exist would only repeat that it does not.
    if faults.errors.contains(where: { $0.code == "pathway.unknown" }) { throw faults }
    let pathways = costings?.costings.map(\.pathway) ?? []
    let cohorts = faults.collect { () throws(DiagnosticList) in try reading.cohorts(of: pathways) }
    let shares = faults.collect { () throws(DiagnosticList) in try reading.providerShares() }
    let commissioning = faults.collect { () throws(DiagnosticList) in try tariffs.commissioning() }
    let years = faults.collect { () throws(DiagnosticList) in
      try PriceYears(
        tariffs,
        published: scenario.prices.year,
        years: scenario.years,
        beyond: scenario.beyond,
        at: scenario.positions.years
      )
    }
    let names = faults.collect { () throws(DiagnosticList) in try reading.providerNames() }
    let forces = faults.collect { () throws(DiagnosticList) in try reading.marketForces(of: shares) }
    try faults.throwIfFaulty()
    guard let costings, let cohorts, let shares, let commissioning, let years, let forces else {
      throw faults
    }
    try Self.refuseUncounted(costings.costings, cohorts.cohorts, recurrence: scenario.recurrence)
    let largestStep = years.largestFactor * (forces.table?.largestFactor ?? 1)
    try Self.refuseTooMuch(costings.costings, cohorts.cohorts, scenario, largestStep)
    self.scenario = scenario
    self.costings = costings.costings
    self.cohorts = cohorts.cohorts
    self.shares = shares
    self.commissioning = commissioning
    providerNames = names ?? nil
    priceYears = years
    marketForces = forces.table
    incidenceMethod = cohorts.method
    stageEvidence = cohorts.stageEvidence
    forecast = cohorts.forecast
    basis = cohorts.basis
    inputs =
      ([scenario.file] + cohorts.files + [shares.file] + costings.files + years.files
      + [commissioning.file] + (forces.table.map { [$0.file] } ?? [])
      + (providerNames.map { [$0.file] } ?? [])).withoutRepeats()
  }

  /// Refuses steps of people who recur that do not happen once for each of them, and subtypes that recur and
  /// have no steps, rather than lose them.
  private static func refuseUncounted(
    _ costings: [PathwayCosting],
    _ cohorts: Cohorts,
    recurrence: Scenario.FilePlace?
  ) throws(DiagnosticList) {
    var faults = DiagnosticList()
    for costing in costings where cohorts.sitesThatRecur.contains(costing.pathway.name) {
      let name = costing.pathway.name
      var told: Set<String> = []
      for activity in costing.activities where activity.stage == .recurrent {
        let step = activity.step
        guard step.occurrence != .case, told.insert(step.id).inserted else { continue }
        faults.append(
          Diagnostic(
            "model.recurrent-step",
            at: step.position,
            "found \(step.id) of stage recurrent per \(step.occurrence.rawValue), expected it per case: so many "
              + "for each recurrence",
            fix: "write case, or leave recurrent out of its stages"
          )
        )
      }
      let known = Set(costing.pathway.weights(at: .recurrent).filter { $0.weight > 0 }.map(\.subtype))
      let recurring = costing.pathway.subtypes.map(\.name).filter { subtype in
        cohorts.keys.contains { key in
          key.site == name
            && cohorts.years.contains { cohorts.recurrences(of: key, in: $0, subtype: subtype) > 0 }
        }
      }
      for subtype in recurring where !known.contains(subtype) {
        faults.append(
          Diagnostic(
            "recurrence.subtype",
            at: recurrence?.position,
            "found recurrences of \(name) \(subtype), but nobody of it at stage recurrent in the subtypes table",
            fix: "give it a share at stage recurrent, and rows to its steps"
          )
        )
      }
    }
    try faults.throwIfFaulty()
  }

  /// Refuses figures whose flows would not fit, by an upper bound of them: every patient of all years has each
  /// activity of the stage in every year.
  private static func refuseTooMuch(
    _ costings: [PathwayCosting],
    _ cohorts: Cohorts,
    _ scenario: Scenario,
    _ factor: Double
  ) throws(DiagnosticList) {
    var total = 0.0
    for costing in costings {
      let pathway = costing.pathway
      let patients = cohorts.keys.filter { $0.site == pathway.name }
        .flatMap { cohorts.figures(of: $0) }.reduce(0) { $0 + $1.cases }
      for activity in costing.activities {
        let people = activity.stage == .ruledOut ? patients * pathway.ruledOut.perCase.value : patients
        let units = people * activity.unitsPerOccurrence
        var pounds = 0.0
        if case .priced(let value)? = activity.valuation {
          pounds = units * value.price.approximatePounds * factor
        }
        total += pounds * Double(scenario.years.count)
        guard units > 9e12 || pounds > 100e12 || total > 90_000e12 else { continue }
        throw DiagnosticList(
          Diagnostic(
            "model.too-much",
            at: Position(file: scenario.file.path),
            "found figures that come to more than 100 million million pounds or 9 million million units of "
              + "\(activity.step.id)",
            fix: "look for a slip in persons, rates, local ratios, quantities or prices"
          )
        )
      }
    }
  }

  /// The calendar years that the financial years lie in.
  private var calendarYears: ClosedRange<Int> {
    scenario.years.lowerBound...(scenario.years.upperBound + 1)
  }

  /// Predicts the flows of every year.
  ///
  /// - Parameter explains: whether each line is explained, from the published price to the rounding.
  public func run(explains: Bool = false) -> PredictedFlows {
    var lines: [LedgerLine] = []
    var explanations: [Explanation] = []
    for costing in costings {
      let counts = PatientCounts(costing: costing, cohorts: cohorts)
      let demands = costing.activities.filter { $0.valuation != nil }
      for start in scenario.years {
        let year = FinancialYear(start: start)
        for activity in demands {
          let people = counts.people(needing: activity, in: start)
          guard people > 0 else { continue }
          let own = flows(of: activity, units: people * activity.unitsPerOccurrence, costing, year)
          lines += own
          if explains { explanations += own.map { explanation(of: $0, activity, year) } }
        }
      }
    }
    return PredictedFlows(
      scenario: scenario,
      ledger: Ledger(lines),
      patients: PatientRow.rows(costings.map(\.pathway), cohorts, in: calendarYears),
      prevalence: PrevalenceRow.rows(scenario.pathways, cohorts, in: calendarYears),
      calibration: cohorts.calibration,
      basis: basis,
      warnings: cohorts.warnings,
      stepNames: Dictionary(
        costings.flatMap { $0.pathway.steps.map { ($0.id, $0.name) } },
        uniquingKeysWith: { first, _ in first }
      ),
      providerNames: Dictionary(
        shares.all.map { ($0, providerNames?[$0] ?? "") },
        uniquingKeysWith: { first, _ in first }
      ),
      incidenceMethod: incidenceMethod,
      forecast: forecast,
      stageEvidence: stageEvidence,
      providerEvidence: shares.evidence,
      inputs: inputs,
      explanations: explains ? explanations : nil
    )
  }

  /// Why a line is worth what it is; empty when it has no price.
  private func explanation(
    of line: LedgerLine,
    _ activity: CostedActivity,
    _ year: FinancialYear
  ) -> Explanation {
    var explanation = Explanation()
    guard case .priced(let published)? = activity.valuation, let price = line.unitPrice else {
      return explanation
    }
    let conversion = published.basis == .drugListPrice ? nil : priceYears[year].conversion
    explanation.take(conversion.map { published.converted(by: $0) } ?? published)
    let amount = line.activity * price
    explanation.note(
      "activity",
      "× \(line.activity) of \(activity.step.id) at \(line.provider)",
      to: amount,
      evidence: line.evidence
    )
    let exact = amount * line.marketForces
    if line.marketForces != .one {
      explanation.note(
        RuleOutcome.marketForces.text,
        "market forces × \(line.marketForces) (\(line.provider))",
        to: exact,
        at: marketForces?.position(of: line.provider),
        evidence: .seen
      )
    }
    explanation.round(exact)
    return explanation
  }

  /// The lines of one activity in one year: one for each provider.
  private func flows(
    of activity: CostedActivity,
    units: Double,
    _ costing: PathwayCosting,
    _ year: FinancialYear
  ) -> [LedgerLine] {
    let step = activity.step
    let carried = priceYears[year]
    let priced = price(of: activity, carried)
    let responsibility = responsibility(for: activity, year)
    return shares.providers(of: costing.pathway.name, step.phase).compactMap { provider, share in
      guard let amount = Activity(rounding: units * share.value), amount != .zero else { return nil }
      let factor = priced.basis == .tariff ? (marketForces?[provider] ?? .one) : .one
      let value = priced.price.map { ((amount * $0) * factor).rounded(.penceHalfUp) }
      return LedgerLine(
        financialYear: year,
        commissioner: responsibility == .nhsEngland ? scenario.nationalCommissioner : scenario.commissioner,
        provider: provider,
        pathway: costing.pathway.name,
        phase: step.phase,
        step: step.id,
        stage: activity.stage,
        currency: activity.payment?.currency,
        pointOfDelivery: activity.payment?.pointOfDelivery,
        treatmentFunction: step.treatmentFunction,
        basis: priced.basis,
        activity: amount,
        unitPrice: priced.price,
        marketForces: factor,
        value: value,
        serviceCategory: responsibility.categoryCode,
        evidence: activity.evidence.weaker(carried.evidence),
        source: priced.source
      )
    }
  }

  private func price(
    of activity: CostedActivity,
    _ carried: PriceYears.Step
  ) -> (price: UnitPrice?, basis: CostBasis, source: String) {
    switch activity.valuation {
    case .priced(let value)? where value.basis == .drugListPrice:
      // A drug is paid at its price, which neither uplift nor efficiency moves.
      return (value.price, value.basis, carried.note.isEmpty ? value.source : "\(value.source); held")
    case .priced(let value)?:
      let price = carried.factor == .one ? value.price : value.price.converted(by: carried.factor)
      return (price, value.basis, carried.note.isEmpty ? value.source : "\(value.source); \(carried.note)")
    case .unpriced(let reason)?: return (nil, .unpriced, reason)
    case nil: return (nil, .unpriced, "")
    }
  }

  private func responsibility(for activity: CostedActivity, _ year: FinancialYear)
    -> Commissioning.Responsibility
  {
    guard let payment = activity.payment else { return .integratedCareBoard }
    return commissioning.responsibility(
      for: payment.currency,
      at: payment.pointOfDelivery,
      treatmentFunction: activity.step.treatmentFunction,
      in: year
    )
  }
}

extension [FileStamp] {
  /// The stamps in order, each path once.
  fileprivate func withoutRepeats() -> [FileStamp] {
    var seen: Set<String> = []
    return filter { seen.insert($0.path).inserted }
  }
}
