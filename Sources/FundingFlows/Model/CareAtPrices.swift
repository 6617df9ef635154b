import Diagnostics
import Pathways
import Quantities
import Tables
import Tariffs

/// Care at the prices that some changes of both have reached in a year.
struct CareAtPrices: Sendable {
  let costings: [PathwayCosting]
  let priceYears: PriceYears
  /// The tables of the prices.
  let files: [FileStamp]

  /// The care and prices of some inputs, unchanged.
  init(_ inputs: ModelInputs) {
    costings = inputs.costings
    priceYears = inputs.priceYears
    files = inputs.prices.files + inputs.priceYears.files
  }

  /// Changes the care and prices of some inputs; what no change touches stays as it is.
  ///
  /// - Throws: `change.unknown` for a pathway, step, mix or price that there is not; faults of prices and shares.
  init(_ inputs: ModelInputs, changedBy changes: [ScenarioChange], in start: Int) throws(DiagnosticList) {
    var faults = DiagnosticList()
    let reached = changes.filter { $0.reach(in: start) > 0 }
    let guideline = reached.first { $0.path == .guidelineYear }
    let guidelineYear = guideline?.year ?? inputs.guidelineYear
    let prices = faults.collect { () throws(DiagnosticList) in try Self.prices(inputs, reached) }
    Self.checkPathways(inputs, reached, &faults)
    guard let prices else { throw faults }
    var costings: [PathwayCosting] = []
    for base in inputs.costings {
      let own = reached.filter { $0.path.pathway == base.pathway.name }
      guard !own.isEmpty || guideline != nil || prices.isChanged else {
        costings.append(base)
        continue
      }
      let costing = faults.collect { () throws(DiagnosticList) in
        let pathway = try Self.changed(base.pathway, by: own, in: start, guidelineYear)
        let place = guideline?.position ?? inputs.scenario.positions.guideline
        return try inputs.reading.costing(pathway, guidelineYear, prices.list, at: place)
      }
      costings.append(costing ?? base)
    }
    let ofPrices = reached.filter { $0.path.isPrice }
    for change in ofPrices where !costings.contains(where: { $0.isPaid(by: change.path) }) {
      faults.append(
        Diagnostic(
          "change.unknown",
          at: change.position,
          "found a change of \(change.path), by which no step is paid",
          fix: "look for the currency and the point of delivery in flows.csv"
        )
      )
    }
    try faults.throwIfFaulty()
    self.costings = costings.compactMap { costing in
      faults.collect { () throws(DiagnosticList) in try costing.repriced(by: ofPrices, in: start) }
    }
    try faults.throwIfFaulty()
    priceYears = prices.years
    files = prices.list.files + prices.years.files
  }

  // MARK: - Prices of another year

  private struct Prices {
    let list: PriceList
    let years: PriceYears
    let isChanged: Bool
  }

  private static func prices(_ inputs: ModelInputs, _ reached: [ScenarioChange]) throws(DiagnosticList)
    -> Prices
  {
    let own = reached.filter { $0.path == .tariffYear || $0.path == .tariffBasis }
    guard let first = own.first else {
      return Prices(list: inputs.prices, years: inputs.priceYears, isChanged: false)
    }
    var source = inputs.priceReading.scenario.prices
    for change in own {
      switch change.amount {
      case .year(let year): source = PriceSource(year: FinancialYear(start: year), basis: source.basis)
      case .basis(let basis): source = PriceSource(year: source.year, basis: basis)
      default: continue
      }
    }
    return Prices(
      list: try inputs.priceReading.prices(source, at: first.position),
      years: try inputs.priceReading.priceYears(from: source.year, at: first.position),
      isChanged: true
    )
  }

  // MARK: - Pathways

  private static func checkPathways(
    _ inputs: ModelInputs,
    _ reached: [ScenarioChange],
    _ faults: inout DiagnosticList
  ) {
    let known = inputs.costings.map(\.pathway.name)
    for change in reached {
      guard let name = change.path.pathway, !known.contains(name) else { continue }
      let meant = Suggestion.closest(to: name, among: known)
      faults.append(
        Diagnostic(
          "change.unknown",
          at: change.position,
          "found a change of \(change.path), but \(name) is no pathway of the scenario",
          fix: meant.map { "did you mean \($0)?" } ?? "write one of \(known.joined(separator: ", "))"
        )
      )
    }
  }

  private static func changed(
    _ pathway: Pathway,
    by changes: [ScenarioChange],
    in start: Int,
    _ guidelineYear: Int
  ) throws(DiagnosticList) -> Pathway {
    var faults = DiagnosticList()
    var changed = pathway
    for change in changes {
      guard case .referrals = change.path else { continue }
      let perCase = Activity(rounding: change.changed(pathway.ruledOut.perCase.value, in: start))
      guard let perCase, perCase <= PathwayTables.largestQuantity else {
        faults.append(tooMany(change))
        continue
      }
      changed.setRuledOut(perCase, change.evidence)
    }
    let ofSteps = changes.compactMap { change -> PathwayChange? in
      guard let target = change.path.target else { return nil }
      return PathwayChange(target, evidence: change.evidence, at: change.position) {
        change.changed($0, in: start)
      }
    }
    let whole = faults.collect { () throws(DiagnosticList) in
      ofSteps.isEmpty ? changed : try changed.changed(by: ofSteps, guidelineYear: guidelineYear)
    }
    try faults.throwIfFaulty()
    return whole ?? changed
  }

  private static func tooMany(_ change: ScenarioChange) -> Diagnostic {
    Diagnostic(
      "model.too-much",
      at: change.position,
      "found \(change.path) changed to more than \(PathwayTables.largestQuantity) for a person diagnosed",
      fix: "change it by less"
    )
  }
}

extension ScenarioChange {
  /// The year that an input is set to; nil where it is no year.
  fileprivate var year: Int? {
    guard case .year(let year) = amount else { return nil }
    return year
  }
}

extension ChangePath {
  /// The pathway that a path of care is about; nil for other paths.
  var pathway: String? {
    switch self {
    case .stepShare(let pathway, _), .stepQuantity(let pathway, _), .casemix(let pathway, _, _),
      .referrals(let pathway):
      pathway
    default: nil
    }
  }

  /// What it changes of a pathway's rows; nil for other paths.
  fileprivate var target: PathwayChange.Target? {
    switch self {
    case .stepShare(_, let step): .share(step: step)
    case .stepQuantity(_, let step): .quantity(step: step)
    case .casemix(_, let mix, let point): .delivery(mix: mix, point)
    default: nil
    }
  }

  /// Whether it changes single prices.
  var isPrice: Bool {
    guard case .price = self else { return false }
    return true
  }
}
