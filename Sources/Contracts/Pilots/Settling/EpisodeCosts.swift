import FundingFlows
import Pathways
import Quantities

/// What an episode costs as it depends on who comes: by its kind, by what age multiplies its price by, and at the market
/// forces of the provider that leads it.
///
/// From the shares of the pathway, or from the patients who were there, whoever led them: a lead is not judged by the
/// patients that it happened to have.
struct EpisodeCosts {
  private struct Key: Hashable {
    let kind: BundleEpisodes.Kind, multiplier: Factor, factor: Factor
  }

  private struct Group: Hashable {
    let kind: BundleEpisodes.Kind, multiplier: Factor
  }

  /// What a patient's care inside comes to: what takes the lead's factor, before it, and the rest.
  private struct Worth {
    var taking = ExactPounds.zero
    var other = ExactPounds.zero
  }

  private let settled: BundleSettlement
  private let care: PredictedCare?
  private let inside: InsideCosts?
  private var patients: [Group: [Worth]] = [:]
  private var known: [Key: EpisodeCost?] = [:]

  init(_ settled: BundleSettlement, _ activity: PilotActivity) {
    self.settled = settled
    care = activity.care
    inside = activity.care == nil ? nil : InsideCosts(settled, activity)
    guard activity.care == nil, activity.kind == .patients else { return }
    let episodes = settled.episodes
    for (pool, worth) in zip(episodes.pools, Self.worths(settled, activity)) {
      let multiplier = settled.bundle.multiplier(at: pool.episodes.first?.age)
      patients[Group(kind: pool.kind, multiplier: multiplier), default: []].append(worth)
    }
  }

  private static func worths(_ settled: BundleSettlement, _ activity: PilotActivity) -> [Worth] {
    let knowsCosts = settled.knowsCosts(activity)
    let taking = settled.linesTakingFactors(activity)
    var worths = [Worth](repeating: Worth(), count: settled.episodes.pools.count)
    for inside in settled.episodes.inside {
      let line = activity.lines[inside.line]
      if knowsCosts {
        worths[inside.pool].other = worths[inside.pool].other + ExactPounds(line.cost ?? .zero)
      } else if let worth = line.flow.worth(inside.part, withMarketForces: false) {
        if taking.contains(inside.line) {
          worths[inside.pool].taking = worths[inside.pool].taking + worth
        } else {
          worths[inside.pool].other = worths[inside.pool].other + worth
        }
      }
    }
    return worths
  }

  /// What an episode like this one costs; nil where that is not known.
  mutating func cost(of kind: BundleEpisodes.Kind, _ episode: BundleEpisodes.Episode) -> EpisodeCost? {
    let factor = settled.factor(of: episode.lead)
    let key = Key(kind: kind, multiplier: settled.bundle.multiplier(at: episode.age), factor: factor)
    if let cost = known[key] { return cost }
    let cost = found(key)
    known[key] = .some(cost)
    return cost
  }

  private func found(_ key: Key) -> EpisodeCost? {
    if let care, let inside {
      return care.costings.first { $0.pathway.name == key.kind.pathway }
        .flatMap { inside.episode(of: key.kind, factor: key.factor, $0) }
    }
    let worths = patients[Group(kind: key.kind, multiplier: key.multiplier)] ?? []
    return EpisodeCost(of: worths.map { ($0.taking * key.factor + $0.other).rounded(.penceHalfUp) })
  }
}
