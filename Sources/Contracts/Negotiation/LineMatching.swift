import Quantities

/// Which lines of two schedules are the same line: those of one year and id, in whatever order they stand.
struct LineMatching {
  /// The places of a line in the two schedules; -1 where a side does not have it.
  struct Match {
    let offer: Int
    let counter: Int
    /// Tells lines of the same year and id apart, from 0.
    let ordinal: Int
  }

  private(set) var matches: [Match] = []
  /// The keys that a schedule has more than once, as lines of the offer and of the counter-offer.
  private(set) var repeated: [(offer: [Int], counter: [Int])] = []

  init(_ offer: [ScheduleLine], _ counter: [ScheduleLine]) {
    var index = LineIndex(capacity: offer.count + counter.count)
    var firsts: [(offer: Int, counter: Int)] = []
    firsts.reserveCapacity(offer.count)
    var further: [Int: (offer: [Int], counter: [Int])] = [:]
    for place in offer.indices {
      let number = index.number(hash: offer[place].lineID.hashValue) { number in
        let first = firsts[number].offer
        return offer[place].lineID == offer[first].lineID
          && offer[place].financialYear == offer[first].financialYear
      }
      if number == firsts.count {
        firsts.append((place, -1))
      } else {
        further[number, default: ([], [])].offer.append(place)
      }
    }
    for place in counter.indices {
      let number = index.number(hash: counter[place].lineID.hashValue) { number in
        let (first, other) = firsts[number]
        guard first >= 0 else {
          return counter[place].lineID == counter[other].lineID
            && counter[place].financialYear == counter[other].financialYear
        }
        return counter[place].lineID == offer[first].lineID
          && counter[place].financialYear == offer[first].financialYear
      }
      if number == firsts.count {
        firsts.append((-1, place))
      } else if firsts[number].counter < 0 {
        firsts[number].counter = place
      } else {
        further[number, default: ([], [])].counter.append(place)
      }
    }
    matches.reserveCapacity(firsts.count)
    for (number, first) in firsts.enumerated() {
      if !further.isEmpty, let others = further[number] {
        pair([first.offer] + others.offer, [first.counter] + others.counter, offer, counter)
      } else {
        matches.append(Match(offer: first.offer, counter: first.counter, ordinal: 0))
      }
    }
  }

  /// Pairs lines of one year and id by what they say, so that the order of the rows does not matter; those that say the
  /// same are paired first.
  private mutating func pair(
    _ offers: [Int],
    _ counters: [Int],
    _ offer: [ScheduleLine],
    _ counter: [ScheduleLine]
  ) {
    var first = Self.ordered(offers, offer)
    var second = Self.ordered(counters, counter)
    repeated.append((first.map(\.place), second.map(\.place)))
    var pairs: [(offer: Int, counter: Int)] = []
    for place in first {
      guard let same = second.firstIndex(where: { $0.content == place.content }) else { continue }
      pairs.append((place.place, second.remove(at: same).place))
    }
    first.removeAll { place in pairs.contains { $0.offer == place.place } }
    for index in 0..<max(first.count, second.count) {
      pairs.append(
        (index < first.count ? first[index].place : -1, index < second.count ? second[index].place : -1)
      )
    }
    for (ordinal, pair) in pairs.enumerated() {
      matches.append(Match(offer: pair.offer, counter: pair.counter, ordinal: ordinal))
    }
  }

  private typealias Told = (place: Int, content: String)

  private static func ordered(_ places: [Int], _ lines: [ScheduleLine]) -> [Told] {
    let told = places.filter { $0 >= 0 }.map { Told(place: $0, content: content(of: lines[$0])) }
    return told.sorted { ($0.content, $0.place) < ($1.content, $1.place) }
  }

  /// All that a line says, as a text that orders lines.
  private static func content(of line: ScheduleLine) -> String {
    let codes: [String?] = [
      line.commissioner.description, line.provider.description, line.pathway, line.step,
      line.currency?.description, line.pointOfDelivery?.description, line.treatmentFunction?.description,
      line.plannedActivity?.description, line.unitPrice?.description, line.marketForces?.description,
      line.plannedValue?.description, line.lastYearActivity?.description, line.lastYearValue?.description,
      line.basis?.description, line.evidence?.description, line.note,
    ]
    return codes.map { $0 ?? "" }.joined(separator: "\u{1}")
  }
}
