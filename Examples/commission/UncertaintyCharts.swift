import CostedPathways

extension FlowSimulation {
  /// Pictures of the simulation: `tornado.svg` and `spread.svg`.
  var charts: [(name: String, bytes: [UInt8])] {
    [
      (name: "tornado.svg", bytes: Array(tornado.svg.utf8)),
      (name: "spread.svg", bytes: Array(spread.svg.utf8)),
    ]
  }

  private var tornado: TornadoChart {
    let influence = influence
    return TornadoChart(
      title: "What moves the total of all years: each input at its 2.5 and 97.5 % value",
      centre: influence.centre,
      bars: influence.inputs.map {
        TornadoChart.Bar(
          label: $0.path,
          low: $0.low,
          high: $0.high,
          lowText: $0.lowText,
          highText: $0.highText
        )
      },
      source: "All other inputs as they are without uncertainty. \(source)"
    )
  }

  private var spread: SpreadChart {
    SpreadChart(
      title: "What the years may cost: 95 of 100 draws, the mean, and the prediction without uncertainty",
      years: years.map { year in
        SpreadChart.Year(
          label: year.year.description,
          point: year.point,
          mean: year.summary.mean,
          lower: year.summary.lower,
          upper: year.summary.upper
        )
      },
      source: "Inputs without a distribution count as certain. \(source)"
    )
  }

  private var source: String { "\(model.draws) draws, seed \(model.seed); commission run" }
}
