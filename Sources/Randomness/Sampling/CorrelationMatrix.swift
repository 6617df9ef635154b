/// The correlations of a plan's inputs, each of them possible by itself.
struct CorrelationMatrix {
  private let paths: [String]
  private var pairs: [(first: Int, second: Int)] = []

  /// The correlations of the normal scores of pairs of columns, either way round.
  private var entries: [[Int]: Double] = [:]

  init(paths: [String], hashes: [UInt64], _ correlations: [RankCorrelation]) throws(SamplePlanFault) {
    self.paths = paths
    let columns = try Self.columns(paths, hashes)
    for correlation in correlations { try add(correlation, columns) }
  }

  /// For each column that is correlated, the columns that it is a sum of, with their weights; for others nothing.
  func mixtures() throws(SamplePlanFault) -> [[(column: Int, weight: Double)]] {
    var mixtures = [[(column: Int, weight: Double)]](repeating: [], count: paths.count)
    for members in groups {
      guard let group = CorrelatedGroup(members, correlation: { entries[[$0, $1]] ?? 0 }) else {
        throw .impossibleGroup(members.map { paths[$0] })
      }
      // The first is a sum of itself alone, and is left as it is.
      for (member, weights) in zip(members, group.weights).dropFirst() {
        mixtures[member] = zip(members, weights).map { (column: $0, weight: $1) }
      }
    }
    return mixtures
  }

  private mutating func add(
    _ correlation: RankCorrelation,
    _ columns: [String: Int]
  ) throws(SamplePlanFault) {
    guard let first = columns[correlation.first] else { throw .unknownPath(correlation.first, correlation) }
    guard let second = columns[correlation.second] else {
      throw .unknownPath(correlation.second, correlation)
    }
    guard first != second else { throw .correlatedWithItself(correlation) }
    guard abs(correlation.rank) < 1 else { throw .rankOutOfRange(correlation) }
    guard entries[[first, second]] == nil else { throw .repeatedPair(correlation) }
    pairs.append((first, second))
    entries[[first, second]] = correlation.ofNormalScores
    entries[[second, first]] = correlation.ofNormalScores
  }

  private static func columns(
    _ paths: [String],
    _ hashes: [UInt64]
  ) throws(SamplePlanFault) -> [String: Int] {
    var columns: [String: Int] = [:]
    var pathsByHash: [UInt64: String] = [:]
    for (column, (path, hash)) in zip(paths, hashes).enumerated() {
      guard columns.updateValue(column, forKey: path) == nil else { throw .repeatedPath(path) }
      if let other = pathsByHash.updateValue(path, forKey: hash) { throw .sameNumbers(other, path) }
    }
    return columns
  }

  /// The sets of two or more columns that pairs connect, each in the order of its paths.
  private var groups: [[Int]] {
    var leaders = Array(paths.indices)
    for pair in pairs {
      let (kept, replaced) = (leaders[pair.first], leaders[pair.second])
      for column in leaders.indices where leaders[column] == replaced { leaders[column] = kept }
    }
    var members = [[Int]](repeating: [], count: paths.count)
    for column in paths.indices.sorted(by: { paths[$0] < paths[$1] }) {
      members[leaders[column]].append(column)
    }
    return members.filter { $0.count > 1 }
  }
}
