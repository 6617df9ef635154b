import Diagnostics
import FundingFlows
import Quantities

/// One bundle, settled: what it pays for its episodes, and what leads pay others.
struct BundleSettlement: Sendable {
  let bundle: Bundle
  let prices: BundlePrices
  let episodes: BundleEpisodes
  /// The build-up by which each episode is paid, pool by pool.
  let buildUpOfEpisode: [[Int]]
  /// The value inside of each line inside.
  let values: [Pence?]
  private let factors: [ProviderCode: Factor]
  private let year: FinancialYear

  init(
    _ prices: BundlePrices,
    _ episodes: BundleEpisodes,
    _ activity: PilotActivity,
    _ factors: [ProviderCode: Factor]
  ) throws(DiagnosticList) {
    bundle = prices.bundle
    self.prices = prices
    self.episodes = episodes
    self.factors = factors
    year = activity.year
    var places: [[Int]] = []
    for pool in episodes.pools {
      let place = try prices.buildUp(for: pool.kind)
      places.append(pool.episodes.map { _ in place })
    }
    buildUpOfEpisode = places
    values = episodes.inside.map { activity.lines[$0.line].flow.value(of: $0.part) }
  }

  /// The value of what is inside, under the tariff in force.
  var valueInside: Pence { values.compactMap(\.self).total() }

  /// The market forces factor of a provider: 1 where none is known.
  func factor(of provider: ProviderCode) -> Factor { factors[provider] ?? .one }

  /// The lines inside whose value has a market forces factor: one other than 1, or one of 1 at a provider without
  /// another, where lines of the same basis have factors.
  func linesTakingFactors(_ activity: PilotActivity) -> Set<Int> {
    let bases = Set(activity.lines.filter { $0.flow.marketForces != .one }.map(\.flow.basis))
    let taking = episodes.inside.map(\.line).filter { place in
      let flow = activity.lines[place].flow
      return flow.marketForces != .one || (bases.contains(flow.basis) && factor(of: flow.provider) == .one)
    }
    return Set(taking)
  }

  /// What multiplies the price of an episode: its age's multiplier and its lead's factor.
  func multipliers(of episode: BundleEpisodes.Episode) -> [Factor] {
    [bundle.multiplier(at: episode.age)]
      + (bundle.takesMarketForces ? [factor(of: episode.lead)] : [])
  }

  /// The payment of an episode, or of some alike.
  func payment(
    of episode: BundleEpisodes.Episode,
    at price: Pence
  ) throws(DiagnosticList) -> Pence {
    let what = "a payment of \(bundle.id)"
    var exact = try Amounts.product(ExactPounds(price), Factor(episode.count), what: what)
    for factor in multipliers(of: episode) { exact = try Amounts.product(exact, factor, what: what) }
    return exact.rounded(.penceHalfUp)
  }

  /// Each episode with the place of its price.
  var payable: [(pool: BundleEpisodes.Pool, episode: BundleEpisodes.Episode, buildUp: Int)] {
    zip(episodes.pools, buildUpOfEpisode).flatMap { pool, places in
      zip(pool.episodes, places).map { (pool, $0, $1) }
    }
  }

  /// The payments for episodes and between providers.
  func entries(_ activity: PilotActivity) throws(DiagnosticList) -> [ShadowEntry] {
    var entries: [ShadowEntry] = []
    for (pool, episode, place) in payable {
      let buildUp = prices.buildUps[place]
      var entry = ShadowEntry(
        .bundle,
        bundle.id,
        year: year,
        commissioner: episode.commissioner,
        provider: episode.lead,
        of: pool.kind,
        units: episode.count,
        evidence: buildUp.evidence,
        pilot: try payment(of: episode, at: buildUp.price)
      )
      entry.patient = pool.patient
      entry.day = pool.day
      let factors = multipliers(of: episode).filter { $0 != .one }.map { " × \($0)" }.joined()
      entry.note = "\(episode.count) × £\(buildUp.price)\(factors) (\(buildUp.group.name))"
      entries.append(entry)
    }
    return entries + (try betweenProviders(activity))
  }

  /// What leads pay others: the others' activity inside, at its price less the reduction, × their own factor. Whose
  /// patients it was is not known in flows: it is shared as the episodes are.
  private func betweenProviders(_ activity: PilotActivity) throws(DiagnosticList) -> [ShadowEntry] {
    struct Key: Hashable {
      let commissioner: CommissionerCode, pool: Int, lead: ProviderCode, other: ProviderCode
    }
    let rest = Factor(prices.reduction).rest
    var sums: [Key: (amount: Pence, evidence: Evidence)] = [:]
    var order: [Key] = []
    for (inside, value) in zip(episodes.inside, values) where value != nil {
      let flow = activity.lines[inside.line].flow
      guard let worth = flow.worth(inside.part, withMarketForces: true) else { continue }
      let amount =
        rest == .one ? value ?? .zero : (worth * rest).rounded(.penceHalfUp)
      let pool = episodes.pools[inside.pool]
      let parts = amount.split(by: pool.episodes.map(\.count.millionths))
      for (episode, part) in zip(pool.episodes, parts) where episode.lead != flow.provider {
        let key = Key(
          commissioner: flow.commissioner,
          pool: inside.pool,
          lead: episode.lead,
          other: flow.provider
        )
        if sums[key] == nil { order.append(key) }
        let before = sums[key] ?? (.zero, .seen)
        sums[key] = (before.amount + part, before.evidence.weaker(flow.evidence))
      }
    }
    return order.flatMap { key -> [ShadowEntry] in
      guard let sum = sums[key], sum.amount != .zero else { return [] }
      let pool = episodes.pools[key.pool]
      let sides = [(key.lead, key.other, Pence.zero - sum.amount), (key.other, key.lead, sum.amount)]
      return sides.map { provider, other, amount in
        var entry = ShadowEntry(
          .betweenProviders,
          bundle.id,
          year: year,
          commissioner: key.commissioner,
          provider: provider,
          of: pool.kind,
          evidence: sum.evidence,
          pilot: amount
        )
        entry.patient = pool.patient
        entry.day = pool.day
        entry.counterparty = other
        return entry
      }
    }
  }
}

extension BundlePrices {
  /// The share that the price is lower than what is expected to be used.
  var reduction: Share {
    switch bundle.price {
    case .expectedUse(let reduction), .components(_, let reduction): reduction.value
    case .stated: .none
    }
  }
}

extension PilotActivity {
  /// The market forces factor of each provider: that of the first of its lines that takes one.
  var marketForces: [ProviderCode: Factor] {
    var factors: [ProviderCode: Factor] = [:]
    for line in lines where line.flow.marketForces != .one && factors[line.flow.provider] == nil {
      factors[line.flow.provider] = line.flow.marketForces
    }
    return factors
  }
}
