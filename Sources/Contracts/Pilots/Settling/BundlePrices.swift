import Diagnostics
import FundingFlows
import Quantities
import Tariffs

/// The prices of a bundle, by what they differ by.
struct BundlePrices: Sendable {
  let bundle: Bundle
  let buildUps: [BuildUp]
  private let byGroup: [BuildUp.Group: Int]

  init(_ bundle: Bundle, _ buildUps: [BuildUp]) {
    self.bundle = bundle
    self.buildUps = buildUps.sorted { $0.group < $1.group }
    byGroup = Dictionary(
      self.buildUps.enumerated().map { ($1.group, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Works the prices out; what an episode is expected to use is that of the activity.
  init(_ bundle: Bundle, _ activity: PilotActivity?, _ episodes: BundleEpisodes?) throws(DiagnosticList) {
    switch bundle.price {
    case .stated(let prices):
      self.init(
        bundle,
        prices.map { price in
          BuildUp(
            group: BuildUp.Group(stage: price.stage, subtype: price.subtype),
            items: [],
            price: price.amount,
            episodes: nil,
            evidence: price.evidence,
            source: price.source
          )
        }
      )
    case .components(let components, let reduction):
      self.init(bundle, [try Self.stated(bundle, components, reduction)])
    case .expectedUse(let reduction):
      guard let activity, let episodes else { throw Self.noActivity(bundle) }
      self.init(bundle, try Self.expected(bundle, activity, episodes, reduction))
    }
  }

  private static func noActivity(_ bundle: Bundle) -> DiagnosticList {
    DiagnosticList(
      "pilot.activity",
      at: bundle.position,
      "found no activity, from which the price of \(bundle.id) is worked out",
      fix: "add activity, or state the price"
    )
  }

  private static func stated(
    _ bundle: Bundle,
    _ components: [Bundle.Component],
    _ reduction: Figured<Share>
  ) throws(DiagnosticList) -> BuildUp {
    var items: [BuildUp.Item] = []
    let rest = Factor(reduction.value).rest
    for component in components {
      let what = "the value of \(component.currency) in \(component.name)"
      let exact = try Amounts.product(
        ExactPounds(component.unitPrice),
        Factor(component.activity),
        rest,
        what: what
      )
      items.append(
        BuildUp.Item(
          component: component.name,
          name: component.name,
          currency: component.currency,
          pointOfDelivery: component.pointOfDelivery,
          units: component.activity,
          unitPrice: component.unitPrice,
          exact: exact,
          evidence: component.evidence,
          source: component.source
        )
      )
    }
    let total = try Amounts.within(items.reduce(.zero) { $0 + $1.exact }, "the price of \(bundle.id)")
    return BuildUp(
      group: BuildUp.Group(stage: nil, subtype: nil),
      items: items,
      price: total.rounded(.penceHalfUp),
      episodes: nil,
      evidence: (items.map(\.evidence) + [reduction.evidence]).weakest(),
      source: reduction.source
    )
  }

  /// What an episode uses on average: all that is inside, over all episodes of the group.
  private static func expected(
    _ bundle: Bundle,
    _ activity: PilotActivity,
    _ episodes: BundleEpisodes,
    _ reduction: Figured<Share>
  ) throws(DiagnosticList) -> [BuildUp] {
    struct Key: Hashable {
      let step: String, currency: CurrencyCode?, point: PointOfDelivery?, price: UnitPrice?
    }
    var counts: [BuildUp.Group: Int64] = [:]
    for pool in episodes.pools { counts[bundle.group(of: pool.kind), default: 0] += pool.count.millionths }
    var sums: [BuildUp.Group: [Key: (units: Int64, exact: ExactPounds, evidence: Evidence, source: String)]] =
      [:]
    var order: [BuildUp.Group: [Key]] = [:]
    for inside in episodes.inside {
      let flow = activity.lines[inside.line].flow
      guard let worth = flow.worth(inside.part, withMarketForces: !bundle.takesMarketForces) else { continue }
      let group = bundle.group(of: episodes.pools[inside.pool].kind)
      let price = flow.isArithmetic ? flow.unitPrice : nil
      let key = Key(step: flow.step, currency: flow.currency, point: flow.pointOfDelivery, price: price)
      if sums[group]?[key] == nil { order[group, default: []].append(key) }
      let before = sums[group]?[key] ?? (0, .zero, .seen, flow.source)
      sums[group, default: [:]][key] = (
        before.units + inside.part.millionths,
        try Amounts.within(before.exact + worth, "the value inside \(bundle.id)"),
        before.evidence.weaker(flow.evidence), before.source
      )
    }
    let rest = Factor(reduction.value).rest
    return counts.keys.sorted().map { group in
      let count = Activity(millionths: counts[group] ?? 0)
      // Lines of one step stand together, in the order of the first.
      var places: [String: Int] = [:]
      let keys = order[group] ?? []
      for key in keys where places[key.step] == nil { places[key.step] = places.count }
      let sorted = keys.enumerated().sorted {
        (places[$0.element.step] ?? 0, $0.offset) < (places[$1.element.step] ?? 0, $1.offset)
      }
      let items = sorted.compactMap { _, key -> BuildUp.Item? in
        guard let sum = sums[group]?[key] else { return nil }
        return BuildUp.Item(
          component: key.step.isEmpty ? key.currency?.description ?? "activity" : key.step,
          name: activity.stepNames[key.step] ?? "",
          currency: key.currency,
          pointOfDelivery: key.point,
          units: Activity(rounding: Double(sum.units) / Double(count.millionths)) ?? .zero,
          unitPrice: key.price,
          exact: (sum.exact * rest).divided(by: Factor(count)) ?? .zero,
          evidence: sum.evidence,
          source: sum.source
        )
      }
      let exact = items.reduce(ExactPounds.zero) { $0 + $1.exact }
      return BuildUp(
        group: group,
        items: items,
        price: exact.rounded(.penceHalfUp),
        episodes: count,
        evidence: (items.map(\.evidence) + [reduction.evidence]).weakest(),
        source: reduction.source
      )
    }
  }

  /// The price of an episode of a kind, before ages; the most particular one that is stated.
  func buildUp(for kind: BundleEpisodes.Kind) throws(DiagnosticList) -> Int {
    let groups: [BuildUp.Group] = [
      bundle.group(of: kind), BuildUp.Group(stage: kind.stage, subtype: kind.subtype),
      BuildUp.Group(stage: kind.stage, subtype: nil), BuildUp.Group(stage: nil, subtype: kind.subtype),
      BuildUp.Group(stage: nil, subtype: nil),
    ]
    for group in groups {
      if let place = byGroup[group] { return place }
    }
    throw DiagnosticList(
      "pilot.no-price",
      at: bundle.position,
      "found episodes of \(bundle.id) of stage \(kind.stage)"
        + (kind.subtype.isEmpty ? "" : " and subtype \(kind.subtype)") + " without a price",
      fix: "state a price for them, or one for all"
    )
  }
}

extension Bundle {
  /// The group of prices that a kind of people belongs to.
  func group(of kind: BundleEpisodes.Kind) -> BuildUp.Group {
    BuildUp.Group(
      stage: differsBy.contains(.stage) ? kind.stage : nil,
      subtype: differsBy.contains(.subtype) ? kind.subtype : nil
    )
  }

  /// What age multiplies the price by; the mean of the shares where no age is known.
  func multiplier(at age: Int?) -> Factor {
    guard !ages.isEmpty else { return .one }
    if let age { return ages.first { $0.ages.contains(age) }?.multiplier ?? .one }
    let shares = ages.compactMap(\.share)
    guard shares.count == ages.count else { return .one }
    let sum = zip(ages, shares).reduce(Int128(0)) {
      $0 + Int128($1.0.multiplier.millionths) * Int128($1.1.millionths)
    }
    return Factor(millionths: Int64((sum + 500_000) / 1_000_000))
  }
}
