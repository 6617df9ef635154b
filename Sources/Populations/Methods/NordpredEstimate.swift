/// Nordpred's model, fitted: what `nordpred.estimate` gives in R.
public struct NordpredEstimate: Sendable {
  /// The regression.
  public let fit: RegressionFit
  /// How many periods were fitted.
  public let periodsUsed: Int
  /// The age group and period of each row of the regression, as indices of the table.
  public let cells: [(age: Int, period: Int)]
  /// p of period² in the log-linear age-drift-cohort model: small when the trend bends; nil when that model
  /// could not be fitted.
  public let recentProbability: Double?

  private let plan: NordpredPlan
  private let design: NordpredDesign
  private let table: RateTable
  private let notes: [String]

  init(
    plan: NordpredPlan,
    design: NordpredDesign,
    table: RateTable,
    fit: RegressionFit,
    recentProbability: Double?,
    notes: [String]
  ) {
    self.plan = plan
    self.design = design
    self.table = table
    self.fit = fit
    self.recentProbability = recentProbability
    self.notes = notes
    periodsUsed = design.periodCount
    cells = design.cells
  }

  /// Whether the trend bends, so that the recent one is the better guess.
  public var suggestsRecentTrend: Bool { (recentProbability ?? 1) < Nordpred.significant }

  /// Whether the slope of the last two periods goes on.
  public var usesRecentTrend: Bool {
    switch plan.method.recentTrend {
    case .yes: true
    case .no: false
    case .automatic: suggestsRecentTrend
    }
  }

  /// Forecasts so many periods after the table's last.
  public func projection(periods count: Int) throws(ForecastFault) -> RateProjection {
    let later = try table.periods(ahead: count)
    let lastTwo = [table.periods.count - 2, table.periods.count - 1]
    let kept = keptDrift(count)
    let cells = table.ageStarts.indices.map { age -> [RateProjection.Cell] in
      guard age >= plan.firstUsed, let own = design.ageColumns[age] else {
        return Array(repeating: .held(table.meanRate(ofAge: age, in: lastTwo)), count: count)
      }
      return (1...count).map { step in .fitted(row(own, age, step, kept[step - 1])) }
    }
    return RateProjection(
      name: plan.method.name,
      notes: notes + [trendNote] + ageNotes,
      fit: fit,
      ageStarts: table.ageStarts,
      periods: later,
      cells: cells,
      fittedCells: self.cells
    )
  }

  /// How many whole drifts have been added after each future period: K of the formula.
  private func keptDrift(_ count: Int) -> [Double] {
    var kept: [Double] = []
    for step in 0..<count {
      let cuts = plan.method.cutTrend
      let cut = step < cuts.count ? cuts[step] : cuts.last ?? 0
      kept.append((kept.last ?? 0) + 1 - cut)
    }
    return kept
  }

  /// The predictor of one age group in one future period, over the estimated coefficients.
  private func row(_ ageColumn: Int, _ age: Int, _ step: Int, _ kept: Double) -> SparseRow {
    let last = table.periods.count - 1
    var entries: [(column: Int, value: Double)] = [
      (ageColumn, 1), (design.drift, Double(last + 1) + kept),
    ]
    if usesRecentTrend, let before = design.periodColumns[last - 1] { entries.append((before, -kept)) }
    if let column = cohortColumn(design.cohort(age, last + step)) { entries.append((column, 1)) }
    return design.full.overEstimated(SparseRow(entries))
  }

  /// Where the effect of a cohort is found; nil for the first cohort, which has none.
  ///
  /// The last cohort of all was seen once, at the youngest age estimated: it and those after it take the effect
  /// of the cohort that has reached the youngest age used, as in the R package. When both ages are the same that
  /// effect is aliased and counts as nothing.
  private func cohortColumn(_ cohort: Int) -> Int? {
    let last = table.periods.count - 1
    let isKnown = cohort < design.cohort(plan.firstEstimated, last)
    let nearest = isKnown ? cohort : design.cohort(plan.firstUsed, last)
    return design.cohortColumns[nearest]
      ?? design.cohortColumns.filter { $0.key < nearest }.max { $0.key < $1.key }?.value
  }

  private var trendNote: String {
    let chosen = usesRecentTrend ? "the trend of the last two periods goes on" : "the average trend goes on"
    guard plan.method.recentTrend == .automatic else { return chosen + ", as asked" }
    guard let recentProbability else { return chosen + ", since a bend could not be tested" }
    return chosen + ", the trend being straight has \(stated(recentProbability))"
  }

  private var ageNotes: [String] {
    ["ages are fitted from \(table.label(ofAge: plan.firstEstimated)) on"]
      + (plan.firstUsed == 0
        ? []
        : ["ages below \(table.label(ofAge: plan.firstUsed)) hold the mean rate of the last two periods"])
  }
}
