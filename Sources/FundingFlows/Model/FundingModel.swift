public import Diagnostics
import Pathways
import Populations
package import Quantities
public import Tables
public import Tariffs

/// Everything that a scenario names, read and checked.
public struct FundingModel: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// Every file that was read, the scenario first.
  public let inputs: [FileStamp]

  let read: ModelInputs
  let years: [Int: ModelYear]

  /// Reads what the scenario names, follows the cohorts, and makes the scenario's changes.
  ///
  /// - Throws: every fault of every file; `model.recurrent-step` when people who recur would need what only
  ///   others can be counted for; `model.too-much` when the flows would not fit; faults of changes.
  public init(_ scenario: Scenario, tariffs: TariffLibrary) throws(DiagnosticList) {
    try self.init(scenario, ModelInputs(scenario, tariffs: tariffs))
  }

  /// The same inputs with more changes; what they do not touch is not made again.
  ///
  /// - Throws: `change.conflict` when two changes touch the same input; faults of changes.
  public func changed(as name: String, by changes: [ScenarioChange]) throws(DiagnosticList) -> FundingModel {
    try FundingModel(scenario.changed(as: name, by: changes), read)
  }

  init(_ scenario: Scenario, _ read: ModelInputs) throws(DiagnosticList) {
    var made = ModelYears(read, scenario.changes)
    var years: [Int: ModelYear] = [:]
    var faults = DiagnosticList()
    var told: Set<Told> = []
    for start in scenario.years {
      do throws(DiagnosticList) {
        years[start] = try made.year(start)
      } catch {
        // A later year has the same faults again, in other words.
        for fault in error.errors where told.insert(Told(fault)).inserted { faults.append(fault) }
      }
    }
    try faults.throwIfFaulty()
    self.scenario = scenario
    self.read = read
    self.years = years
    inputs = (read.files(of: scenario) + scenario.years.flatMap { years[$0]?.files ?? [] }).withoutRepeats()
    try check()
  }

  /// A fault by what and where it is.
  private struct Told: Hashable {
    let code: String
    let position: Position?

    init(_ fault: Diagnostic) {
      (code, position) = (fault.code, fault.position)
    }
  }

  /// Refuses what would be lost, or would not fit.
  private func check() throws(DiagnosticList) {
    for start in scenario.years {
      guard let year = years[start] else { continue }
      // What happens to people who recur differs only by the version of care, which can change once.
      if start == scenario.years.lowerBound || start == scenario.years.upperBound {
        try Self.refuseUncounted(year.costings, year.people.cohorts, recurrence: scenario.recurrence)
      }
      let largestStep = year.priceYears.largestFactor * (read.marketForces?.largestFactor ?? 1)
      try Self.refuseTooMuch(year.costings, year.people.cohorts, scenario, largestStep)
    }
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

  /// The people of the last year, when every change has begun.
  var people: FollowedPeople {
    years[scenario.years.upperBound]?.people
      ?? FollowedPeople(variant: 0, inputs: read.people.inputs, cohorts: read.cohorts)
  }

  /// Predicts the flows of every year.
  ///
  /// - Parameter explains: whether each line is explained, from the published price to the rounding.
  public func run(explains: Bool = false) -> PredictedFlows {
    let people = people
    var explanations: [Explanation] = []
    let ledger = ledger { line, activity, year in
      if explains { explanations.append(explanation(of: line, activity, year)) }
    }
    let pathways = read.costings.map(\.pathway)
    return PredictedFlows(
      scenario: scenario,
      ledger: ledger,
      patients: patients,
      prevalence: PrevalenceRow.rows(scenario.pathways, people.cohorts, in: calendarYears),
      calibration: people.cohorts.calibration,
      basis: CohortBasis(people.inputs, people.cohorts),
      warnings: people.cohorts.warnings,
      stepNames: Dictionary(
        pathways.flatMap { $0.steps.map { ($0.id, $0.name) } },
        uniquingKeysWith: { first, _ in first }
      ),
      providerNames: Dictionary(
        providers.map { ($0, read.providerNames?[$0] ?? "") },
        uniquingKeysWith: { first, _ in first }
      ),
      incidenceMethod: people.inputs.incidence.method,
      forecast: caseForecast(people.inputs),
      stageEvidence: people.inputs.stages.evidence,
      providerEvidence: years.values.map(\.shares.evidence).max() ?? .unverified,
      inputs: inputs,
      explanations: explains ? explanations : nil
    )
  }

  /// The care of each pathway at its prices in a financial year, before they are carried to it.
  package func costings(in year: FinancialYear) -> [PathwayCosting] {
    years[year.start]?.costings ?? read.costings
  }

  /// Everybody who gives care in some year, in order.
  private var providers: [ProviderCode] { Set(years.values.flatMap(\.shares.all)).sorted() }

  /// The people by calendar year, pathway, sex and stage.
  var patients: [PatientRow] {
    // Care may change people too: those in whom cancer is ruled out, from a financial year on.
    calendarYears.flatMap { year in
      let financialYear = min(max(year, scenario.years.lowerBound), scenario.years.upperBound)
      let pathways = (years[financialYear]?.costings ?? read.costings).map(\.pathway)
      return PatientRow.rows(pathways, people.cohorts, in: year...year)
    }
  }

  func caseForecast(_ inputs: CohortInputs) -> CaseForecast? {
    guard let rates = read.people.forecast else { return nil }
    let first = max(inputs.years.lowerBound, (read.people.lastRegistered ?? 0) + 1)
    guard first <= inputs.years.upperBound else { return nil }
    return CaseForecast(rates, sites: scenario.pathways, years: first...inputs.years.upperBound) {
      site,
      year in
      inputs.incidence.weightedPeople(of: site, in: year, inputs.population)
    }
  }

  // MARK: - The ledger

  /// The flows alone.
  func ledger() -> Ledger { ledger { _, _, _ in } }

  private func ledger(each: (LedgerLine, CostedActivity, FinancialYear) -> Void) -> Ledger {
    var lines: [LedgerLine] = []
    for index in read.costings.indices {
      for start in scenario.years {
        guard let model = years[start] else { continue }
        let year = FinancialYear(start: start)
        let (costing, counts) = (model.costings[index], model.counts[index])
        for activity in costing.activities where activity.valuation != nil {
          let people = counts.people(needing: activity, in: start)
          guard people > 0 else { continue }
          let own = flows(of: activity, units: people * activity.unitsPerOccurrence, costing, year, model)
          lines += own
          for line in own { each(line, activity, year) }
        }
      }
    }
    return Ledger(lines)
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
    let carried = years[year.start]?.priceYears[year]
    let conversion = published.basis == .drugListPrice ? nil : carried?.conversion
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
        at: read.marketForces?.position(of: line.provider),
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
    _ year: FinancialYear,
    _ model: ModelYear
  ) -> [LedgerLine] {
    let step = activity.step
    let carried = model.priceYears[year]
    let priced = price(of: activity, carried)
    let responsibility = responsibility(for: activity, year)
    return model.shares.providers(of: costing.pathway.name, step.phase).compactMap { provider, share in
      guard let amount = Activity(rounding: units * share.value), amount != .zero else { return nil }
      let factor = priced.basis == .tariff ? (read.marketForces?[provider] ?? .one) : .one
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

  func price(
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

  func responsibility(for activity: CostedActivity, _ year: FinancialYear)
    -> Commissioning.Responsibility
  {
    guard let payment = activity.payment else { return .integratedCareBoard }
    return read.commissioning.responsibility(
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
