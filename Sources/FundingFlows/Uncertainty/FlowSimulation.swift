public import Quantities
public import Randomness

/// One draw by itself.
public struct FlowDraw: Sendable {
  /// Which draw it is, from 1 on.
  public let number: Int
  let values: [Double]
  /// The normal score of each input.
  let inputs: [(path: String, score: Double)]
  let totals: FlowTotals

  init(number: Int, values: [Double], inputs: [(path: String, score: Double)], _ totals: FlowTotals) {
    self.number = number
    self.values = values
    self.inputs = inputs
    self.totals = totals
  }

  /// What it comes to in all, in pounds.
  public var total: Double { values[totals.everything] }
}

/// The draws of a model and what they say.
public struct FlowSimulation: Sendable {
  /// The model that was drawn from.
  public let model: UncertainFlows
  /// Every draw of every flow and total, in pounds.
  let outcomes: SimulatedOutcomes
  /// The summary of each.
  let summaries: [OutcomeSummary]
  /// The flows without uncertainty, as the ledger has them.
  let own: [Pence]
  /// What each input makes of the total.
  public let influence: InputInfluences

  init(_ model: UncertainFlows, _ outcomes: SimulatedOutcomes, threads: Int) {
    self.model = model
    self.outcomes = outcomes
    summaries = outcomes.summaries(threads: threads)
    own = model.ledgerFlows
    influence = InputInfluences(model, outcomes)
  }

  /// What all flows of all years come to: the mean, its spread and its quantiles, in pounds.
  public var total: OutcomeSummary { summaries[model.totals.everything] }

  /// What all flows of a year come to; nil for a year that is not predicted.
  public func total(in year: FinancialYear) -> OutcomeSummary? {
    model.totals.place(of: FlowTotal(year: year)).map { summaries[$0] }
  }

  /// The total of each year with its spread, and without uncertainty, in pounds.
  public var years: [(year: FinancialYear, point: Double, summary: OutcomeSummary)] {
    model.years.compactMap { year in
      guard let summary = total(in: year) else { return nil }
      let point = zip(model.totals.outputs, own).filter { $0.0.year == year }.map(\.1).total()
      return (year, Double(point.amount) / 100, summary)
    }
  }

  /// What all flows of all years come to in each draw, in pounds.
  public var totalOfDraws: [Double] { outcomes.values(of: model.totals.everything) }
}
