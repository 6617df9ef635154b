/// How many of some people fall to each of several places, drawn at addresses: exact for any number of people.
///
/// Each place has a binomial count of those whom the places before it left. Where there are no more people than
/// places, each person is put in a place instead. Many draws are made at once, each as it would be alone.
public struct MultinomialCounts: Sendable {
  /// The share of each place.
  public let shares: [Double]

  /// Of those whom the places before left, those of a place, with the place of its tables.
  private let counts: [(binomial: BinomialCounts, table: Int)]

  /// A table of the places, with one more for those who fall to none.
  private let cells: [AliasCell]

  private let each: RandomStream

  /// What rounding may leave of a whole.
  private static let slack = 1e-9

  /// Draws by shares that add up to 1, or less where some people fall to no place; nil where they are more, one
  /// is below 0 or not a number, or there are none.
  ///
  /// - Parameter tables: the tables that a room is made from, which may be shared with others.
  public init?(shares: [Double], stream: RandomStream, tables: inout BinomialTables) {
    let sum = shares.reduce(0, +)
    guard !shares.isEmpty, shares.allSatisfy({ $0 >= 0 }), sum <= 1 + Self.slack else { return nil }
    self.shares = shares
    // Added up from the last on, so that the last place has all that is left.
    let rest = 1 - sum > Self.slack ? 1 - sum : 0
    var left = rest
    var chances: [Double] = []
    for share in shares.reversed() {
      left += share
      chances.append(share > 0 ? min(1, share / left) : 0)
    }
    counts = chances.reversed().enumerated().map { place, chance in
      (BinomialCounts(chance: chance, stream: stream.substream(place)), tables.place(of: chance))
    }
    cells = sum > 0 ? AliasCell.cells(of: shares + [rest], from: 0) : []
    each = stream.substream("each")
  }

  /// Tells how many of the people of each draw are in each place.
  ///
  /// A place may be told more than once: its counts are to be added up. Only draws with somebody are told, by how
  /// far they are from the first.
  ///
  /// - Parameters:
  ///   - people: how many people there are in each draw.
  ///   - draw: the first draw.
  ///   - tellCounts: told the people of a place.
  ///   - tellPlaces: told the place of one more person of each draw, beyond the last place for none.
  public func counts(
    of people: Span<Int>,
    from draw: Int,
    _ room: inout CountingRoom,
    tellCounts: (_ place: Int, _ draws: Span<Int>, _ counts: Span<Int>) -> Void,
    tellPlaces: (_ draws: Span<Int>, _ places: Span<Int>) -> Void
  ) {
    guard !cells.isEmpty else { return }
    room.take(people, within: shares.count + 1...Int.max)
    for place in counts.indices where room.active > 0 && shares[place] > 0 {
      let (binomial, table) = counts[place]
      guard binomial.chance < 1 else {
        tellCounts(
          place,
          room.offsets.span.extracting(first: room.active),
          room.left.span.extracting(first: room.active)
        )
        break
      }
      room.count(binomial, table, from: draw)
      tellCounts(
        place,
        room.offsets.span.extracting(first: room.active),
        room.drawn.span.extracting(first: room.active)
      )
      room.letGo()
    }
    room.take(people, within: 1...shares.count)
    var person = 0
    while room.active > 0 {
      room.place(cells, each, from: draw, person: person)
      tellPlaces(
        room.offsets.span.extracting(first: room.active),
        room.drawn.span.extracting(first: room.active)
      )
      room.letOneGo()
      person += 1
    }
  }
}
