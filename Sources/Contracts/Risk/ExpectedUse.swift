public import Pathways
public import Quantities

/// Activity inside a bundle that is expected of each patient whose episode begins.
public struct ExpectedUse: Sendable {
  /// The step; of rows that differ by subtype, the first.
  public let step: PathwayStep
  /// What it is paid by.
  public let part: CasemixPart
  /// Pounds per unit.
  public let unitPrice: UnitPrice
  /// The chance that a patient of an episode has it, paid so.
  public let chance: Double
  /// Units expected in an episode: chance × quantity, in each of its years for survivors.
  public let unitsPerEpisode: Double
  /// Of all units of it that patients of the stage have, the share that falls to those who have an episode.
  ///
  /// P(step and trigger) / P(step): what splits predicted activity into that inside episodes and the rest.
  public let shareInside: Double
  /// The weakest of what chance and quantity rest on; not of the price.
  public let evidence: Evidence

  /// The units expected in an episode, to six decimals.
  public var activity: Activity { Activity(rounding: unitsPerEpisode) ?? .zero }
}

extension ExpectedUse {
  private struct Tally {
    var chance = 0.0
    var units = 0.0
    var evidence = Evidence.seen
  }

  /// The uses of a builder that an episode can hold.
  static func all(
    _ uses: [CareBuilder.Use],
    of patient: CareChoice,
    in episode: CareChoice,
    chanceOfEpisode: Double
  ) -> [ExpectedUse] {
    let inside = tallies(uses.count, episode)
    let everywhere = tallies(uses.count, patient)
    return uses.enumerated().compactMap { place, use in
      let own = inside[place]
      guard own.chance > 0 else { return nil }
      return ExpectedUse(
        step: use.step,
        part: use.part,
        unitPrice: use.price,
        chance: own.chance,
        unitsPerEpisode: own.units,
        shareInside: min(1, share(own, everywhere[place], chanceOfEpisode)),
        evidence: own.evidence.weaker(use.step.evidence)
      )
    }
  }

  /// By units, or by people where the units of all are 0.
  private static func share(_ inside: Tally, _ everywhere: Tally, _ chanceOfEpisode: Double) -> Double {
    everywhere.units > 0
      ? inside.units * chanceOfEpisode / everywhere.units
      : inside.chance * chanceOfEpisode / everywhere.chance
  }

  /// The chance and units of each use, below a choice of subtypes.
  ///
  /// What is the same for all subtypes does not rest on how many there are of each.
  private static func tallies(_ count: Int, _ subtypes: CareChoice) -> [Tally] {
    var tallies = [Tally](repeating: Tally(), count: count)
    let parts = subtypes.branches.map { (share: $0.share, own: Self.tallies(count, $0.node)) }
    for place in tallies.indices {
      for (share, own) in parts {
        tallies[place].chance += share * own[place].chance
        tallies[place].units += share * own[place].units
        tallies[place].evidence = tallies[place].evidence.weaker(own[place].evidence)
      }
      let units = parts.map { $0.own[place].units }
      guard let least = units.min(), let most = units.max(), most - least > 1e-9 * most else { continue }
      tallies[place].evidence = subtypes.branches.map(\.evidence).reduce(tallies[place].evidence) {
        $0.weaker($1)
      }
    }
    return tallies
  }

  private static func tallies(_ count: Int, _ node: CareNode) -> [Tally] {
    var tallies = [Tally](repeating: Tally(), count: count)
    node.visit { node, chance, evidence in
      guard let use = node.use, chance > 0 else { return }
      tallies[use.place].chance += chance
      tallies[use.place].units += chance * use.units
      tallies[use.place].evidence = tallies[use.place].evidence.weaker(evidence)
    }
    return tallies
  }
}
