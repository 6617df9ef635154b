import FundingFlows
public import Quantities

/// What a provider gains or loses by a pilot's prices, before quality and clauses.
public struct ProviderResult: Sendable {
  /// The provider.
  public let provider: ProviderCode
  /// What it is paid under both tariffs.
  public let paid: ShadowLedger.Paid
  /// The episodes that it leads.
  public let episodes: Activity
  /// What its mix of stages and subtypes would gain at the average cost of each.
  public let fromMix: Pence
  /// The gain for each episode that it leads; nil where it leads none.
  public var perEpisode: Pence? {
    ExactPounds(paid.difference).divided(by: Factor(episodes))?.rounded(.penceHalfUp)
  }

  static func results(
    of ledger: ShadowLedger,
    _ bundles: [BundleSettlement],
    _ activity: PilotActivity
  ) -> [ProviderResult] {
    var episodes: [ProviderCode: Int64] = [:]
    var mix: [ProviderCode: Double] = [:]
    for settled in bundles {
      let costs = settled.meanCosts
      for (pool, episode, place) in settled.payable {
        episodes[episode.lead, default: 0] += episode.count.millionths
        let price = settled.prices.buildUps[place].price
        let one = BundleEpisodes.Episode(
          commissioner: episode.commissioner,
          lead: episode.lead,
          count: Activity(1),
          age: episode.age,
          beganBy: nil
        )
        let paid = (try? settled.payment(of: one, at: price)) ?? price
        let margin = Double(paid.amount) - (costs[pool.kind] ?? 0)
        mix[episode.lead, default: 0] += margin * episode.count.value
      }
    }
    let totals = ledger.totals { $0.flow.provider }
    return totals.keys.sorted().map { provider in
      ProviderResult(
        provider: provider,
        paid: totals[provider] ?? .init(),
        episodes: Activity(millionths: episodes[provider] ?? 0),
        fromMix: Pence(Int64(clamping: Int128((mix[provider] ?? 0).rounded())))
      )
    }
  }
}

extension BundleSettlement {
  /// What an episode of each kind costs on average at what is in force, in pence.
  var meanCosts: [BundleEpisodes.Kind: Double] {
    var sums: [BundleEpisodes.Kind: Double] = [:]
    var counts: [BundleEpisodes.Kind: Double] = [:]
    for pool in episodes.pools { counts[pool.kind, default: 0] += pool.count.value }
    for (inside, value) in zip(episodes.inside, self.values) {
      sums[episodes.pools[inside.pool].kind, default: 0] += Double(value?.amount ?? 0)
    }
    return counts.filter { $0.value > 0 }.reduce(into: [:]) { means, kind in
      means[kind.key] = (sums[kind.key] ?? 0) / kind.value
    }
  }
}
