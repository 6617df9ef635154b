/// The amounts of each key in every mix of causes.
///
/// Mix n takes cause i from the second run when bit i of n is set.
struct MixedTallies<Key: Hashable & Comparable & Sendable> {
  private var index = KeyIndex<Key>()
  /// By mix, then by the place of the key; keys met later have no place in earlier mixes, where they are 0.
  private var mixes: [[Int64]] = []

  /// Adds the tally of the next mix.
  mutating func append(_ tally: Tally<Key>) {
    var amounts = [Int64](repeating: 0, count: index.keys.count)
    for (key, amount) in zip(tally.keys, tally.amounts) {
      let place = index.place(of: key)
      if place == amounts.count { amounts.append(0) }
      amounts[place] = amount
    }
    mixes.append(amounts)
  }

  /// What each cause adds to each key, by key and cause; what adds nothing is left out.
  func parts(of causes: [Cause]) -> [(key: Key, cause: Cause, part: Int64)] {
    let shares = ShapleyShares(players: causes.count)
    let keys = index.keys
    return keys.indices.sorted { keys[$0] < keys[$1] }.flatMap { place in
      let wins = mixes.map { place < $0.count ? $0[place] : 0 }
      return zip(causes, shares.parts(of: wins)).filter { $0.1 != 0 }
        .map { (key: keys[place], cause: $0, part: $1) }
    }
  }
}
