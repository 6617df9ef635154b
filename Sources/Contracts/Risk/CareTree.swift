import Quantities

/// What becomes of a patient: some cost, and independent choices of what follows.
struct CareNode: Hashable, Sendable {
  /// What it costs, in thousand-millionths of a pound.
  var cost: Int128 = 0
  /// What follows; each is chosen apart from the others.
  var choices: [CareChoice] = []
  /// Whether the episode begins here.
  var isTrigger = false
  /// The activity that it is.
  var use: CareUse?

  /// A penny in the unit of costs.
  static let perPenny: Int128 = 10_000_000
  /// A pound in the unit of costs.
  static let perPound = 1e9
}

/// Units of one of the uses of a ``CareBuilder``.
struct CareUse: Hashable, Sendable {
  /// Which use.
  let place: Int
  /// Units for each patient who has it.
  let units: Double
}

/// Exclusive branches, of which a patient takes one, or none for what their shares leave of 1.
struct CareChoice: Hashable, Sendable {
  var branches: [CareBranch]
}

/// One of some exclusive branches.
struct CareBranch: Hashable, Sendable {
  let share: Double
  let evidence: Evidence
  let node: CareNode
}

extension CareNode {
  /// Shows each node with the chance that a patient comes to it, and what that rests on.
  func visit(
    chance: Double = 1,
    evidence: Evidence = .seen,
    _ body: (_ node: CareNode, _ chance: Double, _ evidence: Evidence) -> Void
  ) {
    body(self, chance, evidence)
    for branch in choices.flatMap(\.branches) {
      branch.node.visit(chance: chance * branch.share, evidence: evidence.weaker(branch.evidence), body)
    }
  }

  /// The same costs without what costs nothing and choices that are none.
  var simplified: CareNode {
    var node = CareNode(cost: cost)
    for choice in choices {
      let own = choice.simplified
      if own.branches.count == 1, let only = own.branches.first, only.share >= 1 - CareChoice.slack {
        node.cost += only.node.cost
        node.choices += only.node.choices
      } else if !own.branches.isEmpty {
        node.choices.append(own)
      }
    }
    return node
  }
}

extension CareChoice {
  /// What rounding may leave of a whole.
  static let slack = 1e-12

  /// The branches that cost something, the largest first; those that cost the same are put together.
  fileprivate var simplified: CareChoice {
    var shares: [CareNode: Double] = [:]
    var order: [CareNode] = []
    // What rounding may add to a whole is taken off again.
    let whole = max(1, branches.reduce(0) { $0 + $1.share })
    for branch in branches where branch.share > 0 {
      let node = branch.node.simplified
      guard node.cost != 0 || !node.choices.isEmpty else { continue }
      if shares[node] == nil { order.append(node) }
      shares[node, default: 0] += branch.share / whole
    }
    let own = order.map { CareBranch(share: shares[$0, default: 0], evidence: .seen, node: $0) }
    let ranked = own.enumerated().sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }
    return CareChoice(branches: ranked.map(\.element))
  }
}
