import Diagnostics
import FundingFlows
public import Quantities

/// The prices at which the pilot pays in total what the tariff in force pays for the same care.
///
/// One factor moves all prices of a bundle; each is then rounded to pence, and some are moved by a penny to come as
/// near as whole pence can. Quality and clauses are not in it.
public struct BudgetNeutral: Sendable {
  /// What it is about: a bundle, or the new prices.
  public let name: String
  /// For whom: a commissioner, or all.
  public let commissioner: CommissionerCode?
  /// What is paid for the same care under the tariff in force.
  public let target: Pence
  /// What the pilot pays at its own prices.
  public let before: Pence
  /// What it pays at the neutral prices.
  public let after: Pence
  /// How many payments that is.
  public let payments: Double
  /// The factor on all prices, to six decimals; nil where nothing is paid at any price.
  public let factor: Factor?
  /// The neutral price of each group.
  public let prices: [(group: String, price: Pence)]

  /// What is left over at whole pence.
  public var leftOver: Pence { after - target }

  /// Whether it is at most a penny for each payment.
  public var isWithinOnePenny: Bool { Double(leftOver.amount.magnitude) <= max(1, payments) }
}

extension BundleSettlement {
  /// The neutral prices for all commissioners, or for one.
  func neutral(
    for commissioner: CommissionerCode?,
    _ activity: PilotActivity
  ) throws(DiagnosticList) -> BudgetNeutral {
    let own = payable.filter { commissioner == nil || $0.episode.commissioner == commissioner }
    let places = Set(own.map(\.buildUp)).sorted()
    let amounts = { (prices: [Int: Pence]) throws(DiagnosticList) -> Pence in
      var total = Pence.zero
      for (_, episode, place) in own {
        total += try self.payment(of: episode, at: prices[place] ?? .zero)
      }
      return total
    }
    var target = Pence.zero
    for (inside, value) in zip(episodes.inside, values) {
      let payer = activity.lines[inside.line].flow.commissioner
      if commissioner == nil || payer == commissioner { target += value ?? .zero }
    }
    var prices = Dictionary(
      places.map { ($0, self.prices.buildUps[$0].price) },
      uniquingKeysWith: { first, _ in first }
    )
    let before = try amounts(prices)
    let count = own.reduce(0.0) { $0 + $1.episode.count.value }
    guard before > .zero, target >= .zero else {
      return BudgetNeutral(
        name: bundle.id,
        commissioner: commissioner,
        target: target,
        before: before,
        after: before,
        payments: count,
        factor: nil,
        prices: []
      )
    }
    for place in places {
      let scaled = Int128(prices[place]?.amount ?? 0) * Int128(target.amount)
      let rounded = (scaled * 2 + Int128(before.amount)) / (2 * Int128(before.amount))
      prices[place] = Pence(Int64(clamping: rounded))
    }
    var left = try amounts(prices) - target
    // Pennies up or down for the largest group, which moves the total most, then one at most for each other.
    var counts: [Int: Double] = [:]
    for (_, episode, place) in own { counts[place, default: 0] += episode.count.value }
    let largestFirst = places.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
    for (rank, place) in largestFirst.enumerated() {
      var canMove = left != .zero
      while canMove {
        var moved = prices
        moved[place] = Pence(max(0, (prices[place]?.amount ?? 0) + (left > .zero ? -1 : 1)))
        let now = try amounts(moved) - target
        let isNearer = now.amount.magnitude < left.amount.magnitude
        if isNearer { (prices, left) = (moved, now) }
        canMove = isNearer && left != .zero && rank == 0
      }
    }
    // A multiplier below one rounds neighbouring prices to the same payment, one above one leaps over pence.
    if Double(left.amount.magnitude) > max(1, count) {
      var search = NeutralSearch(prices: prices, left: left) { prices throws(DiagnosticList) in
        try amounts(prices) - target
      }
      try search.run(largestFirst, until: count)
      (prices, left) = (search.prices, search.left)
    }
    return BudgetNeutral(
      name: bundle.id,
      commissioner: commissioner,
      target: target,
      before: before,
      after: target + left,
      payments: count,
      factor: Factor(ratioOf: target.amount, to: before.amount),
      prices: places.map { (self.prices.buildUps[$0].group.name, prices[$0] ?? .zero) }
    )
  }
}

extension NewPrices {
  /// The factor on all new prices at which they pay what those in force pay.
  func neutral(for commissioner: CommissionerCode?, _ activity: PilotActivity) throws(DiagnosticList)
    -> BudgetNeutral
  {
    let own = prices.indices.filter {
      let flow = activity.lines[prices[$0].line].flow
      return flow.value != nil && (commissioner == nil || flow.commissioner == commissioner)
    }
    let target = own.compactMap { activity.lines[prices[$0].line].flow.value }.total()
    var before = Pence.zero
    for place in own { before += try value(place, activity) }
    let count = own.reduce(0.0) { $0 + activity.lines[prices[$1].line].flow.activity.value }
    var after = before
    let canMove = before > .zero && target >= .zero
    if canMove {
      after = .zero
      for place in own {
        after += try value(place, activity, ratio: (target.amount, before.amount))
      }
    }
    return BudgetNeutral(
      name: "prices",
      commissioner: commissioner,
      target: target,
      before: before,
      after: after,
      payments: count,
      factor: canMove ? Factor(ratioOf: target.amount, to: before.amount) : nil,
      prices: []
    )
  }
}
