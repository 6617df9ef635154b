import Quantities

/// The same care given that its trigger happened, or that it did not: exact, for any triggers in the tree.
///
/// Of independent choices that can each bring a trigger, the first that does is chosen by its chance: those before
/// it are given that they do not, those after it are as they were.
extension CareNode {
  /// The chance that a trigger happens here or in what follows.
  fileprivate var chanceOfTrigger: Double {
    isTrigger ? 1 : 1 - choices.reduce(1) { $0 * (1 - $1.chanceOfTrigger) }
  }

  /// How well the chances of what leads to a trigger are supported.
  fileprivate var evidenceOfTrigger: Evidence {
    guard !isTrigger else { return .seen }
    return choices.filter { $0.chanceOfTrigger > 0 }.map(\.evidenceOfTrigger).weakest()
  }

  /// Given that a trigger happens; nil when none can.
  fileprivate var givenTrigger: CareNode? {
    guard !isTrigger else { return self }
    let chances = choices.map(\.chanceOfTrigger)
    var branches: [CareBranch] = []
    var none = 1.0
    for (place, chance) in chances.enumerated() where chance > 0 {
      var node = CareNode()
      node.choices = choices.enumerated().compactMap { other, choice in
        other < place ? choice.givenNoTrigger : other == place ? choice.givenTrigger : choice
      }
      if none > 0 {
        branches.append(CareBranch(share: none * chance, evidence: evidenceOfTrigger, node: node))
      }
      none *= 1 - chance
    }
    guard let first = branches.first else { return nil }
    var given = self
    guard branches.count > 1 else {
      given.choices = first.node.choices
      return given
    }
    given.choices = [CareChoice(branches: branches.map { $0.divided(by: 1 - none) })]
    return given
  }

  /// Given that no trigger happens.
  fileprivate var givenNoTrigger: CareNode {
    var given = self
    given.choices = choices.compactMap(\.givenNoTrigger)
    return given
  }
}

extension CareChoice {
  /// The chance that one of the branches brings a trigger.
  var chanceOfTrigger: Double {
    branches.reduce(0) { $0 + $1.share * $1.node.chanceOfTrigger }
  }

  fileprivate var evidenceOfTrigger: Evidence {
    branches.filter { $0.share > 0 && $0.node.chanceOfTrigger > 0 }
      .map { $0.evidence.weaker($0.node.evidenceOfTrigger) }.weakest()
  }

  /// Given that a trigger happens; nil when none can. A branch that is left alone is certain by definition.
  var givenTrigger: CareChoice? {
    let chance = chanceOfTrigger
    let able = branches.filter { $0.share > 0 && $0.node.chanceOfTrigger > 0 }
    let evidence = able.count == 1 ? Evidence.definition : evidenceOfTrigger
    let given = able.compactMap { branch -> CareBranch? in
      guard let node = branch.node.givenTrigger else { return nil }
      let share = able.count == 1 ? 1 : branch.share * branch.node.chanceOfTrigger / chance
      return CareBranch(share: share, evidence: evidence, node: node)
    }
    return given.isEmpty ? nil : CareChoice(branches: given)
  }

  /// What is left of each branch without triggers; nil when a trigger is certain.
  fileprivate var givenNoTrigger: CareChoice? {
    let chance = chanceOfTrigger
    guard chance > 0 else { return self }
    guard chance < 1 else { return nil }
    return CareChoice(
      branches: branches.compactMap { branch in
        let left = branch.share * (1 - branch.node.chanceOfTrigger) / (1 - chance)
        guard left > 0 else { return nil }
        let evidence = branch.evidence.weaker(evidenceOfTrigger)
        return CareBranch(share: left, evidence: evidence, node: branch.node.givenNoTrigger)
      }
    )
  }
}

extension CareBranch {
  fileprivate func divided(by whole: Double) -> CareBranch {
    CareBranch(share: share / whole, evidence: evidence, node: node)
  }
}
