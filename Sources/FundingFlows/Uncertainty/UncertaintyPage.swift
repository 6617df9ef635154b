import Quantities
import Randomness

extension FlowSimulation {
  /// How sure the totals are, as text: by year and pathway, and the inputs that move them most.
  public var page: String {
    let totals = model.totals
    var table = TextTable(columns: model.years.map(\.description) + ["all years"])
    let row = { (total: FlowTotal, number: (OutcomeSummary) -> Double) -> [String] in
      let years = model.years.map { year -> FlowTotal in
        var own = total
        own.year = year
        return own
      }
      return (years + [total]).map { own in
        totals.place(of: own).map { TextTable.separated(Pence(rounding: number(summaries[$0])).description) }
          ?? ""
      }
    }
    table.heading("How sure, by \(TextTable.separated("\(outcomes.draws)")) draws, seed \(model.seed)")
    for (label, number) in Self.rows { table.row("Total, \(label)", row(FlowTotal(), number)) }
    for pathway in model.flows.scenario.pathways {
      for (label, number) in Self.rows.dropLast() {
        table.row("\(pathway), \(label)", row(FlowTotal(pathway: pathway), number))
      }
    }
    return "\n" + table.text + "\n" + influenceSection
  }

  private static let rows: [(String, @Sendable (OutcomeSummary) -> Double)] = [
    ("mean", { $0.mean }), ("2.5 % lie below", { $0.lower }), ("97.5 % lie below", { $0.upper }),
    ("Monte Carlo error", { $0.monteCarloError }),
  ]

  private var influenceSection: String {
    let influence = influence
    var table = TextTable(columns: ["at 2.5 %", "at 97.5 %", "moves", "rank corr."])
    table.heading("What moves the total of all years most, each input alone")
    for input in influence.inputs.prefix(12) {
      table.row(
        input.path,
        [input.low, input.high, input.swing].map { TextTable.separated(Pence(rounding: $0).description) }
          + ["\((input.rankCorrelation * 100).rounded() / 100)"]
      )
    }
    let unverified = influence.inputs.count { $0.evidence == .unverified }
    let note = """
      \(influence.inputs.count) numbers are drawn, \(unverified) from distributions that no document supports. Inputs without a \
      distribution count as certain: the spread is that of the named inputs alone.
      """
    return table.text + TextTable.wrapped(note)
  }
}

extension FlowDraw {
  /// The draw as text.
  public var page: String {
    "\nDraw \(number) comes to \(TextTable.separated(Pence(rounding: total).description)) pounds in all."
  }
}
