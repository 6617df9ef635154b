/// Keys, each at the place at which it was first met.
struct KeyIndex<Key: Hashable & Sendable>: Sendable {
  private(set) var keys: [Key] = []
  private var places: [Key: Int] = [:]
  private var latest = -1

  /// The place of a key, or nil when it was not met.
  func find(_ key: Key) -> Int? { places[key] }

  /// The place of a key, a new one when it was not met.
  ///
  /// Keys tend to come again in the order in which they first came, so the one behind the latest is tried first:
  /// with the lines of a ledger that saves most of the hashing.
  mutating func place(of key: Key) -> Int {
    let next = latest + 1
    if next < keys.count, keys[next] == key {
      latest = next
    } else if let known = places[key] {
      latest = known
    } else {
      latest = keys.count
      places[key] = latest
      keys.append(key)
    }
    return latest
  }
}
