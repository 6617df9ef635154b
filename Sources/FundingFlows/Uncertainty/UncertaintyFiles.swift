import Quantities
import Randomness
import Tables

extension FlowSimulation {
  /// The files of a simulation, by name.
  ///
  /// - `uncertainty.csv`: each flow of a commissioner, year, pathway and provider;
  /// - `uncertainty-totals.csv`: the same for totals, `all` where one runs over everything; a mean is the sum of
  ///   those of its flows, quantiles are not;
  /// - `draws.csv`: what each draw comes to;
  /// - `tornado.csv`: each uncertain input.
  public var files: [(name: String, bytes: [UInt8])] {
    [
      (name: "uncertainty.csv", bytes: flowTable), (name: "uncertainty-totals.csv", bytes: totalTable),
      (name: "draws.csv", bytes: drawTable), (name: "tornado.csv", bytes: influence.table),
    ]
  }

  private static let header = [
    "commissioner", "financial_year", "pathway", "provider", "without_uncertainty", "mean", "sd", "low_2.5",
    "median", "high_97.5", "monte_carlo_error",
  ]

  /// The means of the flows, rounded to pence.
  var means: [Pence] { model.totals.outputs.indices.map { Pence(rounding: summaries[$0].mean) } }

  private var flowTable: [UInt8] {
    var writer = CSVWriter(header: Self.header)
    for (index, output) in model.totals.outputs.enumerated() {
      writer.text(output.commissioner.description)
      writer.text(output.year.description)
      writer.text(output.pathway)
      writer.text(output.provider.description)
      write(summaries[index], mean: means[index], own: own[index], to: &writer)
    }
    return writer.bytes
  }

  private var totalTable: [UInt8] {
    var writer = CSVWriter(header: Self.header)
    let means = means
    for (index, total) in model.totals.totals.enumerated() {
      writer.text(total.commissioner?.description ?? "all")
      writer.text(total.year?.description ?? "all")
      writer.text(total.pathway ?? "all")
      writer.text(total.provider?.description ?? "all")
      let flows = model.totals.flows(of: index)
      write(
        summaries[model.totals.outputs.count + index],
        mean: flows.map { means[$0] }.total(),
        own: flows.map { own[$0] }.total(),
        to: &writer
      )
    }
    return writer.bytes
  }

  private func write(_ summary: OutcomeSummary, mean: Pence, own: Pence, to writer: inout CSVWriter) {
    writer.number(own)
    writer.number(mean)
    for number in [
      summary.standardDeviation, summary.lower, summary.median, summary.upper, summary.monteCarloError,
    ] {
      writer.number(Pence(rounding: number))
    }
    writer.endRow()
  }

  private var drawTable: [UInt8] {
    let places =
      [model.totals.everything] + model.years.compactMap { model.totals.place(of: FlowTotal(year: $0)) }
    let columns = places.map { outcomes.values(of: $0) }
    var writer = CSVWriter(header: ["draw", "all"] + model.years.map(\.description))
    for draw in 0..<outcomes.draws {
      writer.number(draw + 1)
      for column in columns { writer.number(Pence(rounding: column[draw])) }
      writer.endRow()
    }
    return writer.bytes
  }
}

extension FlowDraw {
  /// The files of one draw: its line of `draws.csv`, every flow of it in `draw.csv`, and what was drawn in
  /// `draw-inputs.csv`, by the share of the distribution that lies below.
  public func files(of model: UncertainFlows) -> [(name: String, bytes: [UInt8])] {
    var line = CSVWriter(header: ["draw", "all"] + model.years.map(\.description))
    line.number(number)
    line.number(Pence(rounding: total))
    for place in model.years.compactMap({ totals.place(of: FlowTotal(year: $0)) }) {
      line.number(Pence(rounding: values[place]))
    }
    line.endRow()
    var flows = CSVWriter(header: ["commissioner", "financial_year", "pathway", "provider", "value"])
    for (index, output) in totals.outputs.enumerated() {
      flows.text(output.commissioner.description)
      flows.text(output.year.description)
      flows.text(output.pathway)
      flows.text(output.provider.description)
      flows.number(Pence(rounding: values[index]))
      flows.endRow()
    }
    var drawn = CSVWriter(header: ["path", "share_below"])
    for (path, score) in inputs {
      drawn.text(path)
      drawn.number(Share.rounding(RandomStream.probability(ofNormalScore: score)))
      drawn.endRow()
    }
    return [
      (name: "draws.csv", bytes: line.bytes), (name: "draw.csv", bytes: flows.bytes),
      (name: "draw-inputs.csv", bytes: drawn.bytes),
    ]
  }
}

extension UncertainFlows {
  /// The financial years, first to last.
  var years: [FinancialYear] { flows.years }
}

extension Share {
  /// A share rounded to six decimals.
  static func rounding(_ value: Double) -> Share {
    Share(millionths: Int64((min(max(value, 0), 1) * 1e6).rounded())) ?? .none
  }
}

extension Pence {
  /// An expectation in pounds, rounded to pence, half away from zero; nothing when it is no number.
  ///
  /// The expectations of a model are far below the largest amount, which its reading makes sure of.
  init(rounding pounds: Double) {
    self.init(Int64(exactly: (pounds * 100).rounded(.toNearestOrAwayFromZero)) ?? 0)
  }
}
