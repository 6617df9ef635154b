import FundingFlows
import Pathways
import Quantities

extension BundleSettlement {
  /// Price against cost by stage, subtype, age, what began the episode, and with or without chemotherapy; then what
  /// one case coded otherwise would be paid more.
  func signals(_ activity: PilotActivity) -> [SelectionSignal] {
    var cases: [SelectionSignal] = []
    let knowsCosts = self.knowsCosts(activity)
    let basis = knowsCosts ? CostBasis.providerCost.name : "tariff in force"
    var sums: [[String]: (count: Double, paid: Double, cost: Double)] = [:]
    var order: [[String]] = []
    func add(_ key: [String], _ count: Double, _ paid: Double, _ cost: Double) {
      if sums[key] == nil { order.append(key) }
      let before = sums[key] ?? (0, 0, 0)
      sums[key] = (before.count + count, before.paid + paid, before.cost + cost)
    }
    let costs = costOfPools(activity, knowsCosts)
    let treated = chemotherapy(activity)
    for (place, pool) in episodes.pools.enumerated() {
      let paid = zip(pool.episodes, buildUpOfEpisode[place]).reduce(0.0) { sum, pair in
        sum + Double((try? payment(of: pair.0, at: prices.buildUps[pair.1].price))?.amount ?? 0) / 100
      }
      for key in labels(pool, place, activity, treated: treated) {
        add(key, pool.count.value, paid, costs[place])
      }
    }
    for key in order.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let sum = sums[key], sum.count > 0 else { continue }
      cases.append(
        SelectionSignal(
          dimension: key[0],
          cases: key[1],
          count: sum.count,
          paid: sum.paid / sum.count,
          cost: sum.cost / sum.count,
          basis: basis
        )
      )
    }
    return cases + firstLines(activity) + subtypes(activity) + miscoding(activity)
  }

  /// What the episodes of each pool cost together, in pounds.
  private func costOfPools(_ activity: PilotActivity, _ knowsCosts: Bool) -> [Double] {
    var costs = [Double](repeating: 0, count: episodes.pools.count)
    for (inside, value) in zip(episodes.inside, values) {
      let own = knowsCosts ? activity.lines[inside.line].cost : value
      costs[inside.pool] += Double(own?.amount ?? 0) / 100
    }
    return costs
  }

  private func labels(
    _ pool: BundleEpisodes.Pool,
    _ place: Int,
    _ activity: PilotActivity,
    treated: Set<String>
  ) -> [[String]] {
    var labels = [["stage", pool.kind.stage.rawValue]]
    if !pool.kind.subtype.isEmpty { labels.append(["subtype", pool.kind.subtype]) }
    guard activity.kind == .patients, let episode = pool.episodes.first else { return labels }
    if let age = episode.age { labels.append(["age", "\(age / 10 * 10) to \(age / 10 * 10 + 9)"]) }
    if let line = episode.beganBy.map({ activity.lines[$0].flow }) {
      let point = line.pointOfDelivery?.rawValue ?? ""
      labels.append(["begun by", "\(line.currency?.description ?? line.step) \(point)"])
    }
    labels.append(["chemotherapy", treated.contains(pool.patient) ? "with" : "without"])
    return labels
  }

  /// The patients with chemotherapy, inside the bundle or not.
  private func chemotherapy(_ activity: PilotActivity) -> Set<String> {
    Set(
      activity.lines.filter {
        $0.flow.pointOfDelivery == .unbundledChemotherapy
          || ($0.flow.currency?.description.hasPrefix("SB") ?? false)
      }.map(\.patient)
    )
  }
}
