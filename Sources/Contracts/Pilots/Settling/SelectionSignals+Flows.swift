import FundingFlows
import Pathways
import Quantities

extension BundleSettlement {
  /// In flows: cases begun by one currency and point of delivery, with all else as the stage has it on average.
  func firstLines(_ activity: PilotActivity) -> [SelectionSignal] {
    guard activity.kind != .patients else { return [] }
    struct Key: Hashable { let currency: CurrencyCode, point: PointOfDelivery }
    let means = meanCosts
    var begun: [BundleEpisodes.Kind: Double] = [:]
    for line in activity.lines where bundle.trigger.contains(line.flow) {
      begun[line.kind, default: 0] += Double(line.flow.value?.amount ?? 0) / 100
    }
    var counts: [BundleEpisodes.Kind: (count: Double, paid: Double)] = [:]
    for (place, pool) in episodes.pools.enumerated() {
      let paid = zip(pool.episodes, buildUpOfEpisode[place]).reduce(0.0) { sum, pair in
        sum + Double((try? payment(of: pair.0, at: prices.buildUps[pair.1].price))?.amount ?? 0) / 100
      }
      counts[pool.kind, default: (0, 0)].count += pool.count.value
      counts[pool.kind, default: (0, 0)].paid += paid
    }
    var sums: [Key: (count: Double, paid: Double, cost: Double)] = [:]
    for line in activity.lines where bundle.trigger.contains(line.flow) && bundle.inside.contains(line.flow) {
      guard let currency = line.flow.currency, let point = line.flow.pointOfDelivery,
        let own = line.flow.value, let kind = counts[line.kind], kind.count > 0
      else { continue }
      let units = line.flow.activity.value
      let rest = (means[line.kind] ?? 0) / 100 - (begun[line.kind] ?? 0) / kind.count
      let key = Key(currency: currency, point: point)
      sums[key, default: (0, 0, 0)].count += units
      sums[key, default: (0, 0, 0)].paid += units * kind.paid / kind.count
      sums[key, default: (0, 0, 0)].cost += Double(own.amount) / 100 + units * rest
    }
    return sums.keys.sorted { ($0.currency, $0.point) < ($1.currency, $1.point) }.compactMap { key in
      guard let sum = sums[key], sum.count > 0 else { return nil }
      return SelectionSignal(
        dimension: "begun by",
        cases: "\(key.currency) \(key.point.rawValue)",
        count: sum.count,
        paid: sum.paid / sum.count,
        cost: sum.cost / sum.count,
        basis: "tariff in force, the rest of the episode as its stage has it on average"
      )
    }
  }

  /// In flows: cases of one subtype, as the pathway expects them.
  func subtypes(_ activity: PilotActivity) -> [SelectionSignal] {
    guard let care = activity.care else { return [] }
    let costs = InsideCosts(self, activity)
    return episodes.pools.enumerated().flatMap { place, pool -> [SelectionSignal] in
      guard pool.kind.subtype.isEmpty,
        let costing = care.costings.first(where: { $0.pathway.name == pool.kind.pathway })
      else {
        return []
      }
      let paid = zip(pool.episodes, buildUpOfEpisode[place]).reduce(0.0) { sum, pair in
        sum + Double((try? payment(of: pair.0, at: prices.buildUps[pair.1].price))?.amount ?? 0) / 100
      }
      let kinds = costing.pathway.weights(at: pool.kind.stage).compactMap { subtype, weight, _ in
        costs.episode(of: pool.kind, subtype: subtype, costing).map {
          (subtype, weight * $0.chanceOfTrigger, $0)
        }
      }
      let all = kinds.reduce(0) { $0 + $1.1 }
      guard kinds.count > 1, all > 0 else { return [] }
      return kinds.map { subtype, weight, cost in
        SelectionSignal(
          dimension: "stage and subtype",
          cases: "\(pool.kind.stage) \(subtype)",
          count: pool.count.value * weight / all,
          paid: paid / pool.count.value,
          cost: cost.mean,
          basis: "expected at the tariff in force"
        )
      }
    }
  }

  /// What a case of one stage or subtype would be paid more if it were coded as another.
  func miscoding(_ activity: PilotActivity) -> [SelectionSignal] {
    let places = prices.buildUps.indices
    return places.flatMap { from in
      places.compactMap { to -> SelectionSignal? in
        let (one, other) = (prices.buildUps[from], prices.buildUps[to])
        guard other.price > one.price else { return nil }
        return SelectionSignal(
          dimension: "coded otherwise",
          cases: "\(one.group.name) as \(other.group.name)",
          count: 1,
          paid: Double(other.price.amount) / 100,
          cost: Double(one.price.amount) / 100,
          basis: "what it is paid when coded rightly"
        )
      }
    }
  }
}
