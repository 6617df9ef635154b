/// Shares what several players win together among them, by the mean of what each adds over all orders in which
/// they could have come: the Shapley value (Shapley 1953, A value for n-person games).
///
/// Player i gets Σ |S|! (m − |S| − 1)! / m! × (v(S ∪ i) − v(S)) over all S without i. The sum is exact; it is
/// rounded to whole units by largest remainder, so that the parts always add up to v(all) − v(none). A part is
/// less than one unit from its exact value, and a player who never adds anything gets exactly 0.
package struct ShapleyShares {
  let players: Int
  /// |S|! (m − |S| − 1)! by |S|.
  private let weights: [Int128]
  /// m!
  private let orders: Int128

  /// Prepares the weights of so many players.
  package init(players: Int) {
    precondition((0...20).contains(players), "21! does not fit beside a sum of 64 bits")
    let factorials = (0..<max(players, 1)).reduce(into: [Int128(1)]) { list, last in
      list.append(list[last] * Int128(last + 1))
    }
    self.players = players
    weights = (0..<players).map { factorials[$0] * factorials[players - $0 - 1] }
    orders = factorials[players]
  }

  /// The part of each player.
  ///
  /// - Parameter wins: what each set of players wins, at the place whose bit i says whether player i is in it.
  /// - Complexity: O(players × 2^players).
  package func parts(of wins: [Int64]) -> [Int64] {
    precondition(wins.count == 1 << players, "each set of players wins something")
    return rounded((0..<players).map { player in ordersTimesPart(of: player, wins) })
  }

  /// m! × the exact part of one player.
  private func ordersTimesPart(of player: Int, _ wins: [Int64]) -> Int128 {
    let bit = 1 << player
    return wins.indices.reduce(0) { sum, others in
      guard others & bit == 0 else { return sum }
      return sum + weights[others.nonzeroBitCount] * (Int128(wins[others | bit]) - Int128(wins[others]))
    }
  }

  /// Whole parts by largest remainder, ties to the earlier player. The other way round, from all to none, gives
  /// the same parts with the other sign: which is why a loss is rounded as the gain that it would be.
  private func rounded(_ scaled: [Int128]) -> [Int64] {
    let total = scaled.reduce(0, +)
    let isLoss = ([total] + scaled).first { $0 != 0 }.map { $0 < 0 } ?? false
    let gains = isLoss ? scaled.map { -$0 } : scaled
    var parts = gains.map { Self.floor($0, orders) }
    let remainders = zip(gains, parts).map { $0 - $1 * orders }
    let left = Int(remainders.reduce(0, +) / orders)
    for player in gains.indices.sorted(by: { (remainders[$1], $0) < (remainders[$0], $1) }).prefix(left) {
      parts[player] += 1
    }
    return parts.map { Int64(isLoss ? -$0 : $0) }
  }

  private static func floor(_ dividend: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
