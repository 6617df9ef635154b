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

  /// Lays out trees whose random numbers are below a stream.
  init(_ trees: [CareNode], _ stream: RandomStream) {
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
      guard let own = MultinomialCounts(shares: shares, stream: stream.substream(place)) else {
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

  /// The cost of some patients of each tree, in one draw.
  ///
  /// - Parameter waiting: room for the patients at each choice, all 0 before and after.
  func cost(of patients: [Int], draw: Int, waiting: inout [Int]) -> Int128 {
    var total: Int128 = 0
    let (counts, branches) = (counts.span, branches.span)
    for (start, count) in patients.enumerated() where count > 0 {
      take(starts[start], count, &total, &waiting)
    }
    for place in counts.indices where waiting[place] > 0 {
      let count = waiting[place]
      waiting[place] = 0
      let first = firstBranch[place]
      counts[place].counts(of: count, draw: draw) { branch, count in
        take(branches[first + branch], count, &total, &waiting)
      }
    }
    return total
  }

  private func take(_ branch: Branch, _ count: Int, _ total: inout Int128, _ waiting: inout [Int]) {
    total += branch.cost * Int128(count)
    for place in branch.next { waiting[next[place]] += count }
  }
}
