/// How many of some people fall to each of several places, drawn at an address: exact for any number of people.
///
/// Each place has a binomial count of those whom the places before it left. Where few are left, each person is put
/// in a place instead: so it is quickest if the largest shares come first.
public struct MultinomialCounts: Hashable, Sendable {
  /// The share of each place.
  public let shares: [Double]

  /// Of those whom the places before left, those of a place.
  private let counts: [BinomialCounts]

  /// The shares of the places up to each.
  private let upTo: [Double]

  private let each: RandomStream

  /// From so many on for each place that is left, counts are quicker than people one by one.
  private static let peopleForAPlace = 2

  /// What rounding may leave of a whole.
  private static let slack = 1e-9

  /// Draws by shares that add up to 1, or less where some people fall to no place; nil where they are more, one
  /// is below 0 or not a number, or there are none.
  public init?(shares: [Double], stream: RandomStream) {
    let sum = shares.reduce(0, +)
    guard !shares.isEmpty, shares.allSatisfy({ $0 >= 0 }), sum <= 1 + Self.slack else { return nil }
    self.shares = shares
    // Added up from the last on, so that the last place has all that is left.
    var left = 1 - sum > Self.slack ? 1 - sum : 0
    var chances: [Double] = []
    for share in shares.reversed() {
      left += share
      chances.append(share > 0 ? min(1, share / left) : 0)
    }
    counts = chances.reversed().enumerated().map { place, chance in
      BinomialCounts(chance: chance, stream: stream.substream(place))
    }
    var reached = 0.0
    var upTo = shares.map { share in
      reached += share
      return reached
    }
    // What rounding left of a whole belongs to the last place that has a share, and to those after it, which nobody
    // comes to.
    if sum > 1 - Self.slack, let last = shares.lastIndex(where: { $0 > 0 }) {
      for place in last..<upTo.count { upTo[place] = 1 }
    }
    self.upTo = upTo
    each = stream.substream("each")
  }

  /// Tells the count of each place in which there is anybody.
  ///
  /// A place may be told more than once: its counts are to be added up.
  public func counts(of trials: Int, draw: Int, _ tell: (_ place: Int, _ count: Int) -> Void) {
    var left = trials
    let counts = counts.span
    for place in counts.indices {
      guard left > Self.peopleForAPlace * (counts.count - place) || counts.count == 1 else {
        return each(of: left, from: place, draw, tell)
      }
      let count = counts[place].count(of: left, draw: draw)
      if count > 0 { tell(place, count) }
      left -= count
    }
  }

  /// Puts each person in one of the places from one on, as they are none of those before.
  private func each(
    of people: Int,
    from first: Int,
    _ draw: Int,
    _ tell: (_ place: Int, _ count: Int) -> Void
  ) {
    let before = first > 0 ? upTo[first - 1] : 0
    for person in 0..<max(0, people) {
      let reached = before + each.uniform(draw: draw, index: person) * (1 - before)
      // Rounded up to 1, it would be beyond every place.
      if let place = place(min(reached, 1.nextDown), from: first) { tell(place, 1) }
    }
  }

  /// The counts of all places.
  public func counts(of trials: Int, draw: Int) -> [Int] {
    var all = [Int](repeating: 0, count: shares.count)
    counts(of: trials, draw: draw) { place, count in all[place] += count }
    return all
  }

  /// The first place up to which the shares exceed a number; nil beyond them all.
  private func place(_ reached: Double, from least: Int) -> Int? {
    var (first, end) = (least, upTo.count)
    while first < end {
      let middle = (first + end) / 2
      if upTo[middle] > reached { end = middle } else { first = middle + 1 }
    }
    return first < upTo.count ? first : nil
  }
}
