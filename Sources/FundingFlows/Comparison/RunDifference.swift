public import Quantities

/// What differs between two runs: money by year, payer, provider and step, people by year and pathway, and
/// activity that has no price.
public struct RunDifference: Sendable {
  /// One flow of money in both runs.
  public struct Flow: Hashable, Sendable {
    /// The flow.
    public let key: FlowKey
    /// Its value in both runs; 0 where a run does not have it.
    public let value: BeforeAndAfter<Pence>
  }

  /// One count of people in both runs.
  public struct People: Hashable, Sendable {
    /// What is counted.
    public let key: PatientKey
    /// The people in both runs; 0 where a run does not have them.
    public let count: BeforeAndAfter<Activity>
  }

  /// A step some of whose activity has no price in one of the runs or in both: what it costs is not in the money.
  public struct UnpricedStep: Hashable, Sendable {
    /// The step.
    public let key: StepKey
    /// The units without a price, over all years.
    public let units: BeforeAndAfter<Activity>
    /// In which run some of its units have a price.
    public let pricedIn: Runs

    /// Whether units that have a price in one run may have none in the other, so that its pounds differ by that.
    public var hasPriceInOneRunOnly: Bool {
      switch pricedIn {
      case .neither: false
      case .before: units.after != .zero
      case .after: units.before != .zero
      case .both: (units.before == .zero) != (units.after == .zero)
      }
    }
  }

  /// One of the runs, both, or none.
  public enum Runs: String, Hashable, Sendable {
    /// In neither run.
    case neither
    /// In the first run only.
    case before
    /// In the second run only.
    case after
    /// In both runs.
    case both
  }

  /// Every flow that has a value in one of the runs, in order of the keys.
  public let flows: [Flow]
  /// Every count of people of one of the runs, in order of the keys.
  public let people: [People]
  /// The steps without a price, by pathway, phase and step.
  public let unpriced: [UnpricedStep]

  /// Compares two runs.
  public init(from before: RunTotals, to after: RunTotals) {
    flows = Self.keys(before.flows, after.flows).map { key in
      let value = BeforeAndAfter(before: Pence(before.flows[key]), after: Pence(after.flows[key]))
      return Flow(key: key, value: value)
    }
    people = Self.keys(before.patients, after.patients).map { key in
      People(key: key, count: Self.activity(of: key, before.patients, after.patients))
    }
    let pricedBefore = Set(before.flows.keys.map { StepKey($0) })
    let pricedAfter = Set(after.flows.keys.map { StepKey($0) })
    unpriced = Self.keys(before.unpriced, after.unpriced).map { key in
      UnpricedStep(
        key: key,
        units: Self.activity(of: key, before.unpriced, after.unpriced),
        pricedIn: Self.runs(pricedBefore.contains(key), pricedAfter.contains(key))
      )
    }
  }

  private static func runs(_ isBefore: Bool, _ isAfter: Bool) -> Runs {
    switch (isBefore, isAfter) {
    case (false, false): .neither
    case (true, false): .before
    case (false, true): .after
    case (true, true): .both
    }
  }

  private static func keys<Key: Comparable>(_ before: Tally<Key>, _ after: Tally<Key>) -> [Key] {
    (before.keys + after.keys.filter { !before.contains($0) }).sorted()
  }

  private static func activity<Key>(
    of key: Key,
    _ before: Tally<Key>,
    _ after: Tally<Key>
  ) -> BeforeAndAfter<Activity> {
    BeforeAndAfter(
      before: Activity(millionths: before[key]),
      after: Activity(millionths: after[key])
    )
  }

  /// The value of all flows.
  public var total: BeforeAndAfter<Pence> { flows.reduce(.zero) { $0 + $1.value } }

  /// The value of the flows by a property of theirs.
  public func totals<Key: Hashable>(by key: (FlowKey) -> Key) -> [Key: BeforeAndAfter<Pence>] {
    flows.reduce(into: [:]) { totals, flow in
      totals[key(flow.key)] = (totals[key(flow.key)] ?? .zero) + flow.value
    }
  }

  /// The people by a property of their counts.
  public func peopleTotals<Key: Hashable>(by key: (PatientKey) -> Key) -> [Key: BeforeAndAfter<Activity>] {
    people.reduce(into: [:]) { totals, people in
      totals[key(people.key)] = (totals[key(people.key)] ?? .zero) + people.count
    }
  }
}
