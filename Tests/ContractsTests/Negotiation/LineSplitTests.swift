import Contracts
import Quantities
import TestSupport
import Testing

/// The split of a line's value beside one that is worked out another way: the mean over all 24 orders, one by one.
struct LineSplitTests {
  /// What a line of a group of two is made of on one side, in whole units, pence and thousandths.
  private struct Side {
    let activity: Int
    let other: Int
    let price: Int
    let factor: Int

    init(_ random: inout Seeded) {
      activity = random.happens(10) ? 0 : random.int(0...500)
      other = random.happens(10) ? 0 : random.int(0...500)
      price = random.pick([0, 100_00, random.int(0...900_000)])
      factor = random.pick([1000, 1000, random.int(900...1300)])
    }

    var group: Int { activity + other }
    var lines: [ScheduleLine] {
      [line("a", activity), line("b", other)]
    }

    private func line(_ id: String, _ units: Int) -> ScheduleLine {
      planned(
        id,
        Activity(Int64(units)),
        at: UnitPrice(nanopounds: Int64(price) * 10_000_000),
        Factor(millionths: Int64(factor) * 1000)
      )
    }
  }

  /// The value of the first line with some of the counter-offer's factors, rounded once to pence, halves up.
  private static func value(_ offer: Side, _ counter: Side, _ taken: Set<Int>) -> Int {
    let volume = taken.contains(0) ? counter.group : offer.group
    let ofShare = taken.contains(1) ? counter : offer
    let share = ofShare.group > 0 ? ofShare : taken.contains(1) ? offer : counter
    let price = (taken.contains(2) ? counter : offer).price
    let factor = (taken.contains(3) ? counter : offer).factor
    guard share.group > 0 else { return 0 }
    let divisor = share.group * 1000
    return (2 * volume * share.activity * price * factor + divisor) / (2 * divisor)
  }

  private static func orders(of items: [Int]) -> [[Int]] {
    if items.isEmpty { return [[]] }
    return items.flatMap { item in orders(of: items.filter { $0 != item }).map { [item] + $0 } }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `each effect is the mean over all orders, to the penny`(seed: UInt64) throws {
    var random = Seeded(seed)
    let (offer, counter) = (Side(&random), Side(&random))
    var sums = [0, 0, 0, 0]
    for order in Self.orders(of: [0, 1, 2, 3]) {
      for (place, factor) in order.enumerated() {
        let before = Set(order.prefix(place))
        sums[factor] +=
          Self.value(offer, counter, before.union([factor])) - Self.value(offer, counter, before)
      }
    }
    let line = try #require(try gap(offer.lines, counter.lines).lines.first)
    let effects: [GapEffect] = [.volume, .mix, .price, .marketForces]
    for (effect, sum) in zip(effects, sums) {
      let found = Int(line.effects[effect].amount)
      #expect(abs(24 * found - sum) < 24, "\(effect) \(found) beside \(Double(sum) / 24)")
    }
    let all = Self.value(offer, counter, [0, 1, 2, 3]) - Self.value(offer, counter, [])
    #expect(Int(line.gap.amount) == all)
  }

  @Test func `figures whose product needs more than 128 bits are split exactly`() throws {
    let figures: (UnitPrice, Factor) = ("8765.432198765", "1.2")
    let offer = ["a", "b"].map { planned($0, "12345678.9", at: figures.0, figures.1) }
    let counter = [
      planned("a", "24691357.8", at: figures.0, figures.1),
      planned("b", "12345678.9", at: figures.0, figures.1),
    ]
    let gap = try gap(offer, counter)
    // One is worth V = 12,345,678.9 × 8,765.432198765 × 1.2 = 129,858,253,614.8083…; the group grows by a half, the
    // share from a half to two thirds. Volume: (V/2 + 2V/3) / 2 = 7V/12, mix (V/3 + V/2) / 2 = 5V/12.
    #expect(abs((gap.lines[0].effects[.volume] - Pence(7_575_064_794_197)).amount) <= 1)
    #expect(abs((gap.lines[0].effects[.mix] - Pence(5_410_760_567_284)).amount) <= 1)
    #expect(gap.lines[1].gap == .zero)
  }
}
