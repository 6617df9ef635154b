import FundingFlows
import Pathways
import Quantities

extension NewPrices {
  /// What a unit of each currency is paid under both tariffs, and what one delivered otherwise would be paid more.
  func signals(_ activity: PilotActivity) -> [SelectionSignal] {
    struct Key: Hashable { let currency: CurrencyCode, point: PointOfDelivery }
    let new = Dictionary(prices.map { ($0.line, $0.price) }, uniquingKeysWith: { first, _ in first })
    let touched = Set(prices.compactMap { activity.lines[$0.line].flow.currency })
    var sums: [Key: (count: Double, paid: Double, before: Double)] = [:]
    for (place, line) in activity.lines.enumerated() {
      guard let currency = line.flow.currency, touched.contains(currency),
        let point = line.flow.pointOfDelivery, let price = line.flow.priceInForce
      else { continue }
      let units = line.flow.activity.value
      let key = Key(currency: currency, point: point)
      sums[key, default: (0, 0, 0)].count += units
      sums[key, default: (0, 0, 0)].paid += units * (new[place] ?? price).approximatePounds
      sums[key, default: (0, 0, 0)].before += units * price.approximatePounds
    }
    let keys = sums.keys.sorted { ($0.currency, $0.point) < ($1.currency, $1.point) }
    let means = keys.compactMap { key -> (Key, Double, Double, Double)? in
      guard let sum = sums[key], sum.count > 0 else { return nil }
      return (key, sum.count, sum.paid / sum.count, sum.before / sum.count)
    }
    let own = means.map { key, count, paid, before in
      SelectionSignal(
        dimension: "currency and point of delivery",
        cases: "\(key.currency) \(key.point.rawValue)",
        count: count,
        paid: paid,
        cost: before,
        basis: "price in force, before market forces"
      )
    }
    let moved = means.flatMap { one in
      means.compactMap { other -> SelectionSignal? in
        guard one.0.currency == other.0.currency, other.2 > one.2 else { return nil }
        return SelectionSignal(
          dimension: "delivered or coded otherwise",
          cases: "\(one.0.currency) \(one.0.point.rawValue) as \(other.0.point.rawValue)",
          count: 1,
          paid: other.2,
          cost: one.2,
          basis: "what it is paid as it is"
        )
      }
    }
    return own + moved
  }
}
