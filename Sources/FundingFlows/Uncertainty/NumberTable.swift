import Diagnostics
import Pathways
import Quantities
import Randomness

/// The multipliers of a model, made as the compiler asks for them, each once.
struct NumberTable {
  /// The paths of the random numbers, in the order of their columns.
  private(set) var columns: [String] = []
  private(set) var steps: [NumberStep] = []
  private(set) var count = 0
  private(set) var faults = DiagnosticList()
  /// The inputs that were asked for.
  private(set) var used: Set<ChangePath> = []

  private let inputs: [ChangePath: UncertaintyPlan.Input]
  private let ordered: [ChangePath]
  private var values: [Value: Int?] = [:]
  private var groups: [Group: [Int]] = [:]
  private var columnOf: [String: Int] = [:]

  private struct Value: Hashable {
    let path: ChangePath
    let own: Double
  }

  /// What a group of alternatives was made from.
  private struct Group: Hashable {
    let multipliers: [Int]
    let shares: [Double]
  }

  init(_ plan: UncertaintyPlan) {
    ordered = plan.inputs.map(\.path).sorted()
    inputs = Dictionary(plan.inputs.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The uncertain inputs of a kind.
  func paths(_ isWanted: (ChangePath) -> Bool) -> [ChangePath] { ordered.filter(isWanted) }

  func isUncertain(_ path: ChangePath) -> Bool { inputs[path] != nil }

  func input(_ path: ChangePath) -> UncertaintyPlan.Input? { inputs[path] }

  mutating func next() -> Int {
    count += 1
    return count - 1
  }

  mutating func append(_ step: NumberStep) { steps.append(step) }

  /// The column of a path's random numbers.
  mutating func column(_ path: String) -> Int {
    if let known = columnOf[path] { return known }
    columns.append(path)
    columnOf[path] = columns.count - 1
    return columns.count - 1
  }

  mutating func use(_ path: ChangePath) { used.insert(path) }

  /// The multiplier of an input where its own value is this; nil when it is certain there.
  ///
  /// A share of none or all is certain: nobody knows of anybody who could do otherwise.
  mutating func multiplier(_ path: ChangePath, own value: Double) -> Int? {
    guard let input = inputs[path] else { return nil }
    let isCertain = value <= 0 || (input.spread.kind == .beta && value >= 1 && input.spread.mean == nil)
    guard !isCertain else { return nil }
    let own = input.spread.isRelative ? 1 : value
    if let known = values[Value(path: path, own: own)] { return known }
    used.insert(path)
    guard let distribution = input.spread.distribution(around: own) else {
      report(input, own)
      values[Value(path: path, own: own)] = .some(nil)
      return nil
    }
    let index = next()
    let table = Self.tabulated(distribution)
    steps.append(.value(column: column(path.description), table, own: own, into: index))
    values[Value(path: path, own: own)] = .some(index)
    return index
  }

  /// The multipliers of all stages of a site whose mix is uncertain, for a mix of some year; empty when there is no
  /// distribution.
  ///
  /// The mix that comes first is drawn. Any other is that of the first, stage by stage, brought back to the whole.
  mutating func stages(_ site: String, _ stages: [Stage], _ shares: [Double]) -> [Int] {
    let path = ChangePath.stages(site)
    guard let input = inputs[path], case .size(let size) = input.spread.width else { return [] }
    let key = StagesKey(site: site, stages: stages, shares: shares)
    if let known = stagesOf[key] { return known }
    used.insert(path)
    guard let first = firstStages[site] else {
      let into = stages.map { _ in next() }
      let columns = stages.map { column("\(path).\($0)") }
      guard let drawn = SharesOfWhole(shares, size: size, columns: columns, into: into) else {
        report(input, shares.max() ?? 0)
        stagesOf[key] = []
        return []
      }
      steps.append(.shares(drawn))
      firstStages[site] = Dictionary(uniqueKeysWithValues: zip(stages, into))
      stagesOf[key] = into
      return into
    }
    // What no step fills stays 1: a stage that the first mix does not have is as it is.
    let parts = zip(stages, shares).map { stage, share in
      NumberStep.Member(multiplier: first[stage] ?? next(), share: share, into: next())
    }
    steps.append(.whole(parts: parts))
    stagesOf[key] = parts.map(\.into)
    return parts.map(\.into)
  }

  private struct StagesKey: Hashable {
    let site: String
    let stages: [Stage]
    let shares: [Double]
  }

  private var stagesOf: [StagesKey: [Int]] = [:]
  private var firstStages: [String: [Stage: Int]] = [:]

  mutating func report(_ input: UncertaintyPlan.Input, _ own: Double) {
    let mean = input.spread.mean ?? own
    faults.append(
      Diagnostic(
        "uncertainty.distribution",
        at: input.position,
        "found a distribution of \(input.path) that there is not: \(input.spread.words), around \(mean)",
        fix: "give a smaller width, or a mean that the input can have"
      )
    )
  }

  mutating func report(_ fault: Diagnostic) { faults.append(fault) }

  static func tabulated(_ distribution: some Distribution) -> TabulatedQuantile {
    TabulatedQuantile(distribution)
  }

  /// What really multiplies the members of a group of alternatives, and then what multiplies the rest.
  mutating func alternatives(_ members: [(multiplier: Int, share: Double)]) -> (members: [Int], rest: Int) {
    let group = Group(multipliers: members.map(\.multiplier), shares: members.map(\.share))
    if let known = groups[group], let rest = known.last { return (Array(known.dropLast()), rest) }
    let own = members.map { member in
      NumberStep.Member(multiplier: member.multiplier, share: member.share, into: next())
    }
    let rest = next()
    steps.append(.alternatives(members: own, rest: rest))
    groups[group] = own.map(\.into) + [rest]
    return (own.map(\.into), rest)
  }
}

extension UncertaintyPlan.Spread {
  /// Whether it is the same, relative to the value, around any value.
  var isRelative: Bool {
    guard case .variation = width else { return false }
    return mean == nil && kind != .beta
  }
}
