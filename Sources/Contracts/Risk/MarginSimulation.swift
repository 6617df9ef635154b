import Quantities
import Randomness

/// Draws the margin of many cases at once: counts of patients go down the trees, and each count × its cost is added.
struct MarginSimulation: Sendable {
  /// How many cases of each kind there are.
  enum Numbers {
    /// So many, each of a kind by these shares, which add up to 1.
    case drawn(Int, shares: [Double])
    /// So many of each kind.
    case known([Int])

    var cases: Int {
      switch self {
      case .drawn(let cases, _): cases
      case .known(let counts): counts.reduce(0, +)
      }
    }
  }

  /// What the simulations came to.
  struct Margins {
    let loss: SimulatedChance
    let beyond: [SimulatedChance]
    /// The 5 %, 50 % and 95 % quantiles of the margin for each case, in pounds.
    let quantiles: (low: Double, median: Double, high: Double)
  }

  /// What a thread keeps from block to block.
  private struct Room {
    /// How many cases of each kind there are, draw by draw.
    var patients: [[Int]]
    var income: [Int128]
    var counting: CountingRoom
    var care: CareForks.Room
  }

  private let cases: Int
  private let known: [Int]
  private let drawn: MultinomialCounts?
  private let payments: [Int128]
  private let forks: CareForks
  private let tables: BinomialTables

  init(_ numbers: Numbers, _ kinds: [PaidCases], _ stream: RandomStream) {
    cases = numbers.cases
    payments = kinds.map { Int128($0.payment.amount) * CareNode.perPenny }
    var tables = BinomialTables()
    forks = CareForks(kinds.map(\.cost.care), stream.substream("care"), &tables)
    switch numbers {
    case .drawn(_, let shares):
      known = shares.map { _ in 0 }
      drawn = MultinomialCounts(shares: shares, stream: stream.substream("kinds"), tables: &tables)
    case .known(let counts):
      (known, drawn) = (counts, nil)
    }
    self.tables = tables
  }

  func run(_ simulations: Int, _ threads: Int) -> Margins? {
    let outcomes = Simulation(draws: simulations, threads: threads).run(
      outputs: 2,
      scratch: {
        Room(
          patients: known.map { [Int](repeating: $0, count: Simulation.blockSize) },
          income: [Int128](repeating: 0, count: Simulation.blockSize),
          counting: CountingRoom(tables),
          care: forks.room(tables)
        )
      }
    ) { draws, room, results in
      margins(draws, &room)
      for draw in 0..<draws.count {
        let (income, margin) = (room.income[draw], room.income[draw] - room.care.costs[draw])
        results[draw] = Double(margin) / Double(cases) / CareNode.perPound
        results[draws.count + draw] = Double(Self.degree(margin, income))
      }
    }
    guard let outcomes, let sorted = SortedSample(outcomes.values(of: 0)) else { return nil }
    let degrees = outcomes.values(of: 1)
    let chances = (0...ChanceOfLoss.partsOfIncome.count).map { degree in
      SimulatedChance(degrees.count { $0 > Double(degree) }, of: simulations)
    }
    return Margins(
      loss: chances[0],
      beyond: Array(chances.dropFirst()),
      quantiles: (sorted.quantile(0.05), sorted.quantile(0.5), sorted.quantile(0.95))
    )
  }

  private func margins(_ draws: Range<Int>, _ room: inout Room) {
    if let drawn { draw(drawn, draws, &room) }
    for draw in 0..<draws.count {
      room.income[draw] = zip(payments, room.patients).reduce(0) { $0 + $1.0 * Int128($1.1[draw]) }
    }
    forks.cost(of: room.patients, draws: draws, &room.care)
  }

  private func draw(_ kinds: MultinomialCounts, _ draws: Range<Int>, _ room: inout Room) {
    var patients = known.map { _ in [Int](repeating: 0, count: draws.count) }
    let people = [Int](repeating: cases, count: draws.count)
    kinds.counts(of: people.span, from: draws.lowerBound, &room.counting) { kind, draws, counts in
      for index in draws.indices { patients[kind][draws[index]] += counts[index] }
    } tellPlaces: { draws, kinds in
      for index in draws.indices where kinds[index] < patients.count {
        patients[kinds[index]][draws[index]] += 1
      }
    }
    room.patients = patients
  }

  /// 0 for no loss, 1 for a loss, 1 more for each part of the income that the loss exceeds.
  private static func degree(_ margin: Int128, _ income: Int128) -> Int {
    guard margin < 0 else { return 0 }
    return 1 + ChanceOfLoss.partsOfIncome.count { -margin * 1_000_000 > income * Int128($0.millionths) }
  }
}
