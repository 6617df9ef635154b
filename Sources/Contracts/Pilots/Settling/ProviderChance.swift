import FundingFlows
import Pathways
public import Quantities

/// The chance that a lead loses by who happens to come.
public struct ProviderChance: Sendable {
  /// The bundle.
  public let bundle: String
  /// The lead; nil for one with the mix of all.
  public let provider: ProviderCode?
  /// The chance.
  public let chance: ChanceOfLoss
}

extension PilotShadow {
  /// The chance that each lead loses with its own number of cases, and that one with the mix of all does with others.
  ///
  /// A lead's cases are drawn from what its stages, and ages where the price differs by them, cost at what is in force
  /// and its own market forces.
  func chances(_ plan: TariffPilot.ChancePlan, threads: Int) -> [ProviderChance] {
    var seen: Set<Int> = []
    let counts = plan.cases.filter { seen.insert($0).inserted }
    return bundles.flatMap { settled -> [ProviderChance] in
      var costs = EpisodeCosts(settled, activity)
      var all: [PaidCases] = []
      var own: [ProviderCode: [PaidCases]] = [:]
      var cases: [ProviderCode: Double] = [:]
      for (place, pool) in settled.episodes.pools.enumerated() {
        for (episode, buildUp) in zip(pool.episodes, settled.buildUpOfEpisode[place]) {
          let one = BundleEpisodes.Episode(
            commissioner: episode.commissioner,
            lead: episode.lead,
            count: Activity(1),
            age: episode.age,
            beganBy: nil
          )
          guard let cost = costs.cost(of: pool.kind, episode) else { continue }
          guard let paid = try? settled.payment(of: one, at: settled.prices.buildUps[buildUp].price) else {
            continue
          }
          let kind = PaidCases(cost, payment: paid, share: episode.count.value)
          all.append(kind)
          own[episode.lead, default: []].append(kind)
          cases[episode.lead, default: 0] += episode.count.value
        }
      }
      let draw = { (kinds: [PaidCases], cases: Int, name: String) in
        ChanceOfLoss(
          PilotShadow.joined(kinds),
          cases: cases,
          name: "\(settled.bundle.id) \(name)",
          seed: UInt64(plan.seed),
          simulations: plan.draws,
          threads: threads
        )
      }
      let providers = own.keys.sorted().compactMap { provider -> ProviderChance? in
        let count = Int((cases[provider] ?? 0).rounded())
        return draw(own[provider] ?? [], count, provider.description).map {
          ProviderChance(bundle: settled.bundle.id, provider: provider, chance: $0)
        }
      }
      let others = counts.compactMap { count in
        draw(all, count, "").map { ProviderChance(bundle: settled.bundle.id, provider: nil, chance: $0) }
      }
      return providers + others
    }
  }

  /// Cases with the same mean cost and payment, together: a few kinds are drawn faster than many.
  private static func joined(_ kinds: [PaidCases]) -> [PaidCases] {
    struct Key: Hashable { let mean: Double, variance: Double, payment: Pence }
    var order: [Key] = []
    var sums: [Key: (cost: EpisodeCost, share: Double)] = [:]
    for kind in kinds {
      let key = Key(mean: kind.cost.mean, variance: kind.cost.variance, payment: kind.payment)
      if sums[key] == nil { order.append(key) }
      sums[key, default: (kind.cost, 0)].share += kind.share
    }
    return order.compactMap { key in
      sums[key].map { PaidCases($0.cost, payment: key.payment, share: $0.share) }
    }
  }
}

extension BundleSettlement {
  /// Whether every line inside says what it cost the provider.
  func knowsCosts(_ activity: PilotActivity) -> Bool {
    !episodes.inside.isEmpty && episodes.inside.allSatisfy { activity.lines[$0.line].cost != nil }
  }
}
