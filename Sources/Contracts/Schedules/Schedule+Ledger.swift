public import FundingFlows
public import Quantities

extension Schedule {
  /// The schedule of one year of a run.
  public init(_ flows: PredictedFlows, in year: FinancialYear) {
    self.init(flows.ledger, in: year)
  }

  /// The schedule of one year of a ledger: a line for each commissioner, provider, service line and price, over all
  /// stages, by who pays, who is paid and what for.
  ///
  /// Each line is worth activity × price × factor, rounded once to pence, half up. The ledger rounds each stage; so that
  /// both come to the same total, to the penny, a line of the point of delivery ADJUSTMENT for each commissioner and
  /// provider holds the difference, where there is one.
  ///
  /// The figures of the year before are blank when the ledger does not have that year, and 0 when it has the year and not
  /// the line. A line of the year before that is planned no more stays, with an activity of 0: so those figures add up to
  /// that year's total too.
  ///
  /// - Complexity: O(n log n).
  public init(_ ledger: Ledger, in year: FinancialYear) {
    let yearBefore = year.advanced(by: -1)
    let now = YearPlan(ledger, in: year)
    let hasBefore = ledger.lines.contains { $0.financialYear == yearBefore }
    let before = hasBefore ? YearPlan(ledger, in: yearBefore) : nil
    let last = Dictionary(
      (before?.lines ?? []).map { ($0.lineID, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let planned = Set(now.lines.map(\.lineID))
    let ended = (before?.lines ?? []).filter { !planned.contains($0.lineID) }
    let lines =
      now.lines.map { ScheduleLine($0, in: year, after: last[$0.lineID], hasBefore: hasBefore) }
      + ended.map { ScheduleLine(ended: $0, in: year) }
      + Self.roundings(now, before, in: year)
    self.init(lines.sorted(by: Self.isBefore))
  }

  private static func isBefore(_ one: ScheduleLine, _ other: ScheduleLine) -> Bool {
    let (first, second) = (one.service, other.service)
    return first == second
      ? one.lineID.utf8.count < other.lineID.utf8.count || one.lineID < other.lineID : first < second
  }

  private static func roundings(_ now: YearPlan, _ before: YearPlan?, in year: FinancialYear)
    -> [ScheduleLine]
  {
    let parties = Set(now.roundings.keys).union(before?.roundings.keys ?? [:].keys)
    return parties.sorted().map { parties in
      var line = ScheduleLine(
        lineID: "",
        financialYear: year,
        commissioner: parties.commissioner,
        provider: parties.provider,
        pointOfDelivery: .adjustment,
        plannedValue: now.roundings[parties] ?? .zero,
        lastYearValue: before.map { $0.roundings[parties] ?? .zero },
        evidence: .definition,
        note: "rounding: the run rounds the value of each stage, this schedule that of each line"
      )
      line.lineID = line.service.lineID
      return line
    }
  }
}

extension ScheduleLine {
  /// A line of this year, beside the one of the same name of the year before.
  fileprivate init(_ line: YearPlan.Line, in year: FinancialYear, after last: YearPlan.Line?, hasBefore: Bool)
  {
    self.init(
      lineID: line.lineID,
      financialYear: year,
      commissioner: line.service.commissioner,
      provider: line.service.provider,
      pathway: line.service.pathway,
      step: line.service.step,
      currency: line.service.currency,
      pointOfDelivery: line.service.pointOfDelivery,
      treatmentFunction: line.service.treatmentFunction,
      plannedActivity: line.sum.activity,
      unitPrice: line.price.unitPrice,
      marketForces: line.price.marketForces,
      plannedValue: line.value,
      lastYearActivity: hasBefore ? last?.sum.activity ?? .zero : nil,
      lastYearValue: hasBefore ? (last.map(\.value) ?? .zero) : nil,
      basis: line.service.basis,
      evidence: line.sum.evidence,
      note: line.sum.note
    )
  }

  /// A line of the year before that is planned no more.
  fileprivate init(ended last: YearPlan.Line, in year: FinancialYear) {
    self.init(last, in: year, after: last, hasBefore: true)
    plannedActivity = .zero
    plannedValue = last.value.map { _ in .zero }
    note = "none planned any more; the price is last year's" + (note.isEmpty ? "" : ": \(note)")
  }
}
