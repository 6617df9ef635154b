import FundingFlows
import Quantities

/// Splits what a line's figures are worth more or less among volume, mix, price and market forces.
///
/// The line's activity is the activity of its group times its share in the group, so its value is made of four
/// factors. Each gets the mean of what it adds over all orders in which the factors could change one after the
/// other (its Shapley value), of values rounded to pence as any line's is. So no order is preferred, a factor that
/// does not change gets nothing, the parts add up, and seen from the other side they have the other sign.
///
/// A group that has no activity on one side has the other side's shares on both: all of its change is volume.
struct LineSplit {
  /// One side of a line: its figures, and what its group does in all.
  struct Side {
    let figures: LineFigures
    let group: UInt128
  }

  private typealias Share = (part: UInt64, whole: UInt128)

  private static let volume = 1
  private static let mix = 2
  private static let price = 4
  private static let marketForces = 8
  private static let effects: [(bit: Int, effect: GapEffect)] = [
    (volume, .volume), (mix, .mix), (price, .price), (marketForces, .marketForces),
  ]

  private let shares = (0...4).map { ShapleyShares(players: $0) }

  /// The effects, and the largest value met on the way; nil when a value is beyond any contract.
  func effects(from offer: Side, to counter: Side) -> (effects: GapEffects, largest: Int64)? {
    let line = Line(offer, counter)
    let moving = Self.effects.filter { line.changed & $0.bit != 0 }
    var values: [Int64] = []
    values.reserveCapacity(1 << moving.count)
    for set in 0..<(1 << moving.count) {
      var taken = 0
      for (player, factor) in moving.enumerated() where set & (1 << player) != 0 { taken |= factor.bit }
      guard let value = line.value(taking: taken) else { return nil }
      values.append(value)
    }
    var effects = GapEffects()
    for (factor, part) in zip(moving, shares[moving.count].parts(of: values)) {
      effects[factor.effect] = Pence(part)
    }
    return (effects, values.max() ?? 0)
  }

  /// A line whose factors can be taken from either side.
  private struct Line {
    private let offer: Side
    private let counter: Side
    private let offerShare: Share
    private let counterShare: Share
    /// The factors that differ.
    let changed: Int

    init(_ offer: Side, _ counter: Side) {
      self.offer = offer
      self.counter = counter
      let own: (offer: Share, counter: Share) = (
        (offer.figures.activity, offer.group), (counter.figures.activity, counter.group)
      )
      offerShare = offer.group > 0 ? own.offer : own.counter
      counterShare = counter.group > 0 ? own.counter : own.offer
      var changed = 0
      if offer.group != counter.group { changed |= LineSplit.volume }
      if Self.differ(offerShare, counterShare) { changed |= LineSplit.mix }
      if offer.figures.price != counter.figures.price { changed |= LineSplit.price }
      if offer.figures.factor != counter.figures.factor { changed |= LineSplit.marketForces }
      self.changed = changed
    }

    private static func differ(_ one: Share, _ other: Share) -> Bool {
      UInt128(one.part).multipliedFullWidth(by: other.whole)
        != UInt128(other.part).multipliedFullWidth(by: one.whole)
    }

    /// What the line is worth with some factors of the counter-offer, and the others of the offer.
    func value(taking taken: Int) -> Int64? {
      let volume = taken & LineSplit.volume != 0 ? counter.group : offer.group
      let share = taken & LineSplit.mix != 0 ? counterShare : offerShare
      let price = (taken & LineSplit.price != 0 ? counter : offer).figures.price
      let factor = (taken & LineSplit.marketForces != 0 ? counter : offer).figures.factor
      if volume == 0 || share.part == 0 { return 0 }
      if volume == share.whole {
        return LineFigures(activity: share.part, price: price, factor: factor).pence
      }
      return LineFigures.pence(
        volume: volume,
        part: share.part,
        whole: share.whole,
        price: price,
        factor: factor
      )
    }
  }
}
