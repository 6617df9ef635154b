import FundingFlows
import Pathways
import Quantities

/// What part of a line belongs to people who have what begins an episode: all of it where no pathway is known, and
/// P(trigger | step) in predicted flows.
///
/// A step is inside the window when the day on which it begins in the pathway is, counted from the trigger's.
struct InsideParts {
  private struct Use: Hashable {
    let kind: BundleEpisodes.Kind, step: String, currency: CurrencyCode?, point: PointOfDelivery?
  }

  private let bundle: Bundle
  private var shares: [Use: Double] = [:]
  private var unitsPerEpisode: [BundleEpisodes.Kind: Double] = [:]
  private var triggers: Set<String> = []
  private var matched: [BundleEpisodes.Kind: Double] = [:]
  private let isKnown: Bool

  init(_ bundle: Bundle, _ activity: PilotActivity) {
    self.bundle = bundle
    isKnown = activity.care != nil
    guard let care = activity.care else { return }
    let steps = Set(activity.lines.filter { bundle.trigger.contains($0.flow) }.map(\.flow.step))
    triggers = steps
    var begun: [BundleEpisodes.Kind: (matched: Int64, all: Int64)] = [:]
    for line in activity.lines where steps.contains(line.flow.step) {
      begun[line.kind, default: (0, 0)].all += line.flow.activity.millionths
      guard bundle.trigger.contains(line.flow) else { continue }
      begun[line.kind, default: (0, 0)].matched += line.flow.activity.millionths
    }
    for (kind, units) in begun where units.matched > 0 {
      matched[kind] = Double(units.matched) / Double(units.all)
      guard let costing = care.costings.first(where: { $0.pathway.name == kind.pathway }),
        let cost = costing.episode(of: kind, begunBy: steps)
      else { continue }
      add(cost, kind)
    }
  }

  private mutating func add(_ cost: EpisodeCost, _ kind: BundleEpisodes.Kind) {
    let begins = cost.expectedUse.filter { triggers.contains($0.step.id) }
    unitsPerEpisode[kind] = begins.reduce(0) { $0 + $1.unitsPerEpisode }
    let first = begins.map(\.step.firstDay).min() ?? 0
    var sums: [Use: (inside: Double, all: Double)] = [:]
    for use in cost.expectedUse where use.shareInside > 0 {
      guard bundle.window.contains(use.step.firstDay - first) else { continue }
      let key = Use(
        kind: kind,
        step: use.step.id,
        currency: use.part.currency,
        point: use.part.pointOfDelivery
      )
      sums[key, default: (0, 0)].inside += use.unitsPerEpisode
      sums[key, default: (0, 0)].all += use.unitsPerEpisode / use.shareInside
    }
    for (key, sum) in sums { shares[key] = sum.all > 0 ? sum.inside / sum.all : 0 }
  }

  /// The episodes that so many units of the trigger are.
  func episodes(for units: Activity, of kind: BundleEpisodes.Kind) -> Activity {
    guard let each = unitsPerEpisode[kind], each > 0, abs(each - 1) > 1e-9 else { return units }
    return Activity(rounding: units.value / each) ?? units
  }

  /// How much of a line lies inside.
  func part(of line: PilotLine) -> Activity {
    guard isKnown else { return line.flow.activity }
    let flow = line.flow
    let use = Use(
      kind: line.kind,
      step: flow.step,
      currency: flow.currency,
      point: flow.pointOfDelivery
    )
    guard var share = shares[use] else { return .zero }
    if triggers.contains(flow.step) {
      if !bundle.trigger.contains(flow) { return .zero }
    } else {
      share *= matched[line.kind] ?? 0
    }
    guard share < 1 - 1e-9 else { return flow.activity }
    return Activity(rounding: flow.activity.value * share) ?? .zero
  }
}

extension PathwayCosting {
  /// What patients of a kind have who have one of some steps, whatever it costs.
  func episode(of kind: BundleEpisodes.Kind, begunBy triggers: Set<String>) -> EpisodeCost? {
    EpisodeCost(
      pathway,
      stage: kind.stage,
      subtype: kind.subtype.isEmpty ? nil : kind.subtype,
      guidelineYear: guidelineYear,
      triggers: triggers
    ) { _, _ in
      UnitPrice(nanopounds: 0)
    }
  }
}

extension PathwayStep {
  /// The day on which it begins, years since diagnosis included.
  var firstDay: Int { day + (years?.lowerBound ?? 0) * 365 }
}
