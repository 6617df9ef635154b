import Diagnostics
import Quantities

/// Looks further for prices whose payments come to a target.
///
/// What is paid never falls when a price rises, so the price of one group that comes nearest is found by doubling
/// steps and halving them again.
struct NeutralSearch {
  private(set) var prices: [Int: Pence]
  private(set) var left: Pence
  private let leftOver: ([Int: Pence]) throws(DiagnosticList) -> Pence

  /// The furthest a price moves, in pence.
  private static let furthest: Int64 = 1 << 20

  init(
    prices: [Int: Pence],
    left: Pence,
    _ leftOver: @escaping ([Int: Pence]) throws(DiagnosticList) -> Pence
  ) {
    self.prices = prices
    self.left = left
    self.leftOver = leftOver
  }

  /// Moves prices until what is left over is within a penny for each payment, or no move brings it nearer.
  mutating func run(_ places: [Int], until payments: Double) throws(DiagnosticList) {
    var nearest = left.amount.magnitude
    repeat {
      nearest = left.amount.magnitude
      for place in places { try approach(by: place) }
    } while left.amount.magnitude < nearest && !isWithin(payments)
    // A price is moved away on purpose, and the others make up for it.
    for first in places {
      for step: Int64 in 1...8 {
        for way in [step, -step] where !isWithin(payments) {
          var other = self
          guard try other.move(first, by: way) else { continue }
          for place in places where place != first { try other.approach(by: place) }
          if other.left.amount.magnitude < left.amount.magnitude { self = other }
        }
      }
    }
  }

  private func isWithin(_ payments: Double) -> Bool { Double(left.amount.magnitude) <= max(1, payments) }

  /// Moves a price; false when it would be below nothing.
  private mutating func move(_ place: Int, by step: Int64) throws(DiagnosticList) -> Bool {
    let price = (prices[place]?.amount ?? 0) + step
    guard price >= 0 else { return false }
    prices[place] = Pence(price)
    left = try leftOver(prices)
    return true
  }

  /// Brings one price to where least is left over.
  private mutating func approach(by place: Int) throws(DiagnosticList) {
    guard left != .zero else { return }
    let way: Int64 = left > .zero ? -1 : 1
    var (short, long): (Int64, Int64) = (0, 1)
    while let beyond = try moved(place, by: way * long), beyond.left.amount.signum() == left.amount.signum() {
      short = long
      guard long < Self.furthest else { return }
      long *= 2
    }
    while long - short > 1 {
      let middle = short + (long - short) / 2
      let now = try moved(place, by: way * middle)
      if let now, now.left.amount.signum() == left.amount.signum() { short = middle } else { long = middle }
    }
    let ends = [try moved(place, by: way * short), try moved(place, by: way * long)]
    for end in ends.compactMap(\.self) where end.left.amount.magnitude < left.amount.magnitude { self = end }
  }

  private func moved(_ place: Int, by step: Int64) throws(DiagnosticList) -> Self? {
    var other = self
    return try other.move(place, by: step) ? other : nil
  }
}
