import Randomness

/// Multinomial counts with their tables, draw by draw, to be looked at by tests.
struct CountedPeople {
  private let places: MultinomialCounts
  private let tables: BinomialTables

  init?(_ shares: [Double], _ stream: RandomStream) {
    var tables = BinomialTables()
    guard let places = MultinomialCounts(shares: shares, stream: stream, tables: &tables) else { return nil }
    (self.places, self.tables) = (places, tables)
  }

  /// The counts of all places in each draw from one on, with so many people in each.
  func counts(of people: [Int], from draw: Int = 0) -> [[Int]] {
    var counted = people.map { _ in [Int](repeating: 0, count: places.shares.count) }
    var room = CountingRoom(tables)
    places.counts(of: people.span, from: draw, &room) { place, draws, counts in
      for index in draws.indices { counted[draws[index]][place] += counts[index] }
    } tellPlaces: { draws, chosen in
      for index in draws.indices where chosen[index] < places.shares.count {
        counted[draws[index]][chosen[index]] += 1
      }
    }
    return counted
  }

  func counts(of people: Int, draws: Int) -> [[Int]] {
    counts(of: [Int](repeating: people, count: draws))
  }
}
