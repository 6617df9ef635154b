import Randomness

/// A tree of care made ready to send many patients down at once.
///
/// Choices that are the same, as those of one casemix after several operations, are made once for all patients who
/// come to them: what they choose does not depend on the way they came.
struct CareForks: Sendable {
  /// What a patient brings who takes a branch: a cost, and choices to come, which lie together.
  private struct Branch {
    let cost: Int128
    let next: Range<Int>
  }

  // Flat, so that nothing is retained while patients go down: threads would wait for each other.
  private var counts: [MultinomialCounts] = []
  private var firstBranch: [Int] = []
  private var branches: [Branch] = []
  private var next: [Int] = []
  private var starts: [Branch] = []
  /// The number of choices.
  var count: Int { counts.count }

  /// What a thread keeps from block to block: people at each choice, and what they cost, draw by draw.
  struct Room {
    fileprivate var waiting: [Int]
    fileprivate var counting: CountingRoom
    var costs = [Int128](repeating: 0, count: Simulation.blockSize)
  }

  /// Lays out trees whose random numbers are below a stream.
  init(_ trees: [CareNode], _ stream: RandomStream, _ tables: inout BinomialTables) {
    var heights: [CareChoice: Int] = [:]
    var met: [CareChoice] = []
    for tree in trees { Self.measure(tree, &heights, &met) }
    // A choice comes before those that its branches lead to, which are less high.
    let order = met.enumerated().sorted {
      (heights[$1.element, default: 0], $0.offset) < (heights[$0.element, default: 0], $1.offset)
    }.map(\.element)
    let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (place, choice) in order.enumerated() {
      let shares = choice.branches.map(\.share)
      let own = MultinomialCounts(shares: shares, stream: stream.substream(place), tables: &tables)
      guard let own else {
        preconditionFailure("the shares of exclusive branches add up to 1 at most")
      }
      counts.append(own)
      firstBranch.append(branches.count)
      for branch in choice.branches { branches.append(laidOut(branch.node, places)) }
    }
    for tree in trees { starts.append(laidOut(tree, places)) }
  }

  private mutating func laidOut(_ node: CareNode, _ places: [CareChoice: Int]) -> Branch {
    let first = next.count
    next += node.choices.map { places[$0, default: 0] }
    return Branch(cost: node.cost, next: first..<next.count)
  }

  /// Notes how many choices follow each other at most from each choice on, and the order in which they are met.
  @discardableResult
  private static func measure(
    _ node: CareNode,
    _ heights: inout [CareChoice: Int],
    _ met: inout [CareChoice]
  ) -> Int {
    var height = 0
    for choice in node.choices {
      if let known = heights[choice] {
        height = max(height, known)
        continue
      }
      let own = 1 + (choice.branches.map { measure($0.node, &heights, &met) }.max() ?? 0)
      heights[choice] = own
      met.append(choice)
      height = max(height, own)
    }
    return height
  }

  /// Room for a thread, with the tables that the choices were laid out with.
  func room(_ tables: BinomialTables) -> Room {
    let waiting = [Int](repeating: 0, count: counts.count * Simulation.blockSize)
    return Room(waiting: waiting, counting: CountingRoom(tables))
  }

  /// Works out the costs of some patients of each tree in a block of draws.
  ///
  /// - Parameter patients: those of each tree, draw by draw.
  func cost(of patients: [[Int]], draws: Range<Int>, _ room: inout Room) {
    for draw in room.costs.indices { room.costs[draw] = 0 }
    for (start, column) in zip(starts, patients) {
      take(start, Self.everyDraw.span.extracting(first: draws.count), column.span, &room.costs, &room.waiting)
    }
    var column = [Int](repeating: 0, count: draws.count)
    for place in counts.indices {
      guard room.fetch(place, into: &column) else { continue }
      let first = firstBranch[place]
      let end = place + 1 < firstBranch.count ? firstBranch[place + 1] : branches.count
      var (costs, waiting) = (room.costs, room.waiting)
      (room.costs, room.waiting) = ([], [])
      counts[place].counts(of: column.span, from: draws.lowerBound, &room.counting) { branch, draws, counts in
        take(branches[first + branch], draws, counts, &costs, &waiting)
      } tellPlaces: { draws, places in
        for index in draws.indices where first + places[index] < end {
          take(branches[first + places[index]], draws[index], &costs, &waiting)
        }
      }
      (room.costs, room.waiting) = (costs, waiting)
    }
  }

  private static let everyDraw = Array(0..<Simulation.blockSize)

  /// Sends people down a branch, so many in each of some draws.
  private func take(
    _ branch: Branch,
    _ draws: Span<Int>,
    _ people: Span<Int>,
    _ costs: inout [Int128],
    _ waiting: inout [Int]
  ) {
    if branch.cost != 0 {
      var costs = costs.mutableSpan
      for index in draws.indices { costs[draws[index]] &+= branch.cost &* Int128(people[index]) }
    }
    var waiting = waiting.mutableSpan
    for place in branch.next {
      let first = next[place] * Simulation.blockSize
      for index in draws.indices { waiting[first + draws[index]] &+= people[index] }
    }
  }

  /// Sends one person of a draw down a branch.
  private func take(_ branch: Branch, _ draw: Int, _ costs: inout [Int128], _ waiting: inout [Int]) {
    costs[draw] &+= branch.cost
    for place in branch.next { waiting[next[place] * Simulation.blockSize + draw] &+= 1 }
  }
}

extension CareForks.Room {
  /// Takes those who wait at a choice; tells whether there is anybody.
  fileprivate mutating func fetch(_ place: Int, into column: inout [Int]) -> Bool {
    let first = place * Simulation.blockSize
    var waiting = waiting.mutableSpan
    var column = column.mutableSpan
    var any = 0
    for draw in column.indices {
      column[draw] = waiting[first + draw]
      any |= column[draw]
      waiting[first + draw] = 0
    }
    return any != 0
  }
}
