import FundingFlows
import Pathways
import Quantities

/// What activity inside a bundle costs, for the episodes of a pathway: the mean value of a unit at what is in force.
struct InsideCosts {
  private struct Use: Hashable {
    let kind: BundleEpisodes.Kind, step: String, currency: CurrencyCode?, point: PointOfDelivery?
  }

  /// A unit's mean value with the factors of those who delivered it, and without, where it takes any.
  private struct Worth {
    var value = 0.0
    var withoutFactors = 0.0
    var units = 0.0
    var takesFactors = false
  }

  private var worths: [Use: Worth] = [:]
  private let triggers: Set<String>

  init(_ settled: BundleSettlement, _ activity: PilotActivity) {
    let taking = settled.linesTakingFactors(activity)
    for (inside, value) in zip(settled.episodes.inside, settled.values) {
      let line = activity.lines[inside.line]
      let use = Use(
        kind: line.kind,
        step: line.flow.step,
        currency: line.flow.currency,
        point: line.flow.pointOfDelivery
      )
      let plain = line.flow.worth(inside.part, withMarketForces: false)?.rounded(.penceHalfUp)
      var worth = worths[use] ?? Worth()
      worth.value += Double(value?.amount ?? 0) / 100
      worth.withoutFactors += Double(plain?.amount ?? 0) / 100
      worth.units += inside.part.value
      worth.takesFactors = worth.takesFactors || taking.contains(inside.line)
      worths[use] = worth
    }
    triggers = Set(
      activity.lines.filter { settled.bundle.trigger.contains($0.flow) }.map(\.flow.step)
    )
  }

  /// What an episode costs; nil where nobody has one.
  ///
  /// - Parameter factor: the market forces factor of who delivers it; nil for the mean of those who did.
  func episode(
    of kind: BundleEpisodes.Kind,
    subtype: String? = nil,
    factor: Factor? = nil,
    _ costing: PathwayCosting
  ) -> EpisodeCost? {
    EpisodeCost(
      costing.pathway,
      stage: kind.stage,
      subtype: subtype ?? (kind.subtype.isEmpty ? nil : kind.subtype),
      guidelineYear: costing.guidelineYear,
      triggers: triggers
    ) { step, part in
      let use = Use(kind: kind, step: step.id, currency: part.currency, point: part.pointOfDelivery)
      return worths[use].flatMap { Self.price($0, factor) }
    }
  }

  private static func price(_ worth: Worth, _ factor: Factor?) -> UnitPrice? {
    guard worth.units > 0 else { return nil }
    let isOwn = worth.takesFactors && factor != nil
    let multiplier = Double(factor?.millionths ?? 0) / 1e6
    let value = isOwn ? worth.withoutFactors * multiplier : worth.value
    let nanopounds = (value / worth.units * 1e9).rounded(.toNearestOrAwayFromZero)
    return Int64(exactly: nanopounds).map { UnitPrice(nanopounds: $0) }
  }
}
