import CostedPathways

extension PilotRun {
  /// Pictures of what there is to show: `winners.svg` and `chance-of-loss.svg`; of a second activity or bundle, with its
  /// name.
  var charts: [(name: String, bytes: [UInt8])] {
    let winners = shadows.filter { !$0.providers.isEmpty }.map { shadow in
      (name: shadow.activity.kind.rawValue, svg: winnersChart(shadow).svg)
    }
    let chances = shadows.flatMap { shadow in
      shadow.chances.map(\.bundle).unique.map { bundle in
        (name: "\(bundle)-\(shadow.activity.kind.rawValue)", svg: chanceChart(shadow, bundle).svg)
      }
    }
    return [("winners", winners), ("chance-of-loss", chances)].flatMap { name, charts in
      charts.enumerated().map { place, chart in
        (name: place == 0 ? "\(name).svg" : "\(name)-\(chart.name).svg", bytes: Array(chart.svg.utf8))
      }
    }
  }

  private func winnersChart(_ shadow: PilotShadow) -> WinnersChart {
    let paid = shadow.ledger.totals { $0.flow.provider }
    return WinnersChart(
      title: "\(pilot.name): who gains and who loses",
      providers: paid.sorted { $0.key < $1.key }.map { provider, paid in
        let name = shadow.activity.providerNames[provider] ?? ""
        return WinnersChart.Provider("\(provider) \(name)", inForce: paid.inForce, pilot: paid.pilot)
      },
      source: "In shadow: no money moves. \(source(shadow))"
    )
  }

  private func chanceChart(_ shadow: PilotShadow, _ bundle: String) -> ChanceOfLossChart {
    let own = shadow.chances.filter { $0.bundle == bundle }
    let part = ChanceOfLoss.partsOfIncome[1]
    // The curve is that of the mix of all where it was asked for.
    let curve = (own.first { $0.provider == nil } ?? own.first)?.chance
    return ChanceOfLossChart(
      title: "\(bundle): the chance that a provider loses by who happens to come",
      points: own.map { own in
        let beyond = own.chance.beyond.first { $0.part == part }?.chance
        return ChanceOfLossChart.Point(
          own.provider?.description ?? "",
          cases: own.chance.cases,
          chance: own.chance.simulated.probability,
          standardError: own.chance.simulated.standardError,
          beyond: (beyond?.probability ?? 0, beyond?.standardError ?? 0)
        )
      },
      part: part,
      margin: curve?.expectedMargin ?? 0,
      deviation: curve?.standardDeviationOfOne ?? 0,
      source:
        "Points without a code: a provider with the mix of all. \(pilot.chance.draws) draws. \(source(shadow))"
    )
  }

  private func source(_ shadow: PilotShadow) -> String {
    "Activity: \(shadow.activity.kind.rawValue), \(shadow.activity.year); commission pilot"
  }
}

extension [String] {
  /// Each element once, in the order in which they are met.
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
