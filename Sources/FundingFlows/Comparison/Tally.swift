/// Whole amounts by key, in the order in which the keys were first met.
///
/// Their magnitudes come to at most `limit`, so that sums and differences of tallies, and the parts of seven
/// causes, fit: each part is at most the magnitudes of two tallies, and 7 × 2 × `limit` is below 2⁶³.
struct Tally<Key: Hashable & Sendable>: Sendable {
  /// The largest sum of magnitudes.
  static var limit: UInt64 { 500_000_000_000_000_000 }

  private(set) var amounts: [Int64] = []
  /// Whether something was left out because the magnitudes would have come to more than the limit.
  private(set) var isTooLarge = false
  private var index = KeyIndex<Key>()
  private var magnitude: UInt64 = 0

  /// The keys, at the places of their amounts.
  var keys: [Key] { index.keys }

  /// The amount of a key; 0 when it was not met.
  subscript(key: Key) -> Int64 { index.find(key).map { amounts[$0] } ?? 0 }

  /// Whether an amount of the key was added, if only 0.
  func contains(_ key: Key) -> Bool { index.find(key) != nil }

  /// Adds an amount, unless the tally becomes too large by it.
  mutating func add(_ amount: Int64, to key: Key) {
    guard !isTooLarge, magnitude + amount.magnitude <= Self.limit else {
      isTooLarge = true
      return
    }
    magnitude += amount.magnitude
    let place = index.place(of: key)
    if place == amounts.count { amounts.append(0) }
    amounts[place] += amount
  }
}
