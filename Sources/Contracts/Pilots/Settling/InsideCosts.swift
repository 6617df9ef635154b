import FundingFlows
import Pathways
import Quantities

/// What activity inside a bundle costs, for the episodes of a pathway: the mean value of a unit at what is in force.
struct InsideCosts {
  private struct Use: Hashable {
    let kind: BundleEpisodes.Kind, step: String, currency: CurrencyCode?, point: PointOfDelivery?
  }

  private var prices: [Use: UnitPrice] = [:]
  private let triggers: Set<String>

  init(_ settled: BundleSettlement, _ activity: PilotActivity) {
    var sums: [Use: (value: Double, units: Double)] = [:]
    for (inside, value) in zip(settled.episodes.inside, settled.values) {
      let line = activity.lines[inside.line]
      let use = Use(
        kind: line.kind,
        step: line.flow.step,
        currency: line.flow.currency,
        point: line.flow.pointOfDelivery
      )
      sums[use, default: (0, 0)].value += Double(value?.amount ?? 0) / 100
      sums[use, default: (0, 0)].units += inside.part.value
    }
    for (use, sum) in sums where sum.units > 0 {
      let nanopounds = (sum.value / sum.units * 1e9).rounded(.toNearestOrAwayFromZero)
      prices[use] = Int64(exactly: nanopounds).map { UnitPrice(nanopounds: $0) }
    }
    triggers = Set(
      activity.lines.filter { settled.bundle.trigger.contains($0.flow) }.map(\.flow.step)
    )
  }

  /// What an episode costs; nil where nobody has one.
  func episode(
    of kind: BundleEpisodes.Kind,
    subtype: String? = nil,
    _ costing: PathwayCosting
  ) -> EpisodeCost? {
    EpisodeCost(
      costing.pathway,
      stage: kind.stage,
      subtype: subtype ?? (kind.subtype.isEmpty ? nil : kind.subtype),
      guidelineYear: costing.guidelineYear,
      triggers: triggers
    ) { step, part in
      prices[
        Use(kind: kind, step: step.id, currency: part.currency, point: part.pointOfDelivery)
      ]
    }
  }
}
