import Diagnostics
public import Quantities
public import Tables

/// The care of people with one cancer, step by step, for every stage, subtype and guideline year.
public struct Pathway: Sendable {
  /// `breast` or `lung`, or the name of a user's own.
  public let name: String
  /// The rows, in the order of the table.
  public private(set) var steps: [PathwayStep]
  /// The mixes of currencies that steps group to.
  public private(set) var casemix: [CasemixPart]
  /// The subtypes, in the order of the table.
  public let subtypes: [Subtype]
  /// The people referred in whom cancer is ruled out.
  public private(set) var ruledOut: RuledOutReferrals
  /// The tables that were read.
  public let files: [FileStamp]
  /// Shares that a scenario changed, which stand in place of those of the rows.
  var changedShares: [ChangedRow: ChangedShare] = [:]

  /// A row as it is about people of one stage and subtype.
  struct ChangedRow: Hashable {
    let row: Position
    let stage: Stage
    let subtype: String
  }

  struct ChangedShare {
    let share: Double
    let evidence: Evidence
  }

  /// What a step is paid by, in a guideline year: one part, or the parts of its casemix.
  public func payments(of step: PathwayStep, guidelineYear: Int) -> [CasemixPart] {
    switch step.payment {
    case .casemix:
      return casemix.filter { $0.casemix == step.casemix && $0.guidelineYears.contains(guidelineYear) }
    case .currency:
      guard let currency = step.currency, let pointOfDelivery = step.pointOfDelivery else { return [] }
      return [
        CasemixPart(
          casemix: "",
          currency: currency,
          pointOfDelivery: pointOfDelivery,
          setting: step.setting,
          share: .all,
          guidelineYears: step.guidelineYears,
          evidence: .definition,
          source: step.source,
          position: step.position
        )
      ]
    case .bundled, .none, .gap:
      return []
    }
  }

  /// The steps that a person of a stage and subtype can have in a guideline year, with the chance of each.
  ///
  /// The chance of a step is its share times the chance of its parent.
  ///
  /// - Complexity: O(steps).
  public func reached(
    stage: Stage,
    subtype: String,
    guidelineYear: Int
  ) -> [(step: PathwayStep, chance: Double, evidence: Evidence)] {
    let active = steps.filter { $0.applies(to: stage, subtype: subtype, guidelineYear: guidelineYear) }
    let byID = Dictionary(active.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return active.map { step in
      var (chance, evidence) = share(of: step, stage, subtype)
      var visited: Set<String> = [step.id]
      var next = step.parent
      while let id = next, visited.insert(id).inserted {
        guard let parent = byID[id] else {
          chance = 0
          break
        }
        let ofParent = share(of: parent, stage, subtype)
        chance *= ofParent.share
        evidence = evidence.weaker(ofParent.evidence)
        next = parent.parent
      }
      return (step, chance, evidence)
    }
  }

  /// The share of a row among people of a stage and subtype who can have it.
  package func share(of step: PathwayStep, _ stage: Stage, _ subtype: String) -> (
    share: Double, evidence: Evidence
  ) {
    guard !changedShares.isEmpty,
      let changed = changedShares[ChangedRow(row: step.position, stage: stage, subtype: subtype)]
    else { return (step.share.value, step.evidence) }
    return (changed.share, step.evidence.weaker(changed.evidence))
  }

  /// The subtypes of a stage with their weights, which add up to 1.
  ///
  /// Where no subtype has a share of the stage, as of people in whom cancer is ruled out, the first stands
  /// for all: their steps do not depend on it.
  public func weights(at stage: Stage) -> [(subtype: String, weight: Double, evidence: Evidence)] {
    let known = subtypes.compactMap { subtype in
      subtype.shares[stage].map { (subtype.name, $0.value, subtype.evidence) }
    }
    guard known.isEmpty else { return known }
    return subtypes.prefix(1).map { ($0.name, 1, .definition) }
  }

  /// The guideline years that the steps cover.
  public var guidelineYears: ClosedRange<Int>? {
    guard let first = steps.map(\.guidelineYears.lowerBound).min(),
      let last = steps.map(\.guidelineYears.upperBound).max()
    else { return nil }
    return first...last
  }
}

// MARK: - Changes

extension Pathway {
  /// Sets the share of a row among people of a stage and subtype.
  mutating func set(
    _ share: Double,
    of step: PathwayStep,
    _ stage: Stage,
    _ subtype: String,
    _ evidence: Evidence
  ) {
    let row = ChangedRow(row: step.position, stage: stage, subtype: subtype)
    let before = changedShares[row]?.evidence ?? .seen
    changedShares[row] = ChangedShare(share: share, evidence: before.weaker(evidence))
  }

  /// Changes each row of a step.
  mutating func changeRows(of id: String, _ change: (PathwayStep) -> PathwayStep) {
    steps = steps.map { $0.id == id ? change($0) : $0 }
  }

  /// Changes each part of a mix.
  mutating func changeParts(of mix: String, _ change: (CasemixPart) -> CasemixPart) {
    casemix = casemix.map { $0.casemix == mix ? change($0) : $0 }
  }

  /// Changes how many people are referred in whom cancer is ruled out.
  package mutating func setRuledOut(_ perCase: Activity, _ evidence: Evidence) {
    ruledOut = RuledOutReferrals(
      perCase: perCase,
      evidence: ruledOut.evidence.weaker(evidence),
      source: ruledOut.source
    )
  }
}
