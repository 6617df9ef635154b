public import Diagnostics
import Quantities

/// A negotiation: the schedules that two sides put on the table in turn, and the gap between their last two.
///
/// The gap is always the other side's position less that of the side that made the first offer, so that it has one
/// sign through all rounds.
public struct Negotiation: Sendable {
  /// The rounds, in order.
  public let rounds: [NegotiationRound]
  /// The gap between the last position of the offering side and that of the other.
  public let gap: ScheduleGap

  /// Compares positions in the order in which they were put on the table; sides take turns.
  ///
  /// - Throws: `negotiate.years`, `negotiate.amount`.
  public init(
    _ offer: NegotiationPosition,
    _ counter: NegotiationPosition,
    later: [NegotiationPosition] = []
  ) throws(DiagnosticList) {
    let positions = [offer, counter] + later
    var gap = try ScheduleGap(from: offer.schedule, to: counter.schedule)
    var sides = Self.sides(of: gap)
    var rounds = [
      Self.round(1, offer, sides.offer, nil, nil), Self.round(2, counter, sides.counter, nil, gap.totals),
    ]
    for number in stride(from: 3, through: positions.count, by: 1) {
      let (own, other) = (positions[number - 1], positions[number - 2])
      let isOther = number.isMultiple(of: 2)
      gap = try ScheduleGap(
        from: (isOther ? other : own).schedule,
        to: (isOther ? own : other).schedule
      )
      sides = Self.sides(of: gap)
      rounds.append(
        Self.round(number, own, isOther ? sides.counter : sides.offer, rounds[number - 3].total, gap.totals)
      )
    }
    self.rounds = rounds
    self.gap = gap
  }

  private typealias Sum = (total: Pence, unpriced: Int)

  /// What each side of a gap comes to.
  private static func sides(of gap: ScheduleGap) -> (offer: Sum, counter: Sum) {
    let unpriced = { (worth: LineWorth?) in worth.map { $0.value == nil } ?? false }
    return (
      (gap.totals.offer, gap.lines.count { unpriced($0.offerWorth) }),
      (gap.totals.counter, gap.lines.count { unpriced($0.counterWorth) })
    )
  }

  private static func round(
    _ number: Int,
    _ position: NegotiationPosition,
    _ sum: Sum,
    _ before: Pence?,
    _ gap: GapTotals?
  ) -> NegotiationRound {
    NegotiationRound(
      number: number,
      name: position.name,
      lines: position.schedule.lines.count,
      unpricedLines: sum.unpriced,
      total: sum.total,
      movement: before.map { sum.total - $0 },
      gap: gap
    )
  }

  /// What the first gap was.
  var firstGap: GapTotals? { rounds.lazy.compactMap(\.gap).first }

  /// The last position of the offering side.
  public var offer: NegotiationRound { last(.offering) }

  /// The last position of the other side.
  public var counter: NegotiationRound { last(.other) }

  private func last(_ side: NegotiationRound.Side) -> NegotiationRound {
    rounds.last { $0.side == side } ?? rounds[0]
  }

  /// How much of a first amount is closed when so much is left, in per cent with one decimal; nil of nothing.
  static func closed(_ left: Pence, of first: Pence) -> Double? {
    guard first != .zero else { return nil }
    let share = 1 - Double(left.amount.magnitude) / Double(first.amount.magnitude)
    return (share * 1000).rounded(.toNearestOrAwayFromZero) / 10
  }
}
