import Pathways
import Quantities
import Tariffs

/// The multipliers of care, its prices and who gives it.
struct CareCompiler {
  private var rows: [RowsKey: [PathwayStep]] = [:]

  /// Of whom some rows of a pathway are.
  private struct RowsKey: Hashable {
    let pathway: String
    let stage: Stage
    let subtype: String
    let guidelineYear: Int
  }

  /// The rows that are about some people, whose shares may differ from year to year.
  private mutating func rows(of costing: PathwayCosting, _ stage: Stage, _ subtype: String) -> [PathwayStep] {
    let key = RowsKey(
      pathway: costing.pathway.name,
      stage: stage,
      subtype: subtype,
      guidelineYear: costing.guidelineYear
    )
    if let known = rows[key] { return known }
    let own = costing.pathway.steps.filter {
      $0.applies(to: stage, subtype: subtype, guidelineYear: costing.guidelineYear)
    }
    rows[key] = own
    return own
  }

  /// The multipliers of an activity: of its branches, quantity, casemix, price, and of referrals.
  mutating func multipliers(
    of activity: CostedActivity,
    _ costing: PathwayCosting,
    _ numbers: inout NumberTable
  ) -> [Int] {
    var factors = ofBranches(activity, costing, &numbers)
    let name = costing.pathway.name
    let step = activity.step
    let quantity = numbers.multiplier(.stepQuantity(name, step: step.id), own: step.quantity.value)
    if let quantity { factors.append(quantity) }
    if activity.stage == .ruledOut {
      let referrals = numbers.multiplier(.referrals(name), own: costing.pathway.ruledOut.perCase.value)
      if let referrals { factors.append(referrals) }
    }
    guard let payment = activity.payment else { return factors.sorted() }
    guard case .priced(let value)? = activity.valuation else { return factors.sorted() }
    if let delivery = ofDelivery(payment, step, costing, &numbers) { factors.append(delivery) }
    let price = value.price.approximatePounds
    for path in numbers.paths({ $0.prices(payment) }) {
      if let own = numbers.multiplier(path, own: price) { factors.append(own) }
    }
    return factors.sorted()
  }

  // MARK: - Branches

  private mutating func ofBranches(
    _ activity: CostedActivity,
    _ costing: PathwayCosting,
    _ numbers: inout NumberTable
  ) -> [Int] {
    let pathway = costing.pathway
    let name = pathway.name
    guard !numbers.paths({ $0.isShare(of: name) }).isEmpty else { return [] }
    let weights = pathway.weights(at: activity.stage).filter { $0.weight > 0 }
    let subtype = activity.subtype ?? weights.first?.subtype ?? ""
    let active = rows(of: costing, activity.stage, subtype)
    var factors: [Int] = []
    for step in Self.lineage(of: activity.step, active) {
      let share = { (step: PathwayStep) in pathway.share(of: step, activity.stage, subtype).share }
      guard let alternatives = step.alternatives else {
        let own = numbers.multiplier(.stepShare(name, step: step.id), own: share(step))
        if let own { factors.append(own) }
        continue
      }
      let group = active.filter { $0.alternatives == alternatives && $0.parent == step.parent }
      var members: [(id: String, multiplier: Int, share: Double)] = []
      for member in group {
        let own = numbers.multiplier(.stepShare(name, step: member.id), own: share(member))
        if let own { members.append((member.id, own, share(member))) }
      }
      guard !members.isEmpty else { continue }
      let made = numbers.alternatives(members.map { ($0.multiplier, $0.share) })
      let place = members.firstIndex { $0.id == step.id }
      factors.append(place.map { made.members[$0] } ?? made.rest)
    }
    return factors
  }

  /// A step and those it is a branch of.
  private static func lineage(of step: PathwayStep, _ active: [PathwayStep]) -> [PathwayStep] {
    var lineage = [step]
    var seen: Set<String> = [step.id]
    while let id = lineage.last?.parent, seen.insert(id).inserted {
      guard let parent = active.first(where: { $0.id == id }) else { break }
      lineage.append(parent)
    }
    return lineage
  }

  // MARK: - Points of delivery

  private func ofDelivery(
    _ payment: CasemixPart,
    _ step: PathwayStep,
    _ costing: PathwayCosting,
    _ numbers: inout NumberTable
  ) -> Int? {
    let name = costing.pathway.name
    guard !payment.casemix.isEmpty, !numbers.paths({ $0.isCasemix(of: name, payment.casemix) }).isEmpty else {
      return nil
    }
    let parts = costing.pathway.payments(of: step, guidelineYear: costing.guidelineYear)
      .filter { $0.currency == payment.currency }
    let whole = parts.reduce(0) { $0 + $1.share.value }
    let points = Set(parts.map(\.pointOfDelivery)).sorted { $0.rawValue < $1.rawValue }
    var members: [(point: PointOfDelivery, multiplier: Int, share: Double)] = []
    for point in points {
      let there = parts.filter { $0.pointOfDelivery == point }.reduce(0) { $0 + $1.share.value }
      let path = ChangePath.casemix(name, mix: payment.casemix, point)
      guard whole > 0, let own = numbers.multiplier(path, own: there / whole) else { continue }
      members.append((point, own, there / whole))
    }
    guard !members.isEmpty else { return nil }
    let made = numbers.alternatives(members.map { ($0.multiplier, $0.share) })
    return members.firstIndex { $0.point == payment.pointOfDelivery }.map { made.members[$0] } ?? made.rest
  }

  // MARK: - Providers

  /// The multipliers of each provider of a phase.
  func multipliers(
    of providers: [(provider: ProviderCode, share: Share)],
    _ pathway: String,
    _ phase: Phase,
    _ numbers: inout NumberTable
  ) -> [[Int]] {
    var members: [(provider: ProviderCode, multiplier: Int, share: Double)] = []
    for (provider, share) in providers {
      for path in numbers.paths({ $0.shares(provider, pathway, phase) }) {
        guard let own = numbers.multiplier(path, own: share.value) else { continue }
        members.append((provider, own, share.value))
      }
    }
    guard !members.isEmpty else { return providers.map { _ in [] } }
    let made = numbers.alternatives(members.map { ($0.multiplier, $0.share) })
    return providers.map { provider, _ in
      [members.firstIndex { $0.provider == provider }.map { made.members[$0] } ?? made.rest]
    }
  }
}

extension ChangePath {
  fileprivate func isShare(of pathway: String) -> Bool {
    guard case .stepShare(let own, _) = self else { return false }
    return own == pathway
  }

  fileprivate func isCasemix(of pathway: String, _ mix: String) -> Bool {
    guard case .casemix(let own, let ownMix, _) = self else { return false }
    return own == pathway && ownMix == mix
  }

  /// Whether it is the share of a provider in a phase.
  fileprivate func shares(_ provider: ProviderCode, _ pathway: String, _ phase: Phase) -> Bool {
    guard case .providerShare(let own, let ownPathway, let ownPhase) = self else { return false }
    return own == provider && (ownPathway == nil || ownPathway == pathway)
      && (ownPhase == nil || ownPhase == phase)
  }
}
