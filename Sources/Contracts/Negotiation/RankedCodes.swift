/// What the lines of two schedules say in one column, as numbers that order and compare as the codes do.
struct RankedCodes {
  /// The codes in order; the first is blank where a line has none.
  private(set) var names: [String] = []
  /// The place among the names of what each line of the offer says.
  private(set) var offer: [Int32]
  /// The place among the names of what each line of the counter-offer says.
  private(set) var counter: [Int32]

  /// Takes a column out of two schedules, line by line.
  init<Code: Hashable & Comparable & CustomStringConvertible>(
    _ lines: (offer: Int, counter: Int),
    _ offered: (Int) -> Code?,
    _ countered: (Int) -> Code?
  ) {
    var numbering = Numbering<Code?>()
    offer = (0..<lines.offer).map { numbering.number(of: offered($0)) }
    counter = (0..<lines.counter).map { numbering.number(of: countered($0)) }
    let values = numbering.values
    let order = values.indices.sorted { one, other in
      guard let first = values[one] else { return values[other] != nil }
      return values[other].map { first < $0 } ?? false
    }
    var ranks = [Int32](repeating: 0, count: values.count)
    for (rank, number) in order.enumerated() { ranks[number] = Int32(rank) }
    for index in offer.indices { offer[index] = ranks[Int(offer[index])] }
    for index in counter.indices { counter[index] = ranks[Int(counter[index])] }
    names = order.map { values[$0]?.description ?? "" }
  }

  /// Whether both sides say the same of a line.
  func isSame(_ match: LineMatching.Match) -> Bool { offer[match.offer] == counter[match.counter] }

  /// What the offer says of a line, else the counter-offer.
  func number(of match: LineMatching.Match) -> Int32 {
    match.offer >= 0 ? offer[match.offer] : counter[match.counter]
  }
}
