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

  /// What a thread keeps from draw to draw.
  private struct Room {
    var patients: [Int]
    var waiting: [Int]
  }

  private let cases: Int
  private let known: [Int]
  private let drawn: MultinomialCounts?
  private let payments: [Int128]
  private let forks: CareForks

  init(_ numbers: Numbers, _ kinds: [PaidCases], _ stream: RandomStream) {
    cases = numbers.cases
    payments = kinds.map { Int128($0.payment.amount) * CareNode.perPenny }
    forks = CareForks(kinds.map(\.cost.care), stream.substream("care"))
    switch numbers {
    case .drawn(_, let shares):
      known = shares.map { _ in 0 }
      drawn = MultinomialCounts(shares: shares, stream: stream.substream("kinds"))
    case .known(let counts):
      (known, drawn) = (counts, nil)
    }
  }

  func run(_ simulations: Int, _ threads: Int) -> Margins? {
    let outcomes = Simulation(draws: simulations, threads: threads).run(
      outputs: 2,
      scratch: { Room(patients: known, waiting: [Int](repeating: 0, count: forks.count)) }
    ) { draws, room, results in
      for (offset, draw) in draws.enumerated() {
        let (margin, income) = margin(draw, &room)
        results[offset] = Double(margin) / Double(cases) / CareNode.perPound
        results[draws.count + offset] = Double(Self.degree(margin, income))
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

  private func margin(_ draw: Int, _ room: inout Room) -> (margin: Int128, income: Int128) {
    if let drawn {
      for kind in room.patients.indices { room.patients[kind] = 0 }
      drawn.counts(of: cases, draw: draw) { kind, count in room.patients[kind] += count }
    }
    let income = zip(payments, room.patients).reduce(0) { $0 + $1.0 * Int128($1.1) }
    return (income - forks.cost(of: room.patients, draw: draw, waiting: &room.waiting), income)
  }

  /// 0 for no loss, 1 for a loss, 1 more for each part of the income that the loss exceeds.
  private static func degree(_ margin: Int128, _ income: Int128) -> Int {
    guard margin < 0 else { return 0 }
    return 1 + ChanceOfLoss.partsOfIncome.count { -margin * 1_000_000 > income * Int128($0.millionths) }
  }
}
