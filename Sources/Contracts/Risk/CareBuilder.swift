import Pathways
import Quantities

/// Lays out the care of a pathway as a tree of what may become of a patient.
struct CareBuilder {
  /// Activity of one step, paid in one way at one price.
  struct Use {
    let step: PathwayStep
    let part: CasemixPart
    let price: UnitPrice
  }

  private struct UseKey: Hashable {
    let step: String
    let currency: CurrencyCode
    let pointOfDelivery: PointOfDelivery
    let setting: String
    let treatmentFunction: TreatmentFunction?
    let price: UnitPrice
  }

  let pathway: Pathway
  let stage: Stage
  let guidelineYear: Int
  let triggers: Set<String>
  let price: (PathwayStep, CasemixPart) -> UnitPrice?
  /// Every use, in the order in which it was met.
  private(set) var uses: [Use] = []
  private var places: [UseKey: Int] = [:]

  init(
    _ pathway: Pathway,
    _ stage: Stage,
    _ guidelineYear: Int,
    _ triggers: Set<String>,
    _ price: @escaping (PathwayStep, CasemixPart) -> UnitPrice?
  ) {
    self.pathway = pathway
    self.stage = stage
    self.guidelineYear = guidelineYear
    self.triggers = triggers
    self.price = price
  }

  /// A patient of one of some subtypes, by their weights.
  mutating func patient(of subtypes: [(subtype: String, weight: Double, evidence: Evidence)]) -> CareChoice {
    var branches: [CareBranch] = []
    for (subtype, weight, evidence) in subtypes where weight > 0 {
      branches.append(CareBranch(share: weight, evidence: evidence, node: patient(of: subtype)))
    }
    return CareChoice(branches: branches)
  }

  private mutating func patient(of subtype: String) -> CareNode {
    let active = pathway.steps.filter {
      $0.applies(to: stage, subtype: subtype, guidelineYear: guidelineYear)
    }
    let children = Dictionary(grouping: active, by: \.parent)
    return CareNode(choices: choices(after: nil, children, subtype))
  }

  /// What follows a step, or what everyone has: groups of alternatives, and steps by themselves.
  private mutating func choices(
    after parent: String?,
    _ children: [String?: [PathwayStep]],
    _ subtype: String
  ) -> [CareChoice] {
    var choices: [CareChoice] = []
    var groups: [String: Int] = [:]
    for step in children[parent] ?? [] {
      let (share, evidence) = pathway.share(of: step, stage, subtype)
      guard share > 0 else { continue }
      let branch = CareBranch(share: share, evidence: evidence, node: node(of: step, children, subtype))
      if let group = step.alternatives, let place = groups[group] {
        choices[place].branches.append(branch)
      } else {
        if let group = step.alternatives { groups[group] = choices.count }
        choices.append(CareChoice(branches: [branch]))
      }
    }
    return choices
  }

  private mutating func node(
    of step: PathwayStep,
    _ children: [String?: [PathwayStep]],
    _ subtype: String
  ) -> CareNode {
    var node = CareNode(isTrigger: triggers.contains(step.id))
    let payments = payments(of: step)
    if !payments.isEmpty { node.choices.append(CareChoice(branches: payments)) }
    node.choices += choices(after: step.id, children, subtype)
    return node
  }

  /// The ways in which a step is paid inside the bundle, of which each patient who has it takes one.
  private mutating func payments(of step: PathwayStep) -> [CareBranch] {
    var branches: [CareBranch] = []
    let years = step.occurrence == .survivorYear ? step.years?.count ?? 1 : 1
    for part in pathway.payments(of: step, guidelineYear: guidelineYear) where part.share > .none {
      guard let price = price(step, part) else { continue }
      let units = Int128(step.quantity.millionths) * Int128(years)
      let cost = (units * Int128(price.nanopounds) + 500_000) / 1_000_000
      let place = place(of: Use(step: step, part: part, price: price))
      let node = CareNode(cost: cost, use: CareUse(place: place, units: Double(units) / 1e6))
      branches.append(CareBranch(share: part.share.value, evidence: part.evidence, node: node))
    }
    return branches
  }

  private mutating func place(of use: Use) -> Int {
    let key = UseKey(
      step: use.step.id,
      currency: use.part.currency,
      pointOfDelivery: use.part.pointOfDelivery,
      setting: use.part.setting,
      treatmentFunction: use.step.treatmentFunction,
      price: use.price
    )
    if let place = places[key] { return place }
    places[key] = uses.count
    uses.append(use)
    return uses.count - 1
  }
}
