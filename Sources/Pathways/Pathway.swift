import Diagnostics
public import Quantities
public import Tables

/// The care of people with one cancer, step by step, for every stage, subtype and guideline year.
public struct Pathway: Sendable {
  /// `breast` or `lung`, or the name of a user's own.
  public let name: String
  /// The rows, in the order of the table.
  public let steps: [PathwayStep]
  /// The mixes of currencies that steps group to.
  public let casemix: [CasemixPart]
  /// The subtypes, in the order of the table.
  public let subtypes: [Subtype]
  /// The people referred in whom cancer is ruled out.
  public let ruledOut: RuledOutReferrals
  /// The tables that were read.
  public let files: [FileStamp]

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
      var chance = step.share.value
      var evidence = step.evidence
      var visited: Set<String> = [step.id]
      var next = step.parent
      while let id = next, visited.insert(id).inserted {
        guard let parent = byID[id] else {
          chance = 0
          break
        }
        chance *= parent.share.value
        evidence = evidence.weaker(parent.evidence)
        next = parent.parent
      }
      return (step, chance, evidence)
    }
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
